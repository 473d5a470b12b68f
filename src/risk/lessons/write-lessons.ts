import type { IsoDate } from '../../domain/calendar.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import type { Records } from '../register/score-file.ts';
import { readRecords } from '../register/score-file.ts';
import { readScoreHistory } from '../register/score-history.ts';
import { addTableSheet, newWorkbook, registerBytes } from '../register/workbook-writer.ts';
import { calibrationCsv, calibrationOf } from './calibration.ts';
import type { Calibration } from './calibration.ts';
import {
  ASSUMPTION_COLUMNS,
  BACKTEST_COLUMNS,
  forecastMisses,
  judgedOverrides,
  overturnedAssumptions,
} from './draft-lessons.ts';
import type { ClosedRisk } from './draft-lessons.ts';
import type { DraftedLesson, Lesson } from './lesson.ts';
import { LESSON_COLUMNS, lessonsCsv, withDrafts } from './lesson.ts';

/** What lessons are drafted from. */
export interface LessonOptions {
  /** Day of the drafts. */
  readonly date: IsoDate;
  /** The log as it is; its rows stay as people have written them. */
  readonly log?: string;
  /** `backtest.csv`. */
  readonly backtest?: string;
  /** Two versions of `assumptions.csv`. */
  readonly before?: string;
  readonly after?: string;
  /** `risk-history.csv`, and a table of closed risks: risk_id, closed (a day), happened (yes or no). */
  readonly history?: string;
  readonly closed?: string;
  readonly out: string;
  readonly force?: boolean;
}

/** What was written. */
export interface WrittenLessons {
  readonly drafted: number;
  readonly lessons: readonly Lesson[];
  readonly calibration?: Calibration;
  readonly files: readonly string[];
}

/**
 * Drafts rows of the lessons learned log from forecasts that missed, assumptions that were overturned and overrides that
 * were later judged, for a person to complete; and scores the probabilities of closed risks.
 *
 * @throws InputError
 */
export async function writeLessons(options: LessonOptions): Promise<WrittenLessons> {
  const { date, out, log, backtest, before, after, history, closed } = options;
  const drafts: DraftedLesson[] = [];
  const read = async (file: string, columns: readonly string[]): Promise<Records> => readRecords(file, columns);
  const held =
    log === undefined ? [] : (await read(log, LESSON_COLUMNS)).rows.map(({ values }) => values as unknown as Lesson);
  if (backtest !== undefined) {
    const { columns, rows } = await read(backtest, BACKTEST_COLUMNS);
    drafts.push(
      ...forecastMisses(
        columns,
        rows.map(({ values }) => values),
      ),
    );
  }
  if (before !== undefined && after !== undefined) {
    const [old, now] = [await read(before, ASSUMPTION_COLUMNS), await read(after, ASSUMPTION_COLUMNS)];
    drafts.push(
      ...overturnedAssumptions(
        old.rows.map(({ values }) => values),
        now.rows.map(({ values }) => values),
      ),
    );
  }
  let calibration: Calibration | undefined;
  if (history !== undefined && closed !== undefined) {
    const scores = await readScoreHistory(history);
    const risks = await readClosed(closed);
    drafts.push(...judgedOverrides(scores, risks));
    calibration = calibrationOf(scores, risks);
  }
  const lessons = withDrafts(held, drafts, date);
  const contents: Record<string, string | Uint8Array> = {
    'lessons.csv': lessonsCsv(lessons),
    'lessons.xlsx': await lessonsBytes(lessons),
    ...(calibration === undefined ? {} : { 'calibration.csv': calibrationCsv(calibration) }),
  };
  const id = digestOf(JSON.stringify([date, lessonsCsv(lessons)])).slice(0, 16);
  const { paths } = await writeAnalysis({ folder: out, id, force: options.force }, contents, (files) => ({
    analysis_id: id,
    date,
    version: packageVersion(),
    files,
  }));
  return {
    drafted: lessons.length - held.length,
    lessons,
    ...(calibration === undefined ? {} : { calibration }),
    files: paths,
  };
}

async function readClosed(file: string): Promise<ClosedRisk[]> {
  const { rows } = await readRecords(file, ['risk_id', 'closed', 'happened']);
  return rows.map(({ row, values }) => {
    const wrong = (column: string, allowed: string): InputError =>
      new InputError([
        {
          kind: 'input',
          file,
          row,
          column,
          value: values[column]!,
          problem: 'The value cannot be read.',
          allowed,
          mend: 'Mend the cell.',
        },
      ]);
    if (!isIsoDate(values['closed']!)) throw wrong('closed', 'A day as 2026-11-22.');
    if (!['yes', 'no'].includes(values['happened']!)) throw wrong('happened', 'yes or no.');
    return { risk_id: values['risk_id']!, closed: values['closed']!, happened: values['happened'] === 'yes' };
  });
}

async function lessonsBytes(lessons: readonly Lesson[]): Promise<Uint8Array> {
  const workbook = await newWorkbook('Lessons learned log');
  const columns = LESSON_COLUMNS.map((header) => ({
    header,
    width: /^(event|what|why|recomm|evidence)/.test(header) ? 32 : 14,
    ...(header === 'status' ? { list: ['draft', 'complete', 'shared', 'closed'] } : {}),
  }));
  const rows = lessons.map((lesson) =>
    LESSON_COLUMNS.map((column) => ({ kind: 'text' as const, text: lesson[column] })),
  );
  const notes = [
    'Rows with the status "draft" are drafted from figures. A person writes the cause and the recommendation, and takes the word "draft" off.',
  ];
  addTableSheet(
    workbook,
    { name: 'Lessons', table: 'tbl_lessons', title: 'Lessons learned log', notes, columns, rows },
    { use: 'work', header: 'Lessons learned log', footer: 'Drafts are marked' },
  );
  return registerBytes(workbook, true);
}
