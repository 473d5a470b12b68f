import { readFigure } from '../statistics/figure.ts';
import type { SourceRow } from '../text-rows.ts';

/** How a saved view lies in its file: title and filters, rows of headers, rows of figures, notes under them. */
export interface Grid {
  readonly title: readonly SourceRow[];
  readonly headers: readonly SourceRow[];
  readonly body: readonly SourceRow[];
  readonly footer: readonly SourceRow[];
  /** Columns at the left that hold names. */
  readonly labelColumns: number;
}

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';
const firstFilled = ({ cells }: SourceRow): number => cells.findIndex((cell) => !isBlank(cell));

/** Whether a row has a name and, right of all names, figures and nothing else, one of them a number or withheld. */
function isBody({ cells }: SourceRow, from: number): boolean {
  const figures = cells.slice(from).filter((cell) => !isBlank(cell));
  return (
    cells.slice(0, from).some((cell) => !isBlank(cell)) &&
    figures.some((cell) => ['number', 'suppressed', 'low'].includes(readFigure(cell).kind)) &&
    figures.every((cell) => readFigure(cell).kind !== 'fault')
  );
}

/** The parts of a view; undefined where the rows do not lie as a view does. */
export function gridOf(rows: readonly SourceRow[]): Grid | undefined {
  for (let at = 1; at < Math.min(rows.length, 60); at++) {
    // Rows of headers leave the columns of names blank.
    let first = at;
    while (first > 0 && firstFilled(rows[first - 1]!) > 0) first -= 1;
    if (first === at) continue;
    const headers = rows.slice(first, at);
    const labelColumns = Math.min(...headers.map(firstFilled));
    if (!isBody(rows[at]!, labelColumns)) continue;
    let end = at;
    while (end < rows.length && rows[end]!.cells.slice(labelColumns).some((cell) => !isBlank(cell)) && !isNote(rows[end]!)) end += 1;
    return { title: rows.slice(0, first), headers, body: rows.slice(at, end), footer: rows.slice(end), labelColumns };
  }
  return undefined;
}

const isNote = ({ cells }: SourceRow): boolean => /^(footnotes?|metadata|troednod|metadata|notes?)\b.*:?$/i.test((cells[0] ?? '').trim());

/**
 * Names over each column, one a row of headers. A cell that is merged with the one at its left is printed blank or as a
 * point, and has its name, unless a row above it begins a new name there: then it has none, and is a total.
 */
export function columnPaths(grid: Grid, width: number): (string | undefined)[][] {
  const carried: (string | undefined)[] = grid.headers.map(() => undefined);
  return Array.from({ length: width - grid.labelColumns }, (_, i) => {
    const column = grid.labelColumns + i;
    let begins = false;
    return grid.headers.map(({ cells }, level) => {
      const text = (cells[column] ?? '').trim();
      if (text !== '' && text !== '.') {
        begins = true;
        carried[level] = text;
      } else if (begins) carried[level] = undefined;
      return carried[level];
    });
  });
}
