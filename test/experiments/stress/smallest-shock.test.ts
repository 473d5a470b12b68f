import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstReach, risingFit } from '../../../src/experiments/stress/isotonic.ts';
import { bootstrapCounts, meanOf, quantileOf } from '../../../src/experiments/stress/resample.ts';
import { ShockSearch, smallestShock } from '../../../src/experiments/stress/smallest-shock.ts';
import { quantileOfSorted } from '../../../src/measures/quantile.ts';

describe('the nearest rising sequence', () => {
  it('pools what falls', () => {
    expect(risingFit([0, 0.2, 0.1, 0.5])).toEqual([0, expect.closeTo(0.15), expect.closeTo(0.15), 0.5]);
    expect(risingFit([3, 2, 1])).toEqual([2, 2, 2]);
    expect(risingFit([3, 1], [1, 3])).toEqual([1.5, 1.5]);
  });

  it('rises, keeps the mean, and leaves alone what rises', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 12 }), (values) => {
        const fit = risingFit(values);
        fit.forEach((v, i) => i > 0 && expect(v).toBeGreaterThanOrEqual(fit[i - 1]! - 1e-12));
        expect(fit.reduce((s, v) => s + v, 0)).toBeCloseTo(
          values.reduce((s, v) => s + v, 0),
          9,
        );
        const sorted = [...values].sort((a, b) => a - b);
        expect(risingFit(sorted)).toEqual(sorted);
      }),
    );
  });

  it('is read straight between points', () => {
    expect(firstReach([0, 1, 3], [0, 0.2, 0.6], 0.4)).toBeCloseTo(2);
    expect(firstReach([0, 1, 3], [0, 0.2, 0.6], 0.7)).toBe(Infinity);
    expect(firstReach([0, 1], [0.5, 0.6], 0.5)).toBe(0);
  });
});

describe('resamples of the draws', () => {
  it('take the two draws of a parameter set together, and as many sets as there are', () => {
    for (const counts of bootstrapCounts(20, 50)) {
      for (let k = 0; k < 20; k += 2) expect(counts[k]).toBe(counts[k + 1]);
      expect(counts.reduce((s, c) => s + c, 0)).toBe(20);
    }
  });

  it('give an interval of a mean as wide as the standard error over parameter sets says', () => {
    const draws = 400;
    // Draws of a set are alike, so that the error is that of 200 numbers: sd / sqrt(200).
    const values = Float64Array.from({ length: draws }, (_, d) => Math.sin(7 * Math.floor(d / 2)));
    const { value, low, high } = meanOf(values, bootstrapCounts(draws, 2000));
    const mean = values.reduce((s, v) => s + v, 0) / draws;
    const error = Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / draws / 200);
    expect(value).toBeCloseTo(mean, 12);
    // The standard deviation of 2,000 resamples is known within 1/sqrt(4,000) = 1.6 %; 8 % is five of those errors.
    expect(Math.abs((high - low) / (2 * 1.96 * error) - 1)).toBeLessThan(0.08);
  });

  it('give the quantile of the sorted numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const sorted = [...values].sort((a, b) => a - b);
        for (const share of [0, 0.1, 0.5, 0.9, 1]) {
          const { value, low, high } = quantileOf(values, share, bootstrapCounts(values.length, 20));
          expect(value).toBeCloseTo(quantileOfSorted(sorted, share), 12);
          expect(low).toBeLessThanOrEqual(high);
        }
      }),
    );
  });
});

/** An event that comes in draw d once the shock is as large as the draw withstands. */
const withstands = (draws: number): Float64Array =>
  Float64Array.from({ length: draws }, (_, d) => ((d * 0.6180339887498949 + 0.11) % 1) * 1.25);
const cameAt = (limits: Float64Array, size: number): Uint8Array => Uint8Array.from(limits, (l) => (size >= l ? 1 : 0));

function searched(response: (size: number) => Uint8Array[], probabilities: number[], finest?: number): ShockSearch {
  const search = new ShockSearch(response(0), probabilities, finest);
  for (let wanted = search.wanted(); wanted.length > 0; wanted = search.wanted())
    for (const size of wanted) search.give(size, response(size));
  return search;
}

