import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { nearestName } from '../../../domain/errors.ts';
import type { Cell } from '../../tables/cell.ts';
import { EMPTY_CELL } from '../../tables/cell.ts';
import { convertCell } from '../../tables/convert-cell.ts';
import { MOST_PROBLEMS } from '../../tables/table-checker.ts';
import type { Sheet } from '../../tables/workbook.ts';
import type { FormColumn, FormSheet } from './form.ts';
import { cellAddress, EXAMPLE_MARK, MARK_HEADER } from './form.ts';

/** A row of a form with a value for each field that is filled; `at` gives the address of its cells. */
export interface FormRow {
  readonly row: number;
  readonly values: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly at: (field: string) => string;
}

/** Fields whose words no two people write alike. */
const OWN_WORDS: ReadonlySet<string> = new Set(['name', 'source', 'note']);
/** Most rows of a sheet of a form. */
const MOST_FORM_ROWS = 5000;

/** A problem of one cell of a form, with its address. */
export function cellProblem(
  file: string,
  sheet: string,
  row: number,
  column: string,
  value: string | undefined,
  fault: { readonly problem: string; readonly allowed: string; readonly mend: string },
): InputProblem {
  const { problem, allowed, mend } = fault;
  return {
    kind: 'input',
    file: `${file}, sheet ${sheet}`,
    row,
    column,
    ...(value === undefined ? {} : { value: value.slice(0, 200) }),
    problem,
    allowed,
    mend,
  };
}

/**
 * Reads the rows of a sheet of a form. Columns are found by their headers, rows marked as examples are left out, and every cell is
 * checked; a problem names its cell.
 */
export function readForm(sheet: Sheet, form: FormSheet, file: string): Checked<readonly FormRow[]> {
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const rows: FormRow[] = [];
  let positions: readonly number[] | undefined;
  let mark = -1;
  const place = `${file}, sheet ${form.name}`;
  sheet.eachRow((row, cells) => {
    const texts = cells.map((cell) => cell.text.trim());
    if (positions === undefined) {
      const known = form.columns.filter(({ header }) => texts.includes(header)).length;
      if (known < Math.min(2, form.columns.length)) return row < 50;
      positions = form.columns.map(({ header }) => texts.indexOf(header));
      mark = texts.indexOf(MARK_HEADER);
      for (const [i, position] of positions.entries())
        if (position < 0) problems.push(missingColumn(file, form, form.columns[i]!, row, texts));
      const twice = form.columns.find(({ header }) => texts.indexOf(header) !== texts.lastIndexOf(header));
      if (twice !== undefined)
        problems.push(
          cellProblem(file, form.name, row, cellAddress(texts.lastIndexOf(twice.header), row), twice.header, {
            problem: 'The column stands there twice.',
            allowed: 'Each column of the template once.',
            mend: 'Delete the one that is not of the template.',
          }),
        );
      return problems.length === 0;
    }
    if (texts.every((text) => text === '')) return true;
    if (mark >= 0 && (texts[mark] ?? '').toLowerCase() === EXAMPLE_MARK.toLowerCase()) {
      const changed = changedExample(form, positions, texts);
      if (changed === undefined) return true;
      problems.push(
        cellProblem(file, form.name, row, cellAddress(positions[changed]!, row), texts[positions[changed]!], {
          problem: 'The row is marked as an example, and somebody has written in it.',
          allowed: `Example rows as the template has them, or rows without the word ${EXAMPLE_MARK}.`,
          mend: `Delete the word ${EXAMPLE_MARK} in ${cellAddress(mark, row)} if the row is yours; else delete the row.`,
        }),
      );
      return problems.length < MOST_PROBLEMS;
    }
    const unmarked = looksLikeExample(form, positions, texts);
    if (unmarked !== undefined || (mark >= 0 && (texts[mark] ?? '') !== '')) {
      const column = unmarked === undefined ? mark : positions[unmarked]!;
      problems.push(
        cellProblem(file, form.name, row, cellAddress(column, row), texts[column], {
          problem:
            unmarked === undefined
              ? `The column ${MARK_HEADER} is for the word ${EXAMPLE_MARK} alone.`
              : 'The row holds words of an example of the template, and is not marked as one.',
          allowed: `Rows of your own with nothing in the column ${MARK_HEADER}, and examples with the word ${EXAMPLE_MARK} in it.`,
          mend: unmarked === undefined ? 'Empty the cell.' : 'Delete the row, or write your own words into it.',
        }),
      );
      return problems.length < MOST_PROBLEMS;
    }
    if (rows.length >= MOST_FORM_ROWS) {
      problems.push(
        cellProblem(file, form.name, row, cellAddress(0, row), undefined, {
          problem: 'The sheet has too many rows.',
          allowed: `At most ${MOST_FORM_ROWS.toLocaleString('en-GB')} rows.`,
          mend: 'Delete rows that are no part of the list.',
        }),
      );
      return false;
    }
    takeRow(row, cells);
    return problems.length < MOST_PROBLEMS;
  });
  if (positions === undefined)
    problems.push({
      kind: 'input',
      file: place,
      problem: 'The header of the sheet is not there.',
      allowed: `A row with: ${form.columns.map(({ header }) => header).join(', ')}.`,
      mend: 'Copy the header from a new template.',
    });
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, MOST_PROBLEMS) } : { ok: true, value: rows, repairs };

  function takeRow(row: number, cells: readonly Cell[]): void {
    const beyond = cells.findIndex((cell, i) => cell.text.trim() !== '' && !positions!.includes(i) && i !== mark);
    if (beyond >= 0)
      repairs.push({
        file: place,
        row,
        column: cellAddress(beyond, row),
        found: cells[beyond]!.text.slice(0, 80),
        used: 'not read',
        why: 'the cell is in no column of the template',
      });
    const values: Record<string, string | number | boolean | undefined> = {};
    const at = (field: string): string => cellAddress(positions![form.columns.findIndex((one) => one.field === field)]!, row);
    for (const [i, column] of form.columns.entries()) {
      const cell = cells[positions![i]!] ?? EMPTY_CELL;
      const converted = valueOf(column, cell);
      if (!converted.ok)
        problems.push(
          cellProblem(file, form.name, row, `${cellAddress(positions![i]!, row)} (${column.header})`, cell.text, {
            ...converted,
            allowed: column.labels === undefined ? converted.allowed : `One of: ${Object.keys(column.labels).join('; ')}.`,
          }),
        );
      else if (converted.value !== undefined) values[column.field] = converted.value as string | number | boolean;
    }
    rows.push({ row, values, at });
  }
}

