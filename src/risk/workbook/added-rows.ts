import { areaSplices, tableSplices, namesNotReached } from './extended-ranges.ts';
import { movedFormula } from './formula-references.ts';
import type { CellPlace } from './dependents.ts';
import type { WorkbookPackage, Worksheet } from './package.ts';
import { partText, tableAt } from './package.ts';
import type { SheetCell } from './cell-reader.ts';
import { cellName, holds } from './references.ts';
import { cellContent, cellElement, newCell, splicesOfNewCells } from './sheet-edit.ts';
import type { CellContent } from './sheet-edit.ts';
import { cellAt } from './sheet-part.ts';
import { PLAIN_STYLE } from './styles.ts';
import type { NewValue } from './values.ts';
import { shownValue } from './values.ts';
import { workbookProblem } from './workbook-problem.ts';
import type { WriteOptions } from './writable.ts';
import { refuseUnlessWritable } from './writable.ts';
import { escapeXml, withAttribute } from './xml.ts';
import type { Splice } from './xml.ts';

/** A row that is put under the last row of a block of rows. */
export interface RowAddition {
  /** Place of the sheet in the list of worksheets. */
  readonly sheet: number;
  /** Last row of the block as it is, whose formats and formulas the new one gets, and the first one. */
  readonly last: number;
  readonly first: number;
  /** Row that it becomes; additions follow one another without a gap. */
  readonly row: number;
  /** New values by column. */
  readonly values: ReadonlyMap<number, NewValue>;
}

/** What new rows do to a workbook. */
export interface AddedRows {
  readonly cells: readonly (CellPlace & { readonly value?: NewValue; readonly formula?: string })[];
  readonly splices: ReadonlyMap<string, Splice[]>;
  /** Last row and column that they reach, by place of the sheet. */
  readonly usedTo: ReadonlyMap<number, { readonly row: number; readonly column: number }>;
  /** Whether formulas came with them. */
  readonly formulas: boolean;
  /** Formulas and names that end where the block ended, and so do not reach the new rows. */
  readonly notReached: readonly string[];
}

/**
 * Rows put under blocks of rows. Tables, filters, validations and conditional formats that ended with the block end with the
 * new rows.
 *
 * @throws InputError when something stands where a row would go
 */
export function addedRows(
  workbook: WorkbookPackage,
  additions: readonly RowAddition[],
  options: WriteOptions,
): AddedRows {
  const cells: AddedRows['cells'][number][] = [];
  const splices = new Map<string, Splice[]>();
  const usedTo = new Map<number, { row: number; column: number }>();
  const notReached: string[] = [];
  const add = (part: string, more: readonly Splice[]): void => {
    if (more.length > 0) splices.set(part, [...(splices.get(part) ?? []), ...more]);
  };
  for (const addition of additions) {
    refuseUnlessEmpty(workbook, addition);
    for (const [column, value] of addition.values)
      refuseUnlessWritable(workbook, { sheet: addition.sheet, row: addition.row, column, value }, options);
    const made = newRow(workbook, addition);
    cells.push(...made.cells);
    add(workbook.sheets[addition.sheet]!.part, made.splices);
  }
  for (const at of new Set(additions.map(({ sheet }) => sheet))) {
    const mine = additions.filter(({ sheet }) => sheet === at);
    const row = Math.max(...mine.map((addition) => addition.row));
    const column = Math.max(...cells.filter(({ sheet }) => sheet === at).map((cell) => cell.column));
    usedTo.set(at, { row, column });
    const block = { first: mine[0]!.first, last: mine[0]!.last, to: row };
    add(workbook.sheets[at]!.part, areaSplices(workbook, at, block));
    for (const [part, more] of tableSplices(workbook, at, block)) add(part, more);
    notReached.push(...namesNotReached(workbook, at, block));
  }
  return { cells, splices, usedTo, formulas: cells.some(({ formula }) => formula !== undefined), notReached };
}

