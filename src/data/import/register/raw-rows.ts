import { isUtf8 } from 'node:buffer';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { fileProblem } from '../../file-bytes.ts';
import type { Cell } from '../../tables/cell.ts';
import { isSheets } from '../../read-table.ts';
import { openWorkbook } from '../../tables/workbook.ts';

/** Most characters of a row. A quotation mark that is never closed is noticed at this length. */
const LONGEST_ROW = 100_000;
/** Rows at the top among which the header is looked for. */
const HEAD_ROWS = 30;
const SEPARATORS = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

/** Takes the next row with its number as a spreadsheet shows it; gives false when reading may stop. */
export type TakeRow = (row: number, cells: readonly string[]) => boolean;

/**
 * Hands the rows of an export to `take`: CSV in UTF-8 or Windows-1252, with commas, semicolons, tabs or vertical bars, or the first
 * sheet of a workbook that holds the header. Nothing of a row is kept here.
 *
 * @param bytes the file, at most 50 MB
 * @param file name for messages
 * @param anchor a column that every such export has, `URN`
 * @returns what was made of the bytes, as repairs; or why they cannot be read
 */
export async function eachRawRow(
  bytes: Uint8Array,
  file: string,
  anchor: RegExp,
  take: TakeRow,
): Promise<Checked<undefined>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return workbookRows(bytes, file, anchor, take);
  const repairs: Repair[] = [];
  const text = decode(bytes, file, repairs);
  if (typeof text !== 'string') return { ok: false, problems: [text] };
  const delimiter = separatorOf(text, anchor, file, repairs);
  const problem = parseRows(text, delimiter, file, take);
  if (problem !== undefined) return { ok: false, problems: [problem] };
  if (!/[\r\n]$/.test(text))
    repairs.push({
      file,
      found: 'no line end after the last row',
      used: 'the row as it stands',
      why: 'a file that was cut off ends so; look whether the last row is whole',
    });
  return { ok: true, value: undefined, repairs };
}

function decode(bytes: Uint8Array, file: string, repairs: Repair[]): string | InputProblem {
  const about = (value: string, problem: string, mend: string): InputProblem =>
    fileProblem(file, value, problem, 'Text in UTF-8 or Windows-1252, or an Excel workbook (.xlsx).', mend);
  if (bytes.length === 0) return about('0 bytes', 'The file is empty.', 'Download the file again.');
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return about('UTF-16 text', 'The text is in UTF-16.', 'Save it again as "CSV UTF-8 (Comma delimited)".');
  if (bytes.includes(0))
    return about('bytes that are no text', 'The file is not a table.', 'Check that it is the file you mean.');
  if (isUtf8(bytes)) return new TextDecoder('utf-8').decode(bytes);
  repairs.push({
    file,
    found: 'text that is not UTF-8',
    used: 'Windows-1252',
    why: 'older exports are written so; look at letters with accents',
  });
  return new TextDecoder('windows-1252').decode(bytes);
}

/** The sign that stands most often in the line of the header; a comma where no line looks like one. */
function separatorOf(text: string, anchor: RegExp, file: string, repairs: Repair[]): string {
  const head = text.slice(0, 20_000).split(/\r\n|\n|\r/, HEAD_ROWS);
  for (const line of head) {
    const counts = SEPARATORS.map(([sign]) => line.split(sign).length - 1);
    const most = Math.max(...counts);
    const [sign, word] = SEPARATORS[counts.indexOf(most)]!;
    const names = line.split(sign).map((name) => name.trim().replace(/^"|"$/g, ''));
    if (most < 3 || !names.some((name) => anchor.test(name))) continue;
    if (sign !== ',') repairs.push({ file, found: word, used: word, why: `the columns are separated by ${word}` });
    return sign;
  }
  return ',';
}

class Stop extends Error {}

function parseRows(text: string, delimiter: string, file: string, take: TakeRow): InputProblem | undefined {
  let row = 0;
  try {
    parse(text, {
      delimiter,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_ROW,
      on_record: (record: string[]) => {
        if (!take(++row, record)) throw new Stop();
        return null;
      },
    });
  } catch (error) {
    if (error instanceof Stop) return undefined;
    if (!(error instanceof CsvError)) throw error;
    // The text of the row is not shown: it may hold names of people.
    return {
      kind: 'input',
      file,
      row: row + 1,
      problem: 'The row cannot be read: a quotation mark is not closed, stands inside a field, or the row is far too long.',
      allowed: `Quotation marks in pairs round a whole field; at most ${LONGEST_ROW.toLocaleString('en-GB')} characters a row.`,
      mend: 'Download the file again, and do not change it by hand.',
    };
  }
  return undefined;
}

async function workbookRows(bytes: Uint8Array, file: string, anchor: RegExp, take: TakeRow): Promise<Checked<undefined>> {
  const sheets = await openWorkbook(bytes, file);
  if (!isSheets(sheets)) return { ok: false, problems: [sheets] };
  for (const sheet of sheets) {
    let found = false;
    sheet.eachRow((row, cells) => {
      found = cells.some((cell) => anchor.test(cell.text.trim()));
      return !found && row < HEAD_ROWS;
    });
    if (!found) continue;
    sheet.eachRow((row, cells) => take(row, cells.map(workbookText)));
    return {
      ok: true,
      value: undefined,
      repairs: sheets.length === 1 ? [] : [{ file, found: `${sheets.length} sheets`, used: sheet.name, why: 'this sheet holds the header' }],
    };
  }
  return {
    ok: false,
    problems: [
      fileProblem(file, sheets.map((sheet) => sheet.name).join(', '), 'No sheet has the header of this export.', 'A sheet with the columns of the export.', 'Check that it is the file you mean.'),
    ],
  };
}

/** A formula without a result, and an error, are no text that a reader of the file would see. */
function workbookText(cell: Cell): string {
  return cell.type === 'formula-without-value' || cell.type === 'error' ? `#${cell.text}` : cell.text;
}
