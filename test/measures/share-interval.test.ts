import { describe, expect, it } from 'vitest';
import { shareOfDraws, wilson } from '../../src/measures/share-interval.ts';

describe('the interval of a share', () => {
  // R. G. Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I,
  // method 3 (score, no continuity correction).
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('is that of Newcombe for %i of %i', (happened, of, low, high) => {
    const interval = wilson(happened, of);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it('counts two draws that are always alike once, and two that know nothing of each other twice', () => {
    const alike = Array.from({ length: 200 }, (_, d) => (d >> 1) % 4 === 0);
    expect(shareOfDraws(alike)).toEqual(wilson(25, 100));
    // Of 8 pairs 2 have both, 4 have one and 2 have none: as often as chance would have it at one half.
    const apart = [1, 1, 1, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0];
    expect(shareOfDraws(apart)).toEqual(wilson(8, 16));
    expect(shareOfDraws(new Array<number>(40).fill(0))).toEqual(wilson(0, 20));
    expect(shareOfDraws(new Array<number>(40).fill(1)).high).toBe(1);
  });
});