function refuseUnlessEmpty(workbook: WorkbookPackage, { sheet: at, row, last, values }: RowAddition): void {
  const sheet = workbook.sheets[at]!;
  const refuse = (column: number, found: string, problem: string): Error =>
    workbookProblem(workbook.file, found, problem, `Put blank rows under row ${last} in Excel, and try again.`, {
      row,
      column: `${sheet.name}!${cellName(row, column)}`,
      allowed: 'Empty rows under the last risk.',
    });
  for (const cell of sheet.cells.cells.get(row)?.values() ?? [])
    if (cell.value.kind !== 'empty' && cell.formula === undefined)
      throw refuse(cell.column, shownValue(cell.value), 'Something stands where the new risk would go.');
  const column = Math.min(...values.keys());
  const merged = sheet.cells.merges.find((range) => range.top <= row && range.bottom >= row);
  if (merged !== undefined) throw refuse(merged.left, 'merged cells', 'Cells are merged where the new risk would go.');
  const table = tableAt(sheet, last, column);
  if (table === undefined) {
    const other = sheet.tables.find(({ range }) => holds(range, row, column));
    if (other !== undefined) throw refuse(column, other.name, 'Another table stands where the new risk would go.');
  } else if (table.totalsRows > 0 && row > table.range.bottom - table.totalsRows)
    throw refuse(column, `the totals of ${table.name}`, 'The row of totals stands where the new risk would go.');
}

/** The cells of a new row: given values, and the formats and formulas of the row above. */
function newRow(
  workbook: WorkbookPackage,
  addition: RowAddition,
): { readonly cells: AddedRows['cells'][number][]; readonly splices: Splice[] } {
  const { sheet: at, last, row, values } = addition;
  const sheet = workbook.sheets[at]!;
  const { prefix, rows, rowsEnd } = sheet.cells;
  const above = sheet.cells.cells.get(last)!;
  const text = partText(workbook.zip, sheet.part);
  const cells: AddedRows['cells'][number][] = [];
  const fresh: { column: number; xml: string }[] = [];
  const splices: Splice[] = [];
  for (const column of new Set([...above.keys(), ...values.keys()])) {
    const model = above.get(column);
    const standing = cellAt(sheet.cells, row, column);
    const value = values.get(column);
    const formula =
      value === undefined && standing?.formula === undefined ? formulaBelow(sheet, model, row) : undefined;
    const style = standing?.style ?? model?.style ?? 0;
    const content: CellContent =
      formula !== undefined
        ? { inside: `<${prefix}f>${escapeXml(formula)}</${prefix}f>` }
        : value === undefined
          ? { inside: '' }
          : cellContent(value, workbook.styles[style] ?? PLAIN_STYLE, workbook.workbook.from1904, prefix);
    if (standing === undefined) fresh.push({ column, xml: newCell(row, column, style, content, prefix) });
    else if (content.inside !== '')
      splices.push({
        start: standing.start,
        end: standing.end,
        text: cellElement(text.slice(standing.start, standing.openEnd), standing.element, content),
      });
    if (content.inside !== '')
      cells.push({
        sheet: at,
        row,
        column,
        ...(value === undefined ? {} : { value }),
        ...(formula === undefined ? {} : { formula }),
      });
  }
  fresh.sort((a, b) => a.column - b.column);
  if (rows.has(row)) return { cells, splices: [...splices, ...splicesOfNewCells(sheet, row, fresh, text)] };
  const model = rows.get(last)!;
  const tag = withAttribute(
    withAttribute(text.slice(model.start, model.openEnd), 'r', String(row)),
    'spans',
    undefined,
  );
  const next = [...rows].filter(([number]) => number > row).sort(([a], [b]) => a - b)[0];
  const place = next?.[1].start ?? rowsEnd;
  const xml = `${tag.replace(/\s*\/?>$/, '>')}${fresh.map((cell) => cell.xml).join('')}</${prefix}row>`;
  return { cells, splices: [{ start: place, end: place, text: xml }] };
}

/** The formula of the cell above as it reads in a row further down; none where a formula fills several cells. */
function formulaBelow(sheet: Worksheet, model: SheetCell | undefined, row: number): string | undefined {
  if (model?.formula === undefined || model.formula.kind === 'array' || model.formula.kind === 'dataTable')
    return undefined;
  const { text, shared } = model.formula;
  if (text !== '') return movedFormula(text, row - model.row);
  for (const line of sheet.cells.cells.values())
    for (const cell of line.values())
      if (cell.formula?.shared === shared && cell.formula?.text !== '' && cell.column === model.column)
        return movedFormula(cell.formula!.text, row - cell.row);
  return undefined;
}
