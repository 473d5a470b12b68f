import { quantileOfSorted } from '../../measures/quantile.ts';

/** A mean over draws with the 95 % interval of its Monte Carlo error, and the spread of the draws themselves. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** One draw in ten is below it, one in two, nine in ten. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** Normal score of a two-sided 95 % interval. */
const SCORE_95 = 1.959963984540054;

/**
 * Mean of a number over draws. Draws 2k and 2k + 1 share their uncertain quantities, so the error is that of the means of
 * pairs. With fewer than two pairs there is no interval: both ends are NaN.
 *
 * @param values in the order of the draws, from an even one
 */
export function pairedMean(values: ArrayLike<number>): MeanInterval {
  const n = values.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += values[i]!;
  const mean = sum / n;
  const pairs = n >> 1;
  let squares = 0;
  for (let p = 0; p < pairs; p++) squares += ((values[2 * p]! + values[2 * p + 1]!) / 2 - mean) ** 2;
  const half = pairs < 2 ? NaN : SCORE_95 * Math.sqrt(squares / (pairs - 1) / pairs);
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantileOfSorted(sorted, share);
  return { mean, low: mean - half, high: mean + half, p10: at(0.1), p50: at(0.5), p90: at(0.9) };
}
