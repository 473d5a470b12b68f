import {
  AGE_BANDS,
  PLACEMENT_TYPES,
  SECTORS,
  SERVICE_TYPES,
  SUPPLEMENTARY_REASONS,
  ageBandIndex,
} from '../domain/vocabulary.ts';
import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
} from '../simulation/constants.ts';
import { PROVIDER_COUNTRIES, REASONS } from '../simulation/counters.ts';
import type { State } from '../simulation/state.ts';
import type { Levels, Series } from './series.ts';
import { series } from './series.ts';

/*
 * The additive part of the grid: quantities of one authority that add up to regions and to the country.
 * Each family writes a block of series, in the order in which it lists them. Flows are written as running totals.
 */

const EVERYWHERE: Levels = { country: 'month', region: 'quarter', authority: 'financial-year' };
const COUNTRY: Levels = { country: 'month' };
const COUNTRY_QUARTER: Levels = { country: 'quarter', region: 'quarter', authority: 'financial-year' };
const COUNTRY_AND_AUTHORITIES: Levels = { country: 'month', authority: 'financial-year' };
const YEARLY: Levels = { country: 'financial-year', authority: 'financial-year' };

/** Sectors that are reported; `all` holds `other` as well. */
const SHOWN_SECTORS = [LOCAL_AUTHORITY, NOT_FOR_PROFIT, FOR_PROFIT] as const;

/** Flows that are reported by financial year for the country too. */
const YEARLY_MEASURES: ReadonlySet<string> = new Set([
  'children_started',
  'children_ceased',
  'nights_unregistered',
  'unregistered_placements',
  'secure_referrals',
  'secure_refused',
  'children_displaced',
  'moves_forced',
  'placements_for_profit_new',
  'placements_would_need_approval',
  'supplementary_applications',
  'supplementary_approved',
]);

/** A block of series and how their values of one month are read, authority by authority. */
export interface Family {
  readonly series: readonly Series[];
  /** Months in which it has to be read; others are skipped, since reading it takes time. */
  readonly every: 'month' | 'quarter' | 'financial-year';
  /** Writes value i of area a to `out[(at + i) * areas + a]`. */
  readonly read: (state: State, out: Float64Array, at: number) => void;
}

function placesFamily(): Family {
  const measures = [
    ['places_registered', 'places'],
    ['places_usable', 'places'],
    ['places_occupied', 'places'],
    ['headroom_matched', 'places'],
  ] as const;
  const list: Series[] = [];
  const slots: { measure: number; type: number; sector: number }[] = [];
  measures.forEach(([measure, unit], m) => {
    for (const type of [RESIDENTIAL, FOSTER, SECURE, INDEPENDENT]) {
      const limited = type === RESIDENTIAL || type === FOSTER;
      if (measure === 'headroom_matched' && !limited) continue;
      for (const sector of limited ? [...SHOWN_SECTORS, -1] : [-1]) {
        const fine = sector === -1 || (type === RESIDENTIAL && m === 0);
        list.push(
          series(measure, unit, 'located', 'stock', 'places', fine && limited ? EVERYWHERE : COUNTRY, {
            serviceType: SERVICE_TYPES[type]!,
            sector: sector === -1 ? 'all' : SECTORS[sector]!,
          }),
        );
        slots.push({ measure: m, type, sector });
      }
    }
  });
  const position = (measure: number, type: number, sector: number): number =>
    slots.findIndex((s) => s.measure === measure && s.type === type && s.sector === sector);
  const table = new Int32Array(4 * SERVICE_TYPE_COUNT * (SECTOR_COUNT + 1));
  for (let m = 0; m < 4; m++) {
    for (let t = 0; t < SERVICE_TYPE_COUNT; t++) {
      for (let s = 0; s <= SECTOR_COUNT; s++) {
        table[(m * SERVICE_TYPE_COUNT + t) * (SECTOR_COUNT + 1) + s] = position(m, t, s === SECTOR_COUNT ? -1 : s);
      }
    }
  }
  return {
    series: list,
    every: 'month',
    read: (state, out, at) => {
      const { services, parameters, luck } = state;
      const areas = luck.areas;
      for (let s = 0; s < services.count; s++) {
        if (services.status[s] === CLOSED || services.serves[s] === 0) continue;
        const type = services.type[s]!;
        const sector = services.sector[s]!;
        const area = services.area[s]!;
        for (let m = 0; m < 4; m++) {
          const value =
            m === 0
              ? services.registered[s]!
              : m === 1
                ? services.usable[s]!
                : m === 2
                  ? services.occupied[s]! + services.otherCountry[s]! + services.held[s]!
                  : services.vacant[s]! * (type === FOSTER ? parameters.matchedFoster : parameters.matchedOrdinary);
          const row = (m * SERVICE_TYPE_COUNT + type) * (SECTOR_COUNT + 1);
          const own = table[row + sector]!;
          const all = table[row + SECTOR_COUNT]!;
          if (own >= 0) out[(at + own) * areas + area]! += value;
          if (all >= 0) out[(at + all) * areas + area]! += value;
        }
      }
    },
  };
}

