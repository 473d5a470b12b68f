import type { Design, DesignAnswers } from './design.ts';
import { checkAnswers } from './design.ts';
import type { Estimate } from './resamples.ts';
import { estimateOf, Resamples } from './resamples.ts';

/** Shares of the variance of an output that go back to a factor. */
export interface SobolIndex {
  readonly factor: string;
  /** What would go if the factor were known: its own effect alone (Saltelli 2010). */
  readonly first: Estimate;
  /** What would stay if all else were known: its own effect and its part in all interactions (Jansen 1999). */
  readonly total: Estimate;
}

/** Indices of all factors, and the variance of the output that they are shares of. */
export interface SobolIndices {
  readonly variance: number;
  readonly mean: number;
  /** Empty where the output does not vary. */
  readonly indices: readonly SobolIndex[];
}

/** Analyses the answers to a Saltelli design, for any number of outputs. */
export class SobolAnalyser {
  private readonly design: Design;
  private readonly resamples: Resamples;

  /** @throws WrongAnswers when the answers are of another design, model or order */
  constructor(design: Design, answers: DesignAnswers, model: string, replicates = 300) {
    checkAnswers(design, answers, model);
    this.design = design;
    this.resamples = new Resamples(design.layout.size, replicates, design.layout.seed);
  }

  /** Indices of each factor, in the order of the design. `values` has one number a row. */
  indices(values: ArrayLike<number>): SobolIndices {
    const { factors, size } = this.design.layout;
    if (values.length !== this.design.rows)
      throw new RangeError(`${values.length} values for ${this.design.rows} rows`);
    const block = factors.length + 2;
    let mean = 0;
    for (let j = 0; j < size; j++) mean += (values[j * block]! + values[j * block + 1]!) / (2 * size);
    // Taking the mean off first takes a term out of the error of the first order that says nothing about the factor.
    const a = Float64Array.from({ length: size }, (_, j) => values[j * block]! - mean);
    const b = Float64Array.from({ length: size }, (_, j) => values[j * block + 1]! - mean);
    const means = this.resamples.means(a.map((v, j) => (v + b[j]!) / 2));
    const squares = this.resamples.means(a.map((v, j) => (v * v + b[j]! ** 2) / 2));
    const variances = squares.map((square, r) => ((square - means[r]! ** 2) * 2 * size) / (2 * size - 1));
    const variance = variances[0]!;
    if (variance <= 0) return { variance: 0, mean, indices: [] };
    const share = (parts: Float64Array): Estimate =>
      estimateOf(this.resamples.means(parts).map((v, r) => v / variances[r]!));
    const indices = factors.map((factor, f): SobolIndex => {
      const swapped = Float64Array.from({ length: size }, (_, j) => values[j * block + 2 + f]! - mean);
      return {
        factor: factor.id,
        first: share(b.map((v, j) => v * (swapped[j]! - a[j]!))),
        total: share(a.map((v, j) => (v - swapped[j]!) ** 2 / 2)),
      };
    });
    return { variance, mean, indices };
  }
}
