/** How much of a figure's spread comes from what is not known, and how much from chance. */
export interface VarianceShares {
  readonly parameters: number;
  readonly chance: number;
}

/**
 * Splits the variance of a figure over draws: draws 2k and 2k + 1 share their uncertain parameters, so half the mean
 * squared difference inside pairs is chance, and the rest of the variance is parameters. Undefined (0 and 0) when the
 * figure does not vary. `values` are in the order of the draws.
 */
export function varianceShares(values: ArrayLike<number>): VarianceShares {
  const pairs = Math.floor(values.length / 2);
  if (pairs < 2) return { parameters: 0, chance: 0 };
  let mean = 0;
  for (let i = 0; i < 2 * pairs; i++) mean += values[i]! / (2 * pairs);
  let total = 0;
  let within = 0;
  for (let i = 0; i < 2 * pairs; i++) total += (values[i]! - mean) ** 2 / (2 * pairs - 1);
  for (let p = 0; p < pairs; p++) within += (values[2 * p]! - values[2 * p + 1]!) ** 2 / 2 / pairs;
  if (total === 0) return { parameters: 0, chance: 0 };
  const chance = Math.min(1, within / total);
  return { parameters: 1 - chance, chance };
}
