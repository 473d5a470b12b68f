import { formulaReads } from './formula-references.ts';
import type { WorkbookPackage } from './package.ts';
import { holds } from './references.ts';
import { shownValue } from './values.ts';

/** Largest list that is looked through. */
const MOST_VALUES = 5000;

/**
 * The values that the list of a cell allows; undefined where the cell has no list, or one that only a spreadsheet can make.
 */
export function allowedValues(
  workbook: WorkbookPackage,
  sheet: number,
  row: number,
  column: number,
): string[] | undefined {
  const area = workbook.sheets[sheet]!.cells.areas.find(
    ({ kind, validation, ranges }) =>
      kind === 'validation' && validation === 'list' && ranges.some((range) => holds(range, row, column)),
  );
  if (area?.formula === undefined) return undefined;
  const words = /^"((?:[^"]|"")*)"$/.exec(area.formula.trim());
  if (words !== null)
    return words[1]!
      .replaceAll('""', '"')
      .split(',')
      .map((word) => word.trim());
  return valuesOf(workbook, sheet, area.formula, 4);
}

function valuesOf(workbook: WorkbookPackage, sheet: number, formula: string, depth: number): string[] | undefined {
  const { references, names, tables, anything } = formulaReads(formula);
  // More than a range or a name is a formula that is calculated.
  if (anything || depth === 0 || tables.length > 0 || references.length + names.length !== 1 || /[()]/.test(formula))
    return undefined;
  if (names.length === 1) {
    const name = workbook.workbook.names.find((defined) => defined.name.toLowerCase() === names[0]);
    return name === undefined ? undefined : valuesOf(workbook, sheet, name.text, depth - 1);
  }
  const { sheet: named, range } = references[0]!;
  const at =
    named === undefined ? sheet : workbook.sheets.findIndex(({ name }) => name.toLowerCase() === named.toLowerCase());
  const found = workbook.sheets[at]?.cells;
  if (found === undefined) return undefined;
  const values: string[] = [];
  for (const [row, cells] of found.cells)
    for (const [column, cell] of cells)
      if (holds(range, row, column) && cell.value.kind !== 'empty') values.push(shownValue(cell.value));
  return values.length > MOST_VALUES ? undefined : values;
}
