import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/domain/errors.ts';
import {
  controlOfRow,
  crossTable,
  fitBaseline,
  reduce,
  totalOf,
  type IntervalControl,
  type Selection,
} from '../../src/data/baseline/index.ts';

const rows = { name: 'row', members: ['a', 'b'] };
const columns = { name: 'column', members: ['x', 'y'] };
const point = (where: Selection, value: number): IntervalControl => ({
  id: JSON.stringify(where),
  where,
  value,
  low: value,
  high: value,
});

describe('fitBaseline', () => {
  it('fits two by two by hand: an even seed gives the product of the margins', () => {
    const { table } = fitBaseline(
      crossTable([rows, columns], () => 1),
      [
        point({ row: ['a'] }, 30),
        point({ row: ['b'] }, 70),
        point({ column: ['x'] }, 40),
        point({ column: ['y'] }, 60),
      ],
    );
    expect([...table.cells].map((c) => Math.round(c * 1e6) / 1e6)).toEqual([12, 18, 28, 42]);
  });

  it('keeps the odds ratio of the seed: 4 with margins of 50 gives 100/3', () => {
    const seed = crossTable([rows, columns], ([r, c]) => ((r === 'a') === (c === 'x') ? 2 : 1));
    const { table } = fitBaseline(seed, [
      point({ row: ['a'] }, 50),
      point({ row: ['b'] }, 50),
      point({ column: ['x'] }, 50),
      point({ column: ['y'] }, 50),
    ]);
    expect(table.cells[0]).toBeCloseTo(100 / 3, 8);
  });

  it('agrees with the worked four by four example of the encyclopaedia article on iterative proportional fitting', () => {
    // https://en.wikipedia.org/wiki/Iterative_proportional_fitting, example; printed after a few rounds, to .2.
    const four = ['1', '2', '3', '4'];
    const dimensions = [
      { name: 'row', members: four },
      { name: 'column', members: four },
    ];
    const start = [40, 30, 20, 10, 35, 50, 100, 75, 30, 80, 70, 120, 20, 30, 40, 50];
    const { table } = fitBaseline({ dimensions, cells: Float64Array.from(start) }, [
      ...[150, 300, 400, 150].map((v, i) => point({ row: [four[i]!] }, v)),
      ...[200, 300, 400, 100].map((v, i) => point({ column: [four[i]!] }, v)),
    ]);
    const printed = [
      64.61, 46.28, 35.42, 3.83, 49.95, 68.15, 156.49, 25.37, 56.7, 144.4, 145.06, 53.76, 28.74, 41.18, 63.03, 17.03,
    ];
    table.cells.forEach((cell, i) => expect(Math.abs(cell - printed[i]!)).toBeLessThan(0.2));
  });

  it('leaves a margin inside its interval alone and moves one outside to the nearest bound', () => {
    const seed = { dimensions: [rows, columns], cells: Float64Array.from([10, 10, 10, 10]) };
    const { table, residuals } = fitBaseline(seed, [
      { id: 'inside', where: { row: ['a'] }, low: 15, high: 25 },
      { id: 'under', where: { row: ['b'] }, low: 30, high: 40 },
    ]);
    expect([...table.cells]).toEqual([10, 10, 15, 15]);
    expect(residuals.map((r) => [r.id, r.fitted, r.inside])).toEqual([
      ['inside', 20, true],
      ['under', 30, true],
    ]);
  });

  it('settles between best figures that contradict each other, then keeps the intervals', () => {
    const seed = crossTable([rows], () => 1);
    const { table } = fitBaseline(seed, [
      { id: 'a', where: { row: ['a'] }, value: 30, low: 25, high: 35 },
      { id: 'b', where: { row: ['b'] }, value: 60, low: 50, high: 70 },
      point({}, 99),
    ]);
    expect([...table.cells].map((c) => Math.round(c * 1e6) / 1e6)).toEqual([33, 66]);
  });

  it('names a control that cannot be met, with what is allowed', () => {
    const seed = crossTable([rows, columns], ([r, c]) => (r === 'a' && c === 'x' ? 0 : 1));
    const impossible = (): unknown =>
      fitBaseline(
        seed,
        [
          { id: 'babies in hostels', where: { row: ['a'], column: ['x'] }, low: 3, high: 5 },
          { id: 'rest', where: { row: ['b'] }, low: 0, high: 9 },
        ],
        { maxRounds: 50 },
      );
    expect(impossible).toThrow(InputError);
    expect(impossible).toThrow(/babies in hostels.*3 to 5/s);
    const contradictory = (): unknown =>
      fitBaseline(seed, [point({ row: ['b'] }, 10), { id: 'all of it', where: {}, low: 0, high: 4 }], {
        maxRounds: 50,
      });
    expect(contradictory).toThrow(/row/);
  });

  it('meets any margins taken from a table with the same zeros, and keeps zeros', () => {
    const cell = fc.record({ seed: fc.double({ min: 0.1, max: 9, noNaN: true }), truth: fc.integer({ min: 1, max: 40 }) });
    const table = fc.array(fc.oneof(cell, fc.constant({ seed: 0, truth: 0 })), { minLength: 24, maxLength: 24 });
    const dimensions = [
      { name: 'area', members: ['p', 'q', 'r'] },
      { name: 'age', members: ['1', '2'] },
      { name: 'type', members: ['s', 't', 'u', 'v'] },
    ];
    fc.assert(
      fc.property(table, (cells) => {
        const truth = { dimensions, cells: Float64Array.from(cells, (c) => c.truth) };
        const controls = dimensions.flatMap((d) =>
          d.members.map((m) => {
            const total = totalOf(truth, { [d.name]: [m] });
            return { id: m, where: { [d.name]: [m] }, value: total, low: total - 0.5, high: total + 0.5 };
          }),
        );
        const { table: fitted, residuals } = fitBaseline({ dimensions, cells: Float64Array.from(cells, (c) => c.seed) }, controls);
        expect(residuals.every((r) => r.inside)).toBe(true);
        cells.forEach((c, i) => expect(fitted.cells[i] === 0).toBe(c.seed === 0));
      }),
      { numRuns: 60, seed: 20240331 },
    );
  });
});

describe('controlOfRow', () => {
  const dimensions = [
    { name: 'area_code', members: ['A'] },
    { name: 'age_band', members: ['0', '1-4'] },
  ];
  const row = { control_id: 'c', area_code: 'all', placement_type: 'all', age_band: '0+1-4', location: 'all', low: '3', value: '', high: '' };

  it('reads groups, empty bounds and empty best figures', () => {
    expect(controlOfRow(row, dimensions)).toEqual({ id: 'c', where: { age_band: ['0', '1-4'] }, low: 3, high: Infinity });
  });
  it('leaves out a control on a dimension that the table does not have', () => {
    expect(controlOfRow({ ...row, location: 'own-area' }, dimensions)).toBeUndefined();
  });
  it('refuses a number that is not one, by name', () => {
    expect(() => controlOfRow({ ...row, low: '*' }, dimensions)).toThrow(/control "c", column low: "\*"/);
    expect(() => controlOfRow({ ...row, high: '2' }, dimensions)).toThrow(/low is above high/);
  });
});

describe('reduce', () => {
  it('sums over the dimensions that are left out', () => {
    const table = { dimensions: [rows, columns], cells: Float64Array.from([1, 2, 3, 4]) };
    expect([...reduce(table, [columns]).cells]).toEqual([4, 6]);
  });
});