function householdsFamily(): Family {
  return {
    series: [...SHOWN_SECTORS, -1].map((sector) =>
      series(
        'households_approved',
        'households',
        'located',
        'stock',
        'places',
        sector === -1 ? EVERYWHERE : { country: 'quarter' },
        {
          serviceType: 'foster',
          sector: sector === -1 ? 'all' : SECTORS[sector]!,
        },
      ),
    ),
    every: 'month',
    read: (state, out, at) => {
      const { services, luck } = state;
      for (let s = 0; s < services.count; s++) {
        if (services.type[s] !== FOSTER || services.status[s] === CLOSED) continue;
        const sector = services.sector[s]!;
        if (sector < 3) out[(at + sector) * luck.areas + services.area[s]!]! += services.households[s]!;
        out[(at + 3) * luck.areas + services.area[s]!]! += services.households[s]!;
      }
    },
  };
}

/** A family that copies cells of a counter: each series is a sum of some positions of an area's row. */
function counterFamily(
  width: number,
  pick: (state: State) => Float64Array,
  parts: readonly { readonly series: Series; readonly cells: readonly number[] }[],
): Family {
  return {
    series: parts.map((p) => p.series),
    every: 'month',
    read: (state, out, at) => {
      const values = pick(state);
      const areas = state.luck.areas;
      for (let i = 0; i < parts.length; i++) {
        const { cells } = parts[i]!;
        for (let a = 0; a < areas; a++) {
          let sum = 0;
          for (let k = 0; k < cells.length; k++) sum += values[a * width + cells[k]!]!;
          out[(at + i) * areas + a] = sum;
        }
      }
    },
  };
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function childrenFamilies(): Family[] {
  const kinds = PLACEMENT_TYPE_COUNT + 1;
  const stock = (measure: string, levels: Levels, dimensions: Partial<Series>, evidence: Series['evidence']): Series =>
    series(measure, 'children', 'responsible', 'stock', evidence, levels, dimensions);
  const limited = [RESIDENTIAL, FOSTER];
  return [
    counterFamily(kinds, (s) => s.counters.lookedAfter, [
      { series: stock('children_looked_after', EVERYWHERE, {}, 'children'), cells: range(kinds) },
      ...PLACEMENT_TYPES.map((type, i) => ({
        series: stock(
          'children_looked_after',
          limited.includes(i) ? EVERYWHERE : COUNTRY,
          { serviceType: type },
          i < 4 ? 'both' : 'children',
        ),
        cells: [i],
      })),
    ]),
    counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters.needing, [
      ...[RESIDENTIAL, FOSTER, SECURE, INDEPENDENT].map((type) => ({
        series: stock(
          'children_needing',
          limited.includes(type) ? EVERYWHERE : COUNTRY,
          { serviceType: SERVICE_TYPES[type]! },
          'children',
        ),
        cells: [type],
      })),
    ]),
    counterFamily(SERVICE_TYPE_COUNT * SECTOR_COUNT, (s) => s.counters.placed, [
      ...limited.flatMap((type) => [
        ...SHOWN_SECTORS.map((sector) => ({
          series: stock(
            'children_placed',
            COUNTRY_AND_AUTHORITIES,
            { serviceType: SERVICE_TYPES[type]!, sector: SECTORS[sector]! },
            'both',
          ),
          cells: [type * SECTOR_COUNT + sector],
        })),
        {
          series: stock('children_placed', COUNTRY, { serviceType: SERVICE_TYPES[type]! }, 'both'),
          cells: range(SECTOR_COUNT).map((k) => type * SECTOR_COUNT + k),
        },
      ]),
    ]),
    counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters.waiting, [
      {
        series: stock('children_waiting', EVERYWHERE, { thresholds: [1, 10] }, 'both'),
        cells: range(PLACEMENT_TYPE_COUNT),
      },
      ...limited.map((type) => ({
        series: stock(
          'children_waiting',
          EVERYWHERE,
          { serviceType: SERVICE_TYPES[type]!, thresholds: [1, 10] },
          'both',
        ),
        cells: [type],
      })),
    ]),
    ...(['placedElsewhere', 'placedOutside'] as const).map((name) =>
      counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters[name], [
        {
          series: stock(
            name === 'placedOutside' ? 'placed_outside_wales' : 'placed_out_of_area',
            EVERYWHERE,
            {},
            'both',
          ),
          cells: range(PLACEMENT_TYPE_COUNT),
        },
        ...limited.map((type) => ({
          series: stock(
            name === 'placedOutside' ? 'placed_outside_wales' : 'placed_out_of_area',
            COUNTRY,
            { serviceType: SERVICE_TYPES[type]! },
            'both',
          ),
          cells: [type],
        })),
      ]),
    ),
  ];
}

