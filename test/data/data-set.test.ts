import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Excel from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet, REQUIRED_TABLES, TABLE_DEFAULTS } from '../../src/data/data-set.ts';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { formatProblems } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { temporaryFolder, THREE_AREAS, threeAreasWith } from './temporary-folder.ts';

const folder = await temporaryFolder();
const file = (name: string): Promise<string> => readFile(join(THREE_AREAS, name), 'utf8');

async function load(files: Readonly<Record<string, string | undefined>>): Promise<DataSet> {
  const set = await loadDataSet(await threeAreasWith(folder, files));
  if (!set.ok) throw new Error(formatProblems(set.problems));
  return set.value;
}

async function refusal(files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const set = await loadDataSet(await threeAreasWith(folder, files));
  return set.ok ? 'accepted' : formatProblems(set.problems);
}

describe('the made-up country of three areas', () => {
  let set: DataSet;
  beforeAll(async () => {
    set = await load({});
  });

  it('holds 120 children, six homes and five fostering services', () => {
    expect(set.children.reduce((sum, row) => sum + row.children!, 0)).toBe(120);
    expect(set.services.filter((s) => s.service_type === 'residential')).toHaveLength(6);
    expect(set.services.filter((s) => s.service_type === 'foster')).toHaveLength(5);
    expect(set.areas.map((a) => a.level).sort()).toEqual([
      'authority',
      'authority',
      'authority',
      'country',
      'outside',
      'region',
      'region',
    ]);
  });

  it('takes the shipped assumptions that it leaves out, and names them', () => {
    expect(set.assumptionsFromShipped).toContain('notice');
    expect(set.assumptionsFromShipped).not.toContain('entries');
    expect(set.assumptions.find((row) => row.id === 'entries')!.central).toBe(35);
    expect(new Set(set.assumptions.map((row) => row.id)).size).toBe(set.assumptions.length);
  });

  it('has a digest that depends on the contents and not on the folder', async () => {
    expect((await load({})).digest).toBe(set.digest);
    expect((await load({ 'README.md': 'x' })).digest).toBe(set.digest);
    expect((await load({ 'near.csv': (await file('near.csv')).replace('30', '31') })).digest).not.toBe(set.digest);
  });
});

describe('tables that a set leaves out', () => {
  it.each(REQUIRED_TABLES)('%s is needed', async (kind) => {
    const said = await refusal({ [`${kind}.csv`]: undefined });
    expect(said).toMatch(new RegExp(`${kind}\\.csv: The set has no table ${kind}\\. Found "no such file"\\. Allowed: .* Mend: `));
  });

  it('names the file that may be meant', async () => {
    const said = await refusal({ 'services.csv': undefined, 'service.csv': await file('services.csv') });
    expect(said).toContain('rename service.csv');
  });

  it.each(Object.entries(TABLE_DEFAULTS))('%s has a default that is listed: %s', async (kind, meaning) => {
    const held = existsSync(join(THREE_AREAS, `${kind}.csv`));
    const set = await load(held ? { [`${kind}.csv`]: undefined } : {});
    const listed = set.repairs.filter((r) => r.file.endsWith(`${kind}.csv`));
    expect(listed).toHaveLength(1);
    expect(listed[0]!.why).toContain(meaning === 'shipped' ? 'the shipped table stands in' : meaning);
    expect(set[kind as 'stays'].length > 0).toBe(meaning === 'shipped');
  });

  it('shipped rows that stand in change the digest when they change', async () => {
    const [one, two] = await Promise.all([threeAreasWith(folder, {}), threeAreasWith(folder, {})]);
    await writeFile(join(two, 'prices.csv'), (await file('prices.csv')).replace('5000', '6000'));
    const bare = await threeAreasWith(folder, { 'prices.csv': undefined });
    const full = (shippedDir: string) => loadDataSet(bare, { shippedDir });
    const a = await full(one);
    const b = await full(two);
    expect(a.ok && b.ok && a.value.prices[0]!.weekly_gbp).toBe(5000);
    expect(b.ok && b.value.prices[0]!.weekly_gbp).toBe(6000);
    expect(a.ok && b.ok && a.value.digest === b.value.digest).toBe(false);
  });
});

