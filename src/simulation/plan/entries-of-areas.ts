import type { Repair } from '../../domain/errors.ts';
import type { DataSet, FlowRow } from '../../domain/tables.ts';
import { AGE_BANDS } from '../../domain/vocabulary.ts';
import { stationaryEntries, stockPerEntryAYear } from '../stationary.ts';
import type { UnaccompaniedPlan } from '../unaccompanied.ts';
import { BANDS } from './children.ts';
import type { Geography } from './plan.ts';
import { startsOfOthers } from './unaccompanied.ts';

/** Entries a year by age band that hold the stock of the whole country. */
export function nationalEntries(
  data: DataSet,
  survival: readonly Float64Array[],
  stock: readonly (readonly number[])[],
  ageShares: Float64Array,
  unaccompanied: UnaccompaniedPlan,
): number[] {
  const byBand = AGE_BANDS.map((_, b) => stock.reduce((s, row) => s + row[b]!, 0));
  const solved = stationaryEntries({ survival, stockByAgeBand: byBand, ageShares }).entriesPerYearByBand;
  const flows = latestFlows(data).filter((f) => f.age_band !== 'all');
  if (flows.length === 0) return solved;
  const all = AGE_BANDS.map((band) => flows.filter((f) => f.age_band === band).reduce((s, f) => s + f.children, 0));
  return startsOfOthers(all, unaccompanied, unaccompanied.unaccompaniedYearly);
}

/**
 * Entries a year by area and age band. From `flows.csv` where it has starts by authority; else those that hold each
 * area's own stock: one step of the national solution towards the area's ages, which keeps both totals.
 */
export function entriesByArea(
  data: DataSet,
  geography: Geography,
  survival: readonly Float64Array[],
  national: readonly number[],
  stockByArea: readonly (readonly number[])[],
  ageShares: Float64Array,
  unaccompanied: UnaccompaniedPlan,
): Float64Array {
  const areas = geography.areaCodes.length;
  const ownYearly = (area: number): number => unaccompanied.unaccompaniedYearly * unaccompanied.childShare[area]!;
  const entries = new Float64Array(areas * BANDS);
  const flows = latestFlows(data).filter((f) => geography.areaCodes.includes(f.area_code));
  const byBand = flows.filter((f) => f.age_band !== 'all');
  if (byBand.length > 0) {
    for (const f of byBand) {
      entries[geography.areaCodes.indexOf(f.area_code) * BANDS + AGE_BANDS.indexOf(f.age_band as never)]! += f.children;
    }
    for (let a = 0; a < areas; a++) {
      const all = Array.from(entries.subarray(a * BANDS, (a + 1) * BANDS));
      entries.set(startsOfOthers(all, unaccompanied, ownYearly(a)), a * BANDS);
    }
    return entries;
  }
  const matrix = stockPerEntryAYear(survival, ageShares);
  const fitted = matrix.map((row) => row.reduce((s, m, b) => s + m * national[b]!, 0));
  for (let a = 0; a < areas; a++) {
    for (let b = 0; b < BANDS; b++) {
      let towards = 0;
      let column = 0;
      for (let c = 0; c < BANDS; c++) {
        column += matrix[c]![b]!;
        if (fitted[c]! > 0) towards += (matrix[c]![b]! * stockByArea[a]![c]!) / fitted[c]!;
      }
      entries[a * BANDS + b] = column > 0 ? (national[b]! * towards) / column : 0;
    }
    // Starts by authority without ages: their total, over the ages that the stock implies.
    const own = flows.filter((f) => f.age_band === 'all' && f.area_code === geography.areaCodes[a]);
    const sum = entries.subarray(a * BANDS, (a + 1) * BANDS).reduce((s, v) => s + v, 0);
    if (own.length > 0 && sum > 0) {
      const all = own.reduce((s, f) => s + f.children, 0);
      const total = Math.max(0, all - ownYearly(a));
      for (let b = 0; b < BANDS; b++) entries[a * BANDS + b]! *= total / sum;
    }
  }
  return entries;
}

/** Starts of a year in an authority: a count, or the middle of the range of one that is suppressed. */
type Starts = FlowRow & { readonly children: number };

/** Starts of the latest year that has any by authority. */
function latestFlows(data: DataSet): readonly Starts[] {
  const authorities = new Set(data.areas.filter((a) => a.level === 'authority').map((a) => a.area_code));
  const started = data.flows.filter((f) => f.measure === 'started' && authorities.has(f.area_code));
  const latest = started.reduce((d, f) => (f.year_ending > d ? f.year_ending : d), '');
  return started
    .filter((f) => f.year_ending === latest)
    .map((f) => ({ ...f, children: f.children ?? (f.children_low + f.children_high) / 2 }));
}

/** Says which starts are read as the middle of a range. `fit children.csv` reads the range itself. */
export function suppressedFlows(data: DataSet): Repair[] {
  const latest = new Set(latestFlows(data).map((f) => f.year_ending));
  const authorities = new Set(data.areas.filter((a) => a.level === 'authority').map((a) => a.area_code));
  return data.flows
    .filter((f) => f.measure === 'started' && f.children === undefined)
    .filter((f) => latest.has(f.year_ending) && authorities.has(f.area_code))
    .map((f) => ({
      file: 'flows.csv',
      column: 'children',
      found: `${f.area_code} ${f.age_band}: between ${f.children_low} and ${f.children_high}`,
      used: String((f.children_low + f.children_high) / 2),
      why: 'A run needs one number of starts: the middle of the range. fit children.csv gives fitted means instead.',
    }));
}
