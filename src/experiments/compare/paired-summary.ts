import { QUANTILES } from '../../measures/quantile.ts';
import { Summariser } from '../../measures/summarise.ts';

/** Statistics of a difference over draws, in the order of the files. */
export const DIFFERENCE_STATISTICS: readonly string[] = [
  'mean',
  'sd',
  ...QUANTILES.map(([name]) => name),
  'prob_gt_0',
  'prob_lt_0',
];

/** Least 32-bit number above 0: a difference is over 0 when it reaches this. */
const LEAST = 2 ** -149;
const THRESHOLDS = [LEAST, 0] as const;

/**
 * Statistics of the difference of a figure between two scenarios, draw by draw on the same luck: mean, standard deviation
 * and quantiles of the differences, and the shares of draws in which the difference is over and under 0. Each has its Monte
 * Carlo standard error, worked out from the pairs of draws that share their parameters, as `Summariser` does.
 *
 * The quantiles are those of the difference. They are not the differences of the quantiles.
 */
export class PairedSummariser {
  /** Values of the last figure, in the order of `DIFFERENCE_STATISTICS`. */
  readonly value = new Float64Array(DIFFERENCE_STATISTICS.length);
  /** Their errors. */
  readonly mcError = new Float64Array(DIFFERENCE_STATISTICS.length);
  private readonly difference: Float32Array;
  private readonly summariser: Summariser;

  /** @param draws numbers of every figure */
  constructor(draws: number) {
    this.difference = new Float32Array(draws);
    this.summariser = new Summariser(draws);
  }

  /**
   * Works out the statistics of `values - reference` into `value` and `mcError`.
   *
   * @param values one number a draw, in the order of the draws
   * @param reference the same draws of the reference
   */
  summarise(values: ArrayLike<number>, reference: ArrayLike<number>): void {
    const { difference, summariser, value, mcError } = this;
    if (values.length !== difference.length || reference.length !== difference.length)
      throw new RangeError(`${values.length} and ${reference.length} draws are no pairs of ${difference.length}`);
    for (let d = 0; d < difference.length; d++) difference[d] = values[d]! - reference[d]!;
    summariser.summarise(difference, THRESHOLDS, false);
    value.set(summariser.value.subarray(0, value.length));
    mcError.set(summariser.mcError.subarray(0, value.length));
    // The last share counts the draws that reach 0; what is left is under it.
    value[value.length - 1] = 1 - value[value.length - 1]!;
  }
}
