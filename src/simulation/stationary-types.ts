import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS, ageBandIndex } from '../domain/vocabulary.ts';
import { FOSTER, PLACEMENT_TYPE_COUNT, RESIDENTIAL, SECURE } from './constants.ts';
import { monthlyHazard } from './parameters.ts';
import { STEP_UP_AGE_MONTHS } from './clocks.ts';
import { nonNegativeWeights, survivalAt } from './stationary.ts';

/** Chances a month that a foster placement gives way to residential care, and the way back. */
export interface NeedChanges {
  readonly stepUpPerYear: number;
  readonly stepDownPerYear: number;
}

/**
 * Visits every month of age that a child who enters at an age can live through, with the share of such children still
 * looked after, and of those who need foster or residential care the share in each when they entered with one of them.
 */
function visitStays(
  survival: readonly ArrayLike<number>[],
  changes: NeedChanges,
  visit: (entryAge: number, age: number, present: number, fosterStays: number, residentialStays: number) => void,
): void {
  const up = 1 - Math.exp(-monthlyHazard(changes.stepUpPerYear));
  const down = 1 - Math.exp(-monthlyHazard(changes.stepDownPerYear));
  for (let entryAge = 0; entryAge < ADULT_AGE_MONTHS; entryAge++) {
    const table = survival[ageBandIndex(entryAge)]!;
    let fosterStays = 1;
    let residentialStays = 1;
    for (let age = entryAge; age < ADULT_AGE_MONTHS; age++) {
      if (age > entryAge) {
        const u = age > STEP_UP_AGE_MONTHS ? up : 0;
        fosterStays = fosterStays * (1 - u) + (1 - fosterStays) * down;
        residentialStays = residentialStays * (1 - down) + (1 - residentialStays) * u;
      }
      visit(entryAge, age, survivalAt(table, age - entryAge), fosterStays, residentialStays);
    }
  }
}

/**
 * Share of entries by placement type at entry (columns) for each age band (rows), such that steady entries hold a stock by
 * placement type and age band. Secure care is entered from residential care, so its stock counts as residential and its
 * share at entry is 0. A band without any stock that could come from it gets foster care.
 *
 * @param stock children by placement type (rows, in the order of PLACEMENT_TYPES) and age band
 */
export function stationaryNeeds(
  survival: readonly ArrayLike<number>[],
  stock: readonly (readonly number[])[],
  changes: NeedChanges,
  ageShares: ArrayLike<number>,
): number[][] {
  const bands = AGE_BANDS.length;
  const entries = Array.from({ length: bands }, () => new Array<number>(PLACEMENT_TYPE_COUNT).fill(0));
  // Rows: foster by age band, then residential by age band. Columns: entries to foster, then to residential, by band.
  const joint = Array.from({ length: 2 * bands }, () => new Array<number>(2 * bands).fill(0));
  const alone = Array.from({ length: bands }, () => new Array<number>(bands).fill(0));
  visitStays(survival, changes, (entryAge, age, present, fosterStays, residentialStays) => {
    const b = ageBandIndex(entryAge);
    const c = ageBandIndex(age);
    const weight = (present * ageShares[entryAge]!) / 12;
    alone[c]![b]! += weight;
    joint[c]![b]! += weight * fosterStays;
    joint[bands + c]![b]! += weight * (1 - fosterStays);
    joint[bands + c]![bands + b]! += weight * residentialStays;
    joint[c]![bands + b]! += weight * (1 - residentialStays);
  });
  const residential = stock[RESIDENTIAL]!.map((v, b) => v + stock[SECURE]![b]!);
  const both = nonNegativeWeights(joint, [...stock[FOSTER]!, ...residential]);
  for (let b = 0; b < bands; b++) {
    entries[b]![FOSTER] = both[b]!;
    entries[b]![RESIDENTIAL] = both[bands + b]!;
  }
  for (let type = SECURE + 1; type < PLACEMENT_TYPE_COUNT; type++) {
    nonNegativeWeights(alone, stock[type]!).forEach((v, b) => {
      entries[b]![type] = v;
    });
  }
  return entries.map((row) => {
    const total = row.reduce((s, v) => s + v, 0);
    return total > 0 ? row.map((v) => v / total) : row.map((_, type) => (type === FOSTER ? 1 : 0));
  });
}

/** Ages and elapsed stays of the children at the start, as steady entries and stays give them. */
export interface StartTables {
  /** By placement type and month of age: cumulative share inside the age band. */
  readonly ageCumulative: Float64Array;
  /** By placement type, month of age and elapsed months: cumulative share. */
  readonly elapsedCumulative: Float64Array;
}

/** Tables of ages inside a band and of elapsed stays, by placement type, for entries a year by age band and shares by type. */
export function startTables(
  survival: readonly ArrayLike<number>[],
  entriesPerYear: readonly number[],
  needShares: readonly (readonly number[])[],
  changes: NeedChanges,
  ageShares: ArrayLike<number>,
): StartTables {
  const months = ADULT_AGE_MONTHS;
  const ages = new Float64Array(PLACEMENT_TYPE_COUNT * months);
  const elapsed = new Float64Array(PLACEMENT_TYPE_COUNT * months * (months + 1));
  visitStays(survival, changes, (entryAge, age, present, fosterStays, residentialStays) => {
    const b = ageBandIndex(entryAge);
    const rate = entriesPerYear[b]! * present * ageShares[entryAge]!;
    const share = needShares[b]!;
    for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
      const need =
        type === FOSTER
          ? share[FOSTER]! * fosterStays + share[RESIDENTIAL]! * (1 - residentialStays)
          : type === RESIDENTIAL || type === SECURE
            ? share[RESIDENTIAL]! * residentialStays + share[FOSTER]! * (1 - fosterStays)
            : share[type]!;
      ages[type * months + age]! += rate * need;
      elapsed[(type * months + age) * (months + 1) + (age - entryAge)]! += rate * need;
    }
  });
  for (let type = 0; type < PLACEMENT_TYPE_COUNT; type++) {
    for (let b = 0; b < AGE_BANDS.length; b++) {
      accumulate(
        ages,
        type * months + AGE_BAND_STARTS_MONTHS[b]!,
        AGE_BAND_STARTS_MONTHS[b + 1]! - AGE_BAND_STARTS_MONTHS[b]!,
      );
    }
    for (let age = 0; age < months; age++) accumulate(elapsed, (type * months + age) * (months + 1), age + 1);
  }
  return { ageCumulative: ages, elapsedCumulative: elapsed };
}

/** Turns weights into cumulative shares in place; all-zero weights become even ones. */
function accumulate(values: Float64Array, at: number, length: number): void {
  let total = 0;
  for (let i = 0; i < length; i++) total += values[at + i]!;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    sum += total > 0 ? values[at + i]! / total : 1 / length;
    values[at + i] = sum;
  }
}
