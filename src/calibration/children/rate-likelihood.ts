import { lawOfCounts, logChanceWithin } from './count-law.ts';
import type { RateProblem } from './rate-problem.ts';
import { STAY_YEARS } from './stay-response.ts';

/** Values that a step changes; all others follow from them. */
export interface RateValues {
  /** Starts a child-year in the last year, by cell. */
  readonly rates: Float64Array;
  /** Logarithm of the level of each year beside the last one. */
  readonly levels: Float64Array;
  /** Logarithm of the stretch of stays, by band. */
  readonly stretch: Float64Array;
  /** Variance of a count over its mean. */
  spread: number;
}

/** The chance of all observations, kept up to date as values change one after the other. */
export class RateLikelihood {
  readonly values: RateValues;
  private readonly problem: RateProblem;
  /** The law of an exact count at the spread of today. */
  private law: (count: number, mean: number) => number;
  /** Means of observations and the logarithms of their chances. */
  private readonly mean: Float64Array;
  private readonly chance: Float64Array;
  private readonly nextMean: Float64Array;
  private readonly nextChance: Float64Array;
  /** Kinds of observation: what a start adds to one goes by its year, or by the date and ages of a stock. */
  private readonly kindOf: Int32Array;
  private readonly kinds: readonly {
    readonly stock: boolean;
    readonly year: number;
    readonly ages: readonly number[];
  }[];
  /** What a start in a band adds to an observation of a kind: `[kind * bands + band]`. */
  private readonly factor: Float64Array;
  /** Cells of the observations, one after the other, with their bands and child-years. */
  private readonly starts: Int32Array;
  private readonly cells: Int32Array;
  private readonly bandOf: Int32Array;
  private readonly exposure: Float64Array;
  /** Counts that are exact, by observation; NaN for one that is a range or in doubt. */
  private readonly exact: Float64Array;
  private readonly cellStart: Int32Array;
  private readonly cellObservation: Int32Array;
  private readonly cellExposure: Float64Array;
  private readonly touched: Int32Array;
  private readonly stamp: Int32Array;
  private touchedCount = 0;
  private turn = 0;
  private readonly stocks: readonly number[];
  private readonly byYear: readonly (readonly number[])[];
  private readonly all: readonly number[];
  private readonly response: Float64Array;

  constructor(problem: RateProblem, values: RateValues) {
    this.problem = problem;
    this.values = values;
    const { observations, bands, areas, years } = problem;
    const n = observations.length;
    this.law = lawOfCounts(values.spread);
    this.mean = new Float64Array(n);
    this.chance = new Float64Array(n);
    this.nextMean = new Float64Array(n);
    this.nextChance = new Float64Array(n);
    this.starts = new Int32Array(n + 1);
    observations.forEach(({ cells }, o) => (this.starts[o + 1] = this.starts[o]! + cells.length));
    this.cells = Int32Array.from(observations.flatMap(({ cells }) => [...cells]));
    this.bandOf = this.cells.map((c) => c % bands);
    this.exposure = Float64Array.from(observations.flatMap(({ exposure }) => [...exposure]));
    this.exact = Float64Array.from(observations, ({ low, high, doubt }) => (low === high && doubt === 0 ? low : NaN));
    const kinds: RateLikelihood['kinds'][number][] = [];
    const kindAt = new Map<string, number>();
    this.kindOf = Int32Array.from(observations, ({ kind, year, ages }) => {
      const stock = kind === 'stock';
      const key = stock ? `${year} ${ages.join(' ')}` : `${year}`;
      const found = kindAt.get(key);
      if (found !== undefined) return found;
      kindAt.set(key, kinds.length);
      return kinds.push({ stock, year, ages }) - 1;
    });
    this.kinds = kinds;
    this.factor = new Float64Array(kinds.length * bands);
    this.touched = new Int32Array(n);
    this.stamp = new Int32Array(n);
    this.all = observations.map((_, o) => o);
    this.stocks = this.all.filter((o) => observations[o]!.kind === 'stock');
    this.byYear = Array.from({ length: years }, (_, t) =>
      this.all.filter((o) => observations[o]!.kind === 'started' && observations[o]!.year === t),
    );
    this.cellStart = new Int32Array(areas * bands + 1);
    for (const { cells } of observations) for (const c of cells) this.cellStart[c + 1]!++;
    for (let c = 0; c < areas * bands; c++) this.cellStart[c + 1]! += this.cellStart[c]!;
    const next = this.cellStart.slice();
    this.cellObservation = new Int32Array(next[areas * bands]!);
    this.cellExposure = new Float64Array(next[areas * bands]!);
    observations.forEach(({ cells, exposure }, o) =>
      cells.forEach((c, i) => {
        this.cellObservation[next[c]!] = o;
        this.cellExposure[next[c]!++] = exposure[i]!;
      }),
    );
    this.response = new Float64Array(bands * bands * STAY_YEARS);
    this.refresh();
  }

  /** Works everything out anew, so that errors of rounding do not add up. */
  refresh(): void {
    this.setStretch();
    this.setFactors();
    this.meansOf(this.all, this.all.length, this.mean);
    for (const o of this.all) this.chance[o] = this.chanceOf(o, this.mean[o]!);
  }

