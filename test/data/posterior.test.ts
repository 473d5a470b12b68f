import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { temporaryFolder, threeAreasWith } from './temporary-folder.ts';

const HEADER = 'id,meaning,unit,distribution,low,central,high,quantiles,strength,source';
const ROWS = [
  'hazard.close.for-profit,closing,per year,lognormal,0.03,0.05,0.07,"p025,p975",X,made up',
  'hazard.close.for-profit.5+.2025,closing,per year,lognormal,0.03,0.05,0.07,"p025,p975",X,made up',
];
let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

/** A data set with two fitted rows, and joint values of them beside. */
async function setWith(columns: Readonly<Record<string, readonly number[]>> | string): Promise<string> {
  const dir = await threeAreasWith(folder, { 'assumptions.csv': [HEADER, ...ROWS, ''].join('\n') });
  const bytes =
    typeof columns === 'string'
      ? Buffer.from(columns)
      : Buffer.from(
          parquetWriteBuffer({
            columnData: Object.entries(columns).map(([name, data]) => ({ name, data: [...data], type: 'DOUBLE' as const })),
          }),
        );
  await writeFile(join(dir, 'posterior.parquet'), bytes);
  return dir;
}

describe('posterior.parquet of a data set', () => {
  it('is read row by row, and is part of the digest of the set', async () => {
    const one = orThrow(
      await loadDataSet(
        await setWith({ 'hazard.close.for-profit': [0.04, 0.05], 'hazard.close.for-profit.5+.2025': [0.06, 0.07] }),
      ),
    );
    expect(one.posterior).toEqual({
      ids: ['hazard.close.for-profit', 'hazard.close.for-profit.5+.2025'],
      sets: 2,
      values: Float64Array.of(0.04, 0.06, 0.05, 0.07),
    });
    const other = orThrow(await loadDataSet(await setWith({ 'hazard.close.for-profit': [0.04, 0.06] })));
    expect(other.digest).not.toBe(one.digest);
  });

  it('is joined with that of another fit, row by row, unless sets or ids clash', async () => {
    const year = 'hazard.close.for-profit.5+.2025';
    const dir = await setWith({ 'hazard.close.for-profit': [0.04, 0.05] });
    const beside = async (columns: Readonly<Record<string, readonly number[]>>): ReturnType<typeof loadDataSet> => {
      const columnData = Object.entries(columns).map(([name, data]) => ({ name, data: [...data], type: 'DOUBLE' as const }));
      await writeFile(join(dir, 'posterior-children.parquet'), Buffer.from(parquetWriteBuffer({ columnData })));
      return loadDataSet(dir);
    };
    const alone = orThrow(await loadDataSet(dir));
    const both = orThrow(await beside({ [year]: [0.06, 0.07] }));
    const { ids, sets, values } = both.posterior!;
    expect(sets).toBe(2);
    const at = (id: string): number[] => [0, 1].map((set) => values[set * 2 + ids.indexOf(id)]!);
    expect([at('hazard.close.for-profit'), at(year)]).toEqual([
      [0.04, 0.05],
      [0.06, 0.07],
    ]);
    expect(both.digest).not.toBe(alone.digest);
    const problem = (read: Awaited<ReturnType<typeof loadDataSet>>): string => (read.ok ? '' : read.problems[0]!.problem);
    expect(problem(await beside({ [year]: [0.06] }))).toMatch(/as many parameter sets/);
    expect(problem(await beside({ 'hazard.close.for-profit': [0.04, 0.05] }))).toMatch(/joint values in .* too/);
  });

  it.each([
    ['a column that assumptions.csv has not', { 'hazard.close.for-proft': [0.04] }, /no row in assumptions\.csv/],
    ['a value that does not fit the unit', { 'hazard.close.for-profit': [0.04, -0.01] }, /does not fit the unit/],
    ['a value that is missing', { 'hazard.close.for-profit': [0.04, NaN] }, /does not fit the unit/],
    ['no parameter set', { 'hazard.close.for-profit': [] }, /no parameter set/],
    ['bytes that are no table', 'PAR1 and nothing more', /cannot be read/],
  ])('is refused with %s', async (_, columns, message) => {
    const read = await loadDataSet(await setWith(columns));
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.problems.map((p) => p.problem).join(' ')).toMatch(message);
  });
});
