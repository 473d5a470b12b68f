import { describe, expect, test } from 'vitest';
import { summarise } from '../../src/measures/summarise.ts';
import { varianceShares } from '../../src/measures/variance-shares.ts';
import { twoUncertainties } from '../../src/reporting/two-uncertainties.ts';

/** Draws in pairs: each pair has a level of its own, each draw a deviation from it. Both from a small fixed generator. */
function drawsInPairs(pairs: number, betweenPairs: number, insidePairs: number): Float32Array {
  let state = 12345;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  };
  return Float32Array.from({ length: pairs }, () => next() * betweenPairs).reduce<Float32Array>(
    (all, level, p) => {
      all[2 * p] = 100 + level + next() * insidePairs;
      all[2 * p + 1] = 100 + level + next() * insidePairs;
      return all;
    },
    new Float32Array(2 * pairs),
  );
}

const figuresOf = (values: Float32Array): { statistic: string; value: number; mc_error: number }[] =>
  summarise(values.slice()).map((s) => ({ statistic: s.statistic, value: s.value, mc_error: s.mcError }));

describe('the two uncertainties of a figure', () => {
  test.each([
    [500, 10, 10],
    [500, 30, 5],
    [500, 5, 30],
    [50, 10, 10],
  ])('%i pairs, spread %i between and %i inside: the published rows give what the draws give', (pairs, a, b) => {
    const values = drawsInPairs(pairs, a, b);
    const split = twoUncertainties(figuresOf(values), values.length);
    expect(split.chance).toBeCloseTo(varianceShares(values)!.chance, 9);
    expect(split.assumptions + split.chance).toBe(1);
  });

  test('equal spreads give about half and half, since both are uniform', () => {
    const values = drawsInPairs(5000, 10, 10);
    expect(twoUncertainties(figuresOf(values), values.length).chance).toBeCloseTo(0.5, 1);
  });

  test('draws that differ between pairs alone leave nothing to chance', () => {
    const values = drawsInPairs(200, 10, 0);
    expect(twoUncertainties(figuresOf(values), values.length).assumptions).toBeCloseTo(1, 6);
  });

  test('a figure that does not vary has neither', () => {
    expect(twoUncertainties(figuresOf(new Float32Array(10).fill(7)), 10)).toEqual({ assumptions: 0, chance: 0 });
  });

  test('an odd or small number of draws, a row too many and a row too few are refused', () => {
    const figures = figuresOf(drawsInPairs(10, 1, 1));
    expect(() => twoUncertainties(figures, 19)).toThrow('even number of draws');
    expect(() => twoUncertainties(figures, 2)).toThrow('even number of draws');
    expect(() => twoUncertainties([...figures, ...figures], 20)).toThrow('2 rows have the statistic sd');
    expect(() => twoUncertainties([], 20)).toThrow('0 rows have the statistic sd');
  });
});
