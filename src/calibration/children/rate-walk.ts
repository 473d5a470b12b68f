import { gammaQuantile } from '../../random/quantiles.ts';
import { gammaChange, normalChange, shapeChange } from './log-steps.ts';
import type { FitLuck } from './luck.ts';
import { RateLikelihood } from './rate-likelihood.ts';
import type { RatePriors, RateProblem } from './rate-problem.ts';

/** Share of proposals that should be taken up by a value of its own (Gelman, Roberts and Gilks 1996). */
const WANTED = 0.44;

/** One walk through what the values of a problem can be. */
export class RateWalk {
  readonly likelihood: RateLikelihood;
  readonly bandRates: Float64Array;
  /** Size of the learning of steps in this turn; 0 when draws are kept. */
  learning = 0;
  growth = 0;
  shockVariance: number;
  logAreaShape: number;
  logCellShape: number;
  private logStretch = 0;
  private readonly areaFactor: Float64Array;
  private readonly cellFactor: Float64Array;
  private readonly problem: RateProblem;
  private readonly luck: FitLuck;
  private readonly priors: RatePriors;
  private readonly stepSize = new Map<string, Float64Array>();
  private readonly cellsOfArea: readonly (readonly number[])[];
  private readonly cellsOfBand: readonly (readonly number[])[];
  private readonly everyCell: readonly number[];
  private readonly hasStock: boolean;

  constructor(problem: RateProblem, luck: FitLuck, priors: RatePriors) {
    const { areas, bands, years } = problem;
    this.problem = problem;
    this.luck = luck;
    this.priors = priors;
    this.everyCell = Array.from({ length: areas * bands }, (_, c) => c);
    this.cellsOfArea = Array.from({ length: areas }, (_, a) => Array.from({ length: bands }, (_, b) => a * bands + b));
    this.cellsOfBand = Array.from({ length: bands }, (_, b) => Array.from({ length: areas }, (_, a) => a * bands + b));
    this.hasStock = problem.observations.some((o) => o.kind === 'stock');
    this.bandRates = new Float64Array(bands).fill(Math.exp(priors.logRate[0]));
    this.areaFactor = new Float64Array(areas).fill(1);
    this.cellFactor = new Float64Array(areas * bands).fill(1);
    this.shockVariance = priors.shock[0] ** 2;
    this.logAreaShape = priors.logAreaShape[0];
    this.logCellShape = priors.logCellShape[0];
    this.likelihood = new RateLikelihood(problem, {
      rates: Float64Array.from(this.everyCell, (c) => this.bandRates[c % bands]!),
      levels: new Float64Array(years),
      stretch: new Float64Array(bands),
      spread: 1 + Math.exp(priors.logOver[0]),
    });
  }

  step(): void {
    this.bandSteps();
    this.cellSteps();
    this.balance();
    this.shapeSteps();
    this.spreadStep();
    this.levelSteps();
    this.growthSteps();
    if (this.hasStock) this.stretchSteps();
  }

  /** Proposes a change of a logarithm, and takes it up by chance. `worth` answers the change of the logarithm of the chance. */
  private propose(
    name: string,
    index: number,
    worth: (by: number) => number,
    take: (by: number) => void,
    refuse?: (by: number) => void,
  ): void {
    let sizes = this.stepSize.get(name);
    if (sizes === undefined) {
      sizes = new Float64Array(this.problem.areas * this.problem.bands + this.problem.years + 1).fill(Math.log(0.3));
      this.stepSize.set(name, sizes);
    }
    const by = Math.exp(sizes[index]!) * this.luck.normal();
    const chance = Math.min(1, Math.exp(worth(by)));
    if (this.learning > 0) sizes[index]! += this.learning * (chance - WANTED);
    if (this.luck.uniform() < chance) take(by);
    else refuse?.(by);
  }

  private bandSteps(): void {
    const { logRate } = this.priors;
    this.cellsOfBand.forEach((cells, b) => {
      this.propose(
        'band',
        b,
        (by) => {
          const log = Math.log(this.bandRates[b]!);
          return this.likelihood.ifScaled(cells, Math.exp(by)) + normalChange(log, by, logRate);
        },
        (by) => {
          this.likelihood.acceptScaled(cells, Math.exp(by));
          this.bandRates[b]! *= Math.exp(by);
        },
      );
    });
  }

  private cellSteps(): void {
    const { bands } = this.problem;
    const [areaShape, cellShape] = [Math.exp(this.logAreaShape), Math.exp(this.logCellShape)];
    this.cellsOfArea.forEach((cells, a) => {
      this.propose(
        'area',
        a,
        (by) => this.likelihood.ifScaled(cells, Math.exp(by)) + gammaChange(this.areaFactor[a]!, by, areaShape),
        (by) => {
          this.likelihood.acceptScaled(cells, Math.exp(by));
          this.areaFactor[a]! *= Math.exp(by);
        },
      );
      if (bands === 1) return;
      for (const c of cells) {
        const one = [c];
        this.propose(
          'cell',
          c,
          (by) => this.likelihood.ifScaled(one, Math.exp(by)) + gammaChange(this.cellFactor[c]!, by, cellShape),
          (by) => {
            this.likelihood.acceptScaled(one, Math.exp(by));
            this.cellFactor[c]! *= Math.exp(by);
          },
        );
      }
    });
  }

