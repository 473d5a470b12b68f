import type { CellPlace } from './dependents.ts';
import type { WorkbookPackage, Worksheet } from './package.ts';
import { partText } from './package.ts';
import type { CellChange } from './patch.ts';
import { cellName, rangeName } from './references.ts';
import type { CellRange } from './references.ts';
import { cellAt } from './sheet-part.ts';
import { PLAIN_STYLE } from './styles.ts';
import type { CellStyle } from './styles.ts';
import type { NewValue } from './values.ts';
import { serialOfDate, shownValue } from './values.ts';
import type { Splice } from './xml.ts';
import { escapeCellText, withAttribute } from './xml.ts';

/**
 * Changes of the text of a sheet: new values of cells, and stored results taken out.
 *
 * @param usedTo last row and column that new rows reach
 */
export function sheetSplices(
  workbook: WorkbookPackage,
  at: number,
  changes: readonly CellChange[],
  stale: readonly CellPlace[],
  usedTo?: { readonly row: number; readonly column: number },
): Splice[] {
  const sheet = workbook.sheets[at]!;
  const splices: Splice[] = [];
  const text = changes.length > 0 || usedTo !== undefined ? partText(workbook.zip, sheet.part) : '';
  const inserted = new Map<number, CellChange[]>();
  for (const change of changes) {
    const cell = cellAt(sheet.cells, change.row, change.column);
    if (cell === undefined) inserted.set(change.row, [...(inserted.get(change.row) ?? []), change]);
    else {
      const tag = text.slice(cell.start, cell.openEnd);
      const content = cellContent(
        change.value,
        workbook.styles[cell.style] ?? PLAIN_STYLE,
        workbook.workbook.from1904,
        sheet.cells.prefix,
      );
      splices.push({ start: cell.start, end: cell.end, text: cellElement(tag, cell.element, content) });
    }
  }
  for (const [row, list] of inserted) splices.push(...insertedCells(workbook, sheet, row, list, text));
  for (const { row, column } of stale) {
    const { stored } = cellAt(sheet.cells, row, column)!;
    splices.push({ ...stored!, text: '' });
  }
  return [...splices, ...dimensionSplices(sheet, changes, usedTo, text)];
}

/** Type and content of a cell. */
export interface CellContent {
  readonly type?: string;
  readonly inside: string;
}

/** How a value is written under a format: as a number, as a date where the format shows dates, or as text. */
export function cellContent(value: NewValue, style: CellStyle, from1904: boolean, prefix: string): CellContent {
  const shown = shownValue(value);
  if (shown === '') return { inside: '' };
  if (value.kind === 'number' && !style.text) return { inside: `<${prefix}v>${shown}</${prefix}v>` };
  if (value.kind === 'date' && style.date)
    return { inside: `<${prefix}v>${serialOfDate(value.date, from1904)}</${prefix}v>` };
  const inside = `<${prefix}is><${prefix}t xml:space="preserve">${escapeCellText(shown)}</${prefix}t></${prefix}is>`;
  return { type: 'inlineStr', inside };
}

/** A cell with other content: its tag keeps all that is not the type of the content. */
export function cellElement(tag: string, name: string, { type, inside }: CellContent): string {
  const open = withAttribute(tag, 't', type).replace(/\s*\/?>$/, '');
  return inside === '' ? `${open}/>` : `${open}>${inside}</${name}>`;
}

/** A cell that was not there. */
export function newCell(row: number, column: number, style: number, content: CellContent, prefix: string): string {
  const format = style === 0 ? '' : ` s="${style}"`;
  return cellElement(`<${prefix}c r="${cellName(row, column)}"${format}/>`, `${prefix}c`, content);
}

/** Format of an empty cell: that of its row, else that of its column. */
export function emptyStyle({ cells }: Worksheet, row: number, column: number): number {
  const ofColumn = cells.columnStyles.find(({ from, to }) => column >= from && column <= to);
  return cells.rows.get(row)?.style ?? ofColumn?.style ?? 0;
}

function insertedCells(
  workbook: WorkbookPackage,
  sheet: Worksheet,
  row: number,
  changes: readonly CellChange[],
  text: string,
): Splice[] {
  const { prefix } = sheet.cells;
  const cells = changes
    .filter(({ value }) => shownValue(value) !== '')
    .map(({ column, value }) => {
      const style = emptyStyle(sheet, row, column);
      const content = cellContent(value, workbook.styles[style] ?? PLAIN_STYLE, workbook.workbook.from1904, prefix);
      return { column, xml: newCell(row, column, style, content, prefix) };
    });
  return splicesOfNewCells(sheet, row, cells, text);
}

/** Puts cells that were not there into a row that is, each in its place. */
export function splicesOfNewCells(
  { name, cells: { rows, cells: standing, prefix } }: Worksheet,
  row: number,
  cells: readonly { readonly column: number; readonly xml: string }[],
  text: string,
): Splice[] {
  const there = rows.get(row);
  if (there === undefined) throw new Error(`row ${row} of ${name} is not there`);
  if (cells.length === 0) return [];
  const ordered = [...cells].sort((a, b) => a.column - b.column);
  const tag = text.slice(there.start, there.openEnd);
  const opened = withSpans(tag, there.spans, ordered[0]!.column, ordered.at(-1)!.column);
  if (there.selfClosing) {
    const inside = ordered.map((cell) => cell.xml).join('');
    return [
      { start: there.start, end: there.openEnd, text: `${opened.replace(/\s*\/>$/, '>')}${inside}</${prefix}row>` },
    ];
  }
  const splices: Splice[] = opened === tag ? [] : [{ start: there.start, end: there.openEnd, text: opened }];
  const others = [...(standing.get(row)?.values() ?? [])].sort((a, b) => a.column - b.column);
  for (const { column, xml } of ordered) {
    const at = others.find((cell) => cell.column > column)?.start ?? there.cellsEnd;
    splices.push({ start: at, end: at, text: xml });
  }
  return splices;
}

/** The tag of a row whose note on used columns, where it has one, holds the new ones. */
function withSpans(tag: string, spans: string | undefined, first: number, last: number): string {
  const [from, to] = (spans ?? '').split(':').map(Number);
  if (from === undefined || to === undefined || !(from > 0) || (first >= from && last <= to)) return tag;
  return withAttribute(tag, 'spans', `${Math.min(first, from)}:${Math.max(last, to)}`);
}

function dimensionSplices(
  { cells }: Worksheet,
  changes: readonly CellChange[],
  usedTo: { readonly row: number; readonly column: number } | undefined,
  text: string,
): Splice[] {
  if (cells.dimension === undefined) return [];
  const { start, end, range } = cells.dimension;
  const used = [...changes.filter(({ value }) => shownValue(value) !== ''), ...(usedTo === undefined ? [] : [usedTo])];
  const wider: CellRange = {
    top: Math.min(range.top, ...used.map(({ row }) => row)),
    left: Math.min(range.left, ...used.map(({ column }) => column)),
    bottom: Math.max(range.bottom, ...used.map(({ row }) => row)),
    right: Math.max(range.right, ...used.map(({ column }) => column)),
  };
  if (rangeName(wider) === rangeName(range)) return [];
  return [{ start, end, text: withAttribute(text.slice(start, end), 'ref', rangeName(wider)) }];
}
