import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRange, reduce, roundTable, seedFrom, totalOf } from '../../src/data/baseline/index.ts';

describe('roundTable', () => {
  const dimensions = [
    { name: 'area', members: ['p', 'q', 'r', 's'] },
    { name: 'age', members: ['1', '2', '3'] },
    { name: 'type', members: ['t', 'u', 'v'] },
  ];
  const fractionsOf = (cell: fc.Arbitrary<number>): fc.Arbitrary<Float64Array> =>
    fc
      .array(cell, { minLength: 36, maxLength: 36 })
      .filter((cells) => cells.some((c) => c > 0))
      .map((cells) => {
        const sum = cells.reduce((s, c) => s + c, 0);
        return Float64Array.from(cells, (c) => (c * Math.max(1, Math.round(sum))) / sum);
      });
  const count = fc.double({ min: 0.05, max: 12, noNaN: true });
  const [area, age, type] = dimensions;
  const furthest = (before: Float64Array, after: Float64Array): number =>
    after.reduce((worst, c, i) => Math.max(worst, Math.abs(c - before[i]!)), 0);

  it('gives whole numbers that keep the grand total and next to every single total and pair of totals', () => {
    fc.assert(
      fc.property(fractionsOf(count), (cells) => {
        const table = { dimensions, cells };
        const whole = roundTable(table, ['area', 'type', 'age']);
        expect(totalOf(whole)).toBe(Math.round(totalOf(table)));
        expect(whole.cells.every((c) => Number.isInteger(c) && c >= 0)).toBe(true);
        for (const kept of [[age!], [type!], [type!, age!]])
          expect(furthest(reduce(table, kept).cells, reduce(whole, kept).cells)).toBeLessThan(1.00001);
        // The scaling to the whole table of type by age moves these by a little more before they are made whole.
        for (const kept of [[area!], [area!, type!]])
          expect(furthest(reduce(table, kept).cells, reduce(whole, kept).cells)).toBeLessThan(3);
      }),
      { numRuns: 30, seed: 7198 },
    );
  });

  it('keeps the grand total and what cannot happen at 0, however many cells are 0', () => {
    fc.assert(
      fc.property(fractionsOf(fc.oneof(fc.constant(0), count)), (cells) => {
        const whole = roundTable({ dimensions, cells }, ['area', 'type', 'age']);
        expect(totalOf(whole)).toBe(Math.round(totalOf({ dimensions, cells })));
        expect(whole.cells.every((c, i) => Number.isInteger(c) && c >= 0 && (cells[i]! > 0 || c === 0))).toBe(true);
      }),
      { numRuns: 30, seed: 7199 },
    );
  });

  it('refuses a grand total that is not whole', () => {
    const cells = new Float64Array(36).fill(0.5 / 36);
    expect(() => roundTable({ dimensions, cells }, ['area', 'type', 'age'])).toThrow(/not a whole number/);
  });

  it('keeps totals of pairs that are whole already', () => {
    const two = [
      { name: 'area', members: ['p', 'q'] },
      { name: 'type', members: ['t', 'u'] },
      { name: 'place', members: ['own', 'out'] },
    ];
    const table = { dimensions: two, cells: Float64Array.from([2.5, 0.5, 1.25, 1.75, 3.5, 0.5, 0.75, 0.25]) };
    const whole = roundTable(table, ['area', 'type', 'place']);
    expect([...reduce(whole, two.slice(0, 2)).cells]).toEqual([3, 3, 4, 1]);
    expect([...reduce(whole, [two[2]!]).cells]).toEqual([8, 3]);
  });
});

describe('cellRange', () => {
  it('adds relative widths in quadrature with a Poisson term', () => {
    expect(cellRange(100, [0.3, 0.4])).toEqual({ low: 49, high: 151 }); // 100 +/- sqrt(50^2 + 100) = 50.99
    expect(cellRange(0, [0.5])).toEqual({ low: 0, high: 0 });
  });
});

describe('seedFrom', () => {
  it('spreads each known count by the pattern and keeps what cannot happen at 0', () => {
    const seed = seedFrom({
      first: { name: 'area', members: ['p'] },
      shared: { name: 'age', members: ['young', 'old'] },
      last: { name: 'type', members: ['foster', 'independent'] },
      known: (_, age) => (age === 'young' ? 10 : 20),
      pattern: (age, type) => (type === 'foster' ? 0.75 : age === 'old' ? 0.25 : 0),
    });
    expect([...seed.cells]).toEqual([7.5, 0, 15, 5]);
  });
});
