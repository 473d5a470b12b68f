import { quantileOfSorted } from '../../measures/quantile.ts';
import { foldIn, hashText, keyOfSeed, uniformOf } from '../../random/keys.ts';
import type { Key } from '../../random/keys.ts';
import { threefry2x32 } from '../../random/threefry.ts';

/** Lower and upper end of a 95 % interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const REPLICATES = 400;

/**
 * Bootstrap intervals: whole groups of draws that belong together are drawn anew with replacement, the figures are worked
 * out again, and the middle 95 % of 400 such replicates is the interval. The same seed gives the same intervals.
 *
 * Not for the largest or smallest of many values: a replicate never holds a value beyond those seen.
 *
 * @param groups how many groups, such as parameter sets
 * @param figures works out the figures from the groups drawn (with repeats); always the same number of them
 */
export function bootstrapIntervals(
  groups: number,
  figures: (drawn: Int32Array) => ArrayLike<number>,
  seed: number,
): Interval[] {
  const key = foldIn(keyOfSeed(seed), hashText('bootstrap'));
  const drawn = new Int32Array(groups);
  const replicates: Float64Array[] = [];
  for (let r = 0; r < REPLICATES; r++) {
    resample(key, r, drawn);
    replicates.push(Float64Array.from(figures(drawn)));
  }
  return Array.from(replicates[0]!, (_, i): Interval => {
    const sorted = Float64Array.from(replicates, (replicate) => replicate[i]!).sort();
    return { low: quantileOfSorted(sorted, 0.025), high: quantileOfSorted(sorted, 0.975) };
  });
}

/** Groups of replicate r, drawn with replacement. */
function resample(key: Key, replicate: number, drawn: Int32Array): void {
  const words = new Uint32Array(2);
  for (let i = 0; i < drawn.length; i += 2) {
    threefry2x32(key[0], key[1], replicate, i, words);
    for (let k = 0; k < 2 && i + k < drawn.length; k++) {
      drawn[i + k] = Math.floor(uniformOf(words[k]!) * drawn.length);
    }
  }
}
