import { AGE_BANDS, SECTORS, SERVICE_TYPES, SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import {
  FOR_PROFIT,
  FOSTER,
  NOT_FOR_PROFIT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SERVICE_TYPE_COUNT,
} from '../../simulation/constants.ts';
import { PROVIDER_COUNTRIES, REASONS } from '../../simulation/counters.ts';
import type { State } from '../../simulation/state.ts';
import type { Levels, Series } from '../series.ts';
import { series } from '../series.ts';
import {
  COUNTRY,
  COUNTRY_AND_REGIONS,
  COUNTRY_BY_QUARTER,
  EVERYWHERE,
  QUARTER_AND_AUTHORITIES,
  REGIONS_YEARLY,
  SHOWN_SECTORS,
  YEARLY,
  YEARLY_REGIONS,
  counterFamily,
  range,
} from './family.ts';
import type { Family } from './family.ts';

const YEARS: Levels = { country: 'financial-year', region: 'financial-year' };

/** Flows: what happened to children, applications and places, as running totals of the engine. */
export function flowFamilies(): Family[] {
  const flow = (
    measure: string,
    unit: string,
    dimensions: Partial<Series> = {},
    levels: Levels = EVERYWHERE,
    areaRole: Series['areaRole'] = 'responsible',
    evidence: Series['evidence'] = 'both',
  ): Series => series(measure, unit, areaRole, 'flow', evidence, levels, dimensions);
  const single = (pick: (s: State) => Float64Array, s: Series): Family =>
    counterFamily(1, pick, [{ series: s, cells: [0] }]);
  const byType = (
    pick: (s: State) => Float64Array,
    measure: string,
    unit: string,
    detail: Levels = COUNTRY_BY_QUARTER,
    total: Levels = EVERYWHERE,
  ): Family =>
    counterFamily(SERVICE_TYPE_COUNT, pick, [
      { series: flow(measure, unit, {}, total), cells: range(SERVICE_TYPE_COUNT) },
      ...[RESIDENTIAL, FOSTER].map((type) => ({
        series: flow(measure, unit, { serviceType: SERVICE_TYPES[type]! }, detail),
        cells: [type],
      })),
    ]);
  const byBand = (pick: (s: State) => Float64Array, measure: string): Family =>
    counterFamily(
      AGE_BANDS.length,
      pick,
      AGE_BANDS.map((ageBand, i) => ({
        series: flow(measure, 'children', { ageBand }, YEARS, 'responsible', 'children'),
        cells: [i],
      })),
    );
  const applicationCell = (type: number, reason: number, country: number): number =>
    (type * REASONS + reason) * PROVIDER_COUNTRIES + country;
  const applications = (types: readonly number[], reasons: readonly number[], countries: readonly number[]): number[] =>
    types.flatMap((t) => reasons.flatMap((r) => countries.map((c) => applicationCell(t, r, c))));
  const byReason = (
    pick: (s: State) => Float64Array,
    measure: string,
    unit: string,
    total: Levels,
    parts: Levels,
  ): Family => {
    const types = range(SERVICE_TYPE_COUNT);
    const reasons = range(REASONS);
    const countries = range(PROVIDER_COUNTRIES);
    return counterFamily(SERVICE_TYPE_COUNT * REASONS * PROVIDER_COUNTRIES, pick, [
      { series: flow(measure, unit, {}, total), cells: applications(types, reasons, countries) },
      ...[RESIDENTIAL, FOSTER].map((type) => ({
        series: flow(measure, unit, { serviceType: SERVICE_TYPES[type]! }, QUARTER_AND_AUTHORITIES),
        cells: applications([type], reasons, countries),
      })),
      ...SUPPLEMENTARY_REASONS.map((reason, r) => ({
        series: flow(measure, unit, { reason }, parts),
        cells: applications(types, [r], countries),
      })),
      ...(['own', 'outside'] as const).map((providerCountry, c) => ({
        series: flow(measure, unit, { providerCountry }, parts),
        cells: applications(types, reasons, [c]),
      })),
    ]);
  };
  const sectors = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  const ofType = (type: number): number[] => range(SECTOR_COUNT).map((k) => type * SECTOR_COUNT + k);
  return [
    single(
      (s) => s.counters.started,
      flow('children_started', 'children', {}, YEARLY_REGIONS, 'responsible', 'children'),
    ),
    single(
      (s) => s.counters.ceased,
      flow('children_ceased', 'children', {}, YEARLY_REGIONS, 'responsible', 'children'),
    ),
    byBand((s) => s.counters.startedByBand, 'children_started'),
    byBand((s) => s.counters.ceasedByBand, 'children_ceased'),
    // Months for which the children who ceased in the period had been looked after: over `children_ceased` it is a mean stay.
    single(
      (s) => s.counters.monthsInCare,
      flow('months_in_care', 'months', {}, REGIONS_YEARLY, 'responsible', 'children'),
    ),
    single((s) => s.counters.nightsUnregistered, flow('nights_unregistered', 'nights')),
    single((s) => s.counters.unregisteredPlacements, flow('unregistered_placements', 'placements')),
    single((s) => s.counters.waitDays, flow('wait_days', 'days', {}, YEARLY_REGIONS)),
    single((s) => s.counters.siblingsSplit, flow('siblings_split', 'children', {}, QUARTER_AND_AUTHORITIES)),
    single((s) => s.counters.stoodIn, flow('stood_in_16plus', 'placements', {}, COUNTRY_BY_QUARTER)),
    single(
      (s) => s.counters.secureReferrals,
      flow('secure_referrals', 'referrals', { serviceType: 'secure' }, COUNTRY),
    ),
    single((s) => s.counters.secureRefused, flow('secure_refused', 'referrals', { serviceType: 'secure' }, COUNTRY)),
    byType((s) => s.counters.displaced, 'children_displaced', 'children'),
    byType((s) => s.counters.movesForced, 'moves_forced', 'moves', COUNTRY_BY_QUARTER, YEARLY_REGIONS),
    byType(
      (s) => s.counters.forProfitNew,
      'placements_for_profit_new',
      'placements',
      COUNTRY_BY_QUARTER,
      YEARLY_REGIONS,
    ),
    // Where approval would be needed if it were in force: the same parts as the applications, and never added to them.
    byReason(
      (s) => s.counters.wouldNeedApproval,
      'placements_would_need_approval',
      'placements',
      YEARLY_REGIONS,
      YEARLY,
    ),
    byType((s) => s.counters.approvals, 'supplementary_approved', 'applications', COUNTRY_BY_QUARTER, REGIONS_YEARLY),
    byReason(
      (s) => s.counters.applications,
      'supplementary_applications',
      'applications',
      EVERYWHERE,
      QUARTER_AND_AUTHORITIES,
    ),
    counterFamily(sectors, (s) => s.counters.placesClosed, [
      ...SHOWN_SECTORS.map((sector) => ({
        series: flow(
          'exits_places',
          'places',
          { serviceType: 'residential', sector: SECTORS[sector]! },
          COUNTRY_BY_QUARTER,
          'located',
          'places',
        ),
        cells: [RESIDENTIAL * SECTOR_COUNT + sector],
      })),
      {
        series: flow(
          'exits_places',
          'places',
          { serviceType: 'residential' },
          { country: 'month', region: 'quarter' },
          'located',
          'places',
        ),
        cells: ofType(RESIDENTIAL),
      },
      {
        series: flow('exits_places', 'places', { serviceType: 'foster' }, COUNTRY_AND_REGIONS, 'located', 'places'),
        cells: ofType(FOSTER),
      },
    ]),
    counterFamily(sectors, (s) => s.counters.placesChangedOwner, [
      ...[FOR_PROFIT, NOT_FOR_PROFIT].map((sector) => ({
        series: flow(
          'places_changed_owner',
          'places',
          { serviceType: 'residential', sector: SECTORS[sector]! },
          { country: 'financial-year' },
          'located',
          'places',
        ),
        cells: [RESIDENTIAL * SECTOR_COUNT + sector],
      })),
      {
        series: flow(
          'places_changed_owner',
          'places',
          { serviceType: 'foster' },
          { country: 'financial-year' },
          'located',
          'places',
        ),
        cells: ofType(FOSTER),
      },
    ]),
    counterFamily(sectors, (s) => s.counters.placesTransferredOut, [
      {
        series: flow(
          'conversions_places',
          'places',
          { serviceType: 'residential' },
          COUNTRY_AND_REGIONS,
          'located',
          'places',
        ),
        cells: [RESIDENTIAL * SECTOR_COUNT + FOR_PROFIT],
      },
      {
        series: flow(
          'conversions_places',
          'places',
          { serviceType: 'foster' },
          COUNTRY_AND_REGIONS,
          'located',
          'places',
        ),
        cells: [FOSTER * SECTOR_COUNT + FOR_PROFIT],
      },
    ]),
  ];
}
