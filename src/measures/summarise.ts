import { QUANTILES, quantileError, quantileOfSorted } from './quantile.ts';
import { NumberSorter } from './sort-numbers.ts';
import { varianceShares } from './variance-shares.ts';

export { QUANTILES } from './quantile.ts';

/** Statistics of one figure over the draws of a run. */
export interface Summary {
  readonly statistic: string;
  /** Not a number where there is none: a share of the spread of a figure that does not vary. */
  readonly value: number;
  /** Monte Carlo standard error: how far the value would move if other draws had been made. */
  readonly mcError: number;
}

/** Names of the statistics of a figure, in the order of the file. */
export function statisticNames(thresholds: readonly number[], shares: boolean): string[] {
  return [
    'mean',
    'sd',
    ...QUANTILES.map(([name]) => name),
    ...thresholds.map((x) => `prob_ge_${x}`),
    ...(shares ? ['share_parameters', 'share_chance'] : []),
  ];
}

/**
 * Mean, standard deviation and quantiles of a figure, the share of draws that reach each threshold, and, where asked, the
 * shares of its spread that come from parameters and from chance, with their Monte Carlo errors. One serves many figures.
 *
 * Draws come in pairs that share their uncertain parameters and so are not independent: the error of a mean, of a share
 * and of a spread is worked out from the pairs. The error of a quantile is half the distance between the quantiles one
 * binomial standard error to either side, made wider by as much as pairing widens the error of the mean (up to the root
 * of 2, where twins are alike). Quantiles are R's type 7, its default.
 */
export class Summariser {
  /** Values of the last figure, in the order of `statisticNames`. */
  value = new Float64Array(64);
  /** Their errors. */
  mcError = new Float64Array(64);
  private readonly sorted: Float32Array;
  private readonly sorter: NumberSorter;
  private at = 0;

  /** @param draws numbers of every figure */
  constructor(draws: number) {
    this.sorted = new Float32Array(draws);
    this.sorter = new NumberSorter(draws);
  }

  /**
   * Works out the statistics of a figure into `value` and `mcError`.
   *
   * @param values one number a draw, in the order of the draws; left as they are
   * @returns how many statistics there are
   */
  summarise(values: Float32Array, thresholds: readonly number[], shares: boolean): number {
    this.at = 0;
    const needed = 2 + QUANTILES.length + thresholds.length + 2;
    if (this.value.length < needed) {
      this.value = new Float64Array(needed);
      this.mcError = new Float64Array(needed);
    }
    const n = values.length;
    const first = values[0]!;
    let sum = 0;
    let same = true;
    for (let i = 0; i < n; i++) {
      const value = values[i]!;
      sum += value;
      if (value !== first) same = false;
    }
    if (same) this.constant(first, n, thresholds);
    else this.varying(values, sum / n, thresholds);
    if (shares) {
      const split = same ? undefined : varianceShares(values);
      this.put(split?.parameters ?? NaN, split?.mcError ?? NaN);
      this.put(split?.chance ?? NaN, split?.mcError ?? NaN);
    }
    return this.at;
  }

  private varying(values: Float32Array, mean: number, thresholds: readonly number[]): void {
    const n = values.length;
    let squares = 0;
    for (let i = 0; i < n; i++) {
      const apart = values[i]! - mean;
      squares += apart * apart;
    }
    const pairs = n >> 1;
    const meanSquare = squares / n;
    let ofMeans = 0;
    let ofSquares = 0;
    for (let p = 0; p < pairs; p++) {
      const a = values[2 * p]!;
      const b = values[2 * p + 1]!;
      const one = (a + b) / 2 - mean;
      const two = ((a - mean) * (a - mean) + (b - mean) * (b - mean)) / 2 - meanSquare;
      ofMeans += one * one;
      ofSquares += two * two;
    }
    const meanError = pairs < 2 ? NaN : Math.sqrt(ofMeans / (pairs - 1) / pairs);
    const varianceError = pairs < 2 ? NaN : Math.sqrt(ofSquares / (pairs - 1) / pairs);
    const sd = Math.sqrt(n > 1 ? squares / (n - 1) : 0);
    this.put(mean, meanError);
    this.put(sd, sd > 0 ? varianceError / (2 * sd) : 0);
    const pairing = Math.min(Math.SQRT2, Math.max(1, (Math.sqrt(n) * meanError) / sd || 1));
    this.sorter.sort(values, this.sorted);
    for (let q = 0; q < QUANTILES.length; q++) {
      const share = QUANTILES[q]![1];
      this.put(quantileOfSorted(this.sorted, share), quantileError(this.sorted, share, pairing));
    }
    for (let t = 0; t < thresholds.length; t++) this.reached(values, thresholds[t]!);
  }

  /** Share of draws that reach a threshold, its error from the shares of the pairs. */
  private reached(values: Float32Array, threshold: number): void {
    const n = values.length;
    const pairs = n >> 1;
    let count = 0;
    for (let i = 0; i < n; i++) if (values[i]! >= threshold) count++;
    const share = count / n;
    if (count === 0 || count === n) return this.put(share, ruleOfThree(n));
    let squares = 0;
    for (let p = 0; p < pairs; p++) {
      const both = (values[2 * p]! >= threshold ? 1 : 0) + (values[2 * p + 1]! >= threshold ? 1 : 0);
      squares += (both / 2 - share) * (both / 2 - share);
    }
    this.put(share, pairs < 2 ? NaN : Math.sqrt(squares / (pairs - 1) / pairs));
  }

  private constant(value: number, n: number, thresholds: readonly number[]): void {
    this.put(value, 0);
    this.put(0, 0);
    for (let q = 0; q < QUANTILES.length; q++) this.put(value, 0);
    for (const threshold of thresholds) this.put(value >= threshold ? 1 : 0, ruleOfThree(n));
  }

  private put(value: number, mcError: number): void {
    this.value[this.at] = value;
    this.mcError[this.at++] = mcError;
  }
}

/**
 * Statistics of one figure, with their names.
 *
 * @param values one number a draw, in the order of the draws
 * @example
 * summarise(Float32Array.of(1, 2, 3, 4)).find((s) => s.statistic === 'p50'); // { statistic: 'p50', value: 2.5, ... }
 */
export function summarise(values: Float32Array, thresholds: readonly number[] = [], shares = false): Summary[] {
  const summariser = new Summariser(values.length);
  summariser.summarise(values, thresholds, shares);
  return statisticNames(thresholds, shares).map((statistic, i) => ({
    statistic,
    value: summariser.value[i]!,
    mcError: summariser.mcError[i]!,
  }));
}

/** Error of a share that none or all of n draws reach: it is at most about 3 / n from 0 or 1 (the rule of three). */
function ruleOfThree(n: number): number {
  return Math.min(1, 3 / n) / 2;
}
