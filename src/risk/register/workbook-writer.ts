import type ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { workbookBytes } from '../../data/tables/workbook-bytes.ts';
import type { CellValue } from '../workbook/values.ts';
import { shownValue } from '../workbook/values.ts';
import { unwritable } from '../workbook/xml.ts';

/** A column of a table on a sheet of its own. */
export interface TableColumn {
  readonly header: string;
  readonly width: number;
  /** Values of which a cell must have one, none with a comma in it; or the range that holds them. */
  readonly list?: readonly string[] | string;
  /** Whole numbers from the first to the second. */
  readonly whole?: readonly [number, number];
  readonly format?: string;
  /** The column holds numbers, which stand to the right with their header. */
  readonly right?: boolean;
  /** The column says a band, which gets a colour beside its word. */
  readonly band?: boolean;
}

/** A sheet with one table. */
export interface TableSheet {
  readonly name: string;
  /** Name of the table, for other tools. */
  readonly table: string;
  readonly title: string;
  /** Sentences above the table. */
  readonly notes: readonly string[];
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly CellValue[])[];
}

/** How sheets are made: for work, with filters, lists and a frozen header; for print, on pages; or for publication. */
export interface SheetStyle {
  readonly use: 'work' | 'print' | 'publish';
  /** The sheet is one page high. */
  readonly onePage?: boolean;
  readonly header?: string;
  readonly footer?: string;
}

/** Width in characters of an A4 landscape page on which a text of 10 points is printed at 7, the smallest that is read easily. */
export const WIDEST_PAGE = 209;
const FONT = { name: 'Arial', size: 10 } as const;
/** Height in points of a title of one line. */
const TITLE_HEIGHT = 20;
/** Colours of bands with black text on them; the word always stands in the cell. */
const BAND_COLOURS: readonly (readonly [RegExp, string])[] = [
  [/very high|extreme|severe|critical/i, 'FFF4B6B6'],
  [/high|major/i, 'FFF8CBAD'],
  [/moderate|medium|significant/i, 'FFFFE699'],
  [/low|minor/i, 'FFC6E0B4'],
];

/** A workbook with nothing in it yet. */
export async function newWorkbook(title: string): Promise<ExcelJS.Workbook> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.title = title;
  workbook.creator = '';
  workbook.lastModifiedBy = '';
  return workbook;
}

/** A sheet of sentences: the first is its heading. */
export function addTextSheet(workbook: ExcelJS.Workbook, name: string, lines: readonly string[], width = 100): void {
  const sheet = workbook.addWorksheet(name, pageOf({ use: 'publish' }));
  sheet.getColumn(1).width = width;
  lines.forEach((line, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = line;
    cell.font = i === 0 ? { ...FONT, size: 14, bold: true } : FONT;
    cell.alignment = { wrapText: true, vertical: 'top' };
    if (i === 0) sheet.getRow(1).height = TITLE_HEIGHT * Math.max(1, Math.ceil(line.length / (width * 0.7)));
  });
}

