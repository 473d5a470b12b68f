import { FOR_PROFIT, LOCAL_AUTHORITY, NOT_FOR_PROFIT } from '../../simulation/constants.ts';
import type { State } from '../../simulation/state.ts';
import type { Levels, Series } from '../series.ts';

/*
 * A family is a block of additive series: quantities of one authority that add up to regions and to the country. Each is
 * the sum of some numbers of a source. A new measure is a new file here that answers a Family, and one line in index.ts.
 * Most are one call of `counterFamily` on a counter of the engine; see children.ts and flows.ts.
 */

/** Numbers of every authority side by side, from which series are sums. Read at the ends of periods, never changed. */
export interface Source {
  /** How many numbers an area has. */
  readonly width: number;
  /** Numbers as they are now, `[area * width + cell]`. A stock is what is there; a flow is its total since the start. */
  readonly areas: (state: State) => Float64Array;
  /** Their sums over the country, `[cell]`, where these can be had for less work than the areas; exactly the same sums. */
  readonly country?: (state: State) => Float64Array;
}

/** A block of series, each the sum of some cells of one source. */
export interface Family {
  readonly series: readonly Series[];
  readonly source: Source;
  /** Cells of the source that each series is the sum of. */
  readonly cells: readonly (readonly number[])[];
}

/** One series of a family and its cells. */
export interface Part {
  readonly series: Series;
  readonly cells: readonly number[];
}

/** How often a series is reported at each level: named here once, so that like series are kept alike. */
export const EVERYWHERE: Levels = { country: 'month', region: 'quarter', authority: 'financial-year' };
export const COUNTRY: Levels = { country: 'month' };
export const COUNTRY_QUARTER: Levels = { country: 'quarter', region: 'quarter', authority: 'financial-year' };
/** What is looked at for regions a year at a time. */
export const YEARLY_REGIONS: Levels = { country: 'month', region: 'financial-year', authority: 'financial-year' };
export const REGIONS_YEARLY: Levels = {
  country: 'quarter',
  region: 'financial-year',
  authority: 'financial-year',
};
export const COUNTRY_BY_QUARTER: Levels = { country: 'quarter' };
export const QUARTER_AND_AUTHORITIES: Levels = { country: 'quarter', authority: 'financial-year' };
export const COUNTRY_AND_REGIONS: Levels = { country: 'month', region: 'financial-year' };
export const YEARLY: Levels = { country: 'financial-year', authority: 'financial-year' };

/** Sectors that are reported; `all` holds `other` as well. */
export const SHOWN_SECTORS = [LOCAL_AUTHORITY, NOT_FOR_PROFIT, FOR_PROFIT] as const;

/** A family of sums of cells of a source. */
export function familyOf(source: Source, parts: readonly Part[]): Family {
  return { source, series: parts.map((p) => p.series), cells: parts.map((p) => p.cells) };
}

/**
 * A family that reads a counter of the engine with `width` numbers an area.
 *
 * @example
 * counterFamily(1, (state) => state.counters.started, [{ series: series('children_started', ...), cells: [0] }])
 */
export function counterFamily(width: number, pick: (state: State) => Float64Array, parts: readonly Part[]): Family {
  return familyOf({ width, areas: pick }, parts);
}

/** An array of a length: the one given where it fits, else a new one. Sources keep their room from draw to draw. */
export function roomFor(room: Float64Array, length: number): Float64Array {
  return room.length === length ? room : new Float64Array(length);
}

/** Whole numbers from 0 to n - 1. */
export const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
