import { quantileSorted } from 'simple-statistics';
import type { Summary } from '../../src/measures/summarise.ts';

/*
 * The statistics of a figure as plainly as they can be written, with the quantiles of simple-statistics. The engine's own,
 * which is faster, must give the same numbers to the last bit.
 */

/** Quantiles that every figure is reported with. */
const QUANTILES = [
  ['p05', 0.05],
  ['p10', 0.1],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
] as const;

/**
 * Mean, standard deviation and quantiles of a figure, and the share of draws that reach each threshold, with their Monte
 * Carlo errors.
 *
 * Draws come in pairs that share their uncertain parameters and so are not independent: the error of a mean, of a share
 * and of a spread is worked out from the pairs. The error of a quantile is half the distance between the quantiles one
 * binomial standard error to either side, made wider by as much as pairing widens the error of the mean (up to the root
 * of 2, where twins are alike). Quantiles are those of `simple-statistics` (R's type 7, its default).
 *
 * @param values one number a draw, in the order of the draws; sorted in place
 */
export function referenceSummary(values: Float32Array, thresholds: readonly number[] = []): Summary[] {
  const n = values.length;
  let sum = 0;
  let same = true;
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    if (values[i] !== values[0]) same = false;
  }
  const mean = sum / n;
  if (same) return constant(values[0]!, n, thresholds);
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (values[i]! - mean) ** 2;
  const variance = n > 1 ? squares / (n - 1) : 0;
  const sd = Math.sqrt(variance);
  const reached = thresholds.map((x) => pairError(n, (i) => (values[i]! >= x ? 1 : 0)));
  const meanError = pairError(n, (i) => values[i]!).error;
  const varianceError = pairError(n, (i) => (values[i]! - mean) ** 2).error;
  const pairing = Math.min(Math.SQRT2, Math.max(1, (Math.sqrt(n) * meanError) / sd || 1));
  values.sort();
  return [
    { statistic: 'mean', value: mean, mcError: meanError },
    { statistic: 'sd', value: sd, mcError: sd > 0 ? varianceError / (2 * sd) : 0 },
    ...QUANTILES.map(([statistic, p]) => ({
      statistic,
      value: quantile(values, p),
      mcError: quantileError(values, p, pairing),
    })),
    ...thresholds.map((x, k) => ({
      statistic: `prob_ge_${x}`,
      value: reached[k]!.mean,
      mcError: errorOfShare(reached[k]!, n),
    })),
  ];
}

/** None or all of n draws reach the threshold: the share is at most about 3 / n from 0 or 1 (the rule of three). */
function errorOfShare(share: { mean: number; error: number }, n: number): number {
  return share.mean === 0 || share.mean === 1 ? Math.min(1, 3 / n) / 2 : share.error;
}

function constant(value: number, n: number, thresholds: readonly number[]): Summary[] {
  return [
    { statistic: 'mean', value, mcError: 0 },
    { statistic: 'sd', value: 0, mcError: 0 },
    ...QUANTILES.map(([statistic]) => ({ statistic, value, mcError: 0 })),
    ...thresholds.map((x) => ({
      statistic: `prob_ge_${x}`,
      value: value >= x ? 1 : 0,
      mcError: errorOfShare({ mean: value >= x ? 1 : 0, error: 0 }, n),
    })),
  ];
}

/** Mean over draws and its standard error from the means of pairs; an odd last draw counts as half a pair. */
function pairError(n: number, value: (i: number) => number): { mean: number; error: number } {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += value(i);
  const mean = sum / n;
  const pairs = Math.floor(n / 2);
  if (pairs < 2) return { mean, error: NaN };
  let squares = 0;
  for (let p = 0; p < pairs; p++) squares += ((value(2 * p) + value(2 * p + 1)) / 2 - mean) ** 2;
  return { mean, error: Math.sqrt(squares / (pairs - 1) / pairs) };
}

/** Half the distance between the quantiles one standard error of the share of draws below to either side. */
function quantileError(sorted: Float32Array, p: number, pairing: number): number {
  const step = pairing * Math.sqrt((p * (1 - p)) / sorted.length);
  return (quantile(sorted, Math.min(1, p + step)) - quantile(sorted, Math.max(0, p - step))) / 2;
}

function quantile(sorted: Float32Array, p: number): number {
  return quantileSorted(sorted as unknown as number[], p);
}
