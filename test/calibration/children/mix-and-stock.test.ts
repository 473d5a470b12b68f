import { describe, expect, it } from 'vitest';
import { needsThatHold } from '../../../src/calibration/children/hold-mix.ts';
import type { Unaccompanied } from '../../../src/calibration/children/own-stream.ts';
import { fitMix } from '../../../src/calibration/children/placement-mix.ts';
import { stockByType, stockOfArea, stockRows } from '../../../src/calibration/children/stock-counts.ts';
import { childrenHistory } from '../../../src/calibration/history/children-history.ts';
import type { ChildrenRow } from '../../../src/domain/tables.ts';
import { AGE_BANDS, ageBandIndex, PLACEMENT_TYPES } from '../../../src/domain/vocabulary.ts';
import { FOSTER, INDEPENDENT, RESIDENTIAL, SECURE } from '../../../src/simulation/constants.ts';
import { entryAgeShares } from '../../../src/simulation/stationary.ts';

function counted(
  area_code: string,
  placement_type: string,
  age_band: string,
  children: number,
  date = '2024-03-31',
  range: readonly [number, number] = [children, children],
): ChildrenRow {
  const isRange = range[0] !== range[1];
  const parts = { children: isRange ? undefined : children, children_low: range[0], children_high: range[1] };
  return { date, area_code, placement_type, age_band, ...parts, status: 'published', source: 'made up' } as ChildrenRow;
}

describe('shares at entry that hold a stock', () => {
  // Children stay where they were placed, and 3 % leave a month: the stock follows by adding up.
  const survival = AGE_BANDS.map(() => Float64Array.from({ length: 217 }, (_, month) => 0.97 ** month));
  const ageShares = entryAgeShares(0.3);
  const entriesPerYear = [300, 200, 150, 250, 100];
  const truth = AGE_BANDS.map((_, b) =>
    PLACEMENT_TYPES.map((_, type) => (type === FOSTER ? 0.8 - 0.15 * b : type === RESIDENTIAL ? 0.2 + 0.15 * b : 0)),
  );
  const stock = PLACEMENT_TYPES.map(() => AGE_BANDS.map(() => 0));
  for (let entry = 0; entry < 216; entry++)
    for (let age = entry; age < 216; age++) {
      const b = ageBandIndex(entry);
      const children = ((entriesPerYear[b]! * ageShares[entry]!) / 12) * 0.97 ** (age - entry);
      truth[b]!.forEach((share, type) => (stock[type]![ageBandIndex(age)]! += share * children));
    }
  const flow = { survival, entriesPerYear, ageShares, changes: { stepUpPerYear: 0, stepDownPerYear: 0 } };

  it('are those that made it, and secure care is entered from residential care', () => {
    const found = needsThatHold(stock, flow);
    truth.forEach((row, b) => row.forEach((share, type) => expect(found[b]![type]).toBeCloseTo(share, 2)));
    const secure = stock.map((row, type) =>
      type === SECURE ? stock[RESIDENTIAL]!.map((n) => n / 10) : type === RESIDENTIAL ? row.map((n) => 0.9 * n) : row,
    );
    const again = needsThatHold(secure, flow);
    truth.forEach((row, b) => row.forEach((share, type) => expect(again[b]![type]).toBeCloseTo(share, 2)));
  });
});

describe('the mix of placements', () => {
  const rows = [
    ['BIG', '2023-03-31', 840, 160],
    ['BIG', '2024-03-31', 800, 200],
    ['FAR', '2023-03-31', 420, 80],
    ['FAR', '2024-03-31', 400, 100],
    ['ODD', '2023-03-31', 5, 5],
    ['ODD', '2024-03-31', 5, 5],
  ] as const;
  const history = childrenHistory(
    rows.flatMap(([area, date, foster, residential]) => [
      counted(area, 'foster', 'all', foster, date),
      counted(area, 'residential', 'all', residential, date),
    ]),
    [],
    'children.csv',
  );
  const mix = fitMix(history, ['BIG', 'FAR', 'ODD']);
  const of = (area: string, type: string): (typeof mix)[number] =>
    mix.find((row) => row.area_code === area && row.placement_type === type)!;

  it('stays where a large area was counted, and a small area leans on the country', () => {
    expect(of('BIG', 'residential').share).toBeCloseTo(0.2, 2);
    const odd = of('ODD', 'residential');
    expect(odd.raw_share).toBe(0.5);
    expect(odd.share).toBeGreaterThan(0.2);
    expect(odd.share).toBeLessThan(0.45);
    expect(odd.p975 - odd.p025).toBeGreaterThan(3 * (of('BIG', 'residential').p975 - of('BIG', 'residential').p025));
    for (const area of ['BIG', 'FAR', 'ODD'])
      expect(of(area, 'foster').share + of(area, 'residential').share).toBeCloseTo(1, 9);
  });

  it('drifts as the country does, drawn towards no drift', () => {
    // ln(0.2 / 0.16) = 0.22 is what was seen of one year.
    const { drift, drift_error } = of('BIG', 'residential');
    expect(drift).toBeGreaterThan(0.03);
    expect(drift).toBeLessThan(0.22);
    expect(drift_error).toBeGreaterThan(0);
    expect(of('BIG', 'foster').drift).toBeLessThan(0);
    expect(fitMix(childrenHistory([counted('BIG', 'all', 'all', 9)], [], 'children.csv'), ['BIG'])).toEqual([]);
  });
});

describe('children looked after at a date', () => {
  it('are counted by age where all ages are there, of all types or of each, else together', () => {
    const bands = AGE_BANDS.map((band, b) => counted('A', 'all', band, b + 1));
    const total = counted('A', 'all', 'all', 15);
    const each = AGE_BANDS.map((_, b) => ({ bands: [b], low: b + 1, high: b + 1 }));
    expect(stockOfArea([total, ...bands])).toEqual(each);
    expect(stockOfArea([total, ...bands.slice(1)])).toEqual([{ bands: [0, 1, 2, 3, 4], low: 15, high: 15 }]);
    expect(stockOfArea(bands.slice(1))).toEqual([]);
    const types = PLACEMENT_TYPES.flatMap((type) => AGE_BANDS.map((band, b) => counted('A', type, band, b)));
    expect(stockOfArea(types).map(({ low }) => low)).toEqual(AGE_BANDS.map((_, b) => b * PLACEMENT_TYPES.length));
    expect(stockOfArea(types.slice(1))).toEqual([]);
    expect(stockOfArea([counted('A', 'all', 'all', 2, '2024-03-31', [0, 4])])).toEqual([
      { bands: [0, 1, 2, 3, 4], low: 0, high: 4 },
    ]);
  });

  it('are known by type only where every cell is, and without those who come alone', () => {
    const own = { younger: 2, olderFoster: 3, independent: 4 } as Unaccompanied;
    const cells = PLACEMENT_TYPES.flatMap((type) => AGE_BANDS.map((band) => counted('A', type, band, 10)));
    const old = counted('A', 'foster', '0', 99, '2023-03-31');
    const found = stockByType(stockRows([...cells, old], '2024-03-31'), ['A'], own)!;
    expect(found[FOSTER]!.reduce((s, n) => s + n, 0)).toBe(50 - 2 - 3);
    expect(found[INDEPENDENT]!.reduce((s, n) => s + n, 0)).toBe(50 - 4);
    expect(found[RESIDENTIAL]).toEqual([10, 10, 10, 10, 10]);
    expect(stockByType(stockRows(cells.slice(1), '2024-03-31'), ['A'], own)).toBeUndefined();
  });
});
