import type { Checked, InputProblem, Repair } from '../../domain/errors.ts';
import { readCsv } from '../tables/read-csv.ts';
import { decodeText } from './decode-text.ts';
import type { ImportSource } from './import-format.ts';
import { LONGEST_CELL, MOST_COLUMNS, MOST_ROWS } from './limits.ts';
import { importProblem, refusal } from './problems.ts';

/** A row of a file, numbered as a spreadsheet shows it. */
export interface SourceRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The rows of a text table. */
export interface TextRows {
  readonly rows: readonly SourceRow[];
  /** Whether the last line ends as a line does; a file that was cut off mostly does not. */
  readonly endsWithLineBreak: boolean;
}

const SEPARATORS = [
  [',', 'commas'],
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'vertical bars'],
] as const;

/**
 * The rows of a text file with separated columns, in whatever encoding and with whatever separator; either is listed as a
 * repair where it is not what the publisher uses. Blank rows are left out, their numbers are counted.
 */
export function readTextRows(source: ImportSource): Checked<TextRows> {
  const decoded = decodeText(source);
  return decoded.ok ? rowsOfText(decoded.value, source.fileName, decoded.repairs) : decoded;
}

/** As `readTextRows`, from text. */
export function rowsOfText(text: string, file: string, repairs: readonly Repair[] = []): Checked<TextRows> {
  const [separator, name] = separatorOf(text);
  const rows: SourceRow[] = [];
  let fault: InputProblem | undefined;
  const unreadable = readCsv(
    Buffer.from(text, 'utf8'),
    file,
    (row, cells) => {
      fault = rowFault(row, cells.map((cell) => cell.text), file, rows.length);
      if (fault !== undefined) return false;
      if (cells.some((cell) => cell.text.trim() !== '')) rows.push({ row, cells: cells.map((cell) => cell.text) });
      return true;
    },
    separator,
  );
  const problem = fault ?? unreadable;
  if (problem !== undefined) return refusal(problem);
  const separated: Repair[] =
    separator === ','
      ? []
      : [{ file, found: `columns separated by ${name}`, used: 'columns', why: 'the publisher separates columns by commas' }];
  return { ok: true, value: { rows, endsWithLineBreak: /[\r\n]\s*$/.test(text) }, repairs: [...repairs, ...separated] };
}

/** What is too large in a row. */
export function rowFault(row: number, cells: readonly string[], file: string, rowsBefore: number): InputProblem | undefined {
  const place = { file, row };
  if (rowsBefore >= MOST_ROWS)
    return importProblem(place, `${rowsBefore} rows before it`, 'The file has too many rows.', `At most ${MOST_ROWS.toLocaleString('en-GB')} rows.`, 'Download fewer years or areas at a time.');
  if (cells.length > MOST_COLUMNS)
    return importProblem(place, `${cells.length} columns`, 'The row has too many columns.', `At most ${MOST_COLUMNS} columns.`, 'Check that it is the table you mean.');
  const long = cells.findIndex((cell) => cell.length > LONGEST_CELL);
  if (long >= 0)
    return importProblem({ ...place, column: String(long + 1) }, cells[long], `A cell has ${cells[long]!.length.toLocaleString('en-GB')} characters.`, `At most ${LONGEST_CELL.toLocaleString('en-GB')} characters a cell.`, 'Check that the file is whole, and download it again.');
  return undefined;
}

/** The separator that splits the first lines into most columns; the comma where two do as well. */
function separatorOf(text: string): (typeof SEPARATORS)[number] {
  const lines = text.slice(0, 20_000).split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').slice(0, 30);
  const columns = (sign: string): number => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(sign).length).sort((a, b) => a - b);
    return counts[Math.floor(counts.length / 2)] ?? 1;
  };
  return SEPARATORS.reduce((best, candidate) => (columns(candidate[0]) > columns(best[0]) ? candidate : best), SEPARATORS[0]);
}
