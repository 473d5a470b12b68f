import Excel from 'exceljs';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { planContents } from '../../../src/reporting/sufficiency-plan/plan-contents.ts';
import { PLAN_CSV_COLUMNS, planCsv } from '../../../src/reporting/sufficiency-plan/plan-csv.ts';
import { planWorkbook } from '../../../src/reporting/sufficiency-plan/plan-workbook.ts';
import { planYear } from '../../../src/reporting/sufficiency-plan/plan-year.ts';
import { madeUpInputs, madeUpManifest, madeUpRows, madeUpSource } from './made-up-run.ts';

const year = planYear(2028);
const title = '=HYPERLINK("http://example.org") & more';
const contents = planContents(
  madeUpSource({ inputs: madeUpInputs('2030-04-01', title), manifest: madeUpManifest({ scenario_title: title }) }),
  'A1',
  year,
);
const workbook = new Excel.Workbook();
let bytes: Uint8Array;
beforeAll(async () => {
  bytes = await planWorkbook(contents);
  await workbook.xlsx.load(bytes.slice().buffer);
});
afterEach(() => vi.useRealTimers());

const csv = (): Record<string, string>[] => parse(planCsv(contents), { columns: true, bom: true });

/** Rows of a table on a sheet as records, from its header row on to the first empty row. */
function tableOf(name: string, first: string): Record<string, Excel.CellValue>[] {
  const sheet = workbook.getWorksheet(name)!;
  const found: Record<string, Excel.CellValue>[] = [];
  let header: string[] | undefined;
  for (let r = 1; r <= sheet.rowCount; r++) {
    const cells = (sheet.getRow(r).values as Excel.CellValue[]).slice(1);
    if (header === undefined) {
      if (cells[0] === first) header = cells.map(String);
    } else if (cells.length === 0) break;
    else found.push(Object.fromEntries(header.map((h, i) => [h, cells[i]])));
  }
  return found;
}

