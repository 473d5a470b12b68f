import { describe, expect, it } from 'vitest';
import { answersOf } from '../../../src/experiments/sensitivity/design.ts';
import type { DesignFactor } from '../../../src/experiments/sensitivity/design.ts';
import { morrisDesign, morrisDesignOf } from '../../../src/experiments/sensitivity/morris-design.ts';
import { MorrisAnalyser } from '../../../src/experiments/sensitivity/morris-effects.ts';
import type { Estimate } from '../../../src/experiments/sensitivity/resamples.ts';
import { saltelliDesign } from '../../../src/experiments/sensitivity/saltelli-design.ts';
import { SobolAnalyser } from '../../../src/experiments/sensitivity/sobol-indices.ts';
import type { SobolIndex } from '../../../src/experiments/sensitivity/sobol-indices.ts';
import { normalQuantile } from '../../../src/random/quantiles.ts';

const columnFactors = (count: number): DesignFactor[] =>
  Array.from({ length: count }, (_, c) => ({ id: `x${c + 1}`, columns: [c] }));

/** First and total indices of a function of uniform numbers. */
function sobol(
  count: number,
  points: number,
  of: (u: Float64Array) => number,
  factors = columnFactors(count),
): SobolIndex[] {
  const design = saltelliDesign({ factors, width: count, points, seed: 4 });
  const answers = answersOf(design, 'function', of);
  return [...new SobolAnalyser(design, answers, 'function').indices(answers.values).indices];
}

/** An estimate lies within four of its standard errors of the analytic value; 1e-9 for errors of zero. */
function expectNear(estimate: Estimate, analytic: number, mostError: number, what: string): void {
  expect(estimate.error, `error of ${what}`).toBeLessThan(mostError);
  expect(Math.abs(estimate.value - analytic), what).toBeLessThanOrEqual(4 * estimate.error + 1e-9);
}

describe("Sobol' indices", () => {
  it('of the Ishigami function, a = 7 and b = 0.1 (Ishigami and Homma 1990), are the analytic ones', () => {
    const x = (u: number): number => Math.PI * (2 * u - 1);
    const ishigami = (u: Float64Array): number =>
      Math.sin(x(u[0]!)) + 7 * Math.sin(x(u[1]!)) ** 2 + 0.1 * x(u[2]!) ** 4 * Math.sin(x(u[0]!));
    const found = sobol(3, 4096, ishigami);
    const first = [0.313905191148, 0.44241114479, 0];
    const total = [0.55758885521, 0.44241114479, 0.243683664062];
    found.forEach((index, i) => {
      // A bootstrap error of 4,096 points: the products have a standard deviation of about the variance, so 1 / 64.
      expectNear(index.first, first[i]!, 0.03, `S1 of x${i + 1}`);
      expectNear(index.total, total[i]!, 0.03, `ST of x${i + 1}`);
    });
    const design = saltelliDesign({ factors: columnFactors(3), width: 3, points: 4096, seed: 4 });
    const answers = answersOf(design, 'function', ishigami);
    const { variance } = new SobolAnalyser(design, answers, 'function').indices(answers.values);
    // The fourth moment is about 2.4 variances squared, so the error over 8,192 rows is 13.84 sqrt(1.4 / 8192) = 0.18.
    expect(Math.abs(variance - 13.844587940719254)).toBeLessThan(4 * 0.18);
  });

  it("of the G function of eight factors (Sobol' 1993) are the analytic ones", () => {
    const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
    const g = (u: Float64Array): number => a.reduce((y, ai, i) => (y * (Math.abs(4 * u[i]! - 2) + ai)) / (1 + ai), 1);
    const first = [0.716192169, 0.179048042, 0.0236757742, 0.00716192169, ...[1, 1, 1, 1].map(() => 7.16192e-5)];
    const total = [0.787144127, 0.242198193, 0.0343169102, 0.0104603871, ...[1, 1, 1, 1].map(() => 1.04949e-4)];
    sobol(8, 4096, g).forEach((index, i) => {
      expectNear(index.first, first[i]!, 0.03, `S1 of x${i + 1}`);
      expectNear(index.total, total[i]!, 0.03, `ST of x${i + 1}`);
    });
  });

  it('of a linear model are a^2 s^2 over their sum, first and total alike, for single factors and for groups', () => {
    const weight = [3, -2, 1, 0.5];
    const linear = (u: Float64Array): number => weight.reduce((y, w, i) => y + w * normalQuantile(u[i]!), 0);
    const sum = weight.reduce((s, w) => s + w * w, 0);
    const factors = [...columnFactors(4), { id: 'first two', columns: [0, 1] }, { id: 'nothing', columns: [] }];
    const analytic = [...weight.map((w) => (w * w) / sum), (9 + 4) / sum, 0];
    sobol(4, 2048, linear, factors).forEach((index, i) => {
      expectNear(index.first, analytic[i]!, 0.05, `S1 of ${index.factor}`);
      expectNear(index.total, analytic[i]!, 0.05, `ST of ${index.factor}`);
    });
  });

  it('give luck its share when luck is a factor', () => {
    const factors: DesignFactor[] = [...columnFactors(2), { id: 'luck', columns: [], luck: true }];
    const design = saltelliDesign({ factors, width: 2, points: 2048, seed: 9 });
    const noise = (luck: number): number => normalQuantile((((luck * 0.6180339887498949) % 1) + 1e-6) / (1 + 2e-6));
    const answers = answersOf(design, 'noisy', (u, luck) => 2 * normalQuantile(u[0]!) + noise(luck));
    const [x1, x2, luck] = new SobolAnalyser(design, answers, 'noisy').indices(answers.values).indices;
    expectNear(x1!.first, 4 / 5, 0.05, 'S1 of x1');
    expectNear(x1!.total, 4 / 5, 0.05, 'ST of x1');
    expectNear(luck!.first, 1 / 5, 0.05, 'S1 of luck');
    expect(x2!.first.value).toBe(0);
    expect(x2!.total.value).toBe(0);
  });

  it('has intervals that hold the analytic value about 95 times in 100', () => {
    const weight = [3, -2, 1];
    const linear = (u: Float64Array): number => weight.reduce((y, w, i) => y + w * normalQuantile(u[i]!), 0);
    let held = 0;
    for (let seed = 0; seed < 100; seed++) {
      const design = saltelliDesign({ factors: columnFactors(3), width: 3, points: 64, seed });
      const answers = answersOf(design, 'linear', linear);
      const { total } = new SobolAnalyser(design, answers, 'linear').indices(answers.values).indices[1]!;
      if (total.low <= 4 / 14 && 4 / 14 <= total.high) held++;
    }
    // Binomial of 100 at .95 has a standard deviation of 2.2; percentile intervals of 64 points hold a little less.
    expect(held).toBeGreaterThan(85);
  });
});

