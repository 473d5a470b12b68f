import type { IsoDate } from '../../domain/calendar.ts';
import type { ScoreRow } from '../score-row.ts';
import { cellAt } from '../workbook/sheet-part.ts';
import type { CellValue } from '../workbook/values.ts';
import { EMPTY, shownValue } from '../workbook/values.ts';
import {
  describedValues,
  directionOf,
  likelihoodText,
  scoredValues,
  scoreOf,
  scoresByRisk,
  scoreText,
  standingScore,
} from './scored-values.ts';
import type { HistoryRow } from './score-history.ts';
import { scoreBefore } from './score-history.ts';
import type { ReadRegister } from './settle.ts';

/** A risk of a register: its values by field. */
export interface RegisterEntry {
  readonly id: string;
  readonly values: ReadonlyMap<string, CellValue>;
  /** Happens in over 99 % of draws: an issue, not a risk. */
  readonly issue: boolean;
}

/** The value of a field as a person reads it; empty where there is none. */
export function shownField({ values }: RegisterEntry, field: string): string {
  return shownValue(values.get(field) ?? EMPTY);
}

/** The number of a field, or that with which its text begins; undefined where there is none. */
export function numberField(entry: RegisterEntry, field: string): number | undefined {
  const text = /^-?\d+(\.\d+)?(e[+-]?\d+)?/i.exec(shownField(entry, field))?.[0];
  return text === undefined ? undefined : Number(text);
}

/**
 * Entries of a new register from scores, with the direction of travel since the last scores of a history.
 *
 * @param date day of the register
 */
export function entriesOfScores(
  scores: readonly ScoreRow[],
  history: readonly HistoryRow[],
  date: IsoDate,
): RegisterEntry[] {
  return scoresByRisk(scores).map((risk) => {
    const values = new Map<string, CellValue>(describedValues(risk));
    const current = standingScore(risk, 'current');
    for (const [field, { value }] of scoredValues(risk, () => undefined, date)) values.set(field, value);
    if (current !== undefined) {
      const before = scoreBefore(history, risk.id, current.scheme, date);
      const direction = directionOf(before === undefined ? undefined : { kind: 'number', number: before }, current);
      values.set('direction', { kind: 'text', text: direction });
      const levels = likelihoodText(current);
      if (levels.includes('could be')) values.set('current_likelihood', { kind: 'text', text: levels });
      const change = changeSentence(direction, scoreText(current), before);
      values.set('change', { kind: 'text', text: change });
    }
    values.set('state', { kind: 'text', text: 'Open' });
    const priority = scoreOf(risk, 'current', 'agreed')?.priority ?? '';
    if (priority !== '') values.set('priority', { kind: 'text', text: priority });
    return { id: risk.id, values, issue: risk.rows.some((row) => row.issue === 'yes' && row.state === 'current') };
  });
}

/** One sentence on what changed since the last meeting. */
function changeSentence(direction: string, score: string, before: number | undefined): string {
  if (before === undefined) return direction === 'New' ? 'New since the last meeting.' : 'Not scored before.';
  return direction === 'Same' ? `Score stays at ${score}.` : `Score went from ${before} to ${score}.`;
}

/** Entries of a register that was read from a workbook. */
export function entriesOfRegister({ workbook, register }: ReadRegister): RegisterEntry[] {
  const { cells } = workbook.sheets[register.sheet]!;
  return [...register.rows].map(([id, row]) => ({
    id,
    issue: false,
    values: new Map(
      [...register.columns].map(([field, column]) => [field, cellAt(cells, row, column)?.value ?? EMPTY]),
    ),
  }));
}

/** What came of choosing the risks that a Board sees. */
export interface ShownEntries {
  readonly shown: readonly RegisterEntry[];
  /** Risks that are left out: at or under tolerance, not new, not moved, not closed. */
  readonly leftOut: number;
  /** Risks whose tolerance nobody has stated; they are shown. */
  readonly withoutTolerance: number;
}

/**
 * Risks that a Board sees: above tolerance, new, moved, or closed; by agreed score, then expected loss, then proximity.
 *
 * @param tolerance highest score that is tolerated, where a risk does not state its own
 */
export function entriesForBoard(entries: readonly RegisterEntry[], tolerance?: number): ShownEntries {
  let withoutTolerance = 0;
  const shown = entries.filter((entry) => {
    const limit = numberField(entry, 'tolerance') ?? tolerance;
    if (limit === undefined) withoutTolerance++;
    const score = numberField(entry, 'current_score');
    const direction = shownField(entry, 'direction').toLowerCase();
    const moved = /^(up|down|new)/.test(direction) || /^closed/i.test(shownField(entry, 'state'));
    return moved || limit === undefined || score === undefined || score > limit;
  });
  return { shown: inOrder(shown), leftOut: entries.length - shown.length, withoutTolerance };
}

/** Risks by current score, then expected loss, largest first, then by the nearest proximity, then by identifier. */
export function inOrder(entries: readonly RegisterEntry[]): RegisterEntry[] {
  const number = (entry: RegisterEntry, field: string): number => numberField(entry, field) ?? -Infinity;
  const proximity = (entry: RegisterEntry): string => shownField(entry, 'proximity') || '9999';
  const compare = (a: number, b: number): number => (a === b ? 0 : a > b ? -1 : 1);
  const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...entries].sort(
    (a, b) =>
      compare(number(a, 'current_score'), number(b, 'current_score')) ||
      compare(number(a, 'expected_loss'), number(b, 'expected_loss')) ||
      order(proximity(a), proximity(b)) ||
      order(a.id, b.id),
  );
}