  /** Steps that move what is explained from one level of the model to another and leave every rate as it is. */
  private balance(): void {
    const { bands, areas } = this.problem;
    const [areaShape, cellShape] = [Math.exp(this.logAreaShape), Math.exp(this.logCellShape)];
    const { logRate } = this.priors;
    const rateChange = (by: number): number =>
      this.bandRates.reduce((sum, rate) => sum + normalChange(Math.log(rate), by, logRate), 0);
    this.propose(
      'country and areas',
      0,
      (by) => this.areaFactor.reduce((sum, f) => sum + gammaChange(f, by, areaShape), rateChange(-by)),
      (by) => {
        for (let a = 0; a < areas; a++) this.areaFactor[a]! *= Math.exp(by);
        for (let b = 0; b < bands; b++) this.bandRates[b]! *= Math.exp(-by);
      },
    );
    if (bands === 1) return;
    const move = (
      name: string,
      index: number,
      cells: readonly number[],
      other: (by: number) => number,
      take: (by: number) => void,
    ): void => {
      this.propose(
        name,
        index,
        (by) => cells.reduce((sum, c) => sum + gammaChange(this.cellFactor[c]!, -by, cellShape), other(by)),
        (by) => {
          for (const c of cells) this.cellFactor[c]! *= Math.exp(-by);
          take(by);
        },
      );
    };
    this.cellsOfBand.forEach((cells, b) =>
      move(
        'band and cells',
        b,
        cells,
        (by) => normalChange(Math.log(this.bandRates[b]!), by, logRate),
        (by) => (this.bandRates[b]! *= Math.exp(by)),
      ),
    );
    this.cellsOfArea.forEach((cells, a) =>
      move(
        'area and cells',
        a,
        cells,
        (by) => gammaChange(this.areaFactor[a]!, by, areaShape),
        (by) => (this.areaFactor[a]! *= Math.exp(by)),
      ),
    );
  }

  private shapeSteps(): void {
    this.propose(
      'shape',
      0,
      (by) =>
        shapeChange(this.areaFactor, this.logAreaShape, by) +
        normalChange(this.logAreaShape, by, this.priors.logAreaShape),
      (by) => (this.logAreaShape += by),
    );
    if (this.problem.bands === 1) return;
    this.propose(
      'shape',
      1,
      (by) =>
        shapeChange(this.cellFactor, this.logCellShape, by) +
        normalChange(this.logCellShape, by, this.priors.logCellShape),
      (by) => (this.logCellShape += by),
    );
  }

  private spreadStep(): void {
    const over = this.likelihood.values.spread - 1;
    this.propose(
      'spread',
      0,
      (by) => this.likelihood.ifSpread(1 + over * Math.exp(by)) + normalChange(Math.log(over), by, this.priors.logOver),
      (by) => this.likelihood.acceptSpread(1 + over * Math.exp(by)),
    );
  }

  private levelSteps(): void {
    const { years } = this.problem;
    if (years === 1) return;
    const { values } = this.likelihood;
    const shift = (from: number, to: number, by: number): void => {
      for (let t = from; t <= to; t++) values.levels[t]! += by;
    };
    const take = (): void => this.likelihood.accept();
    // A year by itself, and all years up to one together.
    for (let t = 0; t < years - 1; t++)
      for (const from of t === 0 ? [0] : [t, 0]) {
        const moved = Array.from({ length: t - from + 1 }, (_, i) => from + i);
        const worth = (by: number): number => {
          const before = this.logWalk();
          shift(from, t, by);
          return this.likelihood.afterChange(moved, false) + this.logWalk() - before;
        };
        this.propose(from === t ? 'year' : 'years', t, worth, take, (by) => {
          shift(from, t, -by);
          this.likelihood.undo(false);
        });
      }
    // The last year against all others: rates are those of the last one.
    const everyYear = Array.from({ length: years }, (_, t) => t);
    const tilt = (by: number): void => {
      shift(0, years - 2, -by);
      for (const c of this.everyCell) values.rates[c]! *= Math.exp(by);
      for (let b = 0; b < this.bandRates.length; b++) this.bandRates[b]! *= Math.exp(by);
    };
    const worth = (by: number): number => {
      let prior = -this.logWalk();
      for (const rate of this.bandRates) prior += normalChange(Math.log(rate), by, this.priors.logRate);
      tilt(by);
      return this.likelihood.afterChange(everyYear, false) + prior + this.logWalk();
    };
    this.propose('last year', 0, worth, take, (by) => {
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
    if (stretchSpread === 0) return;
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
    this.propose('stretch', 0, worth, take, (by) => {
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
      this.propose('stretch', 1 + b, worth, take, (by) => {
        stretch[b]! -= by;
        this.likelihood.undo(true);
      });
    }
    const precision = 1 / stretchSpread ** 2 + bands / ownStretchSpread ** 2;
    const mean = stretch.reduce((sum, v) => sum + v, 0) / ownStretchSpread ** 2 / precision;
    this.logStretch = mean + this.luck.normal() / Math.sqrt(precision);
  }
}
