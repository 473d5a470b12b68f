import { describe, expect, it } from 'vitest';
import { regrets } from '../../../src/experiments/robustness/payoffs.ts';
import { minimaxRegret, robustnessFigures } from '../../../src/experiments/robustness/robustness-figures.ts';
import { bootstrapIntervals } from '../../../src/experiments/robustness/resampled.ts';

describe('regret', () => {
  // J. Milnor, "Games against nature", in Decision Processes (1954): the matrix in which each criterion chooses another act.
  const milnor = {
    options: ['1', '2', '3', '4'],
    futures: ['a', 'b', 'c', 'd'],
    values: [2, 2, 0, 1, 1, 1, 1, 1, 0, 4, 0, 0, 1, 3, 0, 0],
    better: 'more',
  } as const;

  it("chooses, as Savage's criterion does, the fourth act of Milnor's matrix; Laplace the first and Wald the second", () => {
    expect([...regrets(milnor)]).toEqual([0, 2, 1, 0, 1, 3, 0, 0, 2, 0, 1, 1, 1, 1, 1, 1]);
    const figures = robustnessFigures(milnor);
    expect(figures.map((f) => f.largestRegret)).toEqual([2, 3, 2, 1]);
    expect(milnor.options[minimaxRegret(figures)]).toBe('4');
    expect(figures.map((f) => f.expected)).toEqual([1.25, 1, 1, 1]);
    expect(figures.map((f) => f.worst)).toEqual([0, 1, 0, 0]);
  });

  it('is that of shares, bonds and cash where interest rises, stays and falls', () => {
    // The worked example of textbooks on regret (returns in per cent): bonds, with a largest regret of 5.
    const figures = robustnessFigures({
      options: ['shares', 'bonds', 'cash'],
      futures: ['rises', 'stays', 'falls'],
      values: [-4, 4, 12, -2, 3, 8, 3, 2, 1],
      better: 'more',
    });
    expect(figures.map((f) => f.largestRegret)).toEqual([7, 5, 11]);
    expect(figures.map((f) => f.largestRegretIn)).toEqual(['rises', 'rises', 'falls']);
    expect(minimaxRegret(figures)).toBe(1);
  });

  it('is in the unit of the figure, so that a best of nothing divides nothing', () => {
    const figures = robustnessFigures(
      { options: ['build', 'wait'], futures: ['calm', 'rush'], values: [4, 6, 0, 20], better: 'less' },
      6,
    );
    expect(figures.map((f) => f.largestRegret)).toEqual([4, 14]);
    expect(figures.map((f) => f.meets)).toEqual([1, 0.5]);
    expect(figures.map((f) => f.worst)).toEqual([6, 20]);
    // Type 7: one in ten of 4 and 6 is worse than 5.8, of 0 and 20 than 18.
    expect(figures.map((f) => f.oneInTen)).toEqual([expect.closeTo(5.8, 12), expect.closeTo(18, 12)]);
    expect(figures[0]!.regretP95).toBeCloseTo(3.8, 12);
  });

  it('refuses a table of another size, and what is no number', () => {
    expect(() => regrets({ ...milnor, values: [1, 2] })).toThrow('2 values for 4 options in 4 futures');
    expect(() => regrets({ options: ['a'], futures: ['b'], values: [NaN], better: 'less' })).toThrow('not a number');
  });
});

describe('a bootstrap interval', () => {
  it('of a mean is as wide as its standard error says', () => {
    // 200 values with standard deviation s: 1.96 s / sqrt(200) to either side. 400 replicates know an end to about 7 %.
    const values = Float64Array.from({ length: 200 }, (_, i) => Math.sin(i * 12.9898) * 43758.5453).map(
      (v) => v - Math.floor(v),
    );
    const mean = values.reduce((s, v) => s + v, 0) / 200;
    const sd = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / 199);
    const meanOf = (drawn: Int32Array): number[] => [drawn.reduce((s, g) => s + values[g]!, 0) / 200];
    const [interval] = bootstrapIntervals(200, meanOf, 1);
    const half = (1.96 * sd) / Math.sqrt(200);
    expect((interval!.high - interval!.low) / 2 / half).toBeGreaterThan(0.8);
    expect((interval!.high - interval!.low) / 2 / half).toBeLessThan(1.2);
    expect(bootstrapIntervals(200, meanOf, 1)).toEqual([interval]);
    expect(bootstrapIntervals(200, meanOf, 2)).not.toEqual([interval]);
  });
});
