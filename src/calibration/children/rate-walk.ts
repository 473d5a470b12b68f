import { CountryWalk } from './country-walk.ts';
import { gammaChange, normalChange, shapeChange } from './log-steps.ts';
import type { FitLuck } from './luck.ts';
import { Proposals } from './proposals.ts';
import { RateLikelihood } from './rate-likelihood.ts';
import type { RatePriors, RateProblem } from './rate-problem.ts';

/** One walk through what the values of a problem can be. */
export class RateWalk {
  readonly likelihood: RateLikelihood;
  readonly bandRates: Float64Array;
  readonly country: CountryWalk;
  logAreaShape: number;
  logCellShape: number;
  private readonly areaFactor: Float64Array;
  private readonly cellFactor: Float64Array;
  private readonly problem: RateProblem;
  private readonly proposals: Proposals;
  private readonly priors: RatePriors;
  private readonly cellsOfArea: readonly (readonly number[])[];
  private readonly cellsOfBand: readonly (readonly number[])[];

  constructor(problem: RateProblem, luck: FitLuck, priors: RatePriors) {
    const { areas, bands, years } = problem;
    this.problem = problem;
    this.proposals = new Proposals(luck, areas * bands + years + 1);
    this.priors = priors;
    const everyCell = Array.from({ length: areas * bands }, (_, c) => c);
    this.cellsOfArea = Array.from({ length: areas }, (_, a) => Array.from({ length: bands }, (_, b) => a * bands + b));
    this.cellsOfBand = Array.from({ length: bands }, (_, b) => Array.from({ length: areas }, (_, a) => a * bands + b));
    this.bandRates = new Float64Array(bands).fill(Math.exp(priors.logRate[0]));
    this.areaFactor = new Float64Array(areas).fill(1);
    this.cellFactor = new Float64Array(areas * bands).fill(1);
    this.logAreaShape = priors.logAreaShape[0];
    this.logCellShape = priors.logCellShape[0];
    this.likelihood = new RateLikelihood(problem, {
      rates: Float64Array.from(everyCell, (c) => this.bandRates[c % bands]!),
      levels: new Float64Array(years),
      stretch: new Float64Array(bands),
      spread: 1 + Math.exp(priors.logOver[0]),
    });
    this.country = new CountryWalk(this.likelihood, this.bandRates, {
      problem,
      luck,
      priors,
      proposals: this.proposals,
    });
  }

  /** @param learning size of the learning of steps; 0 when draws are kept */
  step(learning: number): void {
    this.proposals.learning = learning;
    this.bandSteps();
    this.cellSteps();
    this.balance();
    this.shapeSteps();
    this.spreadStep();
    this.country.step();
  }

  private bandSteps(): void {
    const { logRate } = this.priors;
    this.cellsOfBand.forEach((cells, b) => {
      this.proposals.propose(
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
      this.proposals.propose(
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
        this.proposals.propose(
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
    this.proposals.propose(
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
      this.proposals.propose(
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
    this.proposals.propose(
      'shape',
      0,
      (by) =>
        shapeChange(this.areaFactor, this.logAreaShape, by) +
        normalChange(this.logAreaShape, by, this.priors.logAreaShape),
      (by) => (this.logAreaShape += by),
    );
    if (this.problem.bands === 1) return;
    this.proposals.propose(
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
    this.proposals.propose(
      'spread',
      0,
      (by) => this.likelihood.ifSpread(1 + over * Math.exp(by)) + normalChange(Math.log(over), by, this.priors.logOver),
      (by) => this.likelihood.acceptSpread(1 + over * Math.exp(by)),
    );
  }
}
