import { normalCdf } from '../../random/normal-cdf.ts';

/**
 * Continuous ranked probability score of an ensemble: the mean distance of its members from what happened, less half
 * their mean distance from each other. In the unit of the count; less is better; the absolute error for one member.
 *
 * @param sorted members in rising order
 * @example
 * crpsOfDraws([0, 1], 0.5); // 0.25
 */
export function crpsOfDraws(sorted: ArrayLike<number>, actual: number): number {
  const n = sorted.length;
  let [away, apart] = [0, 0];
  for (let i = 0; i < n; i++) {
    away += Math.abs(sorted[i]! - actual);
    apart += (2 * i + 1 - n) * sorted[i]!;
  }
  return away / n - apart / (n * n);
}

/**
 * The same score of a Normal distribution (Gneiting and others 2005).
 *
 * @example
 * crpsOfNormal(0, 1, 0); // 0.2337
 */
export function crpsOfNormal(mean: number, sd: number, actual: number): number {
  if (sd === 0) return Math.abs(actual - mean);
  const z = (actual - mean) / sd;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return sd * (z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI));
}
