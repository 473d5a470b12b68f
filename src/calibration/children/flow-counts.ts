import type { FlowRow } from '../../domain/tables.ts';
import { AGE_BANDS } from '../../domain/vocabulary.ts';

/** Least and most that a count can be. */
export interface CountRange {
  readonly low: number;
  readonly high: number;
}

/** A count of starts of some age bands of an area in a year. */
export interface StartsRange extends CountRange {
  /** Age bands together, by number. */
  readonly bands: readonly number[];
}

export const EVERY_BAND: readonly number[] = AGE_BANDS.map((_, b) => b);

/** The range of a row; a fitted mean with decimals stands for the whole numbers on both sides. */
export function rangeOf(row: Pick<FlowRow, 'children_low' | 'children_high'>): CountRange {
  return { low: Math.floor(row.children_low), high: Math.ceil(row.children_high) };
}

/** The range of a sum. */
export function sumOfRanges(ranges: readonly CountRange[]): CountRange {
  return ranges.reduce((sum, r) => ({ low: sum.low + r.low, high: sum.high + r.high }), { low: 0, high: 0 });
}

/** What is left of a whole when parts are taken away; undefined where the parts are more than the whole. */
export function restOf(whole: CountRange, parts: readonly CountRange[]): CountRange | undefined {
  const { low, high } = sumOfRanges(parts);
  return whole.high < low ? undefined : { low: Math.max(0, whole.low - high), high: whole.high - low };
}

/**
 * What the rows of one area and year say: each age band by itself where it is there, made narrower by the total where that
 * leaves less room, and the other bands together. A missing band is unknown, never zero.
 */
export function startsOfArea(rows: readonly FlowRow[]): StartsRange[] {
  const all = rows.find((row) => row.age_band === 'all');
  const bands = rows
    .filter((row) => row.age_band !== 'all')
    .map((row) => ({ band: AGE_BANDS.indexOf(row.age_band as (typeof AGE_BANDS)[number]), ...rangeOf(row) }))
    .sort((a, b) => a.band - b.band);
  if (all === undefined) return bands.map(({ band, low, high }) => ({ bands: [band], low, high }));
  const total = rangeOf(all);
  if (bands.length === 0) return [{ bands: EVERY_BAND, ...total }];
  const rest = EVERY_BAND.filter((b) => !bands.some(({ band }) => band === b));
  const left = restOf(total, bands);
  const found = bands.map((own): StartsRange => {
    const others = bands.filter((other) => other !== own);
    const room = restOf(total, others);
    // Rounded parts need not add up to their rounded total: then each stands by itself.
    if (room === undefined) return { bands: [own.band], low: own.low, high: own.high };
    const low = rest.length > 0 ? own.low : Math.max(own.low, room.low);
    const high = Math.min(own.high, room.high);
    return low > high ? { bands: [own.band], low: own.low, high: own.high } : { bands: [own.band], low, high };
  });
  return rest.length > 0 && left !== undefined ? [...found, { bands: rest, ...left }] : found;
}
