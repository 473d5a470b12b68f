import type { IsoDate } from '../../domain/calendar.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import type { ScoreRow } from '../score-row.ts';
import { planUpdate } from './plan-update.ts';
import { readScoreFile, scoreRowsCsv } from './score-file.ts';
import { readRegister, settleChanges } from './settle.ts';
import type { Settled, SettleOptions } from './settle.ts';
import { grownHistory, HISTORY_FILE, historyCsv, historyOf, readScoreHistory } from './score-history.ts';

/** How a register is updated. */
export interface UpdateRegisterOptions extends SettleOptions {
  /** Workbook of the register. */
  readonly register: string;
  /** `risk-scores.csv`, or the folder that holds it. */
  readonly scores: string;
  /** Scheme of the scores to use, where the file has more than one. */
  readonly scheme?: string;
  readonly columns?: string;
  readonly sheet?: string;
  readonly date?: IsoDate;
  /** `risk-history.csv` of the meetings before: the scores of this day are put behind it once changes are approved. */
  readonly history?: string;
  readonly append?: boolean;
}

/**
 * Proposes new scores for the workbook of a register, or writes the approved ones into a new workbook. Without `apply` only
 * a list of changes is written, for a chair to approve.
 *
 * @throws InputError when the workbook cannot be changed without losing something; nothing is written then
 * @example
 * await updateRegister({ register: 'register.xlsx', scores: 'outputs/risk', out: 'outputs/update' });
 * // the chair takes out of outputs/update/changes.csv what is not approved
 * await updateRegister({ register: 'register.xlsx', scores: 'outputs/risk', apply: 'outputs/update/changes.csv', out: 'outputs/update' });
 */
export async function updateRegister(
  options: UpdateRegisterOptions,
): Promise<Settled & { readonly notices: readonly string[] }> {
  const scores = ofOneScheme(await readScoreFile(options.scores), options.scores, options.scheme);
  const read = await readRegister(options.register, options.columns, options.sheet);
  const { changes, notices: planned } = planUpdate(read.workbook, read.register, scores, options);
  const notices = [...planned];
  const from = {
    scores: digestOf(scoreRowsCsv(scores)),
    date: options.date ?? '',
    append: String(options.append === true),
  };
  const before = await readScoreHistory(options.history);
  const beside: Readonly<Record<string, string>> =
    options.date === undefined
      ? {}
      : {
          [HISTORY_FILE]: historyCsv(
            grownHistory(before, historyOf(scores, options.date), options.history ?? HISTORY_FILE),
          ),
        };
  if (options.apply !== undefined && options.date === undefined)
    notices.push(
      'No history of scores is written. Give the day of the meeting with --date, and the history before with --history.',
    );
  return { ...(await settleChanges(read, changes, from, { ...options, beside })), notices };
}

/**
 * The scores under one scheme.
 *
 * @throws InputError when there are several and none is named, or the named one is not there
 */
export function ofOneScheme(rows: readonly ScoreRow[], file: string, scheme?: string): ScoreRow[] {
  const schemes = [...new Set(rows.map((row) => row.scheme))];
  const problem = (value: string, what: string): InputError =>
    new InputError([
      {
        kind: 'input',
        file,
        column: 'scheme',
        value,
        problem: what,
        allowed: `One of ${schemes.join(', ')}.`,
        mend: 'Say which one with --scheme.',
      },
    ]);
  if (rows.length === 0)
    throw new InputError([
      {
        kind: 'input',
        file,
        value: 'no row',
        problem: 'The file has no score.',
        allowed: 'At least one score.',
        mend: 'Score the risks first.',
      },
    ]);
  if (scheme === undefined && schemes.length > 1)
    throw problem(schemes.join(', '), 'The scores are under several schemes.');
  if (scheme !== undefined && !schemes.includes(scheme)) throw problem(scheme, 'There is no score under this scheme.');
  return rows.filter((row) => row.scheme === (scheme ?? schemes[0]));
}
