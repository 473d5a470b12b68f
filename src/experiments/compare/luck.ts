/** How much the same luck saves, measured on the draws of two scenarios. */
export interface LuckGain {
  /**
   * Draws with a seed of its own for each scenario, over draws on the same luck, for the same error of the mean difference:
   * the sum of the two variances over the variance of the difference. Infinity where the difference is the same in every
   * draw; not a number where nothing varies.
   */
  readonly times: number;
  /**
   * Ends of its 95 % interval, from a jackknife over pairs of draws on the scale of logarithms; not numbers where the
   * difference varies in one pair alone, so that nothing is known of how sure the gain is.
   */
  readonly low: number;
  readonly high: number;
  /** Variances of the means of pairs: of the scenario, of the reference, and of their difference. */
  readonly variances: { readonly values: number; readonly reference: number; readonly difference: number };
}

/**
 * Measures how many times fewer draws a mean difference needs on the same luck than with independent seeds. Draws 2k and
 * 2k + 1 share their parameters, so means of pairs are what varies from draw to draw; an odd last draw is left out.
 *
 * @param values one number a draw, in the order of the draws; at least three pairs
 * @param reference the same draws of the reference
 */
export function luckGain(values: ArrayLike<number>, reference: ArrayLike<number>): LuckGain {
  const pairs = values.length >> 1;
  if (values.length !== reference.length || pairs < 3)
    throw new RangeError(`${values.length} and ${reference.length} draws: three pairs at the least are needed`);
  const mean = (of: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: pairs }, (_, p) => (of[2 * p]! + of[2 * p + 1]!) / 2);
  const a = mean(values);
  const b = mean(reference);
  const d = a.map((x, p) => x - b[p]!);
  const [va, vb, vd] = [variances(a), variances(b), variances(d)];
  const found = { values: va.all, reference: vb.all, difference: vd.all };
  const times = (va.all + vb.all) / vd.all;
  if (!(vd.all > 0) || !Number.isFinite(times)) return { times, low: times, high: times, variances: found };
  const logs = vd.without.map((v, p) => Math.log((va.without[p]! + vb.without[p]!) / v));
  const centre = logs.reduce((sum, x) => sum + x, 0) / pairs;
  const squares = logs.reduce((sum, x) => sum + (x - centre) ** 2, 0);
  const error = Math.sqrt(((pairs - 1) / pairs) * squares);
  return { times, low: times * Math.exp(-1.96 * error), high: times * Math.exp(1.96 * error), variances: found };
}

/** Variance of some numbers, and of all but one of them, for each. */
function variances(x: Float64Array): { readonly all: number; readonly without: Float64Array } {
  const n = x.length;
  const mean = x.reduce((sum, v) => sum + v, 0) / n;
  const squares = x.reduce((sum, v) => sum + (v - mean) ** 2, 0);
  // Taking one away lessens the sum of squares by n / (n - 1) of its own.
  const without = x.map((v) => Math.max(0, squares - ((v - mean) ** 2 * n) / (n - 1)) / (n - 2));
  return { all: squares / (n - 1), without };
}
