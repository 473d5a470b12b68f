import { expect, test } from 'vitest';
import { rangesByArea, sectorMeansOf } from '../../src/reporting/outcome-figures.ts';

const row = (area_code: string, sector: string, statistic: string, value: number) => ({
  date: '2030-03-31',
  area_code,
  service_type: 'residential',
  sector,
  statistic,
  value,
});

test('rangesByArea takes P10, the median and P90, and refuses mixed measures', () => {
  const rows = [
    row('A', 'all', 'p10', 1),
    row('A', 'all', 'p50', 2),
    row('A', 'all', 'p90', 4),
    row('A', 'all', 'mean', 3),
  ];
  expect(rangesByArea(rows)).toEqual(new Map([['A', { low: 1, central: 2, high: 4 }]]));
  expect(() => rangesByArea([...rows, rows[0]!])).toThrow('A: p10 is there twice');
  expect(() => rangesByArea(rows.slice(1))).toThrow('A: p10, p50 or p90 is missing');
});

test('sectorMeansOf leaves all sectors together out', () => {
  const rows = [row('A', 'for-profit', 'mean', 9), row('A', 'all', 'mean', 20), row('A', 'other', 'mean', 1)];
  expect(sectorMeansOf([...rows, row('A', 'other', 'p10', 0), row('A', 'other', 'p90', 3)])).toEqual([
    { date: '2030-03-31', sector: 'for-profit', mean: 9 },
    { date: '2030-03-31', sector: 'other', mean: 1, p10: 0, p90: 3 },
  ]);
  expect(() => sectorMeansOf([row('A', 'other', 'p10', 0)])).toThrow('the mean is missing');
});
