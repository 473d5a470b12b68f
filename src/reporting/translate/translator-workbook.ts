import type ExcelJS from 'exceljs';
import { workbookBytes } from '../../data/tables/workbook-bytes.ts';
import { PALETTE } from '../theme.ts';
import type { TranslationUnit } from './translation-units.ts';

/** Sheet that a translator fills in. */
export const ANSWER_SHEET = 'To confirm';

/** Columns of the sheet, by what they hold. The answer goes into the last four. */
export const ANSWER_COLUMNS = {
  id: 'Id',
  question: 'What is asked',
  english: 'English',
  proposed: 'Proposed Welsh',
  status: 'Status',
  context: 'Context',
  used: 'Where used',
  welsh: 'Your Welsh, if other',
  confirmedBy: 'Confirmed by',
  date: 'Date',
  note: 'Note',
} as const;
export type AnswerColumn = keyof typeof ANSWER_COLUMNS;

const WIDTHS: Readonly<Record<AnswerColumn, number>> = {
  id: 26,
  question: 13,
  english: 46,
  proposed: 46,
  status: 9,
  context: 34,
  used: 26,
  welsh: 46,
  confirmedBy: 18,
  date: 12,
  note: 26,
};
const TO_FILL: readonly AnswerColumn[] = ['welsh', 'confirmedBy', 'date', 'note'];

const FONT = { name: 'Arial', size: 10 } as const;
const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
const TO_WRITE_FILL = solid('FFFFF6D6');
const HEADER_FILL = solid(`FF${PALETTE.darkBlue.slice(1)}`);
const THIN = { style: 'thin', color: { argb: 'FFBFBFBF' } } as const;
const LINE_POINTS = 13.5;

const HOW = [
  'Each row of the sheet "To confirm" is a text that no Welsh release may hold until a translator has confirmed it.',
  'To confirm the proposed Welsh: write your name and the date. Leave "Your Welsh, if other" empty.',
  'To change it, or where no Welsh is proposed: write the Welsh in "Your Welsh, if other", with your name and the date.',
  'To leave a row open: leave the yellow cells empty.',
  'Words in braces, such as {area}, are filled by the program. Keep each exactly as it is; it may stand elsewhere in the sentence.',
  'A text that counts has six rows, one for each plural form of Welsh: 0, 1, 2, 3, 6, and all other numbers. All six are needed.',
  'The beginning of a word in braces never changes: build the sentence so that no mutation is needed there, as in "Lleoedd, {area}".',
  'A term is changed in its own row. Labels that are the term follow; sentences that hold the old term are asked again.',
  'Status: P composed from verified parts; U in common use or drafted, and not verified; missing: there is no Welsh yet.',
  'Do not change the columns Id and English. If a text needs other English, say so in the note.',
  'Send the workbook back. It is read with: market-stability translate read FILE',
];

/** Texts that wait for a translator as a workbook: how to answer, and a row for each text with room for the answer. */
export async function translatorWorkbook(units: readonly TranslationUnit[]): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.title = 'Welsh texts to confirm';
  const about = workbook.addWorksheet('Read first', {
    views: [{ state: 'normal', showGridLines: false }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  about.getColumn(1).width = 120;
  about.getCell('A1').value = 'Welsh texts to confirm';
  about.getCell('A1').font = { ...FONT, size: 15, bold: true };
  HOW.forEach((line, i) => {
    const cell = about.getCell(i + 3, 1);
    cell.value = line;
    cell.font = FONT;
    cell.alignment = { wrapText: true, vertical: 'top' };
    about.getRow(i + 3).height = LINE_POINTS * Math.ceil(line.length / 125) + 4;
  });
  const sheet = workbook.addWorksheet(ANSWER_SHEET, {
    views: [{ state: 'frozen', xSplit: 0, ySplit: 1 }],
    pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  });
  const columns = Object.keys(ANSWER_COLUMNS) as AnswerColumn[];
  columns.forEach((column, i) => {
    sheet.getColumn(i + 1).width = WIDTHS[column];
    const cell = sheet.getCell(1, i + 1);
    cell.value = ANSWER_COLUMNS[column];
    cell.font = { ...FONT, bold: true, color: { argb: 'FFFFFFFF' } };
    cell.fill = HEADER_FILL;
    cell.alignment = { wrapText: true, vertical: 'middle' };
  });
  units.forEach((unit, i) => {
    const values: Partial<Record<AnswerColumn, string>> = {
      id: unit.id,
      question: unit.question,
      english: unit.english,
      proposed: unit.welsh,
      status: unit.status,
      context: unit.context,
      used: unit.used,
    };
    const row = sheet.getRow(i + 2);
    columns.forEach((column, c) => {
      const cell = row.getCell(c + 1);
      // Text is set as text: what begins like a formula stays what it was.
      if (values[column] !== undefined && values[column] !== '') cell.value = values[column];
      cell.font = FONT;
      cell.border = { bottom: THIN };
      cell.alignment = { wrapText: true, vertical: 'top', horizontal: 'left' };
      if (TO_FILL.includes(column)) cell.fill = TO_WRITE_FILL;
      if (column === 'date') cell.numFmt = 'yyyy-mm-dd';
    });
    const lines = columns.map((column) => Math.ceil((values[column]?.length ?? 0) / (WIDTHS[column] * 0.95)));
    row.height = LINE_POINTS * Math.max(1, ...lines) + 3;
  });
  sheet.pageSetup.printTitlesRow = '1:1';
  if (units.length > 0)
    sheet.autoFilter = { from: { row: 1, column: 1 }, to: { row: units.length + 1, column: columns.length } };
  return workbookBytes(workbook);
}
