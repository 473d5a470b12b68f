import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, it } from 'vitest';
import { publishCommand } from '../../../src/cli/publish.ts';
import { shippedRoot } from '../../../src/data/shipped-paths.ts';
import { run } from '../../../src/experiments/run.ts';
import { inferredBounds, roundToFive, suppressedCells } from '../../../src/reporting/publication/disclosure.ts';
import type { ControlledCell, ControlledSum } from '../../../src/reporting/publication/disclosure.ts';
import { meaningOf, titleOf } from '../../../src/reporting/publication/measure-titles.ts';
import { publish } from '../../../src/reporting/publication/publish.ts';
import type { Publication } from '../../../src/reporting/publication/publish.ts';
import { accessibilityFailures } from '../../../src/risk/register/accessible.ts';
import { temporaryFolder, THREE_AREAS } from '../../data/temporary-folder.ts';

const folder = await temporaryFolder();
const made = join(folder, 'made');
let copy: Publication;

beforeAll(async () => {
  const scenario = join(folder, 'short.yaml');
  await writeFile(scenario, 'name: short\ntitle: Short\nextends: as-legislated\nhorizon: 2026-03-31\n');
  await run({ scenario, dataDir: THREE_AREAS, draws: 6, threads: 1, out: made });
  copy = await publish({ run: made, level: 'authority' });
}, 120_000);

const path = (name: string): string => copy.files.find((file) => file.endsWith(name))!;

/** Two regions of several authorities and one that is a single authority, with the country known exactly. */
function country(values: readonly number[]): { cells: ControlledCell[]; sums: ControlledSum[] } {
  const half = Math.ceil((values.length - 1) / 2);
  const groups = [values.slice(1, 1 + half), values.slice(1 + half), values.slice(0, 1)];
  const cells: ControlledCell[] = [];
  const sums: ControlledSum[] = [];
  let all = 0;
  groups.forEach((group, g) => {
    const total = group.reduce((a, b) => a + b, 0);
    all += total;
    cells.push({ id: `R${g}`, value: total, rounded: group.length === 1 });
    group.forEach((value, i) => cells.push({ id: `R${g}A${i}`, value, rounded: true }));
    sums.push({ parts: group.map((_, i) => `R${g}A${i}`), total: `R${g}` });
  });
  sums.push({ parts: ['R0', 'R1', 'R2'], total: all });
  return { cells, sums };
}

interface CsvwTable {
  readonly '@context': unknown;
  readonly url: string;
  readonly dialect: object;
  readonly tableSchema: {
    readonly columns: readonly {
      readonly name: string;
      readonly titles: string;
      readonly datatype: 'string' | 'date' | 'number';
      readonly required?: boolean;
      readonly null?: string;
    }[];
    readonly primaryKey: readonly string[];
  };
}

describe('disclosure control', () => {
  it('lets nobody work out a small count from all that is published', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 })), {
          minLength: 5,
          maxLength: 12,
        }),
        (values) => {
          const { cells, sums } = country(values);
          const hidden = suppressedCells(cells, sums);
          const bounds = inferredBounds(cells, sums, hidden);
          const all = values.reduce((a, b) => a + b, 0);
          for (const cell of cells.filter((c) => c.rounded && c.value < 5)) {
            expect(hidden.has(cell.id)).toBe(true);
            const [low, high] = bounds.get(cell.id)!;
            // The true count is never excluded, and nobody gets within 5 of it unless the whole sum is under 5.
            expect(low).toBeLessThanOrEqual(cell.value);
            expect(high).toBeGreaterThanOrEqual(cell.value);
            const own = cell.id.length > 2 ? cells.find((c) => c.id === cell.id.slice(0, 2))! : cell;
            const least = own.rounded ? Math.min(5, own.value, all) : Math.min(5, own.value);
            expect(high - low).toBeGreaterThanOrEqual(least - 1e-9);
          }
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });

  it('would be worked out without secondary suppression', () => {
    const { cells, sums } = country([20, 3, 30, 20, 40, 25, 30]);
    const only = new Set(cells.filter((c) => c.rounded && c.value < 5).map((c) => c.id));
    const alone: ControlledCell[] = cells.map((c) => ({ ...c, rounded: only.has(c.id) }));
    expect(inferredBounds(alone, sums, only).get('R0A0')).toEqual([3, 3]);
    expect(suppressedCells(cells, sums).size).toBeGreaterThan(only.size);
  });

  it('hides another region where the smallest is one authority', () => {
    const { cells, sums } = country([2, 30, 30, 30, 40, 40, 40]);
    const hidden = suppressedCells(cells, sums);
    expect([...hidden].filter((id) => id.length === 2).sort()).toEqual(['R0', 'R2']);
  });

  it('takes nothing out where nothing is small', () => {
    const { cells, sums } = country([20, 30, 30, 30, 40, 40, 40]);
    expect(suppressedCells(cells, sums).size).toBe(0);
  });
});

