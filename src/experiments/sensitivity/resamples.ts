import { foldIn, hashText, keyOfSeed, uniformOf } from '../../random/keys.ts';
import { threefry2x32 } from '../../random/threefry.ts';

/** An estimate with the interval that holds it in 95 of 100 bootstrap replicates. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation over the replicates. */
  readonly error: number;
}

/** Means of the units of a design, and of units drawn with replacement, for bootstrap intervals. */
export class Resamples {
  private readonly units: number;
  private readonly replicates: number;
  private readonly taken: Int32Array;

  constructor(units: number, replicates: number, seed: number) {
    const key = foldIn(keyOfSeed(seed), hashText('sensitivity bootstrap'));
    const words = new Uint32Array(2);
    this.units = units;
    this.replicates = replicates;
    this.taken = Int32Array.from({ length: units * replicates }, (_, k) => {
      threefry2x32(key[0], key[1], Math.floor(k / units), k % units, words);
      return Math.floor(uniformOf(words[0]!) * units);
    });
  }

  /** Mean of one number a unit, and after it the mean in each replicate. */
  means(numbers: Float64Array): Float64Array {
    const { units, replicates, taken } = this;
    const means = new Float64Array(replicates + 1);
    for (let j = 0; j < units; j++) means[0]! += numbers[j]! / units;
    for (let r = 0; r < replicates; r++) {
      let sum = 0;
      for (let k = r * units; k < (r + 1) * units; k++) sum += numbers[taken[k]!]!;
      means[r + 1] = sum / units;
    }
    return means;
  }
}

/** An estimate from its value and, after it, its replicates. Replicates that are no number are left out. */
export function estimateOf(values: Float64Array): Estimate {
  const value = values[0]!;
  const sorted = values
    .subarray(1)
    .filter((v) => Number.isFinite(v))
    .sort();
  if (sorted.length === 0) return { value, low: value, high: value, error: 0 };
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))]!;
  const mean = sorted.reduce((sum, v) => sum + v, 0) / sorted.length;
  const squares = sorted.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  return { value, low: at(0.025), high: at(0.975), error: Math.sqrt(squares / Math.max(1, sorted.length - 1)) };
}
