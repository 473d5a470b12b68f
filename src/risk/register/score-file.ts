import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readFileBytes } from '../../data/file-bytes.ts';
import { readCsv } from '../../data/tables/read-csv.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { writeCsv } from '../../domain/csv.ts';
import { InputError } from '../../domain/errors.ts';
import type { InputProblem } from '../../domain/errors.ts';
import { EVIDENCE_STATUSES } from '../../domain/status.ts';
import { RISK_STATES, SCORE_COLUMNS, SCORE_KINDS, SCORE_NUMBERS } from '../score-row.ts';
import type { ScoreRow } from '../score-row.ts';

/** Name of the file of scores in its folder. */
export const SCORES_FILE = 'risk-scores.csv';

/** `risk-scores.csv` as text. */
export function scoreRowsCsv(rows: readonly ScoreRow[]): string {
  return writeCsv({ columns: SCORE_COLUMNS, rows: rows.map((row) => ({ ...row })) });
}

/**
 * Reads a file of scores, or that of the folder.
 *
 * @throws InputError
 */
export async function readScoreFile(fileOrFolder: string): Promise<ScoreRow[]> {
  const folder = await stat(fileOrFolder).then(
    (about) => about.isDirectory(),
    () => false,
  );
  const file = folder ? join(fileOrFolder, SCORES_FILE) : fileOrFolder;
  const { rows } = await readRecords(file, SCORE_COLUMNS);
  const scores = rows.map(({ row, values }) => scoreRow(file, row, values));
  const seen = new Map<string, number>();
  scores.forEach(({ risk_id, state, kind, scheme }, i) => {
    const key = [risk_id, state, kind, scheme].join('\n');
    const other = seen.get(key);
    if (other !== undefined)
      throw rowProblem(
        file,
        rows[i]!.row,
        'risk_id',
        risk_id,
        `Row ${other} has the same risk, state, kind and scheme.`,
        'Each of them once.',
      );
    seen.set(key, rows[i]!.row);
  });
  scores.forEach((score, i) => refuseWithoutReason(file, rows[i]!.row, score, scores));
  return scores;
}

/** A score that differs from the modelled one has a name, a day, a reason of the list and words. */
function refuseWithoutReason(file: string, row: number, score: ScoreRow, scores: readonly ScoreRow[]): void {
  if (score.kind === 'modelled') return;
  const refuse = (column: keyof ScoreRow, what: string): InputError =>
    rowProblem(
      file,
      row,
      column,
      '',
      what,
      'Who gave it, on which day, for which reason of the list, and in which words.',
    );
  if (score.who === '' || !isIsoDate(score.when))
    throw refuse(score.who === '' ? 'who' : 'when', `The ${score.kind} score has no name or day.`);
  const modelled = scores.find(
    ({ risk_id, state, scheme, kind }) =>
      kind === 'modelled' && risk_id === score.risk_id && state === score.state && scheme === score.scheme,
  );
  const same = modelled?.likelihood_level === score.likelihood_level && modelled?.impact_level === score.impact_level;
  if (same && modelled?.score === score.score) return;
  if (score.reason === '' || score.words.trim() === '')
    throw refuse(
      score.reason === '' ? 'reason' : 'words',
      `The ${score.kind} score differs from the modelled one, and no reason is given.`,
    );
}

function scoreRow(file: string, row: number, values: Readonly<Record<string, string>>): ScoreRow {
  const wrong = (column: keyof ScoreRow, allowed: string): InputError =>
    rowProblem(file, row, column, values[column]!, 'The value cannot be read.', allowed);
  const one = (column: keyof ScoreRow, allowed: readonly string[]): void => {
    if (!allowed.includes(values[column]!)) throw wrong(column, `${allowed.join(', ')}.`);
  };
  one('state', RISK_STATES);
  one('kind', SCORE_KINDS);
  one('issue', ['yes', 'no']);
  one('status', EVIDENCE_STATUSES);
  if (values['risk_id'] === '') throw wrong('risk_id', 'The identifier of a risk.');
  const result: Record<string, string | number> = { ...values };
  for (const column of SCORE_NUMBERS) {
    const text = values[column]!;
    if (text === '') delete result[column];
    else if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text)) throw wrong(column, 'A number, or nothing.');
    else result[column] = Number(text);
  }
  return result as unknown as ScoreRow;
}

/** Rows of a CSV by the names of their columns, with their numbers in the file. */
export interface Records {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly row: number; readonly values: Readonly<Record<string, string>> }[];
}

/**
 * Reads a CSV with a header. An apostrophe that keeps a text from being run is taken off.
 *
 * @param needed columns that must be there
 * @throws InputError
 */
export async function readRecords(file: string, needed: readonly string[]): Promise<Records> {
  const read = await readFileBytes(file);
  if ('problem' in read) throw new InputError([read.problem]);
  if (read.format === 'zip')
    throw rowProblem(
      file,
      undefined,
      undefined,
      'an Excel workbook or a zip',
      'The file is not text.',
      'A table as "CSV UTF-8".',
    );
  let columns: string[] = [];
  const rows: { row: number; values: Record<string, string> }[] = [];
  let wrong: InputProblem | undefined;
  const problem = readCsv(read.bytes, file, (row, cells) => {
    const texts = cells.map(({ text }) => text.replace(/^'(?=[=+\-@\t\r])/, ''));
    if (columns.length === 0) columns = texts.map((text) => text.trim());
    else if (texts.some((text) => text !== '')) {
      if (texts.length !== columns.length) {
        wrong = rowProblem(
          file,
          row,
          undefined,
          `${texts.length} cells`,
          'The row has another number of cells than the header.',
          `${columns.length} cells.`,
        ).problems[0];
        return false;
      }
      rows.push({ row, values: Object.fromEntries(columns.map((column, i) => [column, texts[i]!])) });
    }
    return true;
  });
  if (problem !== undefined || wrong !== undefined) throw new InputError([(problem ?? wrong)!]);
  const missing = needed.filter((column) => !columns.includes(column));
  if (missing.length > 0)
    throw rowProblem(
      file,
      1,
      missing[0],
      columns.join(','),
      `The column ${missing[0]} is missing.`,
      `The columns ${needed.join(', ')}.`,
    );
  return { columns, rows };
}

function rowProblem(
  file: string,
  row: number | undefined,
  column: string | undefined,
  value: string,
  problem: string,
  allowed: string,
): InputError {
  const where = { ...(row === undefined ? {} : { row }), ...(column === undefined ? {} : { column }) };
  return new InputError([
    {
      kind: 'input',
      file,
      ...where,
      value,
      problem,
      allowed,
      mend: 'Write the file again with the command that made it, or mend the cell.',
    },
  ]);
}
