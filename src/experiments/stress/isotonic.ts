/**
 * The rising sequence that is nearest to some numbers (least squares; pool adjacent violators). Numbers that rise already
 * are left as they are.
 *
 * @param weights one for each number, above 0; all alike unless told
 * @example
 * risingFit([0, 0.2, 0.1, 0.5]); // [0, 0.15, 0.15, 0.5]
 */
export function risingFit(values: readonly number[], weights: readonly number[] = values.map(() => 1)): number[] {
  const blocks: { mean: number; weight: number; count: number }[] = [];
  values.forEach((value, i) => {
    let block = { mean: value, weight: weights[i]!, count: 1 };
    for (let last = blocks.at(-1); last !== undefined && last.mean > block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = {
        mean: (last.mean * last.weight + block.mean * block.weight) / weight,
        weight,
        count: last.count + block.count,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => new Array<number>(block.count).fill(block.mean));
}

/**
 * Where a rising line through some points first reaches a level, straight between the points; Infinity where it does not
 * reach it. Where the first point is there already, its place.
 *
 * @param at places of the points, ascending
 * @param heights of the line at the points, ascending
 */
export function firstReach(at: readonly number[], heights: readonly number[], level: number): number {
  const i = heights.findIndex((height) => height >= level);
  if (i < 0) return Infinity;
  if (i === 0) return at[0]!;
  const part = (level - heights[i - 1]!) / (heights[i]! - heights[i - 1]!);
  return at[i - 1]! + part * (at[i]! - at[i - 1]!);
}
