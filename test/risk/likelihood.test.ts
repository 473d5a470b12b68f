import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jeffreys, likelihoodLevel } from '../../src/risk/score/likelihood.ts';
import { lossFigures, tailMean } from '../../src/risk/score/losses.ts';
import { readScheme } from '../../src/risk/schemes/read-scheme.ts';

const ons = await readScheme('ons-2026');

/** Mass of Beta(a, b) between two points, by the midpoint rule on its density: another way than the one under test. */
function betaMass(a: number, b: number, from: number, to: number): number {
  const steps = 200_000;
  const logs = (x: number): number => (a - 1) * Math.log(x) + (b - 1) * Math.log(1 - x);
  const peak = logs((a - 1) / (a + b - 2));
  const area = (low: number, high: number): number => {
    const width = (high - low) / steps;
    let sum = 0;
    for (let k = 0; k < steps; k++) sum += Math.exp(logs(low + (k + 0.5) * width) - peak);
    return sum * width;
  };
  return area(from, to) / area(0, 1);
}

describe('likelihood', () => {
  it('has the interval of Jeffreys', () => {
    // Evidence: 290 of 1,000 is 26.3 to 31.9 %, 2,900 of 10,000 is 28.1 to 29.9 % (to the digits printed).
    const some = jeffreys(0.29, 1000);
    expect([some.low, some.high].map((x) => x.toFixed(3))).toEqual(['0.263', '0.319']);
    const many = jeffreys(0.29, 10_000);
    expect([many.low, many.high].map((x) => x.toFixed(3))).toEqual(['0.281', '0.299']);
    expect([jeffreys(0, 100).low, jeffreys(1, 100).high]).toEqual([0, 1]);
    // Brown, Cai and DasGupta (2001): k = 0, n = 10 has the upper end 0.217 (qbeta(.975, .5, 10.5)).
    expect(jeffreys(0, 10).high).toBeCloseTo(0.217, 3);
  });

  it('has the firmness of the posterior mass inside the band', () => {
    const { firmness } = likelihoodLevel(ons, jeffreys(0.29, 1000));
    expect(firmness).toBeCloseTo(betaMass(290.5, 710.5, 0.1, 0.3), 6);
  });

  it.each([0.095, 0.105, 0.295, 0.305, 0.597, 0.855])(
    'within a hundredth of an edge prints two levels: %s',
    (share) => {
      const { other, firmness, words } = likelihoodLevel(ons, jeffreys(share, 1000));
      expect(firmness).toBeLessThan(0.9);
      expect(firmness).toBeGreaterThan(0.4);
      expect(other).toBeDefined();
      expect(words).toMatch(/^\d \w+, could be \d \w+$/);
    },
  );

  it('prints one level where it is firm', () => {
    expect(likelihoodLevel(ons, jeffreys(0.2, 1000)).words).toBe('2 Unlikely');
    expect(likelihoodLevel(ons, jeffreys(0.29, 10_000)).other).toBeUndefined();
  });

  it('calls what is over 99 % an issue', () => {
    expect(likelihoodLevel(ons, jeffreys(0.995, 10_000))).toMatchObject({ issue: true, words: 'Issue' });
    expect(likelihoodLevel(ons, jeffreys(0.99, 10_000))).toMatchObject({ issue: false, other: 'issue' });
  });

  it('has masses that add to 1, whatever the share and the draws', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (hits) => {
        const { alpha, beta } = jeffreys(hits / 400, 400);
        const { firmness } = likelihoodLevel(ons, jeffreys(hits / 400, 400));
        expect(alpha + beta).toBeCloseTo(401, 9);
        expect(firmness).toBeGreaterThan(0.3);
        expect(firmness).toBeLessThanOrEqual(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe('losses', () => {
  it('have the expected shortfall of a known distribution', () => {
    // Exponential with mean 1: ES at 0.9 is 1 + ln 10. Quantiles in the middle of 10,000 equal parts; what the last part
    // leaves out is below 1e-3 of it.
    const n = 10_000;
    const values = Float64Array.from({ length: n }, (_, i) => -Math.log(1 - (i + 0.5) / n));
    expect(tailMean(values, 0.1)).toBeCloseTo(1 + Math.log(10), 3);
  });

  it('count ties by their share of the tail', () => {
    expect(tailMean([0, 0, 0, 10], 0.5)).toBe(5);
    expect(tailMean([0, 0, 0, 10], 0.1)).toBe(10);
    expect(tailMean([1, 1, 1, 1], 0.3)).toBe(1);
    expect(tailMean([0, 5, 5, 5, 20], 0.3)).toBeCloseTo((20 + 0.5 * 5) / 1.5, 12);
  });

  it('are the same with weights that are alike, and with draws that are repeated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 }),
        fc.double({ min: 0.05, max: 1, noNaN: true }),
        (values, part) => {
          const plain = tailMean(values, part);
          expect(
            tailMean(
              values,
              part,
              values.map(() => 0.25),
            ),
          ).toBeCloseTo(plain, 9);
          const repeated = values.flatMap((value, i) => new Array<number>((i % 3) + 1).fill(value));
          expect(
            tailMean(
              values,
              part,
              values.map((_, i) => (i % 3) + 1),
            ),
          ).toBeCloseTo(tailMean(repeated, part), 9);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('have quantiles of all draws, those without the event among them', () => {
    const loss = Float64Array.from({ length: 101 }, (_, i) => (i < 71 ? 0 : i - 70));
    expect(lossFigures(loss)).toMatchObject({ p50: 0, p80: 10, p95: 25, expected: (30 * 31) / 2 / 101 });
  });
});
