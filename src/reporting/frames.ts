import type { DataFrame } from 'danfojs-node';
import type { Cell, TableRow } from './csv.ts';
import type { FrameLike } from './html-table.ts';
import { tableOf } from './html-table.ts';

type ColumnType = 'string' | 'int32' | 'float32' | 'boolean';

const LARGEST_INT32 = 2 ** 31 - 1;

function columnType(column: string, cells: readonly Cell[]): ColumnType {
  const present = cells.filter((c) => c !== null && c !== undefined);
  const kinds = new Set(present.map((c) => typeof c));
  if (kinds.size > 1) throw new Error(`column ${column} mixes ${[...kinds].sort().join(' and ')}`);
  if (kinds.has('boolean')) {
    if (present.length < cells.length) throw new Error(`column ${column} holds yes or no, and one is missing`);
    return 'boolean';
  }
  if (!kinds.has('number')) return 'string';
  const whole = present.every((c) => Number.isInteger(c) && Math.abs(c as number) <= LARGEST_INT32);
  return whole && present.length === cells.length ? 'int32' : 'float32';
}

/**
 * A danfojs data frame from rows that are already computed, for looking at, filtering and printing in a notebook.
 *
 * Types of columns are stated from all rows, because danfojs guesses them from the first few. Rows must have the same
 * columns, because danfojs drops the others without a word. A missing number is NaN, a missing text is empty.
 * Values keep their full precision: danfojs calls the type of numbers `float32` but holds ordinary numbers.
 *
 * Limits of danfojs 1.2.0, each seen: `merge` and `groupby` on two keys join the keys with `_` and `-` and so mix groups;
 * `describe` and the sums of groups give NaN where one value is missing; `sortValues` does not sort a column with NaN;
 * `toCSV` does not quote (use `writeCsv`); `mean()` of a frame is by row. So nothing published is computed with it,
 * and a group sum shown to a reader goes through `checkGroupSums`.
 *
 * @throws Error where rows differ in their columns, or a column mixes text and numbers
 * @example
 * const frame = await frameOf(chart.table.rows);
 * frame.head(5).print();
 */
export async function frameOf(rows: readonly TableRow[]): Promise<DataFrame> {
  if (rows.length === 0) throw new Error('a frame needs at least one row');
  const { columns } = tableOf(rows);
  const dtypes = columns.map((c) =>
    columnType(
      c,
      rows.map((r) => r[c]),
    ),
  );
  const data = rows.map((row) => columns.map((c, i) => row[c] ?? (dtypes[i] === 'string' ? '' : NaN)));
  const danfo = await import('danfojs-node');
  return new danfo.DataFrame(data, { columns: [...columns], dtypes });
}

const keyOf = (row: TableRow, by: readonly string[]): string => JSON.stringify(by.map((c) => row[c]));

/**
 * Compares sums of groups that danfojs made with sums made from the rows. Throws at the first group that is missing,
 * is there twice or differs by more than one part in a billion.
 *
 * @param grouped a frame with the columns of `by` and `VALUE_sum`, as `groupby(by).col([value]).sum()` gives it
 */
export function checkGroupSums(
  grouped: FrameLike,
  rows: readonly TableRow[],
  by: readonly string[],
  value: string,
): void {
  const sums = new Map<string, number>();
  for (const row of rows) sums.set(keyOf(row, by), (sums.get(keyOf(row, by)) ?? 0) + Number(row[value]));
  const found = tableOf(grouped).rows;
  if (found.length !== sums.size) throw new Error(`the frame has ${found.length} groups, the rows have ${sums.size}`);
  const seen = new Set<string>();
  for (const row of found) {
    const key = keyOf(row, by);
    const sum = sums.get(key);
    const shown = Number(row[`${value}_sum`]);
    if (sum === undefined || seen.has(key)) throw new Error(`the group ${key} is not one group of the rows`);
    if (!(Math.abs(sum - shown) <= 1e-9 * Math.max(1, Math.abs(sum)))) {
      throw new Error(`the group ${key} adds up to ${sum}, the frame says ${shown}`);
    }
    seen.add(key);
  }
}
