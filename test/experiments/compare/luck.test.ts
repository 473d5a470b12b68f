import { describe, expect, it } from 'vitest';
import { luckGain } from '../../../src/experiments/compare/luck.ts';
import { uniform } from './uniform.ts';

describe('the gain of the same luck', () => {
  it('is that of two normal figures with a known correlation', () => {
    // Variances 1 and 1 and a correlation r: the difference has 2 (1 - r), so the gain is 1 / (1 - r).
    const r = 0.98;
    const next = uniform(5);
    const normal = (): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
    const reference = Array.from({ length: 4000 }, normal);
    const values = reference.map((x) => r * x + Math.sqrt(1 - r * r) * normal() + 3);
    const gain = luckGain(values, reference);
    // A ratio of variances from 2,000 pairs has a standard error of about 3 % of it; the interval is twice that.
    expect(Math.abs(Math.log(gain.times * (1 - r)))).toBeLessThan(0.13);
    expect(Math.log(gain.high / gain.low) / (2 * 1.96)).toBeGreaterThan(0.02);
    expect(Math.log(gain.high / gain.low) / (2 * 1.96)).toBeLessThan(0.045);
  });

  it('is 1 where the two have nothing in common, within its interval', () => {
    const next = uniform(8);
    const list = (): number[] => Array.from({ length: 2000 }, next);
    const { times, low, high } = luckGain(list(), list());
    expect(low).toBeLessThan(1.05);
    expect(high).toBeGreaterThan(0.95);
    expect(times).toBeCloseTo(1, 0);
  });

  it('leaves one pair out as if it had not been drawn', () => {
    const next = uniform(3);
    const reference = Array.from({ length: 12 }, next);
    const values = reference.map((x) => x + next() / 4);
    const { times, low, high } = luckGain(values, reference);
    // The jackknife done the long way round.
    const logs = Array.from({ length: 6 }, (_, p) => {
      const rest = (of: number[]): number[] => of.filter((_x, d) => d >> 1 !== p);
      return Math.log(luckGain(rest(values), rest(reference)).times);
    });
    const mean = logs.reduce((a, b) => a + b) / 6;
    const error = Math.sqrt((5 / 6) * logs.reduce((sum, x) => sum + (x - mean) ** 2, 0));
    expect(high / times).toBeCloseTo(Math.exp(1.96 * error), 9);
    expect(times / low).toBeCloseTo(Math.exp(1.96 * error), 9);
  });

  it('has no end where the difference never varies, and does not exist where nothing does', () => {
    expect(luckGain([5, 6, 7, 8, 9, 1], [2, 3, 4, 5, 6, -2]).times).toBe(Infinity);
    expect(luckGain([3, 3, 3, 3, 3, 3], [1, 1, 1, 1, 1, 1]).times).toBeNaN();
    // One pair alone varies: the gain is there, its interval is not.
    expect(luckGain([1, 2, 3, 4, 5, 7], [1, 2, 3, 4, 5, 6])).toMatchObject({ low: NaN, high: NaN });
    expect(() => luckGain([1, 2, 3, 4], [1, 2, 3, 4])).toThrow(RangeError);
  });
});