function valueOf(column: FormColumn, cell: Cell): ReturnType<typeof convertCell> {
  const text = cell.text.trim();
  if (column.labels !== undefined && text !== '' && cell.type === 'text') {
    const label = Object.keys(column.labels).find((one) => one.toLowerCase() === text.toLowerCase());
    if (label !== undefined) return { ok: true, value: column.labels[label] };
    const near = nearestName(text, Object.keys(column.labels));
    if (!column.column.schema.safeParse(text).success)
      return {
        ok: false,
        problem: 'The words are not known here.',
        allowed: '',
        mend: near === undefined ? 'Choose from the list of the cell.' : `Did you mean "${near}"? Choose from the list of the cell.`,
      };
  }
  // A day that the spreadsheet keeps as a date is what the form asks for.
  const plain: Cell = column.column.kind === 'date' && cell.type === 'date' ? { text, type: 'text' } : cell;
  return convertCell(column.header, column.column, plain);
}

/** Column in which a row says what an example says in its own words. */
function looksLikeExample(form: FormSheet, positions: readonly number[], texts: readonly string[]): number | undefined {
  const at = form.columns.findIndex(
    ({ field }, i) =>
      OWN_WORDS.has(field) && form.examples.some((example) => example[i] !== '' && example[i] === texts[positions[i]!]),
  );
  return at < 0 ? undefined : at;
}

function changedExample(form: FormSheet, positions: readonly number[], texts: readonly string[]): number | undefined {
  const seen = form.columns.map((_, i) => texts[positions[i]!] ?? '');
  const same = form.examples.some((example) => form.columns.every((_, i) => String(example[i] ?? '') === seen[i]));
  if (same) return undefined;
  const nearest = form.examples.map((example) => form.columns.findIndex((_, i) => String(example[i] ?? '') !== seen[i]));
  return Math.max(0, ...nearest);
}

function missingColumn(file: string, form: FormSheet, column: FormColumn, row: number, texts: readonly string[]): InputProblem {
  const near = nearestName(column.header, texts.filter((text) => text !== '' && !form.columns.some(({ header }) => header === text)));
  return cellProblem(file, form.name, row, `row ${row}`, near ?? texts.filter(Boolean).join(', '), {
    problem: `The column "${column.header}" is missing.`,
    allowed: 'Every column of the template, in any order; cells may be empty where the note says so.',
    mend: near === undefined ? `Write "${column.header}" over its column.` : `Write "${column.header}" instead of "${near}".`,
  });
}
