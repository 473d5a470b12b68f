import { writeCsv } from '../../domain/csv.ts';

/** A row of the lessons learned log. Drafted rows leave what only people know to a person. */
export interface Lesson {
  /** What the row is about, so that it is not drafted twice. */
  readonly key: string;
  readonly id: string;
  readonly date: string;
  readonly event: string;
  readonly 'what happened': string;
  readonly 'why (root cause)': string;
  readonly 'what worked, what did not': string;
  readonly recommendation: string;
  readonly owner: string;
  /** `draft` until a person has completed it. */
  readonly status: string;
  readonly 'applies to': string;
  readonly 'linked risk IDs': string;
  readonly evidence: string;
  readonly 'shared with': string;
  readonly 'date reviewed': string;
}

export const LESSON_COLUMNS: readonly (keyof Lesson)[] = [
  ...(['key', 'id', 'date', 'event', 'what happened', 'why (root cause)', 'what worked, what did not'] as const),
  ...([
    'recommendation',
    'owner',
    'status',
    'applies to',
    'linked risk IDs',
    'evidence',
    'shared with',
    'date reviewed',
  ] as const),
];

/** What stands where a person has to write. */
export const TO_WRITE = 'To be written';

/** What a draft knows. */
export interface DraftedLesson {
  readonly key: string;
  readonly event: string;
  readonly happened: string;
  readonly evidence: string;
  readonly appliesTo?: string;
  readonly risks?: string;
}

/** The rows of a log with drafts behind them. What people have written stays; a draft of the same key is not added again. */
export function withDrafts(log: readonly Lesson[], drafts: readonly DraftedLesson[], date: string): Lesson[] {
  const held = new Set(log.map(({ key }) => key));
  let number = log.reduce((most, { id }) => Math.max(most, Number(/^L-(\d+)$/.exec(id)?.[1] ?? 0)), 0);
  const fresh = drafts
    .filter(({ key }) => !held.has(key))
    .map((draft): Lesson => ({
      key: draft.key,
      id: `L-${String(++number).padStart(2, '0')}`,
      date,
      event: draft.event,
      'what happened': draft.happened,
      'why (root cause)': TO_WRITE,
      'what worked, what did not': TO_WRITE,
      recommendation: TO_WRITE,
      owner: TO_WRITE,
      status: 'draft',
      'applies to': draft.appliesTo ?? '',
      'linked risk IDs': draft.risks ?? '',
      evidence: draft.evidence,
      'shared with': '',
      'date reviewed': '',
    }));
  return [...log, ...fresh];
}

/** The log as CSV. */
export const lessonsCsv = (rows: readonly Lesson[]): string =>
  writeCsv({ columns: LESSON_COLUMNS, rows: rows.map((row) => ({ ...row })) });