  /** Change of the logarithm of the chance when the rates of some cells are multiplied. `accept` makes it so. */
  ifScaled(cells: readonly number[], by: number): number {
    const { bands } = this.problem;
    this.begin();
    for (const c of cells) {
      const added = (by - 1) * this.values.rates[c]!;
      const band = c % bands;
      for (let i = this.cellStart[c]!; i < this.cellStart[c + 1]!; i++) {
        const o = this.cellObservation[i]!;
        this.touch(o);
        this.nextMean[o]! += this.factor[this.kindOf[o]! * bands + band]! * this.cellExposure[i]! * added;
      }
    }
    return this.change();
  }

  /** Makes the rates of some cells what `ifScaled` was asked. */
  acceptScaled(cells: readonly number[], by: number): void {
    for (const c of cells) this.values.rates[c]! *= by;
    this.accept();
  }

  /** Change when the spread is another one. */
  ifSpread(spread: number): number {
    const before = this.values.spread;
    const law = this.law;
    this.values.spread = spread;
    this.law = lawOfCounts(spread);
    this.begin();
    for (const o of this.all) this.touch(o);
    const change = this.change();
    this.values.spread = before;
    this.law = law;
    return change;
  }

  acceptSpread(spread: number): void {
    this.values.spread = spread;
    this.law = lawOfCounts(spread);
    this.accept();
  }

  /**
   * Change when levels of years or the stretch of stays have been changed in `values` already. `undo` follows a refusal,
   * after the values are put back.
   *
   * @param years years whose level changed
   */
  afterChange(years: readonly number[], stretched: boolean): number {
    if (stretched) this.setStretch();
    this.begin();
    for (const t of years) for (const o of this.byYear[t]!) this.touch(o);
    for (const o of this.stocks) this.touch(o);
    this.setFactors();
    this.meansOf(this.touched, this.touchedCount, this.nextMean);
    return this.change();
  }

  /** Change when all rates were raised and the levels of all years but the last lowered by as much: earlier starts stay. */
  afterTilt(): number {
    return this.afterChange([this.problem.years - 1], false);
  }

  undo(stretched: boolean): void {
    if (stretched) this.setStretch();
    this.setFactors();
  }

  accept(): void {
    for (let i = 0; i < this.touchedCount; i++) {
      const o = this.touched[i]!;
      this.mean[o] = this.nextMean[o]!;
      this.chance[o] = this.nextChance[o]!;
    }
  }

  private begin(): void {
    this.turn++;
    this.touchedCount = 0;
  }

  private touch(o: number): void {
    if (this.stamp[o] === this.turn) return;
    this.stamp[o] = this.turn;
    this.touched[this.touchedCount++] = o;
    this.nextMean[o] = this.mean[o]!;
  }

  private change(): number {
    const { touched, touchedCount, nextChance, nextMean, chance } = this;
    let sum = 0;
    for (let i = 0; i < touchedCount; i++) {
      const o = touched[i]!;
      const own = this.chanceOf(o, nextMean[o]!);
      nextChance[o] = own;
      sum += own - chance[o]!;
    }
    return sum;
  }

  private chanceOf(o: number, mean: number): number {
    const exact = this.exact[o]!;
    if (!Number.isNaN(exact) && mean > 0) return this.law(exact, mean);
    const { low, high, doubt } = this.problem.observations[o]!;
    return logChanceWithin(low, high, Math.max(0, mean), this.values.spread + doubt * doubt * mean);
  }

  private setStretch(): void {
    const { bands, response } = this.problem;
    if (response === undefined || this.stocks.length === 0) return;
    const size = bands * STAY_YEARS;
    for (let b = 0; b < bands; b++)
      response.at(this.values.stretch[b]!, b, this.response.subarray(b * size, (b + 1) * size));
  }

  private setFactors(): void {
    const { bands } = this.problem;
    const levels = this.values.levels.map((log) => Math.exp(log));
    this.kinds.forEach(({ stock, year, ages }, k) => {
      if (stock) this.setStockFactors(year, ages, levels, k * bands);
      else this.factor.fill(levels[year]!, k * bands, (k + 1) * bands);
    });
  }

  /** Children of some ages at the end of a year for each start a year, by band at entry. */
  private setStockFactors(year: number, ages: readonly number[], levels: Float64Array, first: number): void {
    const { bands } = this.problem;
    const { response, factor } = this;
    for (let b = 0; b < bands; b++) {
      let sum = 0;
      for (let k = 0; k < STAY_YEARS; k++) {
        // Who entered before the first year came at its level.
        const level = levels[Math.max(0, year - k)]!;
        for (let a = 0; a < ages.length; a++) sum += level * response[(b * bands + ages[a]!) * STAY_YEARS + k]!;
      }
      factor[first + b] = sum;
    }
  }

  /** Children of all observed stocks together, without those of a law of their own, as they are expected. */
  expectedStock(): number {
    return this.stocks.reduce((sum, o) => sum + this.mean[o]! - this.problem.observations[o]!.offset, 0);
  }

  private meansOf(of: ArrayLike<number>, count: number, out: Float64Array): void {
    const { bands, observations } = this.problem;
    const { factor, kindOf, starts, cells, bandOf, exposure } = this;
    const { rates } = this.values;
    for (let at = 0; at < count; at++) {
      const o = of[at]!;
      const first = kindOf[o]! * bands;
      const end = starts[o + 1]!;
      let sum = observations[o]!.offset;
      for (let i = starts[o]!; i < end; i++) sum += factor[first + bandOf[i]!]! * exposure[i]! * rates[cells[i]!]!;
      out[o] = sum;
    }
  }
}