describe('publish', () => {
  it('passes the checklist for accessible spreadsheets', async () => {
    expect(accessibilityFailures(await readFile(path('publication.xlsx')))).toEqual([]);
  });

  it('shows no count of an authority that is small or not rounded, and no breakdown, night or cost of one', () => {
    const below = copy.rows.filter((row) => row.area_level === 'authority');
    expect(below.length).toBeGreaterThan(20);
    expect(below.some((row) => row.marker === 'c')).toBe(true);
    for (const row of below) {
      if (row.marker === 'c') expect([row.value, row.lower, row.upper]).toEqual([undefined, undefined, undefined]);
      else expect([row.value! >= 5, row.value, row.lower! % 5]).toEqual([true, roundToFive(row.value!), 0]);
      expect([row.sector, row.age_band, row.reason, row.need_class]).toEqual(['all', 'all', 'all', 'all']);
      expect(['children', 'places', 'households', 'applications']).toContain(row.unit);
    }
  });

  it('shows no total beside its only two types below the country', () => {
    const shown = new Map<string, Set<string>>();
    for (const { area_level, measure, service_type } of copy.rows)
      if (area_level === 'authority') shown.set(measure, (shown.get(measure) ?? new Set()).add(service_type));
    expect(shown.get('children_waiting')).toEqual(new Set(['residential', 'foster']));
    for (const [measure, types] of shown)
      if (measure !== 'children_looked_after') expect(types.has('all') && types.size > 1, measure).toBe(false);
  });

  it('names no provider, owner or service', async () => {
    const services = parse(await readFile(join(THREE_AREAS, 'services.csv')), { columns: true }) as Record<
      string,
      string
    >[];
    const text = await readFile(path('outcomes-published.csv'), 'utf8');
    for (const service of services)
      for (const name of ['service_id', 'name', 'provider_id', 'owner_id'])
        if (service[name]) expect(text.includes(`,${service[name]},`)).toBe(false);
  });

  it('gives CSV, metadata and Parquet that agree', async () => {
    const csv = parse(await readFile(path('outcomes-published.csv')), { columns: true }) as Record<string, string>[];
    const metadata = JSON.parse(await readFile(path('metadata.json'), 'utf8')) as {
      url: string;
      tableSchema: { columns: { name: string }[]; primaryKey: string[] };
    };
    expect(metadata.url).toBe('outcomes-published.csv');
    expect(metadata.tableSchema.columns.map((c) => c.name)).toEqual(Object.keys(csv[0]!));
    const keys = csv.map((row) => metadata.tableSchema.primaryKey.map((name) => row[name]).join('|'));
    expect(new Set(keys).size).toBe(keys.length);
    const bytes = await readFile(path('.parquet'));
    const rows = await parquetReadObjects({
      file: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    });
    expect(rows.map((row) => String((row['value'] as number | null) ?? ''))).toEqual(csv.map((row) => row['value']));
    expect(rows.map((row) => (row['date'] as Date).toISOString().slice(0, 10))).toEqual(csv.map((row) => row['date']));
    for (const name of ['marker', 'status', 'area_name_cy'])
      expect(rows.map((row) => row[name])).toEqual(csv.map((row) => row[name]));
  });

  it('has metadata in the vocabulary of CSVW that hold of every cell', async () => {
    const metadata = JSON.parse(await readFile(path('metadata.json'), 'utf8')) as CsvwTable;
    const { '@context': context, url, dialect, tableSchema, ...common } = metadata;
    expect(context).toEqual(['http://www.w3.org/ns/csvw', { '@language': 'en' }]);
    // Anything else must be a common property: a prefixed name such as dc:title.
    for (const key of Object.keys(common)) expect(key).toMatch(/^(dc|dcat|schema|rdfs):/);
    expect(Object.keys(dialect).every((key) => ['header', 'encoding', 'delimiter'].includes(key))).toBe(true);
    expect(Object.keys(tableSchema).sort()).toEqual(['columns', 'primaryKey']);
    for (const column of tableSchema.columns) {
      const { name, titles, datatype, required, null: empty, ...others } = column;
      expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_.]*$/);
      expect(titles).toBe(name);
      expect(['string', 'date', 'number']).toContain(datatype);
      expect(required === true || empty === '', name).toBe(true);
      for (const key of Object.keys(others)) expect(key).toMatch(/^dc:/);
    }
    const bytes = await readFile(path(url));
    expect(bytes.subarray(0, 3).toString('hex')).not.toBe('efbbbf');
    const [header, ...rows] = parse(bytes) as string[][];
    expect(header).toEqual(tableSchema.columns.map(({ titles }) => titles));
    const forms = { string: /^/, date: /^\d{4}-\d\d-\d\d$/, number: /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/ };
    for (const row of rows)
      for (const [i, { name, datatype, required }] of tableSchema.columns.entries()) {
        if (row[i] === '') expect(required, name).not.toBe(true);
        else if (!forms[datatype].test(row[i]!)) expect(row[i], name).toMatch(forms[datatype]);
      }
  });

  it('gives a title and a meaning to every measure, and numbers with their separators', async () => {
    const measures = parse(await readFile(join(shippedRoot(), 'measures.csv')), { columns: true }) as {
      measure: string;
    }[];
    const names = [...new Set(measures.map(({ measure }) => measure))];
    expect(names.length).toBeGreaterThan(40);
    for (const name of names) expect(meaningOf(name), name).toMatch(/\.$/);
    expect(new Set(names.map(titleOf)).size).toBe(names.length);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await readFile(path('publication.xlsx'))) as unknown as ArrayBuffer);
    const contents = workbook.getWorksheet('Contents')!;
    expect(contents.getCell('A3').value).toBe('Sheet');
    expect(contents.rowCount - 3).toBe(workbook.worksheets.length - 2);
    for (const sheet of workbook.worksheets.slice(3)) {
      const table = sheet.getTables()[0]! as unknown as { table: { tableRef: string; name: string } };
      expect(table.table.name).toMatch(/^tbl_[a-z0-9_]+$/);
      const top = Number(/^A(\d+)/.exec(table.table.tableRef)![1]);
      const middle = (sheet.getRow(top).values as string[]).indexOf('Middle [note 1]');
      const cell = sheet.getRow(top + 1).getCell(middle);
      if (typeof cell.value === 'number') expect(cell.numFmt).toMatch(/^#,##0/);
      expect(String(sheet.getRow(top).getCell(3).value)).toBe('Area in Welsh');
    }
  });

  it('gives the same bytes again, and the region copy shows no authority', async () => {
    const out = await mkdtemp(join(folder, 'out-'));
    const again = await publish({ run: made, level: 'authority', out });
    for (const [i, file] of again.files.entries())
      expect((await readFile(file)).equals(await readFile(copy.files[i]!))).toBe(true);
    const lines: string[] = [];
    const output = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
    expect(await publishCommand([made], output)).toBe(0);
    const text = await readFile(join(made, 'publication-region', 'outcomes-published.csv'), 'utf8');
    expect(text).not.toContain(',authority,');
    expect(await publishCommand([made, '--level', 'street'], output)).toBe(2);
  });
});

describe('recipes', () => {
  it('name columns and files that exist', async () => {
    const columns = (await readFile(path('outcomes-published.csv'), 'utf8')).split('\r\n')[0]!.split(',');
    for (const name of ['table.R', 'chart.qmd', 'table.pq', 'table.py']) {
      const text = await readFile(join(import.meta.dirname, '../../../docs/recipes', name), 'utf8');
      expect(text).toMatch(/outcomes-published\.(csv|parquet)/);
      const used = /columns used: (.*)/.exec(text)![1]!.split(', ');
      expect(used.length).toBeGreaterThan(3);
      for (const column of used) {
        expect(columns, `${column} in ${name}`).toContain(column);
        expect(text.split(column).length, `${column} in ${name}`).toBeGreaterThan(2);
      }
    }
  });
});
