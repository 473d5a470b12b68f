import type ExcelJS from 'exceljs';
import type { FormColumn, FormSheet } from '../../data/import/workbook/form.ts';
import { cellAddress, EXAMPLE_MARK, FORM_ROWS, HEADER_ROW, MARK_HEADER } from '../../data/import/workbook/form.ts';
import { PALETTE } from '../theme.ts';

const FONT = { name: 'Arial', size: 10 } as const;
const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const HEADER_FILL = solid(`FF${PALETTE.darkBlue.slice(1)}`);
/** A pale yellow, with the words beside it: write here. */
const TO_WRITE_FILL = solid('FFFFF6D6');
const EXAMPLE_FILL = solid('FFEEEEEE');
const LISTS = 'Lists';

/** A question with a cell for its answer. */
export interface FormLine {
  readonly question: string;
  readonly note: string;
  readonly answer?: string;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly isDate: boolean;
  /** Filled in and not to be changed. */
  readonly fixed: boolean;
}

/** Writes the sheets of a form, one after the other. Nothing is merged, locked or calculated. */
export class FormWriter {
  private readonly workbook: ExcelJS.Workbook;
  /** Ranges of the lists by their words. */
  private readonly lists = new Map<string, { readonly words: readonly string[]; readonly range: string }>();

  constructor(workbook: ExcelJS.Workbook) {
    this.workbook = workbook;
  }

  /** A sheet of sentences: titles and what stands under them. */
  text(name: string, title: string, parts: readonly (readonly [heading: string, lines: readonly string[]])[]): void {
    const sheet = this.sheet(name, [110]);
    titleRow(sheet, title);
    let row = 2;
    for (const [heading, lines] of parts) {
      row += 1;
      const head = sheet.getRow(row++);
      head.getCell(1).value = heading;
      head.font = { ...FONT, size: 12, bold: true };
      for (const line of lines) {
        const cell = sheet.getRow(row++).getCell(1);
        cell.value = line;
        cell.font = FONT;
        cell.alignment = { wrapText: true, vertical: 'top' };
        sheet.getRow(row - 1).height = 14 * Math.max(1, Math.ceil(line.length / 145));
      }
    }
  }

  /** A sheet of questions with their answers beside them. */
  lines(name: string, title: string, lines: readonly FormLine[]): void {
    const sheet = this.sheet(name, [36, 52, 90]);
    titleRow(sheet, title);
    header(sheet, 3, ['Question', 'Answer', 'What to know']);
    lines.forEach((line, i) => {
      const row = sheet.getRow(4 + i);
      row.getCell(1).value = line.question;
      row.getCell(1).font = { ...FONT, bold: true };
      const answer = row.getCell(2);
      if (line.answer !== undefined) answer.value = line.answer;
      answer.font = FONT;
      answer.fill = line.fixed ? EXAMPLE_FILL : TO_WRITE_FILL;
      answer.border = { bottom: { style: 'thin', color: { argb: 'FFBFBFBF' } } };
      answer.note = line.note;
      if (line.isDate) answer.numFmt = 'yyyy-mm-dd';
      row.getCell(3).value = line.note;
      row.getCell(3).font = FONT;
      for (const c of [1, 2, 3]) row.getCell(c).alignment = { wrapText: true, vertical: 'top' };
      row.height = 14 * Math.max(1, Math.ceil(line.note.length / 95), Math.ceil((line.answer?.length ?? 0) / 54));
      if (line.labels !== undefined) this.listOn(sheet, `B${4 + i}`, Object.keys(line.labels), line.note);
    });
  }

  /** A sheet of rows: a header with notes, rows that show how it is done, and empty rows with lists to choose from. */
  rows(form: FormSheet, firstCells: readonly string[] = []): void {
    const sheet = this.sheet(form.name, [10, ...form.columns.map(({ width }) => width)]);
    titleRow(sheet, form.title);
    sheet.getRow(2).getCell(1).value = form.about;
    sheet.getRow(2).font = FONT;
    header(sheet, HEADER_ROW, [MARK_HEADER, ...form.columns.map((column) => column.header)]);
    sheet.getRow(HEADER_ROW).getCell(1).note =
      `${EXAMPLE_MARK} marks a row that is not read. Leave this column empty in your own rows.`;
    form.columns.forEach((column, i) => (sheet.getRow(HEADER_ROW).getCell(i + 2).note = noteOf(column)));
    const first = HEADER_ROW + 1;
    form.examples.forEach((example, i) => {
      const row = sheet.getRow(first + i);
      [EXAMPLE_MARK, ...example].forEach((value, c) => {
        if (value !== '') row.getCell(c + 1).value = value;
        row.getCell(c + 1).fill = EXAMPLE_FILL;
        row.getCell(c + 1).alignment = { horizontal: 'left' };
      });
      row.font = { ...FONT, italic: true, color: { argb: 'FF595959' } };
    });
    const start = first + form.examples.length;
    firstCells.forEach((text, i) => {
      const cell = sheet.getRow(start + i).getCell(2);
      cell.value = text;
      cell.font = FONT;
    });
    const end = start + (firstCells.length > 0 ? firstCells.length : FORM_ROWS) - 1;
    form.columns.forEach((column, i) => {
      const range = `${cellAddress(i + 1, start)}:${cellAddress(i + 1, end)}`;
      if (!(firstCells.length > 0 && i === 0)) this.restrict(sheet, range, column);
      for (let row = start; row <= Math.min(end, start + 39); row++) {
        const cell = sheet.getRow(row).getCell(i + 2);
        cell.font = FONT;
        cell.border = { bottom: { style: 'hair', color: { argb: 'FFBFBFBF' } } };
        if (!(firstCells.length > 0 && i === 0)) cell.fill = TO_WRITE_FILL;
        if (column.column.kind === 'date') cell.numFmt = 'yyyy-mm-dd';
      }
    });
    sheet.views = [{ state: 'frozen', xSplit: 0, ySplit: HEADER_ROW, showGridLines: false }];
  }

