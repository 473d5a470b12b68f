import { mix32 } from '../../random/keys.ts';

/** Draws 2k and 2k + 1 share their assumptions, so that they are taken or left together. */
const DRAWS_OF_A_SET = 2;

/**
 * How often each draw is taken in each of some resamples of a bootstrap, resample by resample. Whole parameter sets are
 * drawn with replacement, so that draws that share their assumptions stay together. The same for the same numbers.
 *
 * @param draws draws of the study, from an even first draw
 * @param resamples number of resamples
 */
export function bootstrapCounts(draws: number, resamples: number): Uint16Array[] {
  const sets = Math.ceil(draws / DRAWS_OF_A_SET);
  return Array.from({ length: resamples }, (_, r) => {
    const counts = new Uint16Array(draws);
    for (let k = 0; k < sets; k++) {
      const word = mix32(mix32(r + 1) ^ mix32(0x51ed270b + k));
      const set = Math.floor((word / 0x100000000) * sets);
      for (let d = set * DRAWS_OF_A_SET; d < Math.min(draws, (set + 1) * DRAWS_OF_A_SET); d++) counts[d]!++;
    }
    return counts;
  });
}

/** A figure and the 95 % interval of its Monte Carlo error. */
export interface WithInterval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Lower and upper end of the middle 95 % of some numbers; an end may be Infinity, and both are NaN without numbers. */
export function middle95(numbers: readonly number[]): readonly [number, number] {
  if (numbers.length === 0) return [NaN, NaN];
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round((sorted.length - 1) * share)]!;
  return [at(0.025), at(0.975)];
}

/** Mean over draws, with its interval. */
export function meanOf(values: ArrayLike<number>, counts: readonly Uint16Array[]): WithInterval {
  const mean = (weights?: Uint16Array): number => {
    let sum = 0;
    let total = 0;
    for (let d = 0; d < values.length; d++) {
      const weight = weights === undefined ? 1 : weights[d]!;
      sum += weight * values[d]!;
      total += weight;
    }
    return sum / total;
  };
  const [low, high] = middle95(counts.map((c) => mean(c)));
  return { value: mean(), low, high };
}

/** Quantile over draws (R's type 7), with its interval. */
export function quantileOf(values: ArrayLike<number>, share: number, counts: readonly Uint16Array[]): WithInterval {
  const order = Uint32Array.from({ length: values.length }, (_, d) => d).sort((a, b) => values[a]! - values[b]!);
  const quantile = (weights?: Uint16Array): number => {
    const total = weights === undefined ? values.length : weights.reduce((s, w) => s + w, 0);
    const position = (total - 1) * share;
    const lower = Math.floor(position);
    let passed = 0;
    let first = NaN;
    for (const d of order) {
      passed += weights === undefined ? 1 : weights[d]!;
      if (Number.isNaN(first)) {
        if (passed <= lower) continue;
        first = values[d]!;
        if (lower === position || passed > lower + 1) return first;
      } else if (passed > lower + 1) return first + (position - lower) * (values[d]! - first);
    }
    return first;
  };
  const [low, high] = middle95(counts.map((c) => quantile(c)));
  return { value: quantile(), low, high };
}
