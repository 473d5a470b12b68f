import { parse } from 'csv-parse/sync';
import { CsvError } from 'csv-parse';
import type { InputProblem } from '../../domain/errors.ts';
import { textCell } from './cell.ts';
import type { Cell } from './cell.ts';
import { takePlainRows } from './plain-csv.ts';

/** Longest row in characters. A quotation mark that is never closed is noticed at this length. */
const LONGEST_ROW = 100_000;

class Stop extends Error {}

/**
 * Hands the rows of a CSV to `take`, first row 1, until it gives false. The bytes must be valid UTF-8.
 * Blank lines count as rows, as in a spreadsheet. Columns are separated by commas unless told.
 *
 * @returns the problem that stopped the reading, when the text is not CSV.
 */
export function readCsv(
  bytes: Uint8Array,
  file: string,
  take: (row: number, cells: readonly Cell[]) => boolean,
  separator = ',',
): InputProblem | undefined {
  let row = 0;
  const takeNext = (record: readonly string[]): boolean => take(++row, record.map(textCell));
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const at = separator === ',' ? takePlainRows(text, LONGEST_ROW, takeNext) : 0;
  if (at < 0 || at >= text.length) return undefined;
  try {
    parse(text.slice(at), {
      bom: at === 0,
      delimiter: separator,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      max_record_size: LONGEST_ROW,
      on_record: (record: string[]) => {
        if (!takeNext(record)) throw new Stop();
        return null;
      },
    });
  } catch (error) {
    if (error instanceof Stop) return undefined;
    if (!(error instanceof CsvError)) throw error;
    return csvProblem(error, file, row + 1);
  }
  return undefined;
}

function csvProblem(error: CsvError, file: string, row: number): InputProblem {
  const problem =
    error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
      ? 'A quotation mark is opened and never closed, or the row is far too long.'
      : error.code === 'INVALID_OPENING_QUOTE' || error.code === 'CSV_INVALID_CLOSING_QUOTE'
        ? 'A quotation mark stands inside a field.'
        : 'The row cannot be read as CSV.';
  const field: unknown = (error as unknown as { field?: unknown }).field;
  return {
    kind: 'input',
    file,
    row,
    ...(typeof field === 'string' ? { value: field.slice(0, 200) } : { value: 'a quotation mark (")' }),
    problem,
    allowed: `Quotation marks in pairs round a whole field, doubled inside it ("say ""yes"""); at most ${LONGEST_ROW.toLocaleString('en-GB')} characters a row.`,
    mend: 'Close the quotation mark, or double it where it belongs to the text. Saving from a spreadsheet does this.',
  };
}