describe('Morris effects', () => {
  it('of exercise 4 of Saltelli and others (2008), page 138, are those of its solution', () => {
    const t = 1 / 3;
    const rows = [
      ...[
        [0, t],
        [0, 1],
        [2 * t, 1],
        [0, t],
        [2 * t, t],
        [2 * t, 1],
      ],
      ...[
        [2 * t, 0],
        [2 * t, 2 * t],
        [0, 2 * t],
        [t, 1],
        [1, 1],
        [1, t],
      ],
      ...[
        [t, 1],
        [t, t],
        [1, t],
        [t, 2 * t],
        [t, 0],
        [1, 0],
      ],
    ];
    const outputs = [
      0.97, 0.71, 2.39, 0.97, 2.3, 2.39, 1.87, 2.4, 0.87, 2.15, 1.71, 1.54, 2.15, 2.17, 1.54, 2.2, 1.87, 1,
    ];
    const design = morrisDesignOf(rows, ['x1', 'x2']);
    const answers = answersOf(design, 'exercise 4', () => 0);
    const [x1, x2] = new MorrisAnalyser(design, answers, 'exercise 4').effects(outputs);
    // The outputs are printed to .01, so an effect over a step of 2/3 is known to .015 and a mean of six to about .01.
    const expectPrinted = (value: number, printed: number): void =>
      expect(Math.abs(value - printed)).toBeLessThan(0.01);
    expectPrinted(x1!.mu!.value, 0.66);
    expectPrinted(x2!.mu!.value, 0.21);
    expectPrinted(x1!.muStar.value, 1.62);
    expectPrinted(x2!.muStar.value, 0.35);
    expectPrinted(x1!.sigma!.value, 1.79);
    expectPrinted(x2!.sigma!.value, 0.41);
  });

  it('of a linear model are its slopes, with no spread; of nothing they are 0, and a group adds up by size', () => {
    const weight = [3, -2, 1, 0];
    const factors = [...columnFactors(3), { id: 'nothing', columns: [] }, { id: 'group', columns: [3, 4] }];
    const design = morrisDesign({ factors, width: 5, trajectories: 6, levels: 4, range: [0.05, 0.95], seed: 2 });
    const answers = answersOf(design, 'linear', (u) =>
      weight.reduce((y, w, i) => y + w * u[i]!, 2 * u[3]! - 2 * u[4]!),
    );
    const effects = new MorrisAnalyser(design, answers, 'linear').effects(answers.values);
    weight.slice(0, 3).forEach((w, i) => {
      // From the 5th to the 95th quantile: nine tenths of the slope in the quantile.
      expect(effects[i]!.mu!.value).toBeCloseTo(0.9 * w, 12);
      expect(effects[i]!.muStar.value).toBeCloseTo(0.9 * Math.abs(w), 12);
      expect(effects[i]!.sigma!.value).toBeCloseTo(0, 7);
    });
    expect(effects[3]).toMatchObject({ mu: { value: 0 }, muStar: { value: 0, high: 0 }, sigma: { value: 0 } });
    expect(effects[4]!.mu).toBeUndefined();
    expect(effects[4]!.muStar.value).toBeGreaterThan(0);
  });

  it('measures what luck alone does', () => {
    const factors: DesignFactor[] = [...columnFactors(2), { id: 'luck', columns: [], luck: true }];
    const design = morrisDesign({ factors, width: 2, trajectories: 400, levels: 4, range: [0, 1], seed: 3 });
    const noise = (luck: number): number => normalQuantile((((luck * 0.6180339887498949) % 1) + 1e-6) / (1 + 2e-6));
    const answers = answersOf(design, 'noisy', (u, luck) => 5 * u[0]! + noise(luck));
    const [x1, x2, luck] = new MorrisAnalyser(design, answers, 'noisy').effects(answers.values);
    expect(x1!.mu!.value).toBeCloseTo(5, 9);
    expect(x2!.muStar.value).toBe(0);
    // Its mean is consistent with 0, and its size is that of a difference of two draws over the step of 2/3.
    expect(Math.abs(luck!.mu!.value)).toBeLessThan(4 * luck!.mu!.error);
    expect(luck!.muStar.value).toBeGreaterThan(1);
  });
});
