import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import { zipSync } from 'fflate';
import { writeCsv } from '../../../src/domain/csv.ts';
import { shippedDataDir } from '../../../src/data/shipped-paths.ts';

export const FIXTURES = fileURLToPath(new URL('../../fixtures/import/', import.meta.url));
export const VIEW_FILES: readonly string[] = Array.from({ length: 16 }, (_, i) =>
  join(FIXTURES, 'view', `CLA_31MAR_${2003 + i}.csv`),
);

const shipped = (path: string): Record<string, string>[] =>
  parse(readFileSync(join(shippedDataDir(), path), 'utf8'), { columns: true });

/** A published figure: real counts of Wales, by sex and age, as they were printed. */
export interface Published {
  readonly year: number;
  readonly code: string;
  readonly en: string;
  readonly cy: string;
  readonly sex: 'male' | 'female' | 'all';
  readonly age: string;
  /** Empty where the figure is withheld. */
  readonly children: string;
}

const AREAS = new Map(shipped('areas.csv').map((row) => [row['area_code']!, row]));

/** The real figures of some years, from the reference table of the data set. */
export function published(years: readonly number[]): Published[] {
  return shipped('reference/children-by-sex-and-age.csv')
    .filter((row) => years.includes(Number(row['date']!.slice(0, 4))))
    .map((row) => ({
      year: Number(row['date']!.slice(0, 4)),
      code: row['area_code']!,
      en: AREAS.get(row['area_code']!)!['name_en']!,
      cy: AREAS.get(row['area_code']!)!['name_cy']!,
      sex: row['sex'] as Published['sex'],
      age: row['age_group']!,
      children: row['note_code'] === 'c' ? '' : row['children']!,
    }));
}

const AGES: Readonly<Record<string, readonly [en: string, cy: string]>> = {
  'Under 1': ['Under 1 year', 'Dan 1 oed'],
  '1 to 4': ['1 to 4 years', '1 i 4 oed'],
  '5 to 9': ['5 to 9 years', '5 i 9 oed'],
  '10 to 15': ['10 to 15 years', '10 i 15 oed'],
  '16 to 17': ['16 to 17 years', '16 i 17 oed'],
  '18 and over': ['18 and over', '18 oed a throsodd'],
  'All ages': ['All ages', 'Pob oedran'],
};
const SEXES = {
  male: ['Male', 'Gwryw'],
  female: ['Female', 'Benyw'],
  all: ['Total', 'Cyfanswm'],
} as const;
const OLD_IDS: Readonly<Record<string, string>> = {
  W06000001: '512', W06000002: '514', W06000003: '516', W06000004: '518', W06000005: '520', W06000006: '522', W06000023: '524',
  W06000008: '526', W06000009: '528', W06000010: '530', W06000011: '532', W06000012: '534', W06000013: '536', W06000014: '538',
  W06000015: '552', W06000016: '540', W06000024: '542', W06000018: '544', W06000019: '545', W06000020: '546', W06000021: '548',
  W06000022: '550', W92000004: '596',
}; // prettier-ignore

export type View = 'default' | 'raw' | 'frontend' | 'extended' | 'old ids';

/** Columns and rows as stats.gov.wales hands out such a table. */
export function statsGovWalesTable(rows: readonly Published[], language: 'en' | 'cy', view: View): { columns: string[]; rows: Record<string, string>[] } {
  const cy = language === 'cy';
  const pick = <T>(pair: readonly [T, T]): T => pair[cy ? 1 : 0];
  const [value, about, area, year, sex, age, notes] = cy
    ? ['Gwerthoedd data', 'Disgrifiad o’r data', 'Awdurdod lleol', 'Blwyddyn', 'Rhywedd', 'Grŵp oedran', 'Nodiadau']
    : ['Data values', 'Data description', 'Local Authority', 'Collection Year (at 31 March)', 'Gender', 'Age group', 'Notes'];
  const [reference, sort, hierarchy] = cy ? ['cyfeiriad', 'didoli', 'hierarchiaeth'] : ['reference', 'sort', 'hierarchy'];
  const extended = view === 'extended' || view === 'old ids';
  const columns = [value!, about!, year!, area!, sex!, age!];
  if (extended)
    for (const name of [year!, area!, age!]) columns.push(`${name}_${reference}`, `${name}_${sort}`, `${name}_${hierarchy}`);
  if (extended) columns.push(cy ? 'Dyddiad cychwyn' : 'Start date', cy ? 'Dyddiad gorffen' : 'End date');
  if (view !== 'frontend') columns.push(notes!);
  const ages = Object.keys(AGES);
  const codes = [...AREAS.keys()];
  return {
    columns,
    rows: rows.map((row) => {
      const marks = row.children === '' ? ['c'] : row.sex === 'all' || row.age === 'All ages' ? ['t'] : [];
      const thousands = view === 'raw' ? row.children : Number(row.children).toLocaleString('en-GB');
      const figure = row.children === '' ? '' : thousands;
      const shown = view === 'frontend' ? [figure, ...marks.map((mark) => `[${mark}]`)].filter((text) => text !== '').join(' ') : figure;
      const span = `${row.year - 1}-${String(row.year).slice(2)}`;
      return {
        [value!]: shown,
        [about!]: cy ? 'Nifer' : 'Number',
        [year!]: span,
        [area!]: cy ? row.cy : row.en,
        [sex!]: pick(SEXES[row.sex]),
        [age!]: pick(AGES[row.age]!),
        [`${year!}_${reference}`]: `${row.year - 1}${String(row.year).slice(2)}`,
        [`${year!}_${sort}`]: String(row.year),
        [`${year!}_${hierarchy}`]: '',
        [`${area!}_${reference}`]: view === 'old ids' ? OLD_IDS[row.code]! : row.code,
        [`${area!}_${sort}`]: String(codes.indexOf(row.code)),
        [`${area!}_${hierarchy}`]: row.code === 'W92000004' ? '' : view === 'old ids' ? '596' : 'W92000004',
        [`${age!}_${reference}`]: `A${ages.indexOf(row.age)}`,
        [`${age!}_${sort}`]: String(ages.indexOf(row.age)),
        [`${age!}_${hierarchy}`]: row.age === 'All ages' ? '' : 'A6',
        [cy ? 'Dyddiad cychwyn' : 'Start date']: `01/04/${row.year - 1}`,
        [cy ? 'Dyddiad gorffen' : 'End date']: `31/03/${row.year}`,
        [notes!]: marks.join(','),
      };
    }),
  };
}

