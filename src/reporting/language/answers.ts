import { createHash } from 'node:crypto';
import { readFileBytes } from '../../data/file-bytes.ts';
import { readSmallTable } from '../../data/import/register/small-table.ts';
import { isoDate, text } from '../../data/tables/column.ts';
import type { TableDefinition } from '../../data/tables/table-definition.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import { writeCsv } from '../csv.ts';

/** Name of the file of answers that the command line looks for where it is run. */
export const ANSWERS_FILE = 'welsh-answers.csv';

/** What a translator has confirmed: the Welsh for one English text, by whom and when. */
export interface TranslatorAnswer {
  /** Where the text belongs, `briefing/purpose.text`; a plural form in brackets, `charts/foot.runs[few]`. */
  readonly id: string;
  /** The English that was confirmed. The answer lapses when the English is another. */
  readonly english: string;
  readonly welsh: string;
  readonly confirmed_by: string;
  readonly date: IsoDate;
  readonly note?: string;
}

/** The table of answers, `welsh-answers.csv`: kept by people, read by every command that writes Welsh. */
export const answersTable: TableDefinition<TranslatorAnswer> = {
  name: 'welsh-answers',
  description: 'One Welsh text that a translator has confirmed.',
  columns: {
    id: text('Where the text belongs.'),
    english: text('The English that was confirmed.'),
    welsh: text('The Welsh.'),
    confirmed_by: text('Who confirmed it.'),
    date: isoDate('Day on which it was confirmed.'),
    note: text('What else is to be known.', { optional: true }),
  },
  key: ['id'],
};

/** Answers as read from their file. */
export interface ReadAnswers {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly digest: string;
  readonly byId: ReadonlyMap<string, TranslatorAnswer>;
}

/**
 * Reads the file of answers.
 *
 * @throws InputError when it is not there, or a row is wrong, with its place
 */
export async function readAnswers(path: string): Promise<ReadAnswers> {
  const read = await readFileBytes(path);
  if ('problem' in read) throw new InputError([read.problem]);
  const { bytes } = read;
  const answers = orThrow(readSmallTable(bytes, path, answersTable));
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { file: path, digest, byId: new Map(answers.map((answer) => [answer.id, answer])) };
}

/** The file of answers, sorted by id so that two versions can be compared. */
export function answersCsv(answers: readonly TranslatorAnswer[]): string {
  const columns = ['id', 'english', 'welsh', 'confirmed_by', 'date', 'note'];
  const sorted = [...answers].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return `\ufeff${writeCsv({ columns, rows: sorted.map((answer) => ({ ...answer })) })}`;
}
