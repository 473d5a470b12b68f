import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS, ageBandIndex } from '../domain/vocabulary.ts';

/*
 * The engine's clock of a stay: a child who enters in month t is there at the end of month t + k when its stay is longer
 * than k months and it is not yet 18 at t + k. So the share still there after k whole months is survival[k], and
 * survival[0] is 1.
 */

/**
 * Share of the entries of an age band that come at each month of age, 0 to 215: even inside a band, save that
 * `newbornShare` of the entries under one come in the first month of life.
 */
export function entryAgeShares(newbornShare: number): Float64Array {
  const shares = new Float64Array(ADULT_AGE_MONTHS);
  for (let age = 0; age < ADULT_AGE_MONTHS; age++) {
    const b = ageBandIndex(age);
    shares[age] = 1 / (AGE_BAND_STARTS_MONTHS[b + 1]! - AGE_BAND_STARTS_MONTHS[b]!);
  }
  const firstYear = AGE_BAND_STARTS_MONTHS[1]!;
  shares[0] = newbornShare;
  for (let age = 1; age < firstYear; age++) shares[age] = (1 - newbornShare) / (firstYear - 1);
  return shares;
}

/**
 * Children at the end of a month, by current age band (rows) and age band at entry (columns), for each child who enters a
 * year in that band, when entries are even over the year and over the ages of the band.
 * `survival[b][k]`: share of those who entered in band b still looked after after k months, k = 0 to 216.
 */
export function stockPerEntryAYear(survival: readonly ArrayLike<number>[], ageShares: ArrayLike<number>): number[][] {
  const bands = AGE_BANDS.length;
  const matrix = Array.from({ length: bands }, () => new Array<number>(bands).fill(0));
  for (let b = 0; b < bands; b++) {
    const first = AGE_BAND_STARTS_MONTHS[b]!;
    const next = AGE_BAND_STARTS_MONTHS[b + 1]!;
    for (let entryAge = first; entryAge < next; entryAge++) {
      for (let age = entryAge; age < ADULT_AGE_MONTHS; age++) {
        matrix[ageBandIndex(age)]![b]! += (ageShares[entryAge]! / 12) * survivalAt(survival[b]!, age - entryAge);
      }
    }
  }
  return matrix;
}

/** Survival after k months; a table that ends early holds its last value. */
export function survivalAt(table: ArrayLike<number>, k: number): number {
  return k < table.length ? table[k]! : table[table.length - 1]!;
}

/**
 * Weights, none negative, with which the columns of a matrix come nearest to a target (Poisson likelihood, the
 * multiplicative rule of Richardson and Lucy). When a solution without negative weights exists, it is found, and the
 * fitted total always equals the total of the target.
 */
export function nonNegativeWeights(
  matrix: readonly (readonly number[])[],
  target: readonly number[],
  iterations = 4000,
): number[] {
  const columns = matrix[0]?.length ?? 0;
  const columnSums = Array.from({ length: columns }, (_, j) => matrix.reduce((s, row) => s + row[j]!, 0));
  const total = target.reduce((s, v) => s + v, 0);
  let weights = columnSums.map((s) => (s > 0 ? total / columns / s : 0));
  for (let i = 0; i < iterations; i++) {
    const ratio = matrix.map((row, r) => {
      const fitted = row.reduce((s, m, j) => s + m * weights[j]!, 0);
      return fitted > 0 ? target[r]! / fitted : 0;
    });
    weights = weights.map((w, j) =>
      columnSums[j]! > 0 ? (w * matrix.reduce((s, row, r) => s + row[j]! * ratio[r]!, 0)) / columnSums[j]! : 0,
    );
  }
  return weights;
}

/** Entries that hold a stock by age, and the stock that they hold. */
export interface StationaryEntries {
  /** Children who start a year, by age band at entry. */
  readonly entriesPerYearByBand: number[];
  /** Children looked after at the end of a month when those entries go on for ever, by current age band. */
  readonly fittedStockByAgeBand: number[];
}

/**
 * Entries a year by age band that hold a stock of children by age band steady, given the survival of stays.
 *
 * @example
 * // Every stay lasts to the 18th birthday; 16 and 17 year olds only.
 * const forEver = new Float64Array(217).fill(1);
 * stationaryEntries({
 *   survival: [forEver, forEver, forEver, forEver, forEver],
 *   stockByAgeBand: [0, 0, 0, 0, 100],
 *   ageShares: entryAgeShares(0.5),
 * })
 */
export function stationaryEntries(input: {
  readonly survival: readonly ArrayLike<number>[];
  readonly stockByAgeBand: readonly number[];
  /** Share of a band's entries at each month of age (see `entryAgeShares`). */
  readonly ageShares: ArrayLike<number>;
}): StationaryEntries {
  const matrix = stockPerEntryAYear(input.survival, input.ageShares);
  const entriesPerYearByBand = nonNegativeWeights(matrix, input.stockByAgeBand);
  const fittedStockByAgeBand = matrix.map((row) => row.reduce((s, m, j) => s + m * entriesPerYearByBand[j]!, 0));
  return { entriesPerYearByBand, fittedStockByAgeBand };
}