/** The table as CSV. */
export function asCsv(table: { columns: string[]; rows: Record<string, string>[] }): string {
  return writeCsv(table).replaceAll('\r\n', '\n');
}

/** The table as JSON, as the service writes it: a row a line. */
export function asJson({ columns, rows }: { columns: string[]; rows: Record<string, string>[] }): string {
  const line = (row: Record<string, string>): string =>
    JSON.stringify(Object.fromEntries(columns.map((c) => [c, row[c] === '' ? null : row[c]])));
  return `[${rows.map(line).join(',\n')}]`;
}

/** The table as a workbook, as the service writes it: numbers as numbers, the header on the first sheet alone. */
export async function asWorkbook({ columns, rows }: { columns: string[]; rows: Record<string, string>[] }, rowsASheet = Infinity): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  let sheet = workbook.addWorksheet('Sheet-1');
  sheet.addRow(columns);
  for (const [i, row] of rows.entries()) {
    if (i > 0 && i % rowsASheet === 0) sheet = workbook.addWorksheet(`Sheet-${i / rowsASheet + 1}`);
    sheet.addRow(columns.map((c) => (row[c] === '' ? null : Number.isNaN(Number(row[c])) ? row[c] : Number(row[c]))));
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** The figures as records of the open data service of StatsWales 2. */
export function odataRecords(rows: readonly Published[]): Record<string, string | number>[] {
  const ages = Object.keys(AGES);
  return rows
    .filter((row) => row.children !== '')
    .map((row, i) => ({
      Data: Number(row.children),
      Area_Code: OLD_IDS[row.code]!,
      Area_ItemName_ENG: `${row.en} `,
      Area_SortOrder: String(i % 23),
      Area_AltCode1: row.code,
      Year_Code: `${row.year - 1}${String(row.year).slice(2)}`,
      Year_ItemName_ENG: `${row.year - 1}-${String(row.year).slice(2)}`,
      Gender_Code: row.sex,
      Gender_ItemName_ENG: SEXES[row.sex][0],
      Age_Code: String(ages.indexOf(row.age)),
      Age_ItemName_ENG: AGES[row.age]![0],
      Age_SortOrder: ages.indexOf(row.age),
      RowKey: String(i).padStart(16, '0'),
      PartitionKey: '',
    }))
    .map(({ Area_SortOrder: _unused, ...row }) => row);
}

/** Records as pages of JSON. */
export function odataPages(records: readonly object[], size: number): string[] {
  const pages: string[] = [];
  for (let at = 0; at < records.length; at += size)
    pages.push(
      JSON.stringify({
        'odata.metadata': 'http://open.statswales.gov.wales/en-gb/dataset/$metadata#care0001',
        value: records.slice(at, at + size),
        ...(at + size < records.length ? { 'odata.nextLink': `care0001?$skip=${at + size}` } : {}),
      }),
    );
  return pages;
}

/** Records as the zip of a whole table: the same names with the types of their columns. */
export function bulkZip(records: readonly Record<string, string | number>[]): Uint8Array {
  const typed = (name: string): string => (name === 'Data' ? 'Data_DEC' : name === 'Year_Code' || name === 'Age_SortOrder' ? `${name}_INT` : `${name}_STR`);
  const names = Object.keys(records[0]!);
  const csv = writeCsv({ columns: names.map(typed), rows: records.map((row) => Object.fromEntries(names.map((n) => [typed(n), row[n]]))) });
  return zipSync({ 'CARE0001.csv': Buffer.from(`\ufeff${csv}`) });
}
