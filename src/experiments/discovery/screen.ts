import type { Futures } from './box.ts';

/**
 * Quantities along which misses are spread most unlike all futures: by the largest gap between the two cumulative shares
 * (the distance of Kolmogorov and Smirnov). Peeling among a hundred quantities fits noise; a few that matter it tells well.
 *
 * @returns at most `most` quantities, in their own order
 */
export function screen({ width, values, missed }: Futures, some: Int32Array, most: number): number[] {
  const misses = some.reduce((sum, f) => sum + missed[f]!, 0);
  const gaps = Array.from({ length: width }, (_, q) => {
    const order = some.slice().sort((a, b) => values[a * width + q]! - values[b * width + q]! || a - b);
    let missedSoFar = 0;
    let gap = 0;
    for (let i = 0; i < order.length; i++) {
      missedSoFar += missed[order[i]!]!;
      const last = i + 1 === order.length;
      // Equal values stand together: the gap is read behind the last of them.
      if (!last && values[order[i]! * width + q] === values[order[i + 1]! * width + q]) continue;
      gap = Math.max(gap, Math.abs(missedSoFar / misses - (i + 1) / order.length));
    }
    return gap;
  });
  return gaps
    .map((gap, quantity) => ({ gap, quantity }))
    .sort((a, b) => b.gap - a.gap || a.quantity - b.quantity)
    .slice(0, most)
    .map(({ quantity }) => quantity)
    .sort((a, b) => a - b);
}
