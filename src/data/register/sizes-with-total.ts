import { apportion } from './apportion.ts';
import { tiltToMean } from './tilt-to-mean.ts';

/**
 * Sizes of a number of homes that follow a size table as near as they can and add up exactly to a total of places.
 * The table is tilted to the mean, apportioned in whole homes, and what rounding leaves is mended one place at a time
 * in the commonest size that can take it.
 *
 * @param homes Number of homes.
 * @param places Total of their places; the mean must lie strictly between the least and the greatest size.
 * @param sizes Sizes of the table, rising by 1.
 * @param shares Share of each size in the table, positive.
 * @returns `homes` sizes, rising.
 * @throws RangeError when the total cannot be reached.
 * @example sizesWithTotal(3, 7, [1, 2, 3, 4], [1, 1, 1, 1]) // three sizes that add up to 7
 */
export function sizesWithTotal(
  homes: number,
  places: number,
  sizes: readonly number[],
  shares: readonly number[],
): number[] {
  const counts = apportion(homes, tiltToMean(sizes, shares, places / homes));
  const total = (): number => counts.reduce((sum, count, k) => sum + count * sizes[k]!, 0);
  for (let over = total() - places; over !== 0; over = total() - places) {
    const step = over > 0 ? -1 : 1;
    let from = -1;
    for (let k = 0; k < counts.length; k++) {
      const movable = counts[k]! > 0 && k + step >= 0 && k + step < counts.length;
      if (movable && (from < 0 || counts[k]! > counts[from]!)) from = k;
    }
    counts[from]! -= 1;
    counts[from + step]! += 1;
  }
  return counts.flatMap((count, k) => Array.from({ length: count }, () => sizes[k]!));
}
