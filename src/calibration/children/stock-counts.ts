import type { IsoDate } from '../../domain/calendar.ts';
import type { ChildrenRow } from '../../domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, INDEPENDENT } from '../../simulation/constants.ts';
import { OLDER_BAND, YOUNGER_BAND } from '../../simulation/unaccompanied.ts';
import { sumOfCounts } from '../history/count-history.ts';
import { EVERY_BAND } from './flow-counts.ts';
import type { StartsRange } from './flow-counts.ts';
import type { Unaccompanied } from './own-stream.ts';

/** Children looked after by area at one date: by age band, or all bands together. */
export interface StockCounts {
  readonly date: IsoDate;
  /** Place of the date among those of the fit. */
  readonly year: number;
  readonly byArea: readonly (readonly StartsRange[])[];
}

const rangedOf = (rows: readonly ChildrenRow[]): { readonly low: number; readonly high: number } => {
  const { low, high } = sumOfCounts(
    rows.map((row) => ({
      value: row.children ?? (row.children_low + row.children_high) / 2,
      low: row.children_low,
      high: row.children_high,
    })),
  );
  return { low: Math.floor(low), high: Math.ceil(high) };
};

/** Rows of an area at a date as counts by age band of all placement types; the total where ages are not all there. */
export function stockOfArea(rows: readonly ChildrenRow[]): StartsRange[] {
  const ofBand = (band: string): readonly ChildrenRow[] => {
    const own = rows.filter((row) => row.age_band === band);
    const all = own.filter((row) => row.placement_type === 'all');
    if (all.length > 0) return all;
    const types = own.filter((row) => (PLACEMENT_TYPES as readonly string[]).includes(row.placement_type));
    return types.length === PLACEMENT_TYPES.length ? types : [];
  };
  const bands = AGE_BANDS.map(ofBand);
  if (bands.every((list) => list.length > 0)) return bands.map((list, b) => ({ bands: [b], ...rangedOf(list) }));
  const total = ofBand('all');
  return total.length > 0 ? [{ bands: EVERY_BAND, ...rangedOf(total) }] : [];
}

/** Rows of a date by area. */
export function stockRows(rows: readonly ChildrenRow[], date: IsoDate): Map<string, ChildrenRow[]> {
  const found = new Map<string, ChildrenRow[]>();
  for (const row of rows) {
    if (row.date !== date) continue;
    const list = found.get(row.area_code);
    if (list === undefined) found.set(row.area_code, [row]);
    else list.push(row);
  }
  return found;
}

/** Children by placement type and band without the unaccompanied; undefined where some area's ages by type are not there. */
export function stockByType(
  now: ReadonlyMap<string, readonly ChildrenRow[]>,
  codes: readonly string[],
  own: Unaccompanied,
): number[][] | undefined {
  const stock = PLACEMENT_TYPES.map(() => AGE_BANDS.map(() => 0));
  for (const code of codes) {
    let found = 0;
    for (const row of now.get(code) ?? []) {
      const type = (PLACEMENT_TYPES as readonly string[]).indexOf(row.placement_type);
      const band = (AGE_BANDS as readonly string[]).indexOf(row.age_band);
      if (type < 0 || band < 0) continue;
      found++;
      stock[type]![band]! += row.children ?? (row.children_low + row.children_high) / 2;
    }
    if (found < PLACEMENT_TYPES.length * AGE_BANDS.length) return undefined;
  }
  const take = (type: number, band: number, n: number): void => {
    stock[type]![band] = Math.max(0, stock[type]![band]! - n);
  };
  take(FOSTER, YOUNGER_BAND, own.younger);
  take(FOSTER, OLDER_BAND, own.olderFoster);
  take(INDEPENDENT, OLDER_BAND, own.independent);
  return stock;
}
