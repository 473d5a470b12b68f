import type { Cell, Table, TableRow } from './csv.ts';
import { formatNumber } from './text.ts';

/** A data frame as danfojs makes it, as far as a table needs it. */
export interface FrameLike {
  readonly columns: readonly string[];
  readonly values: unknown;
}

/** What a table can be made from. */
export type TableSource = Table | FrameLike | readonly TableRow[];

/** How a table is printed. */
export interface TableSettings {
  /** Decimals of every number that is not whole; chosen by the size of a column's values when left out. */
  readonly decimals?: number;
  /** Most rows that are printed, 60 by default. A line under the table says how many there are. */
  readonly maximumRows?: number;
  /** Headings in words by name of column. */
  readonly headings?: Readonly<Record<string, string>>;
}

const isCell = (value: unknown): value is Cell =>
  value === null || value === undefined || ['string', 'number', 'boolean'].includes(typeof value);

/** Columns and rows of a source. Rows must have the same columns; a value that is no cell is an error. */
export function tableOf(source: TableSource): Table {
  if ('values' in source && Array.isArray(source.values) && 'columns' in source) {
    const columns = [...source.columns];
    const rows = (source.values as unknown[][]).map((values) => {
      const cells = values.map((value, i) => {
        if (!isCell(value)) throw new Error(`column ${columns[i]} holds a value that is no text and no number`);
        return [columns[i]!, value] as const;
      });
      return Object.fromEntries(cells);
    });
    return { columns, rows };
  }
  if ('rows' in source) return source;
  const rows = source as readonly TableRow[];
  const columns = Object.keys(rows[0] ?? {});
  rows.forEach((row, i) => {
    const names = Object.keys(row);
    if (names.length !== columns.length || columns.some((c) => !Object.hasOwn(row, c))) {
      throw new Error(`row ${i + 1} has the columns ${names.join(', ')}; the first row has ${columns.join(', ')}`);
    }
  });
  return { columns, rows };
}

/** Text that stands for itself in HTML. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (c) => names[c]!);
}

function isNumeric(table: Table, column: string): boolean {
  const cells = table.rows.map((r) => r[column]).filter((c) => c !== null && c !== undefined);
  return cells.length > 0 && cells.every((c) => typeof c === 'number');
}

function decimalsOf(table: Table, column: string): number {
  const numbers = table.rows.map((r) => r[column]).filter((c): c is number => Number.isFinite(c));
  if (numbers.every(Number.isInteger)) return 0;
  const largest = Math.max(...numbers.map(Math.abs));
  return largest >= 1000 ? 0 : largest >= 100 ? 1 : largest >= 1 ? 2 : 3;
}

/** Cells as printed text by row and column. Years have no separator; a number that is missing is left empty. */
export function printedCells(table: Table, settings: TableSettings = {}): string[][] {
  const decimals = table.columns.map((c) => settings.decimals ?? decimalsOf(table, c));
  return table.rows.slice(0, settings.maximumRows ?? 60).map((row) =>
    table.columns.map((column, i) => {
      const cell = row[column];
      if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
      if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
      if (typeof cell !== 'number') return cell;
      if (/(^|[_ ])year/i.test(column) && Number.isInteger(cell)) return String(cell);
      return formatNumber(cell, Number.isInteger(cell) && settings.decimals === undefined ? 0 : decimals[i]);
    }),
  );
}

function moreRows(table: Table, shown: number): string {
  return shown < table.rows.length
    ? `The first ${formatNumber(shown)} of ${formatNumber(table.rows.length)} rows are shown.`
    : '';
}

/** An HTML table with a caption and `scope` on every heading. The first column heads its rows. All text is escaped. */
export function htmlTable(table: Table, caption: string, settings: TableSettings = {}): string {
  const numeric = table.columns.map((c) => isNumeric(table, c));
  const side = (i: number): string => ` style="text-align:${numeric[i] ? 'right' : 'left'}"`;
  const heading = (c: string): string => escapeHtml(settings.headings?.[c] ?? c.replaceAll('_', ' '));
  const cells = printedCells(table, settings);
  const head = table.columns.map((c, i) => `<th scope="col"${side(i)}>${heading(c)}</th>`).join('');
  const body = cells.map((row) => {
    const tags = row.map((text, i) =>
      i === 0 ? `<th scope="row"${side(i)}>${escapeHtml(text)}</th>` : `<td${side(i)}>${escapeHtml(text)}</td>`,
    );
    return `<tr>${tags.join('')}</tr>`;
  });
  const more = moreRows(table, cells.length);
  return (
    `<table><caption style="text-align:left;font-weight:bold">${escapeHtml(caption)}</caption>` +
    `<thead><tr>${head}</tr></thead>\n<tbody>\n${body.join('\n')}\n</tbody></table>${more === '' ? '' : `<p>${more}</p>`}`
  );
}

/** The same table as plain text, columns in line. */
export function textTable(table: Table, caption: string, settings: TableSettings = {}): string {
  const cells = printedCells(table, settings);
  const lines = [table.columns.map((c) => settings.headings?.[c] ?? c.replaceAll('_', ' ')), ...cells];
  const widths = table.columns.map((_, i) => Math.max(...lines.map((l) => l[i]!.length)));
  const numeric = table.columns.map((c) => isNumeric(table, c));
  const printed = lines.map((line) =>
    line
      .map((text, i) => (numeric[i] ? text.padStart(widths[i]!) : text.padEnd(widths[i]!)))
      .join('  ')
      .trimEnd(),
  );
  return [caption, ...printed, moreRows(table, cells.length)].filter((l) => l !== '').join('\n');
}
