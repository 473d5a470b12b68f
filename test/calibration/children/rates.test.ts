import { describe, expect, it } from 'vitest';
import { logChanceOf, logChanceWithin } from '../../../src/calibration/children/count-law.ts';
import { fitLuck } from '../../../src/calibration/children/luck.ts';
import type { FitLuck } from '../../../src/calibration/children/luck.ts';
import { RATE_PRIORS } from '../../../src/calibration/children/rate-problem.ts';
import type { RateObservation, RatePriors, RateProblem } from '../../../src/calibration/children/rate-problem.ts';
import { sampleRates } from '../../../src/calibration/children/sample-rates.ts';
import { negativeBinomialAt } from '../../../src/random/counts.ts';
import { gammaQuantile, logGamma } from '../../../src/random/quantiles.ts';

const started = (
  cells: number[],
  exposure: number[],
  year: number,
  low: number,
  high: number = low,
): RateObservation => ({
  kind: 'started',
  cells: Int32Array.from(cells),
  exposure: Float64Array.from(exposure),
  low,
  high,
  offset: 0,
  year,
  ages: [],
  doubt: 0,
});
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((s, v) => s + v, 0) / values.length;
const column = (values: Float64Array, size: number, at: number): Float64Array =>
  Float64Array.from({ length: values.length / size }, (_, d) => values[d * size + at]!);
const quantile = (values: ArrayLike<number>, p: number): number =>
  Array.from(values).sort((a, b) => a - b)[Math.floor(p * values.length)]!;

describe('the law of a count', () => {
  it('is the Poisson law at spread 1, and has the mean and variance that it says', () => {
    // Poisson: P(3; 4.2) - P(2; 4.2) of R's ppois(3; 4.2) 0.395403369602 by the mass at 3.
    const below = [0, 1, 2, 3].reduce((sum, n) => sum + Math.exp(logChanceOf(n, 4.2, 1)), 0);
    expect(below).toBeCloseTo(0.395403369602, 11);
    let [m, v] = [0, 0];
    for (let n = 0; n < 400; n++) {
      const p = Math.exp(logChanceOf(n, 17, 2.5));
      m += n * p;
      v += n * n * p;
    }
    expect(m).toBeCloseTo(17, 8);
    expect(v - m * m).toBeCloseTo(2.5 * 17, 6);
  });

  it('adds up over a range, and calls a wide range by the Normal law nearly the same', () => {
    const sum = [0, 1, 2, 3, 4].reduce((s, n) => s + Math.exp(logChanceOf(n, 6, 1.7)), 0);
    expect(Math.exp(logChanceWithin(0, 4, 6, 1.7))).toBeCloseTo(sum, 12);
    expect(Math.exp(logChanceWithin(1800, 2201, 2000, 1.5))).toBeCloseTo(
      Math.exp(logChanceWithin(1800, 2200, 2000, 1.5)),
      3,
    );
  });

  it('agrees with the gamma function for every size', () => {
    for (const mean of [1e-4, 0.3, 4, 60, 5000])
      for (const count of [0, 1, 10, 11, 40, 3000]) {
        const size = mean / 0.7;
        const log =
          logGamma(size + count) -
          logGamma(size) -
          logGamma(count + 1) +
          count * Math.log(0.7 / 1.7) -
          size * Math.log(1.7);
        expect(Math.abs(logChanceOf(count, mean, 1.7) - log)).toBeLessThan(1e-8 * (1 + Math.abs(log)));
      }
  });

  it('has the same law for a sum as for its parts together', () => {
    // The chance of 5 in all, from two cells of means 2 and 3.
    let sum = 0;
    for (let n = 0; n <= 5; n++) sum += Math.exp(logChanceOf(n, 2, 1.6) + logChanceOf(5 - n, 3, 1.6));
    expect(Math.exp(logChanceOf(5, 5, 1.6))).toBeCloseTo(sum, 12);
  });
});

