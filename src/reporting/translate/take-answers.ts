import { isIsoDate } from '../../domain/calendar.ts';
import type { InputProblem, Repair } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import type { TranslatorAnswer } from '../language/answers.ts';
import { checkWelsh } from '../language/check-welsh.ts';
import type { ReturnedRow } from './returned-row.ts';
import { faultOfWelsh, tidyWelsh } from '../language/welsh-fault.ts';
import type { Words } from '../language/words.ts';

/** What a returned file does to the answers that are kept. */
export interface TakenAnswers {
  /** All answers, kept and new. */
  readonly answers: readonly TranslatorAnswer[];
  readonly added: readonly TranslatorAnswer[];
  /** Answers that take the place of another Welsh. */
  readonly replaced: readonly { readonly before: TranslatorAnswer; readonly now: TranslatorAnswer }[];
  /** Texts without an answer. */
  readonly open: number;
  /** Answers given for an English text that is another today; they are kept and do not count. */
  readonly lapsed: readonly TranslatorAnswer[];
  readonly repairs: readonly Repair[];
  /** What the translator may want to look at again, in sentences. Keeps nothing back. */
  readonly advice: readonly string[];
}

/** Where a returned row stands, and what its columns are called there. */
export interface ReturnedFrom {
  readonly file: string;
  readonly columns: {
    readonly id: string;
    readonly welsh: string;
    readonly confirmedBy: string;
    readonly date: string;
  };
}

/**
 * Holds what came back from a translator to the texts that exist, and puts it with the answers that are kept.
 *
 * @param english today's English by id; ids that are not there are refused
 */
export function takeAnswers(
  rows: readonly ReturnedRow[],
  from: ReturnedFrom,
  kept: ReadonlyMap<string, TranslatorAnswer>,
  english: ReadonlyMap<string, string>,
  words: Words,
): TakenAnswers | { readonly problems: readonly InputProblem[] } {
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const advice: string[] = [];
  const added: TranslatorAnswer[] = [];
  const replaced: { before: TranslatorAnswer; now: TranslatorAnswer }[] = [];
  const lapsed: TranslatorAnswer[] = [];
  const seen = new Map<string, number>();
  const { columns } = from;
  let open = 0;
  for (const row of rows) {
    const problem = (
      column: string,
      value: string,
      about: Pick<InputProblem, 'problem' | 'allowed' | 'mend'>,
    ): void => {
      problems.push({ kind: 'input', file: from.file, row: row.row, column, value, ...about });
    };
    const here = english.get(row.id) ?? kept.get(row.id)?.english;
    if (here === undefined) {
      const near = nearestName(row.id, [...english.keys()]);
      problem(columns.id, row.id, {
        problem: 'There is no text with this id.',
        allowed: 'An id of translate export.',
        mend:
          near === undefined
            ? 'Export anew and answer there.'
            : `Did you mean ${near}? Put the id back as it was exported.`,
      });
      continue;
    }
    const first = seen.get(row.id);
    if (first !== undefined) {
      problem(columns.id, row.id, {
        problem: `The id is there twice; first in row ${first}.`,
        allowed: 'Each id once.',
        mend: 'Delete one of the two rows.',
      });
      continue;
    }
    seen.set(row.id, row.row);
    if (!row.confirmed) {
      open += 1;
      continue;
    }
    const given = row.welsh === '' ? row.proposed : row.welsh;
    const welsh = tidyWelsh(given);
    // A decomposed accent and a doubled space are mended; anything else is told of and left to the translator.
    const fault = faultOfWelsh(welsh === '' ? '' : given.normalize('NFC').replace(/\u00a0/g, ' '), row.english);
    if (fault !== undefined) problem(columns.welsh, given, { ...fault, problem: `${row.id}: ${fault.problem}` });
    if (row.confirmedBy.trim() === '')
      problem(columns.confirmedBy, '', {
        problem: `${row.id}: Nobody is named who confirmed it.`,
        allowed: 'The name of a person.',
        mend: 'Write the name of the translator.',
      });
    if (!isIsoDate(row.date))
      problem(columns.date, row.date, {
        problem: row.date === '' ? `${row.id}: There is no date.` : `${row.id}: This is no date.`,
        allowed: 'A date such as 2026-11-20.',
        mend: 'Write year, month and day with hyphens, or format the cell as a date.',
      });
    if (fault !== undefined || row.confirmedBy.trim() === '' || !isIsoDate(row.date)) continue;
    if (welsh !== given)
      repairs.push({
        file: from.file,
        row: row.row,
        column: columns.welsh,
        found: given,
        used: welsh,
        why: 'accents in one piece, and no space at the ends or twice in a row',
      });
    const now: TranslatorAnswer = {
      id: row.id,
      english: row.english,
      welsh,
      confirmed_by: row.confirmedBy.trim(),
      date: row.date,
      ...(row.note === '' ? {} : { note: row.note }),
    };
    const before = kept.get(row.id);
    if (
      before !== undefined &&
      before.date > now.date &&
      before.english === now.english &&
      before.welsh !== now.welsh
    ) {
      problem(columns.date, now.date, {
        problem: `${row.id}: A later answer of ${before.date} by ${before.confirmed_by} is kept already: "${before.welsh}".`,
        allowed: 'An answer that is not older than the one that is kept.',
        mend: 'Delete the row from the file, or give it the day on which it was decided anew.',
      });
      continue;
    }
    if (before === undefined || (before.english === now.english && before.welsh === now.welsh)) added.push(now);
    else replaced.push({ before, now });
    if (english.get(row.id) !== row.english) lapsed.push(now);
    for (const { problem: text } of checkWelsh(welsh, words).filter(({ kind }) => kind === 'spelling'))
      advice.push(`${row.id}: ${text}`);
    if (welsh === row.english && !row.id.startsWith('place/')) advice.push(`${row.id}: The Welsh is the English.`);
  }
  if (problems.length > 0) return { problems };
  const answers = new Map(kept);
  for (const answer of [...added, ...replaced.map(({ now }) => now)]) answers.set(answer.id, answer);
  return { answers: [...answers.values()], added, replaced, open, lapsed, repairs, advice };
}
