import type ExcelJS from 'exceljs';
import { PALETTE } from '../theme.ts';

/** A column of a table on a sheet. */
export interface SheetColumn {
  readonly header: string;
  /** Width in characters of the usual font. */
  readonly width: number;
  /** Number format of Excel; text where it is left out. */
  readonly format?: string;
  /** Draws a line before the column, to set two groups of columns apart. */
  readonly apart?: boolean;
  /** Seen on the screen and left out on paper, where the foot of the page says the same. */
  readonly screenOnly?: boolean;
  /** Text that stands after a column of numbers. */
  readonly inset?: boolean;
}

/** A text, a number in the format of its column, a number in a format of its own, or nothing. */
export type SheetCell = string | number | { readonly number: number; readonly format: string } | undefined;

/** Whole numbers with a separator for thousands. */
export const WHOLE = '#,##0';
export const TENTH = '#,##0.0';
/** Whole percentages of a share, and those of a small one to a tenth. */
export const PERCENT = '0%';
export const PERCENT_TENTH = '0.0%';

const FONT = { name: 'Arial', size: 10 } as const;
const LINE_HEIGHT_POINTS = 13.5;
/** Most points that a row of a sheet may be high. */
const MOST_HEIGHT_POINTS = 400;
const solid = (colour: string): ExcelJS.Fill => ({
  type: 'pattern',
  pattern: 'solid',
  fgColor: { argb: `FF${colour.replace('#', '')}` },
});
const HEADER_FILL = solid(PALETTE.darkBlue);
/** A pale yellow that says with the words in it: write here. */
const TO_WRITE_FILL = solid('#FFF6D6');
const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const THICK = { style: 'medium', color: { argb: `FF${PALETTE.darkBlue.slice(1)}` } } as const;

/** A sheet that is filled from the top down. Nothing is merged, and no cell holds a formula. */
export class SheetWriter {
  private readonly sheet: ExcelJS.Worksheet;
  private readonly widths: readonly number[];
  private next = 1;
  private printedColumns: number | undefined;

  /** @param widths widths of the columns, for texts that stand above or below a table */
  constructor(workbook: ExcelJS.Workbook, name: string, widths: readonly number[], footer: string) {
    this.widths = widths;
    this.sheet = workbook.addWorksheet(name, {
      pageSetup: {
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      },
      // An ampersand begins a code in a footer; a doubled one is printed.
      headerFooter: { oddFooter: `&L${footer.replaceAll('&', '&&')}&R&P / &N` },
      views: [{ state: 'normal', showGridLines: false }],
    });
    widths.forEach((width, i) => (this.sheet.getColumn(i + 1).width = width));
  }

  title(text: string): void {
    const row = this.line([text]);
    row.font = { ...FONT, size: 15, bold: true };
    row.height = 22;
  }

  heading(text: string): void {
    this.gap();
    const row = this.line([text]);
    row.font = { ...FONT, size: 12, bold: true };
    row.height = 18;
  }

  /** A sentence over the width of the sheet: it flows over the empty cells beside it, and is cut into rows where it is long. */
  sentence(text: string): void {
    const most = Math.max(60, Math.floor(this.widths.reduce((sum, w) => sum + w, 0) * 0.95));
    for (const part of broken(text, most)) this.line([part]).font = FONT;
  }

  gap(): void {
    this.next++;
  }

  /** Words with their meaning beside them, the first in bold. */
  pairs(rows: readonly (readonly [string, string])[]): void {
    for (const [name, text] of rows) {
      const row = this.line([name, text]);
      row.font = FONT;
      row.getCell(1).font = { ...FONT, bold: true };
      this.wrap(row, [name, text]);
    }
  }