describe('rates of entry', () => {
  /** One band, one year; what is not asked about is fixed by priors that leave no doubt. */
  const known: RatePriors = {
    ...RATE_PRIORS,
    logRate: [Math.log(0.01), 1e-4],
    logAreaShape: [Math.log(8), 1e-4],
    logOver: [Math.log(1e-6), 1e-4],
  };

  it('have the mean and variance of the Gamma posterior where the shape and the country are known', () => {
    const problem: RateProblem = {
      areas: 3,
      bands: 1,
      years: 1,
      observations: [started([0], [1000], 0, 25), started([1], [200], 0, 0)],
      stretchSpread: 0,
      ownStretchSpread: 0,
    };
    const draws = 2000;
    const found = sampleRates(problem, fitLuck(1, 'test'), { draws, warmUp: 300, every: 2 }, known);
    // Gamma(8, 8) for a factor on 0.01: after y starts in E child-years (8 + y) / (8 / 0.01 + E).
    const posterior = [(8 + 25) / (800 + 1000), 8 / (800 + 200), 0.01];
    const shapes = [33, 8, 8];
    posterior.forEach((rate, a) => {
      const values = column(found.rates, 3, a);
      // Draws that follow each other are alike: about one in five counts. Four standard errors.
      const error = rate / Math.sqrt(shapes[a]!) / Math.sqrt(draws / 5);
      expect(Math.abs(mean(values) - rate)).toBeLessThan(4 * error);
      expect(quantile(values, 0.9) / (gammaQuantile(0.9, shapes[a]!) * (rate / shapes[a]!))).toBeCloseTo(1, 1);
    });
  });

  it('are uniform in rank among their draws when the truth comes from the priors, ranges, stocks and sums included', () => {
    const priors: RatePriors = {
      logRate: [Math.log(0.01), 0.5],
      logAreaShape: [Math.log(10), 0.7],
      logCellShape: [Math.log(30), 0.7],
      logOver: [Math.log(0.6), 0.6],
      growth: 0.05,
      shock: [0.06, 6],
    };
    const names = ['area', 'sum', 'spread', 'growth', 'level', 'areaShape', 'cellShape', 'band', 'stretch'] as const;
    const ranks = names.map((): number[] => []);
    const replicates = Number(process.env['SBC'] ?? 24);
    for (let r = 0; r < replicates; r++) {
      const truth = simulated(fitLuck(r, 'truth'), priors);
      const found = sampleRates(truth.problem, fitLuck(r, 'fit'), { draws: 49, warmUp: 250, every: 10 }, priors);
      const sums = Float64Array.from({ length: 49 }, (_, d) =>
        truth.exposure.reduce((s, e, c) => s + e * found.rates[d * 8 + c]!, 0),
      );
      const draws = [
        column(found.rates, 8, 0),
        sums,
        found.spread,
        found.growth,
        column(found.levels, 3, 0),
        found.areaShape,
        found.cellShape,
        column(found.bandRates, 2, 1),
        column(found.stretch, 2, 0),
      ];
      draws.forEach((values, i) => ranks[i]!.push(values.filter((v) => v < truth.values[i]!).length));
    }
    names.forEach((name, i) => {
      // Five classes of ranks: chi-squared with four degrees of freedom, 99.9 % at 18.5.
      const classes = new Array<number>(5).fill(0);
      for (const rank of ranks[i]!) classes[Math.floor(rank / 10)]!++;
      const expected = replicates / 5;
      const square = classes.reduce((s, n) => s + (n - expected) ** 2 / expected, 0);
      expect(square, `${name}: ${classes.join(' ')}`).toBeLessThan(18.5);
    });
  }, 120_000);
});

/** A made-up country of four areas, two bands and three years from the priors, with counts that are summed or suppressed. */
function simulated(
  luck: FitLuck,
  priors: RatePriors,
): { problem: RateProblem; exposure: readonly number[]; values: readonly number[] } {
  const gamma = (shape: number): number => gammaQuantile(luck.uniform(), shape) / shape;
  const areaShape = Math.exp(priors.logAreaShape[0] + priors.logAreaShape[1] * luck.normal());
  const cellShape = Math.exp(priors.logCellShape[0] + priors.logCellShape[1] * luck.normal());
  const spread = 1 + Math.exp(priors.logOver[0] + priors.logOver[1] * luck.normal());
  const bandRates = [0, 1].map(() => Math.exp(priors.logRate[0] + priors.logRate[1] * luck.normal()));
  const exposure = [300, 900, 500, 1500, 2000, 800, 4000, 6000];
  const areaFactors = [0, 1, 2, 3].map(() => gamma(areaShape));
  const rates = exposure.map((_, c) => bandRates[c % 2]! * areaFactors[Math.floor(c / 2)]! * gamma(cellShape));
  const growth = priors.growth * luck.normal();
  const shock = Math.sqrt(
    (priors.shock[1] * priors.shock[0] ** 2) / 2 / gammaQuantile(luck.uniform(), priors.shock[1] / 2),
  );
  const levels = [0, 0, 0];
  for (let t = 1; t >= 0; t--) levels[t] = levels[t + 1]! - (growth + shock * luck.normal());
  const logStretch = 0.3 * luck.normal();
  const expected = (cells: number[], year: number): number =>
    cells.reduce((sum, c) => sum + exposure[c]! * rates[c]! * Math.exp(levels[year]!), 0);
  const observations: RateObservation[] = [];
  const add = (cells: number[], year: number, suppressed: boolean): void => {
    const count = negativeBinomialAt(luck.uniform(), expected(cells, year), spread);
    const own = cells.map((c) => exposure[c]!);
    if (suppressed && count < 5) observations.push(started(cells, own, year, 0, 4));
    else observations.push(started(cells, own, year, count));
  };
  for (let year = 0; year < 3; year++) {
    for (let c = 0; c < 4; c++) add([c], year, true);
    add([4, 5], year, false);
    if (year === 1) add([6, 7], year, false);
    else for (const c of [6, 7]) add([c], year, false);
  }
  // A stock: a child who enters is there for five years, in the band of its entry, times the stretch.
  const response = {
    at: (log: number, band: number, out: Float64Array): void => {
      out.fill(0);
      for (let k = 0; k < 5; k++) out[band * 18 + k] = Math.exp(log);
    },
  };
  const cells = [6, 7];
  for (const age of [0, 1]) {
    const c = cells[age]!;
    const now = [0, 1, 2, 2, 2].map((_, k) => Math.exp(levels[Math.max(0, 2 - k)]!)).reduce((s, v) => s + v, 0);
    const stock = exposure[c]! * rates[c]! * now * Math.exp(logStretch);
    const count = negativeBinomialAt(luck.uniform(), stock, spread + 0.0025 * stock);
    observations.push({
      ...started(cells, [exposure[6]!, exposure[7]!], 2, count),
      kind: 'stock',
      ages: [age],
      doubt: 0.05,
    });
  }
  const problem = { areas: 4, bands: 2, years: 3, observations, response, stretchSpread: 0.3, ownStretchSpread: 0 };
  return {
    problem,
    exposure,
    values: [
      rates[0]!,
      exposure.reduce((sum, e, c) => sum + e * rates[c]!, 0),
      spread,
      growth,
      levels[0]!,
      areaShape,
      cellShape,
      bandRates[1]!,
      Math.exp(logStretch),
    ],
  };
}
