import type { WorkbookPackage } from './package.ts';
import type { SheetCell } from './cell-reader.ts';
import { formulaReads } from './formula-references.ts';
import type { TableReference } from './formula-references.ts';
import type { CellRange } from './references.ts';
import { cellName } from './references.ts';

/** A cell of a workbook: the place of its sheet in the list of worksheets, row and column. */
export interface CellPlace {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
}

interface Reader extends CellPlace {
  readonly ranges: readonly { readonly sheet: number; readonly range: CellRange }[];
  /** May read anything. */
  readonly anything: boolean;
}

/** Depth to which names that stand for names are followed. */
const DEEPEST = 8;

/**
 * Cells whose formulas read the changed ones, directly or through other formulas. Formulas that build addresses while they
 * are calculated, or that name what is not known, count as readers of everything.
 */
export function dependentCells(workbook: WorkbookPackage, changed: readonly CellPlace[]): CellPlace[] {
  const waiting = readersOf(workbook);
  const found: CellPlace[] = [];
  let fresh: readonly CellPlace[] = changed;
  while (fresh.length > 0 && waiting.size > 0) {
    const next: CellPlace[] = [];
    for (const [key, reader] of waiting) {
      if (!reader.anything && !fresh.some((cell) => readsCell(reader, cell))) continue;
      waiting.delete(key);
      next.push({ sheet: reader.sheet, row: reader.row, column: reader.column });
    }
    found.push(...next);
    fresh = next;
  }
  return found;
}

function readsCell({ ranges }: Reader, cell: CellPlace): boolean {
  return ranges.some(
    ({ sheet, range }) =>
      sheet === cell.sheet &&
      cell.row >= range.top &&
      cell.row <= range.bottom &&
      cell.column >= range.left &&
      cell.column <= range.right,
  );
}

function readersOf(workbook: WorkbookPackage): Map<string, Reader> {
  const readers = new Map<string, Reader>();
  workbook.sheets.forEach(({ cells: { cells, filled } }, sheet) => {
    const shared = new Map<string, SheetCell>();
    const formulas: SheetCell[] = [];
    for (const row of cells.values())
      for (const cell of row.values()) {
        if (cell.formula === undefined) continue;
        formulas.push(cell);
        const { shared: number, text } = cell.formula;
        if (number !== undefined && text !== '') shared.set(number, cell);
      }
    for (const cell of formulas) {
      const reader = readerOf(workbook, sheet, cell, shared);
      readers.set(`${sheet} ${cellName(cell.row, cell.column)}`, reader);
      // The cells that the formula fills besides its own.
      const range =
        cell.formula!.kind === 'array' ? filled.find((r) => r.top === cell.row && r.left === cell.column) : undefined;
      for (let row = range?.top ?? 1; row <= (range?.bottom ?? 0); row++)
        for (let column = range!.left; column <= range!.right; column++)
          readers.set(`${sheet} ${cellName(row, column)}`, { ...reader, row, column });
    }
  });
  return readers;
}

function readerOf(
  workbook: WorkbookPackage,
  sheet: number,
  cell: SheetCell,
  shared: ReadonlyMap<string, SheetCell>,
): Reader {
  const formula = cell.formula!;
  const master = formula.text === '' && formula.shared !== undefined ? shared.get(formula.shared) : cell;
  const place = { sheet, row: cell.row, column: cell.column };
  if (master === undefined || formula.kind === 'dataTable') return { ...place, ranges: [], anything: true };
  const ranges: { sheet: number; range: CellRange }[] = [];
  const moved: [number, number] = [cell.row - master.row, cell.column - master.column];
  const anything = addReads({ workbook, ...place, ranges }, master.formula!.text, DEEPEST, ...moved);
  return { ...place, ranges, anything };
}

/** The formula whose reads are gathered: where it stands, and the ranges found so far. */
interface Gathered extends CellPlace {
  readonly workbook: WorkbookPackage;
  readonly ranges: { sheet: number; range: CellRange }[];
}

/** Adds what a formula reads; answers whether it may read anything. */
function addReads(to: Gathered, formula: string, depth: number, rows = 0, columns = 0): boolean {
  const { references, tables, names, anything } = formulaReads(formula, rows, columns);
  if (anything || depth === 0) return true;
  for (const reference of references) {
    const at = reference.sheet === undefined ? to.sheet : sheetPlace(to.workbook, reference.sheet);
    if (at < 0) return true;
    to.ranges.push({ sheet: at, range: reference.range });
  }
  return tables.some((table) => addTable(to, table)) || names.some((name) => addName(to, name, depth));
}

/** Adds the columns of a table that a formula reads; answers whether the table is not known. */
function addTable(to: Gathered, reference: TableReference): boolean {
  for (const [sheet, { tables }] of to.workbook.sheets.entries()) {
    const table = tables.find((t) => t.name.toLowerCase() === reference.table);
    if (table === undefined) continue;
    const { top, bottom, left, right } = table.range;
    const places = reference.columns.map((column) =>
      table.columns.findIndex((c) => c.toLowerCase() === column.toLowerCase()),
    );
    const whole = places.length === 0 || places.includes(-1);
    const rows = reference.thisRow ? { top: to.row, bottom: to.row } : { top, bottom };
    for (const place of whole ? [-1] : places)
      to.ranges.push({
        sheet,
        range: place < 0 ? { ...rows, left, right } : { ...rows, left: left + place, right: left + place },
      });
    return false;
  }
  return true;
}

/** Adds what a name stands for; answers whether it is not known. */
function addName(to: Gathered, name: string, depth: number): boolean {
  if (name === 'true' || name === 'false') return false;
  if (!addTable(to, { table: name, columns: [], thisRow: false })) return false;
  const defined = to.workbook.workbook.names.filter((d) => d.name.toLowerCase() === name);
  return defined.length === 0 || defined.some((d) => addReads(to, d.text, depth - 1));
}

const sheetPlace = (workbook: WorkbookPackage, name: string): number =>
  workbook.sheets.findIndex((s) => s.name.toLowerCase() === name.toLowerCase());