  /** Header and rows of a table. The header is frozen and printed on every page when `frozen` is set: once a sheet. */
  table(columns: readonly SheetColumn[], rows: readonly (readonly SheetCell[])[], frozen = false): void {
    const header = this.line(columns.map((c) => c.header));
    header.font = { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } };
    columns.forEach((c, i) => {
      const cell = header.getCell(i + 1);
      cell.fill = HEADER_FILL;
      cell.alignment = { wrapText: true, vertical: 'bottom', ...aligned(c) };
    });
    // Bold capitals and digits are wider than the usual letters.
    header.height = this.heightOf(
      columns.map((c) => c.header),
      0.9,
    );
    const printed = columns.findLastIndex((c) => c.screenOnly !== true) + 1;
    if (printed < columns.length) this.printedColumns = printed;
    if (frozen) {
      const ySplit = this.next - 1;
      this.sheet.views = [{ state: 'frozen', xSplit: 0, ySplit, showGridLines: false }];
      this.sheet.pageSetup.printTitlesRow = `${ySplit}:${ySplit}`;
    }
    for (const values of rows) this.tableRow(columns, values);
  }

  /**
   * Rows that the authority fills in: what belongs there, and beside it room for its text, marked in words and by a colour over
   * the columns up to `across`.
   */
  toWrite(header: string, prompts: readonly string[], across: number): void {
    const top = this.line(['What belongs here', header]);
    top.font = { ...FONT, bold: true };
    for (let c = 1; c <= across; c++) top.getCell(c).border = { bottom: THICK };
    for (const prompt of prompts) {
      const row = this.line([prompt, 'To be written by the authority']);
      row.font = FONT;
      row.alignment = { vertical: 'top' };
      row.getCell(1).alignment = { vertical: 'top', wrapText: true };
      row.height = Math.max(3 * LINE_HEIGHT_POINTS, this.heightOf([prompt]));
      for (let c = 1; c <= across; c++) {
        row.getCell(c).border = { bottom: THIN };
        if (c > 1) row.getCell(c).fill = TO_WRITE_FILL;
      }
    }
  }

  /** Says what is printed, once all is written. */
  finish(): void {
    if (this.printedColumns === undefined) return;
    // The library puts a dollar before the columns alone; a print area without one before the rows is not kept to.
    this.sheet.pageSetup.printArea = `A$1:${this.sheet.getColumn(this.printedColumns).letter}$${this.next - 1}`;
  }

  private tableRow(columns: readonly SheetColumn[], values: readonly SheetCell[]): void {
    const row = this.line(values);
    columns.forEach((c, i) => {
      const cell = row.getCell(i + 1);
      cell.font = FONT;
      cell.border = { bottom: THIN, ...(c.apart === true ? { left: THICK } : {}) };
      const value = values[i];
      if (typeof value === 'object') cell.numFmt = value.format;
      else if (typeof value === 'number' && c.format !== undefined) cell.numFmt = c.format;
      cell.alignment = { wrapText: true, vertical: 'top', ...aligned(c) };
    });
    row.height = this.heightOf(values);
  }

  private line(values: readonly SheetCell[]): ExcelJS.Row {
    const row = this.sheet.getRow(this.next++);
    // Text is set as text: what begins like a formula stays what it was.
    values.forEach((value, i) => {
      if (value !== undefined) row.getCell(i + 1).value = typeof value === 'object' ? value.number : value;
    });
    return row;
  }

  private wrap(row: ExcelJS.Row, values: readonly SheetCell[]): void {
    values.forEach((_, i) => (row.getCell(i + 1).alignment = { wrapText: true, vertical: 'top' }));
    row.height = this.heightOf(values);
  }

  /** Height in points at which the longest wrapped text of a row can be read. */
  private heightOf(values: readonly SheetCell[], lettersInWidth = 1.1): number {
    const rows = values.map((v, i) => (typeof v === 'string' ? broken(v, this.widths[i]! * lettersInWidth).length : 1));
    return Math.min(MOST_HEIGHT_POINTS, LINE_HEIGHT_POINTS * Math.max(1, ...rows) + 2);
  }
}

/** Numbers stand to the right. Text keeps a little away from a number before it. */
function aligned(column: SheetColumn): Partial<ExcelJS.Alignment> {
  return column.format === undefined
    ? { horizontal: 'left', indent: column.inset === true ? 1 : 0 }
    : { horizontal: 'right' };
}

/** A text in pieces of at most some characters, cut between words. */
function broken(text: string, most: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of text.split(' ')) {
    if (piece !== '' && piece.length + 1 + word.length > most) {
      pieces.push(piece);
      piece = word;
    } else piece = piece === '' ? word : `${piece} ${word}`;
    // A word that is longer than a line is broken by the spreadsheet itself.
    for (; piece.length > most; piece = piece.slice(Math.floor(most))) pieces.push(piece.slice(0, Math.floor(most)));
  }
  pieces.push(piece);
  return pieces;
}
