import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Excel from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { temporaryFolder, THREE_AREAS, threeAreasWith } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();

async function check(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await checkCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('what is right', () => {
  it('a table beside its areas', async () => {
    const path = join(THREE_AREAS, 'children.csv');
    expect(await check(path)).toEqual({ code: 0, out: `${path}: 120 rows, no problem`, err: '' });
  });

  it('a whole folder, with what stands in for absent tables', async () => {
    const { code, out } = await check(THREE_AREAS);
    expect(code).toBe(0);
    expect(out).toContain('children.csv: 120 rows, no problem');
    expect(out).toContain('assumptions.csv: 10 rows, no problem');
    expect(out).toMatch(/a whole data set, no problem; \d repairs/);
    expect(out).toContain(
      'repair: ' +
        join(THREE_AREAS, 'population.csv') +
        ': found no such file; used no row; the child population is constant',
    );
  });

  it('a scenario against the shipped set, and against another', async () => {
    const path = join(folder, 'plan.yaml');
    await writeFile(
      path,
      'name: plan\ntitle: Plan\nlevers:\n  - places: {area: T01, service_type: residential, sector: local-authority, places: 3}\n',
    );
    const other = await check(path, '--data', THREE_AREAS);
    expect(other).toMatchObject({ code: 0, err: '' });
    expect(other.out).toContain('scenario plan, 1 lever, 0 events, 0 assumptions, to 2036-03-31, no problem; 1 repair');
    const shipped = await check(path);
    expect(shipped).toMatchObject({ code: 2, out: '' });
    expect(shipped.err).toMatch(
      /plan\.yaml, row 4, column levers\[0\]\.places\.area: .*Found "T01"\. Allowed: .* Mend: /,
    );
  });

  it('a table under another name is told by its columns, and its areas by --data', async () => {
    const path = join(folder, 'our return 2024.csv');
    await writeFile(path, await readFile(join(THREE_AREAS, 'near.csv')));
    const { code, out } = await check(path, '--data', THREE_AREAS);
    expect(code).toBe(0);
    expect(out).toContain('codes of areas are checked against');
    expect(out).toContain('our return 2024.csv (read as near): 4 rows, no problem');
  });

  it('a workbook with a table and a note', async () => {
    const book = new Excel.Workbook();
    book.addWorksheet('near').addRows([
      ['area_code', 'near_code', 'minutes'],
      ['T01', 'T02', 9],
    ]);
    book.addWorksheet('Read me').addRows([['Made by the team']]);
    const path = join(folder, 'book.xlsx');
    await book.xlsx.writeFile(path);
    const { code, out } = await check(path, '--data', THREE_AREAS);
    expect(code).toBe(0);
    expect(out).toContain('sheet near: 1 row, no problem');
    expect(out).toContain('sheet Read me: not a table that this version knows; left alone');
  });
});

describe('what is wrong ends with 2, one clear message, and nothing written', () => {
  const header = 'date,area_code,placement_type,age_band,children,status,source\n';
  const good = '2024-03-31,T01,foster,5-9,3,published,s\n';
  const wrong: readonly [name: string, file: string, text: string, says: readonly string[]][] = [
    [
      'a missing column',
      'children.csv',
      (header + good).replace('status', 'state'),
      ['row 1, column status', 'missing'],
    ],
    [
      'an unknown area',
      'children.csv',
      header + good.replace('T01', 'T99'),
      ['row 2, column area_code', 'Found "T99"'],
    ],
    [
      'a negative count',
      'children.csv',
      header + good.replace(',3,', ',-3,'),
      ['row 2, column children', 'Found "-3"'],
    ],
    ['a star', 'children.csv', header + good.replace(',3,', ',*,'), ['row 2, column children', 'Found "*"']],
    ['a mark of suppression', 'children.csv', header + good.replace(',3,', ',[c],'), ['Found "[c]"', 'children_low']],
    [
      'a date in another order',
      'children.csv',
      header + good.replace('2024-03-31', '31/03/2024'),
      ['column date', 'Found "31/03/2024"'],
    ],
    ['an empty file', 'children.csv', '', ['The file is empty', 'Found "0 bytes"']],
    [
      'survival that rises',
      'stays.csv',
      'age_band,month,still_looked_after,status,source\n0,1,0.5,published,s\n0,2,0.6,published,s\n',
      ['row 3, column still_looked_after'],
    ],
    [
      'an assumption that nothing reads',
      'assumptions.csv',
      'id,meaning,unit,distribution,low,central,high,quantiles,strength,source\nnotise,m,months,fixed,1,1,1,,X,s\n',
      ['row 2, column id', 'Did you mean notice?'],
    ],
    [
      'a misspelt lever',
      'a.yaml',
      'name: a\ntitle: A\nlevers:\n  - placess: {}\n',
      ['row 4, column levers[0].placess', 'Did you mean places?'],
    ],
    ['a list of risks', 'risks.csv', 'Risk,Likelihood,Impact\nx,1,2\n', ['not a table or scenario', 'Risk registers']],
  ];
  let areas: Buffer;
  beforeAll(async () => {
    areas = await readFile(join(THREE_AREAS, 'areas.csv'));
  });

  it.each(wrong)('%s', async (_name, file, text, says) => {
    const dir = await mkdtemp(join(folder, 'wrong-'));
    const path = join(dir, file);
    await writeFile(join(dir, 'areas.csv'), areas);
    await writeFile(path, text);
    const before = await readdir(dir);
    const { code, out, err } = await check(path);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const part of [path, ...says, ' Allowed: ', ' Mend: ']) expect(err).toContain(part);
    expect(await readdir(dir)).toEqual(before);
  });

  it('a workbook that is a risk register', async () => {
    const book = new Excel.Workbook();
    book.addWorksheet('Register').addRows([
      ['Risk', 'Likelihood'],
      ['x', 3],
    ]);
    const path = join(folder, 'register.xlsx');
    await book.xlsx.writeFile(path);
    const { code, err } = await check(path);
    expect(code).toBe(2);
    expect(err).toMatch(/Found "Register".*Mend: /);
    expect(err).toContain('Risk registers cannot be checked yet');
  });

  it('one wrong file among right ones, with the right ones said', async () => {
    const { code, out, err } = await check(
      join(THREE_AREAS, 'near.csv'),
      join(folder, 'nothing.csv'),
      join(THREE_AREAS, 'needs.csv'),
    );
    expect(code).toBe(2);
    expect(out.split('\n')).toHaveLength(2);
    expect(err).toContain('There is no such file');
  });

  it('a folder whose tables do not fit each other', async () => {
    const dir = await threeAreasWith(folder, { 'near.csv': 'area_code,near_code,minutes\nT01,T09,5\n' });
    expect(await check(dir)).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Found "T09"') });
  });

  it.each([[[]], [['--dat', 'x', 'y.csv']]])('arguments %j', async (args) => {
    const { code, err } = await check(...args);
    expect(code).toBe(2);
    expect(err).toContain('Usage: market-stability check FILE');
  });
});
