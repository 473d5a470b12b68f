import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFiles } from '../../../src/reporting/import/import-files.ts';
import type { Imported } from '../../../src/reporting/import/import-files.ts';
import { asCsv, asJson, asWorkbook, bulkZip, FIXTURES, odataPages, odataRecords, published, statsGovWalesTable } from './make-files.ts';
import type { View } from './make-files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'formats-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const FACTS = published([2018]);

async function imported(name: string, content: string | Uint8Array, options: Record<string, string> = {}): Promise<Imported> {
  const file = join(folder, name);
  await writeFile(file, content);
  return importFiles({ format: 'auto', files: [file], options });
}

/** The rows of the children of an import without their sources. */
function figuresOf(result: Imported, table = 'children'): string[] {
  return result.texts.find(({ name }) => name === table)!.text.split('\r\n').slice(1, -1).map((line) => line.replace(/,(published|estimated),.*$/, ',$1'));
}

/** The same figures as the saved view of the year gives, which is checked against its source by hand. */
let truth: string[];
beforeAll(async () => {
  truth = figuresOf(await importFiles({ format: 'statswales-view', files: [join(FIXTURES, 'view', 'CLA_31MAR_2018.csv')] }));
});

describe('stats.gov.wales', () => {
  const name = 'd2120b16-0406-4242-a515-0dd7eaf79c98.csv';
  it.each(['en', 'cy'] as const)('gives the same table from every view (%s)', async (language) => {
    for (const view of ['default', 'raw', 'frontend', 'extended', 'old ids'] as View[]) {
      const result = await imported(name, asCsv(statsGovWalesTable(FACTS, language, view)));
      expect(figuresOf(result), view).toEqual(truth);
      expect(result.format).toBe('stats-gov-wales');
    }
  });

  it.each(['en', 'cy'] as const)('gives the same table from JSON and from a workbook of several sheets (%s)', async (language) => {
    const table = statsGovWalesTable(FACTS, language, 'frontend');
    expect(figuresOf(await imported('looked after.json', asJson(table)))).toEqual(truth);
    expect(figuresOf(await imported('looked after.xlsx', await asWorkbook(table, 200)))).toEqual(truth);
  });

  it('reads Welsh spellings, and refuses codes that are shifted by a row', async () => {
    const csv = asCsv(statsGovWalesTable(FACTS, 'cy', 'default'));
    const spelt = csv.replaceAll('Ynys Môn', 'Ynys Mon').replaceAll('Sir y Fflint', 'Sir y Flint').replaceAll('Rhondda Cynon Taf', 'Rhondda Cynon Taff');
    expect(figuresOf(await imported('plant sy’n derbyn gofal.csv', spelt))).toEqual(truth);
    const table = statsGovWalesTable(FACTS, 'en', 'extended');
    const column = 'Local Authority_reference';
    const codes = table.rows.map((row) => row[column]!);
    table.rows.forEach((row, i) => (row[column] = codes[(i + 1) % codes.length]!));
    await expect(imported(name, asCsv(table))).rejects.toThrow(/stands with|not of the same area/);
  });

  it('reads marks as they are meant', async () => {
    const lines = [
      'Data values,Year,Local Authority,Notes',
      '"1,234 [p]",2023-24,Cardiff,',
      '0 [t] [z],2023-24,Swansea,',
      '[x],2023-24,Powys,',
      '[c],2023-24,Conwy,',
      '7,2023-24,Gwynedd,e',
      '3 [k],2023-24,Newport,',
    ];
    await expect(imported('children looked after.csv', `${lines.join('\n')}\n`)).rejects.toThrow('which says that there is none');
    const result = await imported('children looked after.csv', `${[...lines.slice(0, -1), '[k],2023-24,Newport,'].join('\n')}\n`);
    expect(figuresOf(result)).toEqual([
      '2024-03-31,W06000002,all,all,7,7,7,estimated',
      '2024-03-31,W06000003,all,all,,0,4,published',
      '2024-03-31,W06000015,all,all,1234,1234,1234,published',
      '2024-03-31,W06000022,all,all,,0,4,published',
    ]);
    expect(result.leftOut.map(({ reason, count }) => [reason, count])).toEqual([
      ['the figure is not applicable', 1],
      ['the figure is missing', 1],
    ]);
    expect(result.texts[0]!.text).toContain('provisional');
  });

  it.each([
    ['2023-24', '2024-03-31'],
    ['2023/24', '2024-03-31'],
    ['202324', '2024-03-31'],
    ['2024', '2024-03-31'],
    ['31/03/2024', '2024-03-31'],
    ['31 March 2024', '2024-03-31'],
    ['2014/15 and 2015/16', undefined],
    ['2023-25', undefined],
    ['Mid-year 2024', undefined],
  ])('reads the year %s as %s', async (written, date) => {
    const file = imported('looked after.csv', `Data values,Year,Local Authority\n52,${written},Cardiff\n`);
    if (date === undefined) await expect(file).rejects.toThrow();
    else expect(figuresOf(await file)[0]).toBe(`${date},W06000015,all,all,52,52,52,published`);
  });

  it('reads population by single year of age, and flows', async () => {
    const people = ['Data values,Year,Area,Age,Sex', '593,Mid-year 2019,Isle of Anglesey,0,Persons', '9000,Mid-year 2019,Isle of Anglesey,18,Persons', '300,Mid-year 2019,Gwynedd,Aged 1,Males', '290,Mid-year 2019,Gwynedd,Aged 1,Females'];
    const population = await imported('population estimates.csv', `${people.join('\n')}\n`);
    expect(figuresOf(population, 'population')).toEqual(['2019,W06000001,0,593,published', '2019,W06000002,1,590,published']);
    const flows = await imported('children starting to be looked after.csv', 'Data values,Year,Local Authority\n52,2023-24,Cardiff\n[c],2023-24,Conwy\n');
    expect(figuresOf(flows, 'flows')).toEqual(['2024-03-31,W06000015,all,started,52,published']);
    expect(flows.leftOut[0]!.reason).toContain('withheld');
  });
});

