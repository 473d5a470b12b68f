import { mean, sampleStandardDeviation } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { QUANTILES, summarise } from '../../src/measures/summarise.ts';
import { varianceShares } from '../../src/measures/variance-shares.ts';
import { foldIn, hashText, keyOfSeed, uniformOf } from '../../src/random/keys.ts';
import { normalQuantile } from '../../src/random/quantiles.ts';
import { threefry2x32 } from '../../src/random/threefry.ts';

/** Statistics by name. */
function summary(values: readonly number[], thresholds: readonly number[] = []): Record<string, number> {
  return Object.fromEntries(summarise(Float32Array.from(values), thresholds).map((s) => [s.statistic, s.value]));
}

function errors(values: readonly number[], thresholds: readonly number[] = []): Record<string, number> {
  return Object.fromEntries(summarise(Float32Array.from(values), thresholds).map((s) => [s.statistic, s.mcError]));
}

describe('statistics of a figure', () => {
  it('of 1 to 10 are those of R: mean, sd, quantile', () => {
    const { sd, p95, ...rest } = summary([3, 1, 2, 10, 9, 8, 4, 5, 7, 6], [1, 7, 11]);
    expect(sd).toBeCloseTo(3.0276503540974917, 12);
    expect(p95).toBeCloseTo(9.55, 12);
    expect(rest).toEqual({
      mean: 5.5,
      p05: 1.45,
      p10: 1.9,
      p25: 3.25,
      p50: 5.5,
      p75: 7.75,
      p90: 9.1,
      prob_ge_1: 1,
      prob_ge_7: 0.4,
      prob_ge_11: 0,
    });
  });

  it('of a figure that never differs are that figure, without an error', () => {
    expect(summary([4, 4, 4, 4])).toEqual({ mean: 4, sd: 0, ...Object.fromEntries(QUANTILES.map(([q]) => [q, 4])) });
    expect(new Set(Object.values(errors([4, 4, 4, 4])))).toEqual(new Set([0]));
  });

  it('a share of draws that is 0 or 1 still has an error: three draws in n could be otherwise', () => {
    expect(errors(new Array<number>(100).fill(0), [1])['prob_ge_1']).toBeCloseTo(0.015, 12);
    expect(summary(new Array<number>(100).fill(0), [0, 1])).toMatchObject({ prob_ge_0: 1, prob_ge_1: 0 });
  });

  it('of one draw or of two have no error that could be known', () => {
    expect(errors([1, 2])['mean']).toBeNaN();
    expect(summary([7])).toMatchObject({ mean: 7, sd: 0, p50: 7 });
  });
});

describe('the error of a mean is worked out from pairs', () => {
  it('twins that are the same count once: 1 1 2 2 3 3 4 4', () => {
    // The means of the pairs are 1 2 3 4, whose standard deviation is the root of 5 / 3; four pairs.
    expect(errors([1, 1, 2, 2, 3, 3, 4, 4])['mean']).toBeCloseTo(Math.sqrt(5 / 3) / 2, 6);
  });

  it('twins that cancel leave no error: -1 1 -2 2 -3 3', () => {
    expect(errors([-1, 1, -2, 2, -3, 3])['mean']).toBe(0);
  });

  it('a share is judged by its pairs too: 0 0 9 9 0 9 9 9', () => {
    // Shares of the pairs 0, 1, 1/2, 1: mean 5/8, standard deviation the root of 0.6875 / 3; four pairs.
    const found = errors([0, 0, 9, 9, 0, 9, 9, 9], [9]);
    expect(found['prob_ge_9']).toBeCloseTo(Math.sqrt(0.6875 / 3) / 2, 6);
  });
});

/** Standard Normal numbers, the same in every run of the test. */
function normals(name: string): (index: number) => number {
  const key = foldIn(keyOfSeed(1), hashText(name));
  const words = new Uint32Array(2);
  return (index) => {
    threefry2x32(key[0], key[1], 0, index, words);
    return normalQuantile(uniformOf(words[0]!));
  };
}

/** Runs of 200 draws in pairs: what a pair shares has one standard deviation, what each draw has of its own another. */
function runs(shared: number, own: number, count: number): number[][] {
  const common = normals('shared');
  const alone = normals('own');
  return Array.from({ length: count }, (_, r) =>
    Array.from({ length: 200 }, (_, d) => shared * common(r * 100 + Math.floor(d / 2)) + own * alone(r * 200 + d)),
  );
}

describe('the reported error is how far the value moves when other draws are made', () => {
  it.each([
    ['all is chance', 0, 5],
    ['half is chance', 3.6, 3.6],
    ['nearly all is parameters', 5, 0.5],
  ])('%s', (_name, shared, own) => {
    const found = runs(shared, own, 600).map((values) => summarise(Float32Array.from(values), [2], true));
    for (const statistic of ['mean', 'sd', 'p10', 'p50', 'p90', 'prob_ge_2', 'share_chance']) {
      // Where all is chance, half of the shares are cut at 1 and move less than they would.
      if (statistic === 'share_chance' && shared === 0) continue;
      const of = found.map((s) => s.find((one) => one.statistic === statistic)!);
      const moved = sampleStandardDeviation(of.map((s) => s.value));
      const reported = mean(of.map((s) => s.mcError));
      // The spread over 600 runs is itself known to 3 % (one standard error, 1 / root 1200): four of these. Pairs taken
      // for independent draws would give 0.71 where nearly all is parameters.
      expect(reported / moved, statistic).toBeGreaterThan(0.88);
      // A quantile's error may be too wide: two draws that are above it together are rarer than values that are alike.
      expect(reported / moved, statistic).toBeLessThan(statistic.startsWith('p') ? 1.2 : 1.12);
    }
  });
});

describe('variance shares', () => {
  it('of the pairs 0 2 and 10 12', () => {
    // Variance of all four 104 / 3; inside pairs half of 2 squared.
    const { parameters, chance } = varianceShares([0, 2, 10, 12])!;
    expect(chance).toBeCloseTo(2 / (104 / 3), 12);
    expect(parameters).toBeCloseTo(1 - 6 / 104, 12);
  });

  it('of twins that are the same is parameters alone, and of a figure that never differs is nothing', () => {
    expect(varianceShares([1, 1, 2, 2, 3, 3])).toEqual({ parameters: 1, chance: 0, mcError: 0 });
    expect(varianceShares([4, 4, 4, 4])).toBeUndefined();
    expect(varianceShares([1, 2, 3])).toBeUndefined();
    const split = summarise(Float32Array.of(4, 4, 4, 4), [], true).slice(-2);
    expect(split).toEqual(
      ['share_parameters', 'share_chance'].map((statistic) => ({ statistic, value: NaN, mcError: NaN })),
    );
  });

  it('finds the shares that a figure was made with', () => {
    // Standard deviations 3 and 4: chance is 16 / 25. Ten thousand pairs know it to about 0.64 times root(2 / 10,000) or so.
    const common = normals('a');
    const alone = normals('b');
    const values = Array.from({ length: 20_000 }, (_, d) => 3 * common(Math.floor(d / 2)) + 4 * alone(d));
    const { parameters, chance } = varianceShares(values)!;
    expect(Math.abs(chance - 16 / 25)).toBeLessThan(4 * 0.64 * Math.sqrt(2 / 10_000));
    expect(parameters + chance).toBeCloseTo(1, 12);
  });
});
