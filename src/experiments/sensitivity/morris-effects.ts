import type { DesignAnswers } from './design.ts';
import { checkAnswers } from './design.ts';
import type { MorrisDesign } from './morris-design.ts';
import type { Estimate } from './resamples.ts';
import { estimateOf, Resamples } from './resamples.ts';

/** What a factor does to an output when it goes across its range, over the trajectories. */
export interface MorrisEffect {
  readonly factor: string;
  /** Mean effect with its sign; undefined for a group, which moves in no one direction. */
  readonly mu: Estimate | undefined;
  /** Mean size of the effect (Campolongo 2007). */
  readonly muStar: Estimate;
  /** Standard deviation of the effect: curvature, interactions and, in a model with chance, luck that takes another course. */
  readonly sigma: Estimate | undefined;
}

/** Analyses the answers to a Morris design, for any number of outputs. */
export class MorrisAnalyser {
  private readonly design: MorrisDesign;
  private readonly resamples: Resamples;

  /** @throws WrongAnswers when the answers are of another design, model or order */
  constructor(design: MorrisDesign, answers: DesignAnswers, model: string, replicates = 400) {
    checkAnswers(design, answers, model);
    this.design = design;
    this.resamples = new Resamples(design.layout.size, replicates, design.layout.seed);
  }

  /**
   * Effects of each factor, in the order of the design.
   *
   * @param values one number a row
   * @param spread whether `sigma` is asked for, too
   */
  effects(values: ArrayLike<number>, spread = true): MorrisEffect[] {
    const elementary = this.elementary(values);
    return this.design.layout.factors.map((factor, f): MorrisEffect => {
      const own = elementary[f]!;
      const mean = this.resamples.means(own);
      return {
        factor: factor.id,
        mu: factor.columns.length > 1 ? undefined : estimateOf(mean),
        muStar: estimateOf(this.resamples.means(own.map(Math.abs))),
        sigma: spread ? this.spread(own, mean) : undefined,
      };
    });
  }

  private spread(effects: Float64Array, mean: Float64Array): Estimate {
    const n = effects.length;
    const squares = this.resamples.means(effects.map((v) => v * v));
    return estimateOf(squares.map((square, r) => Math.sqrt((Math.max(0, square - mean[r]! ** 2) * n) / (n - 1))));
  }

  /** Effects of each step by factor, one for each trajectory, in units of the output for the whole range of the factor. */
  private elementary(values: ArrayLike<number>): Float64Array[] {
    const { layout, moved, steps, rows } = this.design;
    if (values.length !== rows) throw new RangeError(`${values.length} values for ${rows} rows`);
    const k = layout.factors.length;
    const effects = layout.factors.map(() => new Float64Array(layout.size));
    for (let t = 0; t < layout.size; t++) {
      for (let s = 0; s < k; s++) {
        const row = t * (k + 1) + s;
        effects[moved[t * k + s]!]![t] = (values[row + 1]! - values[row]!) / steps[t * k + s]!;
      }
    }
    return effects;
  }
}