function flowFamilies(): Family[] {
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
  const byType = (pick: (s: State) => Float64Array, measure: string, unit: string, detail: Levels = COUNTRY): Family =>
    counterFamily(SERVICE_TYPE_COUNT, pick, [
      { series: flow(measure, unit), cells: range(SERVICE_TYPE_COUNT) },
      ...[RESIDENTIAL, FOSTER].map((type) => ({
        series: flow(measure, unit, { serviceType: SERVICE_TYPES[type]! }, detail),
        cells: [type],
      })),
    ]);
  const applicationCell = (type: number, reason: number, country: number): number =>
    (type * REASONS + reason) * PROVIDER_COUNTRIES + country;
  const applications = (types: readonly number[], reasons: readonly number[], countries: readonly number[]): number[] =>
    types.flatMap((t) => reasons.flatMap((r) => countries.map((c) => applicationCell(t, r, c))));
  const sectors = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  const ofType = (type: number): number[] => range(SECTOR_COUNT).map((k) => type * SECTOR_COUNT + k);
  return [
    single((s) => s.counters.started, flow('children_started', 'children', {}, EVERYWHERE, 'responsible', 'children')),
    single((s) => s.counters.ceased, flow('children_ceased', 'children', {}, EVERYWHERE, 'responsible', 'children')),
    single((s) => s.counters.nightsUnregistered, flow('nights_unregistered', 'nights')),
    single(
      (s) => s.counters.unregisteredPlacements,
      flow('unregistered_placements', 'placements', {}, COUNTRY_AND_AUTHORITIES),
    ),
    single((s) => s.counters.waitDays, flow('wait_days', 'days', {}, COUNTRY)),
    single((s) => s.counters.stoodIn, flow('stood_in_16plus', 'placements', {}, COUNTRY)),
    single(
      (s) => s.counters.secureReferrals,
      flow('secure_referrals', 'referrals', { serviceType: 'secure' }, COUNTRY),
    ),
    single((s) => s.counters.secureRefused, flow('secure_refused', 'referrals', { serviceType: 'secure' }, COUNTRY)),
    byType((s) => s.counters.displaced, 'children_displaced', 'children'),
    byType((s) => s.counters.movesForced, 'moves_forced', 'moves'),
    byType((s) => s.counters.forProfitNew, 'placements_for_profit_new', 'placements'),
    byType(
      (s) => s.counters.wouldNeedApproval,
      'placements_would_need_approval',
      'placements',
      COUNTRY_AND_AUTHORITIES,
    ),
    byType((s) => s.counters.approvals, 'supplementary_approved', 'applications'),
    counterFamily(SERVICE_TYPE_COUNT * REASONS * PROVIDER_COUNTRIES, (s) => s.counters.applications, [
      {
        series: flow('supplementary_applications', 'applications'),
        cells: applications(range(SERVICE_TYPE_COUNT), range(REASONS), range(PROVIDER_COUNTRIES)),
      },
      ...[RESIDENTIAL, FOSTER].map((type) => ({
        series: flow(
          'supplementary_applications',
          'applications',
          { serviceType: SERVICE_TYPES[type]! },
          COUNTRY_AND_AUTHORITIES,
        ),
        cells: applications([type], range(REASONS), range(PROVIDER_COUNTRIES)),
      })),
      ...SUPPLEMENTARY_REASONS.map((reason, r) => ({
        series: flow('supplementary_applications', 'applications', { reason }, COUNTRY_AND_AUTHORITIES),
        cells: applications(range(SERVICE_TYPE_COUNT), [r], range(PROVIDER_COUNTRIES)),
      })),
      ...(['own', 'outside'] as const).map((providerCountry, c) => ({
        series: flow('supplementary_applications', 'applications', { providerCountry }, COUNTRY_AND_AUTHORITIES),
        cells: applications(range(SERVICE_TYPE_COUNT), range(REASONS), [c]),
      })),
    ]),
    counterFamily(sectors, (s) => s.counters.placesClosed, [
      ...SHOWN_SECTORS.map((sector) => ({
        series: flow(
          'exits_places',
          'places',
          { serviceType: 'residential', sector: SECTORS[sector]! },
          COUNTRY,
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
        series: flow('exits_places', 'places', { serviceType: 'foster' }, COUNTRY, 'located', 'places'),
        cells: ofType(FOSTER),
      },
    ]),
    counterFamily(sectors, (s) => s.counters.placesTransferredOut, [
      {
        series: flow('conversions_places', 'places', { serviceType: 'residential' }, COUNTRY, 'located', 'places'),
        cells: [RESIDENTIAL * SECTOR_COUNT + FOR_PROFIT],
      },
      {
        series: flow('conversions_places', 'places', { serviceType: 'foster' }, COUNTRY, 'located', 'places'),
        cells: [FOSTER * SECTOR_COUNT + FOR_PROFIT],
      },
    ]),
  ];
}

/**
 * Flows of the country by financial year. A range for a year cannot be had from ranges for its months, and the numbers
 * that the law asks for are by financial year.
 */
function yearlyFamilies(): Family[] {
  const year: Levels = { country: 'financial-year' };
  return flowFamilies().flatMap((family) => {
    const kept = family.series.map((_, i) => i).filter((i) => YEARLY_MEASURES.has(family.series[i]!.measure));
    if (kept.length !== family.series.length) return [];
    return [{ ...family, series: family.series.map((s) => ({ ...s, levels: year })) }];
  });
}

/** Children by age band: a look at every child, so once a financial year. */
function agesFamily(): Family {
  return {
    series: AGE_BANDS.map((ageBand) =>
      series('children_looked_after', 'children', 'responsible', 'stock', 'children', YEARLY, { ageBand }),
    ),
    every: 'financial-year',
    read: (state, out, at) => {
      const { children, luck, month } = state;
      for (let c = 0; c < children.count; c++) {
        if (children.present[c] === 0) continue;
        out[(at + ageBandIndex(month - children.birth[c]!)) * luck.areas + children.area[c]!]!++;
      }
    },
  };
}

/** What only a look at the children in each service can tell: legacy placements, steps down that wait, places held from outside. */
function occupantsFamily(): Family {
  const legacy = (type: number): Series =>
    series('children_legacy_for_profit', 'children', 'responsible', 'stock', 'both', COUNTRY_QUARTER, {
      serviceType: SERVICE_TYPES[type]!,
    });
  const hidden = (measure: string, type: number): Series =>
    series(measure, 'places', 'located', 'stock', 'both', {}, { serviceType: SERVICE_TYPES[type]! });
  const compliant = (type: number): Series =>
    series('places_compliant', 'places', 'located', 'stock', 'places', COUNTRY_QUARTER, {
      serviceType: SERVICE_TYPES[type]!,
    });
  return {
    series: [
      legacy(RESIDENTIAL),
      legacy(FOSTER),
      series('step_down_waiting', 'children', 'responsible', 'stock', 'both', COUNTRY_QUARTER, {
        serviceType: 'residential',
      }),
      hidden('held_from_other_authority', RESIDENTIAL),
      hidden('held_from_other_authority', FOSTER),
      hidden('held_from_other_region', RESIDENTIAL),
      hidden('held_from_other_region', FOSTER),
      hidden('held_from_other_country', RESIDENTIAL),
      hidden('held_from_other_country', FOSTER),
      compliant(RESIDENTIAL),
      compliant(FOSTER),
    ],
    every: 'quarter',
    read: (state, out, at) => {
      const { services, children, luck, plan } = state;
      const { regionOf } = plan.geography;
      const areas = luck.areas;
      for (let s = 0; s < services.count; s++) {
        const type = services.type[s]!;
        if (services.status[s] === CLOSED || services.serves[s] === 0 || (type !== RESIDENTIAL && type !== FOSTER))
          continue;
        const t = type === RESIDENTIAL ? 0 : 1;
        const area = services.area[s]!;
        const forProfit = services.sector[s] === FOR_PROFIT;
        const approval = plan.policy.approvalMonth[type]!;
        if (!forProfit) {
          out[(at + 9 + t) * areas + area]! += services.usable[s]!;
          out[(at + 7 + t) * areas + area]! += services.otherCountry[s]! + services.held[s]!;
        }
        for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
          const home = children.area[c]!;
          if (forProfit) {
            if (children.placedSince[c]! < approval) out[(at + t) * areas + home]!++;
          } else if (home !== area) {
            out[(at + 3 + t) * areas + area]!++;
            if (regionOf[home] !== regionOf[area]) out[(at + 5 + t) * areas + area]!++;
          }
          if (type === RESIDENTIAL && children.need[c] === FOSTER) out[(at + 2) * areas + home]!++;
        }
      }
    },
  };
}

/** All additive families, in the order of the grid. */
export function additiveFamilies(): Family[] {
  return [
    placesFamily(),
    householdsFamily(),
    ...childrenFamilies(),
    ...flowFamilies(),
    ...yearlyFamilies(),
    agesFamily(),
    occupantsFamily(),
  ];
}
