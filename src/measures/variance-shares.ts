/** How much of a figure's spread comes from what is not known, and how much from chance; both shares add up to 1. */
export interface VarianceShares {
  readonly parameters: number;
  readonly chance: number;
  /** Monte Carlo standard error of either share. */
  readonly mcError: number;
}

/**
 * Splits the variance of a figure over draws: draws 2k and 2k + 1 share their uncertain parameters, so half the mean
 * squared difference inside pairs is chance, and the rest of the variance is parameters. `values` are in the order of the
 * draws; an odd last one is left out. The error is that of a ratio of two means over pairs.
 *
 * @returns undefined when the figure does not vary or there are fewer than two pairs: there is nothing to split then
 */
export function varianceShares(values: ArrayLike<number>): VarianceShares | undefined {
  const pairs = Math.floor(values.length / 2);
  if (pairs < 2) return undefined;
  let sum = 0;
  for (let i = 0; i < 2 * pairs; i++) sum += values[i]!;
  const mean = sum / (2 * pairs);
  let total = 0;
  let within = 0;
  for (let p = 0; p < pairs; p++) {
    const a = values[2 * p]! - mean;
    const b = values[2 * p + 1]! - mean;
    total += a * a + b * b;
    within += (a - b) * (a - b);
  }
  if (!(total > 0)) return undefined;
  // Half of `within` a pair is chance; `total` over all draws but one is the variance.
  const ratio = (within / 2 / pairs) * ((2 * pairs - 1) / total);
  let squares = 0;
  for (let p = 0; p < pairs; p++) {
    const a = values[2 * p]! - mean;
    const b = values[2 * p + 1]! - mean;
    const residual = ((a - b) * (a - b)) / 2 - (ratio * (a * a + b * b)) / (2 - 1 / pairs);
    squares += residual * residual;
  }
  const variance = total / (2 * pairs - 1);
  const chance = Math.min(1, ratio);
  return { parameters: 1 - chance, chance, mcError: Math.sqrt(squares / (pairs - 1) / pairs) / variance };
}
