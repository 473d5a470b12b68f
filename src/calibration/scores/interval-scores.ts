/**
 * Pinball loss of a quantile: the error, weighted by tau when the count lies above it and by 1 - tau when below.
 *
 * @example
 * pinballLoss(0.9, 8, 10); // 1.8
 */
export function pinballLoss(tau: number, quantile: number, actual: number): number {
  return actual >= quantile ? tau * (actual - quantile) : (1 - tau) * (quantile - actual);
}

/**
 * Interval score (Gneiting and Raftery 2007): the width, and 2 / (1 - coverage) times what the count lies outside.
 *
 * @example
 * intervalScore(0.95, 100, 120, 125); // 220
 */
export function intervalScore(coverage: number, low: number, high: number, actual: number): number {
  const penalty = 2 / (1 - coverage);
  return high - low + penalty * Math.max(0, low - actual) + penalty * Math.max(0, actual - high);
}