describe('the open data of StatsWales 2', () => {
  const records = odataRecords(FACTS);
  // The feed has no withheld cells: what would need one is not there.
  const known = (): string[] => truth.filter((line) => !line.includes(',all,all,,') && !/,,\d+,\d+,/.test(line));

  it('gives the same table from pages, from the zip and from the CSV in it', async () => {
    const pages = odataPages(records, 200);
    const files = await Promise.all(
      pages.map(async (page, i) => {
        const file = join(folder, `looked-after-${i}.json`);
        await writeFile(file, page);
        return file;
      }),
    );
    const whole = await importFiles({ format: 'auto', files });
    expect(figuresOf(whole)).toEqual(known());
    expect(whole.format).toBe('statswales-odata');
    const part = await importFiles({ format: 'auto', files: files.slice(0, 1) });
    expect(part.notes.join(' ')).toContain('odata.nextLink');
    expect(figuresOf(await imported('looked after CARE0001.zip', bulkZip(records)))).toEqual(known());
  });

  it('refuses names and codes that differ', async () => {
    const shifted = records.map((row, i) => ({ ...row, Area_AltCode1: records[(i + 1) % records.length]!['Area_AltCode1']! }));
    await expect(imported('looked-after.json', odataPages(shifted, 5000)[0]!)).rejects.toThrow(/stands with|not of the same area/);
  });

  it('reads the real sample of the feed up to its meaning', async () => {
    // Isle of Anglesey 1996: 68,592 people, and no age; so it is no table of population by age.
    const sample = JSON.parse(await readFile(join(FIXTURES, 'odata-popu1009.json'), 'utf8')) as { value: Record<string, unknown>[] };
    expect(sample.value.some((row) => row['Data'] === 68592 && row['Year_Code'] === '1996')).toBe(true);
    const error: unknown = await importFiles({ format: 'auto', files: [join(FIXTURES, 'odata-popu1009.json')], options: { subject: 'population' } }).catch((e: unknown) => e);
    expect((error as Error).message).toContain('No figure of the file fits a table');
  });
});

