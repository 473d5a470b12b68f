import { numberIn } from '../language/format.ts';
import type { BookRun, NumberSource } from '../document/numbers/number-book.ts';
import type { FoundNumber } from '../document/numbers/number-book.ts';

/** Fewest draws of a run behind a paper. */
export const LEAST_DRAWS = 1000;

function plain(text: string, value: number, run_id: string, statistic: string): FoundNumber {
  return { text, run_id, status: 'published', unit: 'count', value, figure: statistic, statistic, hasRange: true };
}

/**
 * Numbers that are no figures of a run: `record.draws` and `record.NAME.draws` of its record, and those that a paper defines,
 * `definition.range-share` (the runs that a range holds) and `definition.least-draws`.
 */
export function recordSources(runs: readonly BookRun[]): NumberSource[] {
  return [
    {
      name: 'record',
      find: (rest, language) => {
        const [name, field] = rest.includes('.') ? rest.split('.') : [runs[0]?.name, rest];
        const run = runs.find((one) => one.name === name);
        if (run === undefined || field !== 'draws') return `The record has no "${rest}"; use draws, or NAME.draws.`;
        const { draws, run_id } = run.manifest;
        return plain(numberIn(language, draws), draws, run_id, rest);
      },
    },
    {
      name: 'definition',
      find: (rest, language) => {
        const run_id = runs[0]?.manifest.run_id ?? '';
        if (rest === 'range-share') return plain(language === 'cy' ? '80%' : '8 in 10', 0.8, run_id, rest);
        if (rest === 'least-draws') return plain(numberIn(language, LEAST_DRAWS), LEAST_DRAWS, run_id, rest);
        return `There is no definition "${rest}".`;
      },
    },
  ];
}
