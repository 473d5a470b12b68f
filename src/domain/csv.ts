/** A cell of a table: text, a number, yes or no, or nothing. */
export type Cell = string | number | boolean | null | undefined;

/** A row of a table by name of column. */
export type TableRow = Readonly<Record<string, Cell>>;

/** A table with its columns in order. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

/**
 * A text that a spreadsheet will not run. A text (never a number) that begins with `=`, `+`, `-`, `@`, a tab or a
 * carriage return gets an apostrophe before it, which spreadsheets take as "this is text".
 */
export function guardFormula(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function cellText(cell: Cell, column: string): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell))
      throw new Error(`column ${column} holds ${cell}, which is not a number that can be written`);
    return String(cell);
  }
  const text = guardFormula(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV by RFC 4180: a header row, commas, quotes doubled, lines ended by CR LF.
 * Numbers are written in full; nothing is an empty cell. Texts that a spreadsheet would run are guarded.
 *
 * @example
 * writeCsv({ columns: ['area', 'places'], rows: [{ area: 'Powys', places: 41 }] }); // 'area,places\r\nPowys,41\r\n'
 */
export function writeCsv(table: Table): string {
  const lines = [table.columns.map((c) => cellText(c, c)).join(',')];
  for (const row of table.rows) lines.push(table.columns.map((c) => cellText(row[c], c)).join(','));
  return lines.map((line) => `${line}\r\n`).join('');
}