describe('underlying data of the Department for Education', () => {
  const file = join(FIXTURES, 'dfe-north-east-2023.csv');

  it('gives children and flows of another country, and its areas', async () => {
    const result = await importFiles({ format: 'auto', files: [file] });
    expect(result.texts.map(({ name, rows }) => [name, rows])).toEqual([['children', 22], ['flows', 44], ['areas', 23]]);
    // Read off the file by hand: Hartlepool 321 looked after, 151 started, 132 ceased; the region 5,980 rounded to 10.
    expect(figuresOf(result)).toContain('2023-03-31,E06000001,all,all,321,321,321,published');
    expect(figuresOf(result)).toContain('2023-03-31,E12000001,all,all,5980,5975,5985,published');
    expect(figuresOf(result, 'flows')).toContain('2023-03-31,E06000001,all,started,151,published');
    expect(result.notes.join(' ')).toContain('areas.csv beside the table');
  });

  it('bounds a withheld figure by its total, and refuses damage', async () => {
    const lines = (await readFile(file, 'utf8')).split('\n');
    const group = (group: string, characteristic: string, number: string): string => `2023,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,${group},${characteristic},${number},1`;
    const header = 'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,cla_group,characteristic,number,percentage';
    const table = [header, group('Total', 'Total', '321'), group('Placement', 'Foster placements', '200'), group('Placement', 'Placed for adoption', 'c'), group('Placement', '"Secure homes and children\'s homes"', '60'), group('Legal status', 'Section 20', '20'), group('Age group', 'Under 1 year', 'c'), group('Age group', '1 to 4 years', '300'), group('Gender', 'Male', 'z')];
    const result = await imported('la_cla_on_31_march_by_characteristics.csv', `${table.join('\n')}\n`);
    expect(figuresOf(result)).toEqual([
      '2023-03-31,E06000001,adoption,all,,0,321,published',
      '2023-03-31,E06000001,all,all,321,321,321,published',
      '2023-03-31,E06000001,all,0,,0,21,published',
      '2023-03-31,E06000001,all,1-4,300,300,300,published',
      '2023-03-31,E06000001,foster-including-kinship,all,200,200,200,published',
    ]);
    expect(result.leftOut.map(({ reason }) => reason).join(' ')).toContain('more than one of them');
    const shifted = lines.map((line) => (line.includes(',805,Hartlepool,') && line.includes('at 31 March') ? line.replace('E06000001', 'E06000002') : line));
    await expect(imported('cla.csv', shifted.join('\n'))).rejects.toThrow('in another row');
  });

  it('leaves out an area of which a part is lost, and refuses rows that ran together', async () => {
    const text = await readFile(file, 'utf8');
    const lines = text.split('\n');
    const lost = lines.filter((line) => !(line.includes(',Middlesbrough,') && line.includes('starting'))).join('\n');
    const result = await imported('cla.csv', lost);
    expect(figuresOf(result).join(' ')).not.toContain('E06000002');
    expect(figuresOf(result)).toContain('2023-03-31,E06000001,all,all,321,321,321,published');
    expect(result.leftOut).toEqual([{ reason: expect.stringContaining('rows of the area are missing') as string, count: 2, example: expect.stringContaining('235') as string }]);
    const together = text.replace('each year,34140,245,72', 'each year,55081,182,33');
    await expect(imported('cla.csv', together)).rejects.toThrow('The population of Middlesbrough is 34140 in another row');
    await expect(imported('cla.csv', text.replace('Regional,E92000001', 'Regional,e92000001'))).rejects.toThrow('The country has no code');
    const exchanged = text.replace('country_name', 'x').replace('time_identifier', 'country_name').replace(',x,', ',time_identifier,');
    await expect(imported('cla.csv', exchanged)).rejects.toThrow('This says no kind of year');
  });
});
