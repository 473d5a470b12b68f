import type { Checked } from '../../domain/errors.ts';
import { fileProblem } from '../file-bytes.ts';
import { MOST_COLUMNS } from './limits.ts';
import { refusal } from './problems.ts';
import { rowFault } from './text-rows.ts';
import type { SourceRow } from './text-rows.ts';

/** A list of objects as a header and rows. The header is row 1. */
export interface JsonRows {
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
}

/** The parsed JSON of a file, or why it is none. */
export function parseJson(text: string, file: string): Checked<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) as unknown, repairs: [] };
  } catch (error) {
    return refusal(badJson(file, (error as Error).message.slice(0, 120), 'The text is not whole JSON.'));
  }
}

/** A problem of JSON that is not as publishers make it. */
export function badJson(file: string, value: string, problem: string): ReturnType<typeof fileProblem> {
  return fileProblem(file, value, problem, 'A list of rows, each with the names of the columns and texts or numbers.', 'Download the file again.');
}

/**
 * A list of objects as rows, in which a name that a row lacks is blank.
 *
 * @param text the file, in which a name that stands twice in a row can be seen; parsing hides the first of the two
 */
export function rowsOfObjects(list: readonly unknown[], text: string, file: string): Checked<JsonRows> {
  const header: string[] = [];
  const places = new Map<string, number>();
  const held = new Map<string, number>();
  for (const row of list) {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return refusal(badJson(file, shown(row), 'A row is not a list of names and values.'));
    for (const name of Object.keys(row)) {
      if (!places.has(name)) {
        places.set(name, header.length);
        header.push(name);
        if (header.length > MOST_COLUMNS) return refusal(badJson(file, `${header.length} names`, 'The rows have too many names.'));
      }
      held.set(name, (held.get(name) ?? 0) + 1);
    }
  }
  const rows: SourceRow[] = [];
  for (const [i, row] of list.entries()) {
    const cells = header.map((name) => cellText((row as Readonly<Record<string, unknown>>)[name]));
    if (cells.some((cell) => cell === undefined)) return refusal(badJson(file, shown(row), `Row ${i + 1} holds something other than texts and numbers.`));
    const problem = rowFault(i + 2, cells as string[], file, rows.length);
    if (problem !== undefined) return refusal(problem);
    rows.push({ row: i + 2, cells: cells as string[] });
  }
  for (const [name, count] of held)
    if (text.split(new RegExp(`${escaped(JSON.stringify(name))}\\s*:`)).length - 1 > count && list.length > 0)
      return refusal(badJson(file, name, 'A row has the same name twice.'));
  return { ok: true, value: { header, rows }, repairs: [] };
}

/** The start of a value for a message. */
export const shown = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 80);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** A value of JSON as the text of a cell; undefined for what no cell holds. */
export function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
