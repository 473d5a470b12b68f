import { writeCsv } from '../../domain/csv.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import type { ScoreRow } from '../score-row.ts';
import { readRecords } from './score-file.ts';

/** A score that a risk had on a day. */
export interface HistoryRow {
  readonly date: string;
  readonly run_id: string;
  readonly risk_id: string;
  readonly state: string;
  readonly kind: string;
  readonly scheme: string;
  readonly horizon: string;
  readonly likelihood: string;
  readonly impact: string;
  readonly score: string;
  readonly band: string;
  readonly probability: string;
  readonly who: string;
  readonly reason: string;
}

export const HISTORY_COLUMNS = [
  ...(['date', 'run_id', 'risk_id', 'state', 'kind', 'scheme', 'horizon'] as const),
  ...(['likelihood', 'impact', 'score', 'band', 'probability', 'who', 'reason'] as const),
] as const;

/** Name of the file that keeps the scores of each meeting. */
export const HISTORY_FILE = 'risk-history.csv';

/** Scores as they stand on a day. */
export function historyOf(scores: readonly ScoreRow[], date: IsoDate): HistoryRow[] {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return scores.map((row) => ({
    date,
    run_id: row.run_id,
    risk_id: row.risk_id,
    state: row.state,
    kind: row.kind,
    scheme: row.scheme,
    horizon: row.horizon,
    likelihood: text(row.likelihood_level),
    impact: text(row.impact_level),
    score: text(row.score),
    band: row.band,
    probability: text(row.probability),
    who: row.who,
    reason: row.reason,
  }));
}

/** Reads a history; none where no file is given. @throws InputError */
export async function readScoreHistory(file: string | undefined): Promise<HistoryRow[]> {
  if (file === undefined) return [];
  const { rows } = await readRecords(file, HISTORY_COLUMNS);
  return rows.map(({ values }) => values as unknown as HistoryRow);
}

/**
 * A history with the scores of a day behind it. Scores that it holds already are not held twice.
 *
 * @throws InputError when the history goes beyond the day
 */
export function grownHistory(history: readonly HistoryRow[], more: readonly HistoryRow[], file: string): HistoryRow[] {
  const key = (row: HistoryRow): string => HISTORY_COLUMNS.map((column) => row[column]).join('\n');
  const held = new Set(history.map(key));
  const latest = history.reduce((last, { date }) => (date > last ? date : last), '');
  const date = more[0]?.date ?? latest;
  if (date < latest)
    throw new InputError([
      {
        kind: 'input',
        file,
        column: 'date',
        value: date,
        problem: 'The history goes beyond this day.',
        allowed: `${latest} or later.`,
        mend: 'Give the day of the meeting with --date.',
      },
    ]);
  return [...history, ...more.filter((row) => !held.has(key(row)))];
}

/** A history as CSV. */
export const historyCsv = (rows: readonly HistoryRow[]): string =>
  writeCsv({ columns: HISTORY_COLUMNS, rows: rows.map((row) => ({ ...row })) });

/**
 * The last score of a risk before a day under a scheme: the agreed one of that day, else the modelled one. Undefined where
 * there is none.
 */
export function scoreBefore(
  history: readonly HistoryRow[],
  risk: string,
  scheme: string,
  date: IsoDate,
): number | undefined {
  const rows = history.filter(
    (row) =>
      row.risk_id === risk && row.state === 'current' && row.scheme === scheme && row.date < date && row.score !== '',
  );
  const last = rows.reduce((latest, row) => (row.date > latest ? row.date : latest), '');
  const standing = ['agreed', 'modelled']
    .map((kind) => rows.find((row) => row.date === last && row.kind === kind))
    .find(Boolean);
  return standing === undefined ? undefined : Number(standing.score);
}
