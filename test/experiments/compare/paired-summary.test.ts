import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DIFFERENCE_STATISTICS, PairedSummariser } from '../../../src/experiments/compare/paired-summary.ts';

function summary(values: readonly number[], reference: readonly number[]): Record<string, [number, number]> {
  const summariser = new PairedSummariser(values.length);
  summariser.summarise(Float32Array.from(values), Float32Array.from(reference));
  return Object.fromEntries(
    DIFFERENCE_STATISTICS.map((name, i) => [name, [summariser.value[i]!, summariser.mcError[i]!]]),
  );
}

describe('statistics of paired differences', () => {
  it('are those worked out by hand', () => {
    // Differences 1, 3, 0, -2, 5, 5 in pairs (1, 3), (0, -2), (5, 5).
    const found = summary([11, 13, 10, 8, 15, 15], [10, 10, 10, 10, 10, 10]);
    expect(found['mean']![0]).toBeCloseTo(2, 12);
    // Means of pairs 2, -1, 5: standard deviation 3, divided by the root of 3.
    expect(found['mean']![1]).toBeCloseTo(Math.sqrt(3), 12);
    // Squares about 2: 1, 1, 4, 16, 9, 9 = 40, divided by 5.
    expect(found['sd']![0]).toBeCloseTo(Math.sqrt(8), 12);
    // Sorted -2 0 1 3 5 5: R's quantile(x, c(.05, .5, .95)) gives -1.5, 2, 5.
    expect([found['p05']![0], found['p50']![0], found['p95']![0]]).toEqual([-1.5, 2, 5]);
    expect(found['prob_gt_0']![0]).toBeCloseTo(4 / 6, 12);
    expect(found['prob_lt_0']![0]).toBeCloseTo(1 / 6, 12);
    // Shares over 0 by pair 1, 0, 1 about 2/3: squares 1/9 + 4/9 + 1/9, over 2 and over 3.
    expect(found['prob_gt_0']![1]).toBeCloseTo(1 / 3, 12);
  });

  it('count a difference of the least size, and none that is 0', () => {
    const found = summary([1 + 2 ** -23, 1, 1, 1], [1, 1, 1, 1]);
    expect(found['prob_gt_0']![0]).toBe(0.25);
    expect(found['prob_lt_0']![0]).toBe(0);
    const same = summary([4, 4, 7, 9], [4, 4, 7, 9]);
    expect(same['mean']).toEqual([0, 0]);
    expect(same['prob_gt_0']![0]).toBe(0);
    expect(same['prob_lt_0']![0]).toBe(0);
  });

  it('turn over when the two are exchanged', () => {
    const draw = fc.integer({ min: -50, max: 50 });
    const pairs = fc.array(fc.tuple(draw, draw), { minLength: 4, maxLength: 40 });
    fc.assert(
      fc.property(pairs, (list) => {
        const a = list.map(([x]) => x);
        const b = list.map(([, y]) => y);
        const one = summary(a, b);
        const other = summary(b, a);
        expect(one['mean']![0]).toBeCloseTo(-other['mean']![0], 9);
        expect(one['mean']![1]).toBeCloseTo(other['mean']![1], 9);
        expect(one['p05']![0]).toBeCloseTo(-other['p95']![0], 4);
        expect(one['prob_gt_0']![0]).toBeCloseTo(other['prob_lt_0']![0], 12);
      }),
    );
  });

  it('refuse another number of draws', () => {
    expect(() => new PairedSummariser(4).summarise(new Float32Array(4), new Float32Array(6))).toThrow(RangeError);
  });
});