describe('areas', () => {
  const areas = (rows: string): string => `area_code,level,name_en,name_cy,region_code,parent\n${rows}`;
  const three = 'T01,authority,Aber,,R1,\nT02,authority,Bryn,,R1,\nT03,authority,Castell,,R2,\nOUT,outside,Outside,,,\n';

  it('builds regions and the country, and lists them', async () => {
    const set = await load({ 'areas.csv': areas(three) });
    expect(set.areas.filter((a) => a.level === 'region').map((a) => a.area_code)).toEqual(['R1', 'R2']);
    expect(set.areas.filter((a) => a.level === 'country')).toHaveLength(1);
    expect(set.areas.find((a) => a.area_code === 'T01')).toMatchObject({ name_cy: 'Aber', parent: 'R1' });
    expect(set.repairs.filter((r) => r.why.includes('was built'))).toHaveLength(3);
  });

  it.each([
    ['an authority without a region', three.replace('T03,authority,Castell,,R2,', 'T03,authority,Castell,,,'), ['row 4, column region_code', 'T03 has no region', 'Fill region_code']],
    ['a region that has no row', `${three}R1,region,West,,,LAND\n`, ['row 4, column region_code', 'Found "R2"', 'Did you mean R1?']],
    ['no outside row', three.replace(/OUT.*\n/, ''), ['column level', 'no row with level outside', 'Add one row']],
    ['two outside rows', `${three}OUT2,outside,Other,,,\n`, ['row 6, column level', '2 rows with level outside']],
    ['an authority as region', three.replace(',R2,', ',T01,'), ['row 4, column region_code', 'Found "T01"', 'level authority']],
    ['a code kept for totals', `${three}all,region,West,,,\n`, ['row 6, column area_code', 'Found "all"']],
  ])('%s is refused', async (_name, rows, says) => {
    const said = await refusal({ 'areas.csv': areas(rows) });
    for (const part of ['areas.csv', ...says]) expect(said).toContain(part);
  });
});