/** Adds a sheet with its table. Texts are set as texts: what begins like a formula stays what it was. */
export function addTableSheet(workbook: ExcelJS.Workbook, given: TableSheet, style: SheetStyle): void {
  const { name, table, title, notes, columns, rows } = given;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const sheet = workbook.addWorksheet(name, pageOf(style, width));
  columns.forEach(({ width }, i) => (sheet.getColumn(i + 1).width = width));
  [title, ...notes].forEach((line, i) => {
    const cell = sheet.getCell(i + 1, 1);
    cell.value = line;
    cell.font = i === 0 ? { ...FONT, size: 14, bold: true } : FONT;
    if (i === 0) sheet.getRow(1).height = TITLE_HEIGHT;
  });
  const top = notes.length + 2;
  const shown = rows.map((row) => columns.map((_, i) => excelValue(row[i])));
  // A table needs a row of cells, also where there is nothing to say.
  const filled = shown.length > 0 ? shown : [columns.map((_, i) => (i === 0 ? 'None' : ''))];
  sheet.addTable({
    name: table,
    ref: `A${top}`,
    headerRow: true,
    style: {
      theme: style.use === 'publish' ? null : 'TableStyleLight1',
      showRowStripes: false,
    } as unknown as ExcelJS.TableStyleProperties,
    columns: columns.map(({ header }) => ({ name: header, filterButton: style.use === 'work' })),
    rows: filled,
  });
  const header = sheet.getRow(top);
  columns.forEach(({ list, whole, format, band, right }, i) => {
    // Text that stands after a column of numbers keeps a little away from them.
    const indent = right !== true && columns[i - 1]?.right === true ? 1 : 0;
    const horizontal = right === true ? 'right' : 'left';
    const head = header.getCell(i + 1);
    head.font = { ...FONT, bold: true };
    head.alignment = {
      wrapText: true,
      vertical: 'bottom',
      ...(right === true || indent > 0 ? { horizontal, indent } : {}),
    };
    if (style.use !== 'publish') {
      head.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFDCE6F1' } };
      head.border = { bottom: { style: 'medium' } };
    }
    filled.forEach((row, r) => {
      const cell = sheet.getCell(top + 1 + r, i + 1);
      cell.font = FONT;
      cell.alignment = { wrapText: true, vertical: 'top', horizontal, ...(indent > 0 ? { indent } : {}) };
      if (format !== undefined && typeof row[i] !== 'string') cell.numFmt = format;
      if (row[i] instanceof Date) cell.numFmt = 'd mmmm yyyy';
      if (style.use !== 'publish') cell.border = { bottom: { style: 'thin', color: { argb: 'FFBFBFBF' } } };
      if (style.use === 'work' && list !== undefined)
        cell.dataValidation = {
          type: 'list',
          allowBlank: true,
          formulae: [typeof list === 'string' ? list : `"${list.join(',')}"`],
          showErrorMessage: true,
        };
      if (style.use === 'work' && whole !== undefined)
        cell.dataValidation = {
          type: 'whole',
          operator: 'between',
          allowBlank: true,
          formulae: [...whole],
          showErrorMessage: true,
        };
      const colour = band === true ? BAND_COLOURS.find(([word]) => word.test(String(row[i] ?? ''))) : undefined;
      if (style.use !== 'publish' && colour !== undefined)
        cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: colour[1] } };
    });
  });
  header.height = heightOf(
    columns.map((c) => c.header),
    columns,
    1,
  );
  filled.forEach(
    (row, r) =>
      (sheet.getRow(top + 1 + r).height = heightOf(
        row.map((v) => (typeof v === 'string' ? v : '')),
        columns,
      )),
  );
  if (style.use === 'work') sheet.views = [{ state: 'frozen', xSplit: 1, ySplit: top }];
  if (style.use !== 'publish') sheet.pageSetup.printTitlesRow = `${top}:${top}`;
  if (style.use === 'work' && width > WIDEST_PAGE) sheet.pageSetup.printTitlesColumn = 'A:A';
}

function excelValue(value: CellValue | undefined): string | number | Date {
  if (value === undefined || value.kind === 'empty') return '';
  if (value.kind === 'number') return value.number;
  if (value.kind === 'date') return new Date(`${value.date}T00:00:00Z`);
  const text = shownValue(value);
  const character = unwritable(text);
  if (character !== undefined) throw new Error(`a text holds ${character}, which no workbook can hold`);
  return text;
}

/** Height in points at which the longest text of a row can be read; a row of Excel is at most 409 points high. */
export function heightOf(texts: readonly string[], columns: readonly TableColumn[], letters = 1.1): number {
  const lines = texts.map((text, i) =>
    text
      .split('\n')
      .reduce(
        (sum, line) => sum + Math.max(1, Math.ceil(line.length / Math.max(1, columns[i]!.width * letters - 1))),
        0,
      ),
  );
  return Math.min(400, 13.5 * Math.max(1, ...lines) + 3);
}

function pageOf({ use, header, footer, onePage }: SheetStyle, width = 0): Partial<ExcelJS.AddWorksheetOptions> {
  const doubled = (text: string): string => text.replaceAll('&', '&&');
  return {
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      // A register to work in has more columns than can be read on one page.
      fitToWidth: use === 'work' ? Math.max(1, Math.ceil(width / WIDEST_PAGE)) : 1,
      fitToHeight: onePage === true ? 1 : 0,
      margins: { left: 0.3, right: 0.3, top: 0.6, bottom: 0.6, header: 0.25, footer: 0.25 },
    },
    views: [{ state: 'normal', showGridLines: use !== 'print' }],
    ...(header === undefined || use === 'publish'
      ? {}
      : { headerFooter: { oddHeader: `&L${doubled(header)}`, oddFooter: `&L${doubled(footer ?? '')}&R&P / &N` } }),
  };
}

/**
 * A workbook as a file, the same bytes for the same contents. Tables whose columns show no filter lose the filter that the
 * library writes for them.
 */
export async function registerBytes(workbook: ExcelJS.Workbook, filters: boolean): Promise<Uint8Array> {
  const bytes = await workbookBytes(workbook);
  if (filters) return bytes;
  const parts = unzipSync(bytes);
  for (const [name, content] of Object.entries(parts))
    if (/^xl\/tables\/[^/]+\.xml$/.test(name))
      parts[name] = strToU8(strFromU8(content).replace(/<autoFilter\b[^>]*?(\/>|>.*?<\/autoFilter>)/s, ''));
  return zipSync(parts, { level: 6, mtime: new Date(2000, 0, 1) });
}