describe('the smallest shock', () => {
  const draws = 200;
  const limits = withstands(draws);
  const counts = bootstrapCounts(draws, 400);

  it('is the quantile of what the draws withstand, within a step', () => {
    for (const probability of [0.1, 0.5, 0.75]) {
      const search = searched((size) => [cameAt(limits, size)], [probability]);
      const answer = smallestShock(search.evaluations(0), probability, counts);
      const truth = quantileOfSorted([...limits].sort(), probability);
      expect(answer.found).toBe('within');
      expect(answer.rising).toBe(true);
      expect(Math.abs(answer.size - truth)).toBeLessThan(1 / 32);
      expect(answer.low).toBeLessThan(answer.size);
      expect(answer.high).toBeGreaterThan(answer.size);
      // Four to begin with and three to halve a quarter down to a 32nd.
      expect(search.evaluations(0)).toHaveLength(8);
    }
  });

  it('has an interval that holds the truth about as often as it says', () => {
    let held = 0;
    const tries = 200;
    const few = 40;
    for (let t = 0; t < tries; t++) {
      // Independent sets of two like draws; each withstands a number that is uniform on 0 to 1, so the truth is 0.4.
      const own = Float64Array.from({ length: few }, (_, d) => {
        const x = Math.sin((t + 1) * 127.1 + Math.floor(d / 2) * 311.7) * 43758.5453;
        return x - Math.floor(x);
      });
      const search = searched((size) => [cameAt(own, size)], [0.4]);
      const { low, high } = smallestShock(search.evaluations(0), 0.4, bootstrapCounts(few, 200));
      if (low <= 0.4 && high >= 0.4) held++;
    }
    // 95 % of 200 is 190 with a standard error of 3; resamples of only 20 sets are known to hold a little less.
    expect(held / tries).toBeGreaterThan(0.88);
  });

  it('says that nothing in the range breaches, or that no shock is needed', () => {
    const never = searched((size) => [cameAt(limits, size)], [0.9]);
    expect(smallestShock(never.evaluations(0), 0.9, counts)).toMatchObject({ found: 'none', size: Infinity });
    const always = searched((size) => [cameAt(limits, size + 1)], [0.5]);
    expect(smallestShock(always.evaluations(0), 0.5, counts)).toMatchObject({ found: 'without', size: 0, low: 0 });
  });

  it('is found through noise that goes both ways', () => {
    // One draw in ten flips at each size, by its own pattern, which blurs the share: (1 - 2/10) s + 1/10.
    const noisy = (size: number): Uint8Array =>
      cameAt(limits, size).map((c, d) => ((d * 7 + Math.round(size * 32) * 3) % 10 === 0 ? 1 - c : c));
    const search = searched((size) => [noisy(size)], [0.5]);
    const answer = smallestShock(search.evaluations(0), 0.5, counts);
    // The share .5 stays where it was. Its error is sqrt(.25 / 200) = .035, of a slope of .8 / 1.25: .055.
    expect(Math.abs(answer.size - 0.625)).toBeLessThan(3 * 0.055);
    expect(answer.rising).toBe(true);
  });

  it('says so where a larger shock is milder', () => {
    const hump = (size: number): Uint8Array => cameAt(limits, size > 0.6 ? 0.1 : size);
    const search = searched((size) => [hump(size)], [0.3]);
    expect(smallestShock(search.evaluations(0), 0.3, counts).rising).toBe(false);
  });

  it('serves several tolerances with the same shocks', () => {
    const response = (size: number): Uint8Array[] => [cameAt(limits, size), cameAt(limits, size / 2)];
    const search = searched(response, [0.2, 0.3]);
    const alone = searched((size) => [response(size)[1]!], [0.3]);
    const [first, second] = [0, 1].map((t) => smallestShock(search.evaluations(t), [0.2, 0.3][t]!, counts));
    expect(second!.size).toBeCloseTo(smallestShock(alone.evaluations(0), 0.3, counts).size, 1);
    expect(first!.size).toBeLessThan(second!.size);
  });

  it('takes fewer steps where fewer are asked for', () => {
    expect(searched((size) => [cameAt(limits, size)], [0.3], 8).evaluations(0)).toHaveLength(6);
    expect(searched((size) => [cameAt(limits, size)], [0.3], 4).evaluations(0)).toHaveLength(5);
  });

  it('refuses answers of other draws', () => {
    const some = { size: 0, came: new Uint8Array(4) };
    expect(() => smallestShock([some, { size: 1, came: new Uint8Array(6) }], 0.5, counts)).toThrow(/different draws/);
    expect(() => smallestShock([{ size: 1, came: new Uint8Array(4) }], 0.5, counts)).toThrow(/without a shock/);
  });
});
