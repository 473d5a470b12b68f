import { writeCsv } from '../csv.ts';
import type { DocumentModel } from '../document/model.ts';
import { linesOf } from '../document/runs.ts';
import type { WelshProblem, WelshRules } from './check-welsh.ts';
import { checkWelsh } from './check-welsh.ts';
import type { TranslationNeed } from './messages.ts';

/** A problem of Welsh with its place. */
export interface PlacedWelshProblem extends WelshProblem {
  readonly where: string;
}

/** What is wrong in the Welsh words of a Welsh document: each line is checked without what is in English or quoted from a file. */
export function checkWelshDocument(document: DocumentModel, rules: WelshRules): PlacedWelshProblem[] {
  return linesOf(document).flatMap(({ where, runs }) => {
    const text = runs
      .map((run) => {
        if (run.kind === 'note' || run.kind === 'number') return ' … ';
        if (run.kind === 'text' && run.from !== undefined) return ' … ';
        return (run.language ?? document.language) === 'cy' ? run.text : ' … ';
      })
      .join('');
    return checkWelsh(text, rules).map((problem) => ({ ...problem, where }));
  });
}

/**
 * What one document waits for, as CSV for a spreadsheet: what to translate, confirm or mend, the English, and the Welsh as it
 * stands. A list to look at: `translate export` asks a translator, and `translate read` takes the answers. It begins with a
 * byte order mark, because Excel reads `Ynys Môn` wrongly without one.
 */
export function translatorCsv(needs: readonly TranslationNeed[], problems: readonly PlacedWelshProblem[]): string {
  const columns = ['id', 'asked', 'english', 'welsh', 'status'];
  const terms = problems.filter((p, i) => problems.findIndex((o) => o.found === p.found && o.right === p.right) === i);
  const rows = [
    ...terms.map((p) => ({
      id: p.where,
      asked: p.kind === 'term' ? 'confirm the term' : 'mend the spelling',
      english: p.kind === 'term' ? p.right : '',
      welsh: p.kind === 'term' ? p.found : `${p.found} -> ${p.right}`,
      status: p.status ?? '',
    })),
    ...needs.map(({ id, english, welsh, status }) => ({
      id,
      asked: status === 'missing' ? 'translate' : 'confirm',
      english,
      welsh,
      status,
    })),
  ];
  return `\ufeff${writeCsv({ columns, rows })}`;
}
