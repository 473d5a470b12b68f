import type { DocumentModel } from './model.ts';
import type { LintProblem } from './numbers/lint-numbers.ts';
import type { NumberBook } from './numbers/number-book.ts';
import type { Line } from './runs.ts';
import { linesOf } from './runs.ts';

/** Words of the yardstick of the Professional Head of Intelligence Assessment: each stands for a range of probability. */
const YARDSTICK =
  /\b(remote chance|highly unlikely|unlikely|realistic possibility|highly likely|almost certain(?:ly)?|likely|probabl[ey])\b/i;
const PREDICTION = /\b(predict\w*|forecast\w*)\b/gi;
const DENIAL = /\b(?:not|no|never|nor)\b[^.;:]{0,25}$/i;
const LONGEST_SENTENCE_WORDS = 25;

/** Words of a line that the paper itself says: not what is quoted from a file, and not Welsh. */
function ownWords({ runs }: Line, language: DocumentModel['language']): string {
  return runs
    .map((run) => {
      if (run.kind === 'note' || (run.kind === 'text' && run.from !== undefined)) return ' ';
      return (run.language ?? language) === 'en' ? run.text : ' ';
    })
    .join('');
}

/**
 * Words that claim more than a projection can: a word of the yardstick without a probability in the same sentence, a prediction
 * or forecast that is not denied, and a margin as plus or minus.
 */
export function lintWords(document: DocumentModel, book: NumberBook): LintProblem[] {
  return linesOf(document)
    .filter((line) => line.part !== 'cell')
    .flatMap((line) => {
      const text = ownWords(line, document.language);
      const hasProbability = line.runs.some((run) => {
        if (run.kind !== 'number') return false;
        const found = book.find(run.reference, run.language ?? document.language);
        return typeof found !== 'string' && found.statistic.startsWith('prob_');
      });
      const { where } = line;
      const found: LintProblem[] = [];
      const yardstick = YARDSTICK.exec(text)?.[0];
      if (yardstick !== undefined && !hasProbability)
        found.push({
          rule: 'words',
          where,
          found: yardstick,
          problem: 'A word of likelihood stands without its probability.',
          mend: 'Add the share of runs, such as {{....prob_ge_1}}, or take the word out.',
        });
      for (const match of text.matchAll(PREDICTION))
        if (!DENIAL.test(text.slice(0, match.index)))
          found.push({
            rule: 'words',
            where,
            found: match[0],
            problem: 'A projection under a scenario is called a forecast or a prediction.',
            mend: 'Write "projection under the scenario ...".',
          });
      if (text.includes('±'))
        found.push({
          rule: 'words',
          where,
          found: '±',
          problem: 'A range is written as plus or minus.',
          mend: 'Write "between ... and ...".',
        });
      return found;
    });
}

/** Sentences of more than 25 words. They are hard to read; they do not keep a paper back. */
export function longSentences(document: DocumentModel): LintProblem[] {
  return linesOf(document)
    .filter((line) => line.part === 'sentence')
    .flatMap((line) => {
      const text = ownWords(
        { ...line, runs: line.runs.map((run) => (run.kind === 'number' ? { ...run, text: 'number' } : run)) },
        document.language,
      );
      return text
        .split(/(?<=[.!?;:])\s+/)
        .filter((sentence) => sentence.split(/\s+/).filter((word) => word !== '').length > LONGEST_SENTENCE_WORDS)
        .map((sentence): LintProblem => ({
          rule: 'long sentence',
          where: line.where,
          found: sentence.slice(0, 60),
          problem: `A sentence has more than ${LONGEST_SENTENCE_WORDS} words.`,
          mend: 'Make two of it.',
        }));
    });
}
