import type { InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import type { Cell } from './cell.ts';
import type { TableDefinition } from './table-definition.ts';
import { TABLES } from './tables.ts';

/** Whether a row under the header is a header again, of this table or another: two names of columns and half of its cells. */
export function looksLikeHeader(cells: readonly Cell[], header: readonly string[]): boolean {
  let names = 0;
  let filled = 0;
  for (const cell of cells) {
    const text = cell.text.trim();
    if (text === '') continue;
    filled += 1;
    if (header.includes(text) || KNOWN_COLUMNS.has(text)) names += 1;
  }
  return names >= 2 && names * 2 >= filled;
}

const KNOWN_COLUMNS = new Set(Object.values(TABLES).flatMap((table) => Object.keys(table.columns)));

/** What is wrong with a header row; empty when every required column is there once. */
export function headerProblems(
  definition: TableDefinition<unknown>,
  file: string,
  row: number,
  names: readonly string[],
): InputProblem[] {
  const known = Object.keys(definition.columns);
  const required = known.filter((name) => definition.columns[name]!.required);
  const problem = (rest: Omit<InputProblem, 'kind' | 'file' | 'row'>): InputProblem => ({ kind: 'input', file, row, ...rest });
  const allowed = `A header in row 1 with ${required.join(', ')}; optional: ${known.filter((k) => !required.includes(k)).join(', ') || 'none'}.`;

  const separator = otherSeparator(names, known);
  if (separator !== undefined)
    return [
      problem({
        value: names.join(','),
        problem: `The columns are separated by ${separator}.`,
        allowed: 'Columns separated by commas.',
        mend: 'Save the table again as "CSV UTF-8 (Comma delimited)", or as an Excel workbook.',
      }),
    ];
  if (!names.some((name) => known.includes(name)))
    return [
      problem({
        value: names.join(','),
        problem: `The first row is not the header of ${definition.name}.`,
        allowed,
        mend: 'Delete titles and notes above the header, so that the names of the columns are in row 1.',
      }),
    ];
  const blank = names.indexOf('');
  if (blank >= 0)
    return [
      problem({
        column: columnLetter(blank),
        value: '',
        problem: 'A column without a name stands between columns with names; there seem to be two tables beside each other.',
        allowed: 'One table a file or sheet, with a name over every column.',
        mend: 'Move the second table to a file or sheet of its own, or delete the blank column.',
      }),
    ];
  const repeated = names.find((name, i) => names.indexOf(name) !== i);
  if (repeated !== undefined)
    return [
      problem({
        column: repeated,
        value: repeated,
        problem: 'The column stands in the header twice.',
        allowed: 'Each column once.',
        mend: 'Delete or rename one of the two.',
      }),
    ];
  const extra = names.filter((name) => !known.includes(name));
  return required
    .filter((name) => !names.includes(name))
    .map((name) => {
      const near = nearestName(name, extra);
      return problem({
        column: name,
        value: near ?? names.join(','),
        problem: 'The column is missing.',
        allowed,
        mend:
          near === undefined
            ? `Add the column ${name}. ${definition.columns[name]!.allowed}`
            : `Rename ${near} to ${name}, if that is what it is. ${definition.columns[name]!.allowed}`,
      });
    });
}

function otherSeparator(names: readonly string[], known: readonly string[]): string | undefined {
  const header = names.join(',');
  for (const [sign, word] of [
    [';', 'semicolons'],
    ['\t', 'tabs'],
    ['|', 'vertical bars'],
  ] as const) {
    const parts = header.split(sign).map((part) => part.trim().replace(/^"|"$/g, ''));
    if (parts.length >= 2 && parts.filter((part) => known.includes(part)).length >= 2) return word;
  }
  return undefined;
}

/** Name of a column as Excel shows it: 0 is A, 26 is AA. */
export function columnLetter(position: number): string {
  let letters = '';
  for (let n = position + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}
