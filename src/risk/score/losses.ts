import { quantileOfSorted } from '../../measures/quantile.ts';

/** What a harm comes to over all draws. */
export interface LossFigures {
  /** Expected loss: the mean over all draws, 0 where the event did not happen. */
  readonly expected: number;
  /** Not exceeded in 5, 8 and 9.5 of 10 draws. */
  readonly p50: number;
  readonly p80: number;
  readonly p95: number;
  /** Mean of the worst tenth of draws. */
  readonly shortfall: number;
}

/**
 * Mean of the worst part of some numbers, each counted with its weight: the expected shortfall. Where the part ends inside
 * a number, or inside numbers that are alike, only so much of them is counted as belongs to it, so that the answer does not
 * depend on how ties are put in order.
 *
 * @param values at least one
 * @param part the worst part, above 0 to 1: 0.1 for the worst tenth
 * @param weights one a number, not below 0, with a sum above 0; all alike unless told
 * @example
 * tailMean([1, 2, 3, 4], 0.25) // 4
 * tailMean([0, 0, 0, 10], 0.5) // 5
 */
export function tailMean(values: ArrayLike<number>, part: number, weights?: ArrayLike<number>): number {
  if (weights === undefined) {
    const sorted = Float64Array.from(values).sort();
    const wanted = part * sorted.length;
    const whole = Math.floor(wanted);
    let sum = 0;
    for (let i = 1; i <= whole; i++) sum += sorted[sorted.length - i]!;
    if (wanted > whole) sum += (wanted - whole) * sorted[sorted.length - 1 - whole]!;
    return sum / wanted;
  }
  const order = Array.from(values, (value, i) => ({ value, weight: weights[i]! })).sort((a, b) => b.value - a.value);
  const wanted = part * order.reduce((sum, { weight }) => sum + weight, 0);
  let [left, sum] = [wanted, 0];
  for (const { value, weight } of order) {
    const taken = Math.min(left, weight);
    sum += taken * value;
    left -= taken;
    if (left <= 0) break;
  }
  return sum / wanted;
}

/** The worst part whose mean is shown beside the expected loss: one draw in ten. */
export const WORST_PART = 0.1;

/** Figures of a harm over draws. */
export function lossFigures(loss: Float64Array): LossFigures {
  const sorted = loss.slice().sort();
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    expected: sum / sorted.length,
    p50: quantileOfSorted(sorted, 0.5),
    p80: quantileOfSorted(sorted, 0.8),
    p95: quantileOfSorted(sorted, 0.95),
    shortfall: tailMean(sorted, WORST_PART),
  };
}
