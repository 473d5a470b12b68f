import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import Excel from 'exceljs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/data/read-table.ts';
import { unpackZip } from '../../src/data/tables/zip-guard.ts';
import { formatProblems } from '../../src/domain/errors.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { cpuMilliseconds } from '../cpu-time.ts';

const folder = await temporaryFolder();
const HEADER = ['mid_year', 'area_code', 'age', 'population', 'status', 'source'];
const ROW = [2024, 'T01', 5, 120, 'published', 'a source'];

async function workbook(name: string, fill: (book: Excel.Workbook) => void): Promise<string> {
  const book = new Excel.Workbook();
  fill(book);
  const path = join(folder, name);
  await book.xlsx.writeFile(path);
  return path;
}

const sheet = (rows: unknown[][], name = 'population') => (book: Excel.Workbook): void => {
  book.addWorksheet(name).addRows(rows);
};

describe('a workbook that is right', () => {
  it('reads a single sheet whatever its name', async () => {
    const read = await readTable(await workbook('one.xlsx', sheet([HEADER, ROW], 'Sheet1')), 'population');
    expect(read).toEqual({
      ok: true,
      value: [{ mid_year: 2024, area_code: 'T01', age: 5, population: 120, status: 'published', source: 'a source' }],
      repairs: [],
    });
  });

  it('finds the sheet with the name of the table among others', async () => {
    const path = await workbook('many.xlsx', (book) => {
      sheet([['a note']], 'Notes')(book);
      sheet([HEADER, ROW])(book);
    });
    expect(await readTable(path, 'population')).toMatchObject({ ok: true, value: { length: 1 } });
  });

  it('takes the stored result of a formula', async () => {
    const path = await workbook('formula.xlsx', sheet([HEADER, [2024, 'T01', 5, { formula: 'A1*2', result: 99 }, 'published', 's']]));
    expect(await readTable(path, 'population')).toMatchObject({ ok: true, value: [{ population: 99 }] });
  });

  it('takes a date cell and lists it', async () => {
    const header = ['year_ending', 'area_code', 'age_band', 'measure', 'children', 'status', 'source'];
    const rows = [header, [new Date(Date.UTC(2024, 2, 31)), 'T01', 'all', 'started', 4, 'published', 's']];
    const read = await readTable(await workbook('date.xlsx', sheet(rows, 'flows')), 'flows');
    expect(read).toMatchObject({ ok: true, value: [{ year_ending: '2024-03-31' }], repairs: [{ row: 2, column: 'year_ending' }] });
  });

  it('keeps text that begins like a formula, and reads rich text', async () => {
    const path = await workbook('text.xlsx', sheet([HEADER, [2024, 'T01', 5, 1, 'published', { richText: [{ text: '=1' }, { text: '+1' }] }]]));
    expect(await readTable(path, 'population')).toMatchObject({ ok: true, value: [{ source: '=1+1' }] });
  });
});

describe('a workbook that is wrong', () => {
  const wrong: readonly [name: string, fill: (book: Excel.Workbook) => void, says: readonly string[]][] = [
    [
      'two tables under each other',
      sheet([HEADER, ROW, [], ['year', 'index', 'value', 'source'], [2024, 'pay', 1, 's']]),
      ['sheet population, row 4', 'two tables', 'Found "year, index, value, source"', 'One table a file or sheet', 'Move the second table'],
    ],
    [
      'two tables beside each other',
      sheet([[...HEADER, null, 'year', 'index'], [...ROW, null, 2024, 'pay']]),
      ['sheet population, row 1, column G', 'beside each other', 'One table a file or sheet'],
    ],
    [
      'a merged title',
      (book): void => {
        const page = book.addWorksheet('population');
        page.addRows([['Population'], HEADER, ROW]);
        page.mergeCells('A1:F1');
      },
      ['row 1, column A', 'merged cells', 'Found "A1:F1"', 'no merged cells', 'Unmerge'],
    ],
    ['a title row', sheet([['Population'], HEADER, ROW]), ['row 1', 'not the header', 'Found "Population"', 'Delete titles']],
    [
      'a formula without a stored result',
      sheet([HEADER, [2024, 'T01', 5, { formula: 'SUM(A1:A2)' }, 'published', 's']]),
      ['row 2, column population', 'no stored result', 'Found "=SUM(A1:A2)"', 'A whole number', 'paste the values'],
    ],
    [
      'a formula with an error',
      sheet([HEADER, [2024, 'T01', 5, { formula: '1/0', result: { error: '#DIV/0!' } }, 'published', 's']]),
      ['row 2, column population', 'error of the spreadsheet', 'Found "#DIV/0!"'],
    ],
    [
      'a suppressed cell',
      sheet([HEADER, [2024, 'T01', 5, '[c]', 'published', 's']]),
      ['row 2, column population', 'Found "[c]"', 'Leave the row out'],
    ],
    [
      'a cell far to the right',
      sheet([HEADER, [...ROW, ...Array.from({ length: 400 }, () => null), 'x']]),
      ['row 2', 'too many fields', 'Found "x"'],
    ],
    ['no sheet of that name', (book): void => {
      sheet([HEADER, ROW], 'Popluation')(book);
      sheet([['x']], 'Notes')(book);
    }, ['Found "Popluation, Notes"', 'No sheet is named population', 'Rename the sheet Popluation']],
    ['an empty sheet', sheet([]), ['empty', 'A header row']],
  ];
  it.each(wrong)('%s', async (name, fill, says) => {
    const path = await workbook(`${name.replaceAll(' ', '-')}.xlsx`, fill);
    const read = await readTable(path, 'population');
    expect(read.ok).toBe(false);
    if (!read.ok) for (const part of [path, ...says]) expect(formatProblems(read.problems)).toContain(part);
  });

  it('an age band that became a date', async () => {
    const header = ['age_band', 'month', 'still_looked_after', 'status', 'source'];
    const path = await workbook('band.xlsx', sheet([header, [new Date(Date.UTC(2024, 4, 9)), 1, 0.9, 'published', 's']], 'stays'));
    const read = await readTable(path, 'stays');
    expect(!read.ok && formatProblems(read.problems)).toContain('become a date');
  });

  it('a number in a column of dates is not taken for a day', async () => {
    const header = ['year_ending', 'area_code', 'age_band', 'measure', 'children', 'status', 'source'];
    const path = await workbook('serial.xlsx', sheet([header, [45382, 'T01', 'all', 'started', 4, 'published', 's']], 'flows'));
    const read = await readTable(path, 'flows');
    expect(!read.ok && formatProblems(read.problems)).toContain('Excel counts days');
  });
});