  /** Writes the lists that cells choose from, on a hidden sheet at the end. */
  finish(): void {
    if (this.lists.size === 0) return;
    const sheet = this.workbook.addWorksheet(LISTS, { state: 'hidden' });
    [...this.lists.values()].forEach(({ words }, column) =>
      words.forEach((word, i) => (sheet.getRow(i + 1).getCell(column + 1).value = word)),
    );
  }

  private sheet(name: string, widths: readonly number[]): ExcelJS.Worksheet {
    const sheet = this.workbook.addWorksheet(name, {
      pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
      views: [{ state: 'normal', showGridLines: false }],
    });
    widths.forEach((width, i) => (sheet.getColumn(i + 1).width = width));
    return sheet;
  }

  private restrict(sheet: ExcelJS.Worksheet, range: string, { column, labels, header: name, note }: FormColumn): void {
    const words = labels === undefined ? column.choices : Object.keys(labels);
    if (words !== undefined) return this.listOn(sheet, range, words, note);
    const shared = {
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: name.slice(0, 30),
      error: column.allowed.slice(0, 220),
      showInputMessage: true,
      promptTitle: name.slice(0, 30),
      prompt: note.slice(0, 240),
    };
    if (column.kind === 'whole' || column.kind === 'number')
      validate(sheet, range, {
        ...shared,
        type: column.kind === 'whole' ? 'whole' : 'decimal',
        operator: 'between',
        formulae: [0, 1_000_000_000],
      });
    if (column.kind === 'date')
      validate(sheet, range, {
        ...shared,
        type: 'date',
        operator: 'greaterThan',
        formulae: [new Date(Date.UTC(1900, 0, 1))],
        error: 'A day, such as 31 March 2026.',
      });
  }

  private listOn(sheet: ExcelJS.Worksheet, range: string, words: readonly string[], note: string): void {
    const key = words.join('\n');
    if (!this.lists.has(key)) {
      const column = cellAddress(this.lists.size, 1).replace('1', '');
      this.lists.set(key, { words, range: `${LISTS}!$${column}$1:$${column}$${words.length}` });
    }
    validate(sheet, range, {
      type: 'list',
      allowBlank: true,
      formulae: [this.lists.get(key)!.range],
      showErrorMessage: true,
      errorTitle: 'Choose from the list',
      error: `One of: ${words.join('; ')}`.slice(0, 220),
      showInputMessage: true,
      promptTitle: 'Choose from the list',
      prompt: note.slice(0, 240),
    });
  }
}

/** The library writes rules for a whole range; its types know them for single cells only. */
function validate(sheet: ExcelJS.Worksheet, range: string, rule: ExcelJS.DataValidation): void {
  (
    sheet as unknown as { dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void } }
  ).dataValidations.add(range, rule);
}

function titleRow(sheet: ExcelJS.Worksheet, title: string): void {
  sheet.getRow(1).getCell(1).value = title;
  sheet.getRow(1).font = { ...FONT, size: 15, bold: true };
  sheet.getRow(1).height = 22;
}

function header(sheet: ExcelJS.Worksheet, row: number, names: readonly string[]): void {
  names.forEach((name, i) => {
    const cell = sheet.getRow(row).getCell(i + 1);
    cell.value = name;
    cell.font = { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = HEADER_FILL;
    cell.alignment = { wrapText: true, vertical: 'bottom' };
  });
  sheet.getRow(row).height = 42;
}

function noteOf({ note, column, labels }: FormColumn): string {
  const must = column.required ? 'Needed in every row.' : 'May be empty.';
  return labels === undefined
    ? `${note} ${must} ${column.kind === 'date' || column.kind === 'text' ? '' : column.allowed}`.trim()
    : `${note} ${must}`;
}
