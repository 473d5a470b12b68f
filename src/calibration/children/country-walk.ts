import { gammaQuantile } from '../../random/quantiles.ts';
import { normalChange } from './log-steps.ts';
import type { FitLuck } from './luck.ts';
import { MovingCovariance } from './moving-covariance.ts';
import type { Proposals } from './proposals.ts';
import type { RateLikelihood } from './rate-likelihood.ts';
import type { RatePriors, RateProblem } from './rate-problem.ts';

/** Steps of all rates and stays together in one turn. */
const TOGETHER = 3;

/** What belongs to the whole country: levels of years, growth, and the length of stays. */
export class CountryWalk {
  growth = 0;
  shockVariance: number;
  private logStretch = 0;
  private readonly likelihood: RateLikelihood;
  private readonly bandRates: Float64Array;
  private readonly problem: RateProblem;
  private readonly luck: FitLuck;
  private readonly priors: RatePriors;
  private readonly proposals: Proposals;
  private readonly together: MovingCovariance;
  private readonly hasStock: boolean;

  constructor(
    likelihood: RateLikelihood,
    bandRates: Float64Array,
    of: {
      readonly problem: RateProblem;
      readonly luck: FitLuck;
      readonly priors: RatePriors;
      readonly proposals: Proposals;
    },
  ) {
    this.likelihood = likelihood;
    this.bandRates = bandRates;
    this.problem = of.problem;
    this.luck = of.luck;
    this.priors = of.priors;
    this.proposals = of.proposals;
    this.shockVariance = of.priors.shock[0] ** 2;
    this.together = new MovingCovariance(of.problem.bands + 1);
    this.hasStock = of.problem.observations.some((o) => o.kind === 'stock') && of.problem.stretchSpread > 0;
  }

  step(): void {
    this.levelSteps();
    this.growthSteps();
    if (!this.hasStock) return;
    this.stretchSteps();
    for (let i = 0; i < TOGETHER; i++) this.jointStep();
  }

  /** All rates of bands and the length of stays at once: where stocks alone tell, longer stays go with fewer starts. */
  private jointStep(): void {
    const { bands, stretchSpread } = this.problem;
    const { values } = this.likelihood;
    if (this.proposals.learning > 0) this.together.learn([...Array.from(this.bandRates, Math.log), this.logStretch]);
    const direction = this.together.direction(Array.from({ length: bands + 1 }, () => this.luck.normal()));
    if (direction === undefined) return;
    const everyYear = Array.from(values.levels, (_, t) => t);
    const move = (by: number): void => {
      for (let c = 0; c < values.rates.length; c++) values.rates[c]! *= Math.exp(by * direction[c % bands]!);
      for (let b = 0; b < bands; b++) this.bandRates[b]! *= Math.exp(by * direction[b]!);
      for (let b = 0; b < bands; b++) values.stretch[b]! += by * direction[bands]!;
      this.logStretch += by * direction[bands]!;
    };
    const worth = (by: number): number => {
      let prior = normalChange(this.logStretch, by * direction[bands]!, [0, stretchSpread]);
      for (let b = 0; b < bands; b++)
        prior += normalChange(Math.log(this.bandRates[b]!), by * direction[b]!, this.priors.logRate);
      move(by);
      return this.likelihood.afterChange(everyYear, true) + prior;
    };
    const take = (): void => this.likelihood.accept();
    this.proposals.propose('together', 0, worth, take, (by) => {
      move(-by);
      this.likelihood.undo(true);
    });
  }

  private levelSteps(): void {
    const { years } = this.problem;
    if (years === 1) return;
    const { values } = this.likelihood;
    const take = (): void => this.likelihood.accept();
    for (let t = 0; t < years - 1; t++) {
      const worth = (by: number): number => {
        const before = this.logWalk();
        values.levels[t]! += by;
        return this.likelihood.afterChange([t], false) + this.logWalk() - before;
      };
      this.proposals.propose('year', t, worth, take, (by) => {
        values.levels[t]! -= by;
        this.likelihood.undo(false);
      });
    }
    // The last year against all others: rates are those of the last one.
    const tilt = (by: number): void => {
      for (let t = 0; t < years - 1; t++) values.levels[t]! -= by;
      for (let c = 0; c < values.rates.length; c++) values.rates[c]! *= Math.exp(by);
      for (let b = 0; b < this.bandRates.length; b++) this.bandRates[b]! *= Math.exp(by);
    };
    const worth = (by: number): number => {
      let prior = -this.logWalk();
      for (const rate of this.bandRates) prior += normalChange(Math.log(rate), by, this.priors.logRate);
      tilt(by);
      return this.likelihood.afterTilt() + prior + this.logWalk();
    };
    this.proposals.propose('last year', 0, worth, take, (by) => {
      tilt(-by);
      this.likelihood.undo(false);
    });
  }

  /** Logarithm of the chance of the levels of years, given growth and scatter. */
  private logWalk(): number {
    const { levels } = this.likelihood.values;
    let sum = 0;
    for (let t = 1; t < levels.length; t++) sum += (levels[t]! - levels[t - 1]! - this.growth) ** 2;
    return -sum / (2 * this.shockVariance);
  }

  /** Growth and scatter, each drawn from its law given the levels of years. */
  private growthSteps(): void {
    const { levels } = this.likelihood.values;
    const { growth, shock } = this.priors;
    const steps = levels.length - 1;
    const precision = 1 / growth ** 2 + steps / this.shockVariance;
    const mean = (levels[steps]! - levels[0]!) / this.shockVariance / precision;
    this.growth = mean + this.luck.normal() / Math.sqrt(precision);
    let square = shock[1] * shock[0] ** 2;
    for (let t = 1; t <= steps; t++) square += (levels[t]! - levels[t - 1]! - this.growth) ** 2;
    this.shockVariance = square / 2 / gammaQuantile(this.luck.uniform(), (shock[1] + steps) / 2);
  }

  private stretchSteps(): void {
    const { stretchSpread, ownStretchSpread, bands } = this.problem;
    const { stretch } = this.likelihood.values;
    const take = (): void => this.likelihood.accept();
    const all = (by: number): void => {
      for (let b = 0; b < bands; b++) stretch[b]! += by;
      this.logStretch += by;
    };
    const worth = (by: number): number => {
      const prior = normalChange(this.logStretch, by, [0, stretchSpread]);
      all(by);
      return this.likelihood.afterChange([], true) + prior;
    };
    this.proposals.propose('stretch', 0, worth, take, (by) => {
      all(-by);
      this.likelihood.undo(true);
    });
    if (ownStretchSpread === 0) return;
    for (let b = 0; b < bands; b++) {
      const worth = (by: number): number => {
        const prior = normalChange(stretch[b]!, by, [this.logStretch, ownStretchSpread]);
        stretch[b]! += by;
        return this.likelihood.afterChange([], true) + prior;
      };
      this.proposals.propose('stretch', 1 + b, worth, take, (by) => {
        stretch[b]! -= by;
        this.likelihood.undo(true);
      });
    }
    const precision = 1 / stretchSpread ** 2 + bands / ownStretchSpread ** 2;
    const mean = stretch.reduce((sum, v) => sum + v, 0) / ownStretchSpread ** 2 / precision;
    this.logStretch = mean + this.luck.normal() / Math.sqrt(precision);
  }
}
