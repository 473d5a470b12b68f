import type { InputProblem } from '../../domain/errors.ts';
import type { Cell } from '../../data/tables/cell.ts';
import type { Sheet } from '../../data/tables/workbook.ts';
import { openWorkbook } from '../../data/tables/workbook.ts';
import type { ReturnedRow } from './returned-row.ts';
import type { AnswerColumn } from './translator-workbook.ts';
import { ANSWER_COLUMNS, ANSWER_SHEET } from './translator-workbook.ts';

/** Columns without which nothing can be read; the others may have been deleted. */
const NEEDED: readonly AnswerColumn[] = ['id', 'english', 'proposed', 'welsh', 'confirmedBy', 'date'];

/** Reads a workbook that came back from a translator. Columns are known by their headers, in any order. */
export async function readTranslatorWorkbook(
  bytes: Uint8Array,
  file: string,
): Promise<readonly ReturnedRow[] | readonly InputProblem[]> {
  const sheets = await openWorkbook(bytes, file);
  if (!Array.isArray(sheets)) return [sheets as InputProblem];
  const named = (sheets as readonly Sheet[]).find(({ name }) => name === ANSWER_SHEET);
  const problem = (about: Omit<InputProblem, 'kind' | 'file'>): InputProblem => ({ kind: 'input', file, ...about });
  if (named === undefined)
    return [
      problem({
        column: ANSWER_SHEET,
        value: (sheets as readonly Sheet[]).map(({ name }) => name).join(', '),
        problem: 'The sheet of answers is missing.',
        allowed: `A workbook of translate export, with the sheet ${ANSWER_SHEET}.`,
        mend: 'Send the workbook that was exported, with its sheets.',
      }),
    ];
  const rows: ReturnedRow[] = [];
  const problems: InputProblem[] = [];
  let at: ReadonlyMap<AnswerColumn, number> | undefined;
  named.eachRow((row, cells) => {
    if (at === undefined) {
      const found = headersOf(cells);
      const missing = NEEDED.find((column) => !found.has(column));
      if (missing !== undefined) {
        problems.push(
          problem({
            row,
            column: ANSWER_COLUMNS[missing],
            problem: 'The column is missing, or its heading was changed.',
            allowed: `The headings ${NEEDED.map((column) => ANSWER_COLUMNS[column]).join('; ')}.`,
            mend: 'Put the heading back as it was exported.',
          }),
        );
        return false;
      }
      at = found;
      return true;
    }
    const cell = (column: AnswerColumn): Cell | undefined => cells[at!.get(column) ?? -1];
    const textOf = (column: AnswerColumn): string => cell(column)?.text.trim() ?? '';
    for (const column of ['welsh', 'confirmedBy', 'note'] as const) {
      const type = cell(column)?.type;
      if (type === undefined || type === 'text' || (type === 'number' && column !== 'welsh')) continue;
      problems.push(
        problem({
          row,
          column: ANSWER_COLUMNS[column],
          value: textOf(column),
          problem: 'The cell holds no text.',
          allowed: 'Text.',
          mend: 'Format the cell as text and type it again.',
        }),
      );
    }
    const date = cell('date');
    if (date?.type === 'number')
      problems.push(
        problem({
          row,
          column: ANSWER_COLUMNS.date,
          value: date.text,
          problem: 'The cell holds a number and no date.',
          allowed: 'A date such as 2026-11-20.',
          mend: 'Format the cell as a date.',
        }),
      );
    const [id, welsh, confirmedBy] = [textOf('id'), textOf('welsh'), textOf('confirmedBy')];
    if ([id, welsh, confirmedBy, textOf('date')].every((text) => text === '')) return true;
    rows.push({
      row,
      id,
      english: textOf('english'),
      proposed: textOf('proposed'),
      welsh,
      confirmed: welsh !== '' || confirmedBy !== '' || textOf('date') !== '',
      confirmedBy,
      date: textOf('date'),
      note: textOf('note').replace(/\s+/g, ' '),
    });
    return true;
  });
  return problems.length > 0 ? problems : rows;
}

function headersOf(cells: readonly Cell[]): Map<AnswerColumn, number> {
  const found = new Map<AnswerColumn, number>();
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  cells.forEach(({ text }, i) => {
    const column = (Object.keys(ANSWER_COLUMNS) as AnswerColumn[]).find(
      (c) => plain(ANSWER_COLUMNS[c]) === plain(text),
    );
    if (column !== undefined && !found.has(column)) found.set(column, i);
  });
  return found;
}