describe('checks across rows and tables', () => {
  const lines = async (name: string, change: (rows: string[]) => string[]): Promise<string> =>
    change((await file(name)).trimEnd().split('\n')).join('\n');

  it('a baseline that lacks a row', async () => {
    const said = await refusal({ 'children.csv': await lines('children.csv', (rows) => rows.filter((r) => !r.includes('T02,secure,5-9'))) });
    expect(said).toMatch(/children\.csv.*at 2024-03-31.*lack 1 row.*Found "T02, 5-9, secure".*120 in all.*write 0/);
  });

  it('counts by area alone are no baseline', async () => {
    const header = 'date,area_code,placement_type,age_band,children,status,source';
    const said = await refusal({ 'children.csv': `${header}\n2024-03-31,T01,all,all,5,published,s\n` });
    expect(said).toContain('a run has no start');
  });

  it('an older date may be less than whole', async () => {
    const set = await load({ 'children.csv': `${await file('children.csv')}2023-03-31,T01,foster,5-9,4,4,4,published,s\n` });
    expect(set.children).toHaveLength(121);
  });

  it('an unknown area in any table', async () => {
    const said = await refusal({ 'near.csv': (await file('near.csv')).replace('T03', 'T33') });
    expect(said).toMatch(/near\.csv, row 4, column near_code.*Found "T33".*Did you mean T03\?/);
  });

  it('survival that rises, and survival that does not start from 1', async () => {
    const rises = await refusal({ 'stays.csv': (await file('stays.csv')).replace(/^1-4,7,[\d.]+/m, '1-4,7,0.99') });
    expect(rises).toMatch(/stays\.csv, row \d+, column still_looked_after.*band 1-4 rises from month 6.*Found "0.99"/);
    const starts = await refusal({ 'stays.csv': (await file('stays.csv')).replace(/^5-9,0,1,/m, '5-9,0,0.98,') });
    expect(starts).toMatch(/band 5-9 does not start from 1\. Found "0.98"/);
  });

  it('shares of need that do not add to 1 are refused and not rescaled', async () => {
    const said = await refusal({ 'needs.csv': (await file('needs.csv')).replace('0.15', '0.17') });
    expect(said).toMatch(/needs\.csv, row \d+, column share_at_entry: The shares of age band 10-15 add to 1.02\. Found "1.02"\. Allowed: A sum of 1, within 0.001/);
    expect(await refusal({ 'needs.csv': (await file('needs.csv')).replace('0.15', '0.1508') })).toBe('accepted');
  });

  it('a group of shares that does not add to 1', async () => {
    const row = 'home_owner_intent_convert,m,share,dirichlet(4),,0.5,,mean,X,s,,,\n';
    const said = await refusal({ 'assumptions.csv': `${await file('assumptions.csv')}${row}` });
    expect(said).toMatch(/assumptions\.csv, row 12, column central.*home_owner_intent_.*add to 1.25/);
  });

  it('an assumption that nothing reads, and a unit that differs', async () => {
    const misspelt = await refusal({ 'assumptions.csv': `${await file('assumptions.csv')}notise,m,months,fixed,1,1,1,,X,s,,,\n` });
    expect(misspelt).toMatch(/row 12, column id.*Found "notise".*Did you mean notice\?/);
    const unit = await refusal({ 'assumptions.csv': `${await file('assumptions.csv')}notice,m,weeks,fixed,1,1,1,,X,s,,,\n` });
    expect(unit).toMatch(/row 12, column unit.*Found "weeks".*Allowed: months/);
    expect(await refusal({ 'assumptions.csv': `${await file('assumptions.csv')}hazard.close.for-profit.5+.2025,m,per year,lognormal,.01,.02,.03,"p025,p975",C,s,,,\n` })).toBe('accepted');
  });

  it('a provider with two owners', async () => {
    const said = await refusal({ 'services.csv': (await file('services.csv')).replace('owner-1,owner-1,T02', 'owner-1,owner-9,T02') });
    expect(said).toMatch(/services\.csv, row 4, column owner_id.*another owner.*Found "owner-9"/);
  });

  it('a population that lacks an age', async () => {
    const header = 'mid_year,area_code,age,population,status,source';
    const all = ['T01', 'T02', 'T03'].flatMap((a) => Array.from({ length: 18 }, (_, age) => `2024,${a},${age},100,published,s`));
    expect(await refusal({ 'population.csv': [header, ...all].join('\n') })).toBe('accepted');
    expect(await refusal({ 'population.csv': [header, ...all.filter((r) => !r.startsWith('2024,T02,9,'))].join('\n') })).toContain('Found "2024, T02, 9"');
  });

  it('the same table twice', async () => {
    const book = new Excel.Workbook();
    book.addWorksheet('near').addRows([['area_code', 'near_code', 'minutes'], ['T01', 'T02', 9]]);
    const dir = await threeAreasWith(folder, {});
    await book.xlsx.writeFile(join(dir, 'extra.xlsx'));
    const set = await loadDataSet(dir);
    expect(!set.ok && formatProblems(set.problems)).toMatch(/near is there twice.*extra\.xlsx, sheet near/);
  });
});

it('reads the whole country from one workbook, and finds the same rows', async () => {
  const { parse } = await import('csv-parse/sync');
  const book = new Excel.Workbook();
  const names = ['areas', 'children', 'stays', 'needs', 'services', 'near', 'projects', 'prices', 'timetable', 'assumptions'];
  for (const name of names) {
    const rows = parse(await file(`${name}.csv`)) as string[][];
    const number = (cell: string): string | number | null => (cell === '' ? null : /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell);
    book.addWorksheet(name).addRows(rows.map((cells, i) => (i === 0 ? cells : cells.map(number))));
  }
  const dir = await mkdtemp(join(folder, 'book-'));
  await book.xlsx.writeFile(join(dir, 'country.xlsx'));
  const fromBook = await loadDataSet(dir);
  const fromFiles = await load({});
  if (!fromBook.ok) throw new Error(formatProblems(fromBook.problems));
  for (const name of names) expect(fromBook.value[name as 'areas']).toEqual(fromFiles[name as 'areas']);
});

it('a folder that is none', async () => {
  const none = await loadDataSet(join(folder, 'nowhere'));
  expect(!none.ok && formatProblems(none.problems)).toMatch(/no such folder.*Allowed: .*Mend: /);
  const aFile = await loadDataSet(join(THREE_AREAS, 'areas.csv'));
  expect(!aFile.ok && formatProblems(aFile.problems)).toContain('is a file, not a folder');
});

it('the shipped set of Wales is right, and stands on its own', async () => {
  const set = await loadShippedDataSet();
  if (!set.ok) throw new Error(formatProblems(set.problems));
  expect(set.value.areas.filter((a) => a.level === 'authority')).toHaveLength(22);
  expect(set.value.assumptionsFromShipped).toEqual([]);
});
