/** Quantiles that every figure is reported with. */
export const QUANTILES = [
  ['p05', 0.05],
  ['p10', 0.1],
  ['p25', 0.25],
  ['p50', 0.5],
  ['p75', 0.75],
  ['p90', 0.9],
  ['p95', 0.95],
] as const;

/**
 * Quantile of sorted numbers: R's type 7, its default, which goes straight between the two nearest.
 *
 * @param sorted numbers in ascending order, at least one
 * @param share share of the numbers below, 0 to 1
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const position = (sorted.length - 1) * share;
  const lower = Math.floor(position);
  if (lower === position) return sorted[lower]!;
  return sorted[lower]! + (position - lower) * (sorted[lower + 1]! - sorted[lower]!);
}

/** Half the distance between the quantiles one standard error of the share of draws below to either side. */
export function quantileError(sorted: ArrayLike<number>, share: number, pairing: number): number {
  const step = pairing * Math.sqrt((share * (1 - share)) / sorted.length);
  return (
    (quantileOfSorted(sorted, Math.min(1, share + step)) - quantileOfSorted(sorted, Math.max(0, share - step))) / 2
  );
}
