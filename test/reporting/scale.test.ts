import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { moveApart, niceTicks, yearFraction, yearTicks } from '../../src/reporting/scale.ts';

test('a date is its year and the part gone by', () => {
  expect(yearFraction('2030-04-01')).toBe(2030.25);
  expect(yearFraction('2030-01-01')).toBe(2030);
  expect(yearFraction('2024-03-31')).toBeCloseTo(2024.2473, 4);
});

describe('niceTicks', () => {
  test('are whole, rise evenly and hold the values', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 1e6 }), (low, span) => {
        const ticks = niceTicks(low, low + span);
        expect(ticks.low).toBeLessThanOrEqual(low);
        expect(ticks.high).toBeGreaterThanOrEqual(low + span);
        expect(ticks.values.every(Number.isInteger)).toBe(true);
        expect(new Set(ticks.values).size).toBe(ticks.values.length);
        expect(ticks.values.length).toBeGreaterThanOrEqual(2);
        expect(ticks.values.length).toBeLessThanOrEqual(9);
      }),
    );
  });

  test('of known spans', () => {
    expect(niceTicks(0, 1068, 6).values).toEqual([0, 200, 400, 600, 800, 1000, 1200]);
    expect(niceTicks(0, 3).values).toEqual([0, 1, 2, 3]);
  });
});

test('yearTicks leave room for their labels', () => {
  expect(yearTicks(2024, 2036.2, 600)).toEqual([
    2024, 2025, 2026, 2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036,
  ]);
  expect(yearTicks(2024, 2036.2, 160)).toEqual([2024, 2028, 2032, 2036]);
});

describe('moveApart', () => {
  test('moves a pair by half the want each, and leaves what is apart', () => {
    expect(moveApart([50, 54], 16, 0, 100)).toEqual([44, 60]);
    expect(moveApart([10, 40, 90], 16, 0, 100)).toEqual([10, 40, 90]);
    expect(moveApart([99, 98], 16, 0, 100)).toEqual([100, 84]);
  });

  test('keeps order, gap and limits', () => {
    const wanted = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(wanted, (positions) => {
        const placed = moveApart(positions, 16, 0, 300);
        const order = positions.map((_, i) => i).sort((a, b) => positions[a]! - positions[b]! || a - b);
        order.forEach((index, rank) => {
          expect(placed[index]).toBeGreaterThanOrEqual(-1e-9);
          expect(placed[index]).toBeLessThanOrEqual(300 + 1e-9);
          if (rank > 0) expect(placed[index]! - placed[order[rank - 1]!]!).toBeGreaterThanOrEqual(16 - 1e-9);
        });
      }),
    );
  });
});
