import { SERVICE_TYPES } from '../domain/vocabulary.ts';
import { FOSTER, RESIDENTIAL } from '../simulation/constants.ts';
import type { Columns } from './columns.ts';
import type { OwnerPlaces } from '../simulation/owner-places.ts';
import type { Levels, Series } from './series.ts';
import { series } from './series.ts';

/*
 * Measures that do not add up over areas: shares, concentration and shortfalls. Each is worked out for an area of any
 * level from the additive values of that same area, never from those of its parts.
 */

const QUARTERLY: Levels = { country: 'quarter', region: 'quarter', authority: 'financial-year' };
/** Concentration says little about one authority. */
const NOT_BY_AUTHORITY: Levels = { country: 'quarter', region: 'quarter' };
const REGIONS_BY_YEAR: Levels = { country: 'quarter', region: 'financial-year' };

/** Service types of which ratios are kept. */
export const LIMITED = [RESIDENTIAL, FOSTER] as const;

/** Columns that the ratios of one service type are made from. */
export interface RatioParts {
  readonly registered: readonly number[];
  readonly registeredNotForProfit: readonly number[];
  readonly registeredForProfit: readonly number[];
  readonly usable: readonly number[];
  readonly compliant: readonly number[];
  readonly needing: readonly number[];
  readonly heldFromAuthorities: readonly number[];
  readonly heldFromRegions: readonly number[];
  readonly heldFromCountries: readonly number[];
  /** Places opened and gone since the start; none for foster care, where services grow and shrink instead. */
  readonly opened: readonly number[];
  readonly gone: readonly number[];
}

/** Finds, once, what the ratios of each service type are made from. */
export function ratioParts(additive: readonly Series[], columns: Columns): readonly RatioParts[] {
  return LIMITED.map((type) => {
    const serviceType = SERVICE_TYPES[type]!;
    const find = (measure: string, sector = 'all'): readonly number[] => {
      const at = additive.findIndex(
        (s) => s.measure === measure && s.serviceType === serviceType && s.sector === sector && isWhole(s),
      );
      if (at < 0) throw new Error(`no series ${measure} of ${serviceType} ${sector} to make ratios from`);
      return columns.ofSeries[at]!;
    };
    return {
      registered: find('places_registered'),
      registeredNotForProfit: find('places_registered', 'not-for-profit'),
      registeredForProfit: find('places_registered', 'for-profit'),
      usable: find('places_usable'),
      compliant: find('places_compliant'),
      needing: find('children_needing'),
      heldFromAuthorities: find('held_from_other_authority'),
      heldFromRegions: find('held_from_other_region'),
      heldFromCountries: find('held_from_other_country'),
      opened: type === RESIDENTIAL ? find('places_opened_since_start') : [],
      gone: type === RESIDENTIAL ? find('for_profit_places_gone') : [],
    };
  });
}

const isWhole = (s: Series): boolean => [s.ageBand, s.needClass, s.reason, s.providerCountry].every((d) => d === 'all');

/** Series of ratios for residential and foster care. */
export function ratioSeries(): Series[] {
  return LIMITED.flatMap((type) => {
    const serviceType = SERVICE_TYPES[type]!;
    // Agencies are few and work in all regions: their concentration by region changes slowly.
    const concentration = type === RESIDENTIAL ? NOT_BY_AUTHORITY : REGIONS_BY_YEAR;
    const of = (
      measure: string,
      unit: string,
      areaRole: Series['areaRole'],
      thresholds: number[] = [],
      levels = QUARTERLY,
    ): Series =>
      series(measure, unit, areaRole, 'ratio', areaRole === 'located' ? 'places' : 'both', levels, {
        serviceType,
        thresholds,
      });
    return [
      of('compliant_share', 'share', 'located'),
      of('not_for_profit_share', 'share', 'located', [], REGIONS_BY_YEAR),
      of('largest_owner_share', 'share', 'located', [], concentration),
      of('hhi', 'index', 'located', [], concentration),
      of('shortfall_compliant', 'children', 'responsible', [1, 10]),
      of('n_minus_1_shortfall', 'children', 'responsible', [1, 10], NOT_BY_AUTHORITY),
      of('pipeline_cover', 'ratio', 'located', [1], type === RESIDENTIAL ? REGIONS_BY_YEAR : {}),
    ];
  });
}

/** How many ratios each service type has. */
export const RATIOS_OF_TYPE = 7;

/** An area whose ratios are wanted: its sums of columns begin at `at`; `slot` is its place among owners, -1 for none. */
export interface RatioArea {
  level: 'country' | 'region' | 'authority';
  sums: Float64Array;
  at: number;
  slot: number;
}

/**
 * Values of the ratios of one service type, in the order of `ratioSeries`, for one area. A share of nothing is 0.
 * `pipeline_cover` is residential places opened since the start by authorities and not-for-profit bodies over for-profit
 * places that have gone since then; 1 while none has gone, for nothing had to be replaced.
 */
export function readRatios(p: RatioParts, area: RatioArea, owners: OwnerPlaces, out: Float64Array): void {
  const { level, sums, at, slot } = area;
  const all = sumOf(sums, at, p.registered);
  const held =
    level === 'country' ? 0 : sumOf(sums, at, level === 'region' ? p.heldFromRegions : p.heldFromAuthorities);
  const needing = sumOf(sums, at, p.needing);
  const free = Math.max(0, sumOf(sums, at, p.compliant) - held - sumOf(sums, at, p.heldFromCountries));
  out[0] = all > 0 ? (all - sumOf(sums, at, p.registeredForProfit)) / all : 0;
  out[1] = all > 0 ? sumOf(sums, at, p.registeredNotForProfit) / all : 0;
  out[4] = Math.max(0, needing - free);
  const gone = sumOf(sums, at, p.gone);
  out[6] = gone > 0 ? sumOf(sums, at, p.opened) / gone : 1;
  if (slot < 0) return;
  const total = owners.total[slot]!;
  out[2] = total > 0 ? owners.largest[slot]! / total : 0;
  out[3] = total > 0 ? (owners.squares[slot]! / total / total) * 10000 : 0;
  const left = sumOf(sums, at, p.usable) - owners.largestUsable[slot]! - owners.taken[slot]!;
  out[5] = Math.max(0, needing - Math.max(0, left));
}

function sumOf(sums: Float64Array, at: number, columns: readonly number[]): number {
  let sum = 0;
  for (let k = 0; k < columns.length; k++) sum += sums[at + columns[k]!]!;
  return sum;
}