describe('the workbook of a plan', () => {
  it('has a cover and a sheet for each of (a) to (f)', () => {
    const names = workbook.worksheets.map((s) => s.name);
    expect(names[0]).toBe('Cover');
    for (const letter of 'abcdef') expect(names.filter((n) => n.startsWith(`(${letter})`)).length).toBeGreaterThan(0);
  });

  it('prints every figure of the contents in its row, with status, source, scenario and run', () => {
    const rows = ['(a) Children', '(b) Accommodation', '(c) Sufficiency', '(d) Detail'].flatMap((n) =>
      tableOf(n, 'Part'),
    );
    expect(rows.length).toBe(contents.figures.length);
    contents.figures.forEach((f, i) => {
      const v = f.values!;
      expect(rows[i]).toMatchObject({
        Part: f.part,
        Figure: f.label,
        When: f.whenText,
        'Central value': v.central,
        'Sampling error': v.samplingError,
        Unit: v.unit,
        Status: v.status,
        Scenario: 'made-up',
        Run: '0123456789abcdef',
      });
      expect(rows[i]!['80% range from']).toBe(v.low80);
      expect(rows[i]!['90% range to']).toBe(v.high90);
      expect(rows[i]!['Source measure']).toContain(f.where.measure);
    });
  });

  it('sets statutory and shadow side by side, each from its own figures', () => {
    const rows = tableOf('(d) Applications', 'Figure');
    const statutory = contents.figures.filter((f) => f.number === 'statutory');
    const shadow = contents.figures.filter((f) => f.number === 'shadow');
    expect(rows.length).toBe(statutory.length);
    rows.forEach((row, i) => {
      expect(row['Statutory number: central value']).toBe(0);
      expect(row['Statutory number: 90% range']).toBe('0 to 0');
      expect(row['Shadow number: central value']).toBe(shadow[i]!.values!.central);
      expect(row['Shadow number: average']).toBe(shadow[i]!.values!.average);
    });
  });

  it('names the steps and leaves marked room for what only the authority knows', () => {
    const steps = tableOf('(e) Steps', 'Step');
    expect(steps.map((s) => s['Planned number'])).toEqual([3, 4, 5, 12, undefined]);
    for (const name of ['(d) Applications', '(e) Steps', '(f) Other matters']) {
      const sheet = workbook.getWorksheet(name)!;
      const marked = sheet.getColumn(2).values.filter((v) => v === 'To be written by the authority');
      expect(marked.length, name).toBeGreaterThan(2);
    }
  });

  it('holds no formula and no merged cell, whatever outside text says', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.model.merges, sheet.name).toEqual([]);
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          expect([Excel.ValueType.String, Excel.ValueType.Number], cell.address).toContain(cell.type);
        }),
      );
    }
    const texts = (workbook.getWorksheet('Cover')!.getColumn(2).values as string[]).join('\n');
    expect(texts).toContain(title);
    expect(tableOf('(e) Steps', 'Step')[1]!['Source']).toBe('=1+1');
  });

  it('prints in landscape, one page wide, with its header frozen and on every page', () => {
    for (const sheet of workbook.worksheets) {
      expect(sheet.pageSetup, sheet.name).toMatchObject({
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
      });
      // What a footer would read as a code is doubled.
      expect(sheet.headerFooter.oddFooter).toContain('&& more');
    }
    for (const name of [
      '(a) Children',
      '(b) Accommodation',
      '(c) Sufficiency',
      '(d) Applications',
      '(d) Detail',
      '(e) Steps',
    ]) {
      const sheet = workbook.getWorksheet(name)!;
      const [view] = sheet.views;
      expect(view!.state, name).toBe('frozen');
      const ySplit = (view as { ySplit: number }).ySplit;
      expect(sheet.getRow(ySplit).getCell(1).font.bold, name).toBe(true);
      expect(sheet.pageSetup.printTitlesRow, name).toBe(`${ySplit}:${ySplit}`);
    }
  });

  it('has the same bytes on another day and in another time zone', async () => {
    const zone = process.env['TZ'];
    vi.useFakeTimers({ now: new Date('2031-07-01T12:34:56Z'), toFake: ['Date'] });
    process.env['TZ'] = 'Pacific/Auckland';
    const again = await planWorkbook(contents);
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    expect(Buffer.from(again).equals(Buffer.from(bytes))).toBe(true);
  });

  it('says in the row of a figure that it was not recorded, and lists it on the last sheet', async () => {
    const rows = madeUpRows().filter((row) => row.measure !== 'placements_would_need_approval');
    const some = new Excel.Workbook();
    await some.xlsx.load((await planWorkbook(planContents(madeUpSource({}, rows), 'A1', year))).slice().buffer);
    const texts = (name: string, column: number): unknown[] => [
      ...(some.getWorksheet(name)!.getColumn(column).values as unknown[]),
    ];
    expect(texts('(d) Applications', 8).filter((v) => v === 'Not recorded by this run')).toHaveLength(8);
    expect(texts('(f) Other matters', 1).filter((v) => v === 'Not recorded by this run')).toHaveLength(8);
  });
});

describe('the CSV of a plan', () => {
  it('holds one figure a row, the same numbers as the contents', () => {
    const rows = csv();
    expect(Object.keys(rows[0]!)).toEqual(PLAN_CSV_COLUMNS);
    expect(rows.length).toBe(contents.figures.length + contents.steps.length);
    contents.figures.forEach((f, i) => {
      expect(rows[i]).toMatchObject({
        plan_area_code: 'A1',
        financial_year: '2027-28',
        line: f.id,
        application_number: f.number ?? '',
        central: String(f.values!.central),
        low_80: String(f.values!.low80 ?? ''),
        high_90: String(f.values!.high90 ?? ''),
        mc_error: String(f.values!.samplingError),
        status: f.values!.status,
        measure: f.where.measure,
        scenario: 'made-up',
        run_id: '0123456789abcdef',
      });
    });
    expect(rows.find((r) => r['line'] === 'e.project.early')).toMatchObject({
      central: '3',
      service_type: 'residential',
    });
  });

  it('begins with the mark that Excel needs, and holds no text that a spreadsheet would run', () => {
    expect(planCsv(contents).charCodeAt(0)).toBe(0xfeff);
    expect(csv().find((r) => r['line'] === 'e.project.late')!['source']).toBe("'=1+1");
  });
});
