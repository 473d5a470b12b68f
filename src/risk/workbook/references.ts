/** A rectangle of cells, rows and columns counted from 1, ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/** Number of a column by its letters: A is 1. */
export function columnNumber(letters: string): number {
  let n = 0;
  for (const letter of letters.toUpperCase()) n = n * 26 + letter.charCodeAt(0) - 64;
  return n;
}

/** Letters of a column by its number. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let n = column; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return letters;
}

/** Name of a cell: row 3 of column 2 is `B3`. */
export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** Row and column of a name such as `B3` or `$B$3`; undefined when it is none. */
export function cellPlace(name: string): { readonly row: number; readonly column: number } | undefined {
  const found = /^\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$/.exec(name);
  if (found === null) return undefined;
  const [row, column] = [Number(found[2]), columnNumber(found[1]!)];
  return row >= 1 && row <= LAST_ROW && column <= LAST_COLUMN ? { row, column } : undefined;
}

/** The rectangle of `B3`, `B3:D9`, `B:D` or `3:9`, with or without dollars; undefined when it is none. */
export function cellRange(text: string): CellRange | undefined {
  const [from, to = from] = text.replaceAll('$', '').split(':') as [string, string?];
  const [a, b] = [cellPlace(from), cellPlace(to)];
  if (a !== undefined && b !== undefined) return rangeOver(a.row, a.column, b.row, b.column);
  if (/^[A-Za-z]{1,3}$/.test(from) && /^[A-Za-z]{1,3}$/.test(to))
    return rangeOver(1, columnNumber(from), LAST_ROW, columnNumber(to));
  if (/^[0-9]+$/.test(from) && /^[0-9]+$/.test(to)) return rangeOver(Number(from), 1, Number(to), LAST_COLUMN);
  return undefined;
}

function rangeOver(row1: number, column1: number, row2: number, column2: number): CellRange {
  return {
    top: Math.min(row1, row2),
    left: Math.min(column1, column2),
    bottom: Math.max(row1, row2),
    right: Math.max(column1, column2),
  };
}

/** Name of a rectangle: `B3:D9`, or `B3` for one cell. */
export function rangeName({ top, left, bottom, right }: CellRange): string {
  const [a, b] = [cellName(top, left), cellName(bottom, right)];
  return a === b ? a : `${a}:${b}`;
}

/** Whether a rectangle holds a cell. */
export function holds(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
