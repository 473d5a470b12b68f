import type { DocumentModel } from '../document/model.ts';
import type { LintProblem } from '../document/numbers/lint-numbers.ts';
import { linesOf, plainText } from '../document/runs.ts';
import type { Audience } from './audiences.ts';
import { readingGrade, sentencesOf, wordsOfText } from './reading-level.ts';

/** Words in capitals that are no acronyms for a reader of easy text. */
const CAPITALS = /\b[A-Z]{2,}\b/g;

/**
 * What keeps an easy text from being written: long sentences, a reading level over that of its audience, percentages, acronyms,
 * words that nobody uses at home, and something that must be said and is not. Page headers and footers are for the file, not for reading.
 *
 * @param mustSay sentences that may not be left out
 */
export function lintEasyRead(
  document: DocumentModel,
  audience: Pick<Audience, 'grade' | 'sentence_words'>,
  notSaid: readonly string[],
  mustSay: readonly string[],
): LintProblem[] {
  const lines = linesOf(document)
    .filter(({ part }) => part !== 'edge')
    .map(({ where, runs }) => ({ where, text: plainText(runs) }));
  const found: LintProblem[] = [];
  const add = (where: string, words: string, problem: string, mend: string): void => {
    found.push({ rule: 'words', where, found: words, problem, mend });
  };
  for (const { where, text } of lines) {
    for (const sentence of sentencesOf(text)) {
      const count = wordsOfText(sentence).length;
      if (count > audience.sentence_words)
        add(
          where,
          sentence,
          `A sentence has ${count} words; at most ${audience.sentence_words} are easy.`,
          'Make two of it, with one idea each.',
        );
    }
    for (const word of notSaid)
      if (new RegExp(`\\b${word}`, 'i').test(text))
        add(
          where,
          word,
          'A word is hard, or a score or a share that this reader is not given.',
          'Use an everyday word.',
        );
    if (text.includes('%')) add(where, '%', 'A percentage is hard to read.', 'Write "about 3 in every 10".');
    for (const [word] of text.matchAll(CAPITALS))
      add(where, word, 'An acronym or capitals are hard to read.', 'Write it out.');
  }
  const all = lines.map(({ text }) => text).join('\n');
  const grade = readingGrade(all);
  if (grade > audience.grade)
    add(
      'the whole text',
      grade.toFixed(1),
      `The reading grade is over ${audience.grade}.`,
      'Use shorter words and sentences.',
    );
  for (const sentence of mustSay)
    if (!all.includes(sentence))
      add('the whole text', sentence, 'What must be said is not said.', 'Put the sentence back.');
  return found;
}
