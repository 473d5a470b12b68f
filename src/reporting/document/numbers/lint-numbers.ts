import type { DocumentModel } from '../model.ts';
import type { Line } from '../runs.ts';
import { linesOf } from '../runs.ts';
import type { NumberBook } from './number-book.ts';
import { typedNumbers } from './typed-numbers.ts';

/** Something in a document that keeps it from leaving, with its place and how to mend it. */
export interface LintProblem {
  readonly rule: 'typed number' | 'stale number' | 'lost number' | 'no range' | 'words' | 'long sentence' | 'length';
  readonly where: string;
  readonly found: string;
  readonly problem: string;
  readonly mend: string;
}

/** A problem as one line. */
export function lintText({ where, found, problem, mend }: LintProblem): string {
  return `${where}: ${problem} Found "${found}". Mend: ${mend}`;
}

/**
 * Numbers that do not follow their results: typed by hand, of another run than those of the book, changed since they were
 * looked up, or a middle of runs without its range in the same sentence. What is quoted from a file may hold numbers.
 */
export function lintNumbers(document: DocumentModel, book: NumberBook): LintProblem[] {
  return linesOf(document).flatMap((line) => [
    ...typedIn(line),
    ...changedIn(line, document, book),
    ...bareIn(line, document, book),
  ]);
}

function typedIn({ where, runs }: Line): LintProblem[] {
  const typed = runs
    .map((run) =>
      run.kind === 'note'
        ? ' '
        : run.kind === 'number' || (run.kind === 'text' && run.from !== undefined)
          ? ' … '
          : run.text,
    )
    .join('');
  return typedNumbers(typed).map((found) => ({
    rule: 'typed number',
    where,
    found,
    problem: 'A number is typed and will not follow its result.',
    mend: 'Put a reference in its place, such as {{children_waiting.residential.wales.2030-03-31.p50-range}}; years, dates and numbers of sections may be typed.',
  }));
}

function changedIn({ where, runs }: Line, document: DocumentModel, book: NumberBook): LintProblem[] {
  return runs.flatMap((run): LintProblem[] => {
    if (run.kind !== 'number') return [];
    const found = book.find(run.reference, run.language ?? document.language);
    const shared = { where, found: run.text, mend: 'Make the paper again from these runs.' };
    if (typeof found === 'string')
      return [{ ...shared, rule: 'lost number', problem: `{{${run.reference}}}: ${found}` }];
    if (found.run_id !== run.run_id)
      return [
        {
          ...shared,
          rule: 'stale number',
          problem: `The number is of run ${run.run_id}; the paper is about run ${found.run_id}.`,
        },
      ];
    if (found.text === run.text) return [];
    return [
      { ...shared, rule: 'stale number', problem: `{{${run.reference}}} is "${found.text}" in run ${found.run_id}.` },
    ];
  });
}

/** A middle of runs stands beside its range. In a table the range has a column of its own. */
function bareIn({ where, runs, part }: Line, document: DocumentModel, book: NumberBook): LintProblem[] {
  if (part === 'cell') return [];
  const found = runs.flatMap((run) => {
    if (run.kind !== 'number') return [];
    const number = book.find(run.reference, run.language ?? document.language);
    return typeof number === 'string' ? [] : [{ run, number }];
  });
  const ranged = new Set(
    found.filter(({ number }) => number.statistic.endsWith('range')).map(({ number }) => number.figure),
  );
  return found
    .filter(({ number }) => !number.hasRange && !ranged.has(number.figure))
    .map(({ run }) => ({
      rule: 'no range',
      where,
      found: run.text,
      problem: 'A middle of the runs stands without its range.',
      mend: `Write {{${run.reference.replace(/\.[^.]*$/, '.p50-range')}}}.`,
    }));
}