describe('a zip that is no sane workbook', () => {
  const refused = async (name: string, bytes: Uint8Array, part: string): Promise<void> => {
    const path = join(folder, name);
    await writeFile(path, bytes);
    const began = cpuMilliseconds();
    const read = await readTable(path, 'population');
    expect(cpuMilliseconds() - began).toBeLessThan(2000);
    expect(!read.ok && formatProblems(read.problems)).toContain(part);
  };

  it('a bomb that says its size', () =>
    refused('bomb.xlsx', zipSync({ 'xl/workbook.xml': new Uint8Array(80 * 1024 * 1024) }, { level: 9 }), 'zip bomb'));

  it('a bomb that lies about its size is not unpacked further than it says', () => {
    const stream = deflateRawSync(Buffer.alloc(400 * 1024 * 1024), { level: 1 });
    const bytes = zipSync({ 'xl/workbook.xml': stream }, { level: 0 });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entry = view.getUint32(bytes.length - 22 + 16, true);
    view.setUint16(8, 8, true);
    view.setUint16(entry + 10, 8, true);
    view.setUint32(entry + 24, 1000, true);
    const began = cpuMilliseconds();
    expect(unpackZip(bytes)).toContain('larger than it says');
    expect(cpuMilliseconds() - began).toBeLessThan(500);
  });

  it('a zip of something else', () => refused('other.xlsx', zipSync({ 'a.txt': strToU8('x') }), 'not an Excel workbook'));
  it('a zip that is cut off', () =>
    refused('cut.xlsx', zipSync({ 'xl/workbook.xml': strToU8('x'.repeat(5000)) }, { level: 0 }).subarray(0, 3000), 'not a workbook'));
  it('a workbook whose parts are no XML', () =>
    refused('broken.xlsx', zipSync({ 'xl/workbook.xml': strToU8('<<<'), '[Content_Types].xml': strToU8('x') }), 'damaged'));

  it('merged cells and validations over the whole sheet do not fill the memory', async () => {
    const path = await workbook('wide.xlsx', sheet([HEADER, ROW]));
    const { readFile } = await import('node:fs/promises');
    const { unzipSync, strFromU8 } = await import('fflate');
    const parts = unzipSync(await readFile(path));
    const xml = strFromU8(parts['xl/worksheets/sheet1.xml']!);
    const validation = '<dataValidations count="1"><dataValidation type="whole" sqref="A1:XFD1048576"><formula1>1</formula1></dataValidation></dataValidations>';
    parts['xl/worksheets/sheet1.xml'] = strToU8(xml.replace('</sheetData>', `</sheetData>${validation}`));
    await writeFile(path, zipSync(parts));
    const began = cpuMilliseconds();
    expect(await readTable(path, 'population')).toMatchObject({ ok: true, value: { length: 1 } });
    parts['xl/worksheets/sheet1.xml'] = strToU8(xml.replace('</sheetData>', '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'));
    await writeFile(path, zipSync(parts));
    expect(await readTable(path, 'population')).toMatchObject({ ok: false });
    expect(cpuMilliseconds() - began).toBeLessThan(2000);
  });
});
