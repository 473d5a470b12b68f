import { dependentCells } from './dependents.ts';
import type { WorkbookPackage } from './package.ts';
import { partText } from './package.ts';
import { refuseUnlessWritable } from './writable.ts';
import type { WriteOptions } from './writable.ts';
import { addedRows } from './added-rows.ts';
import type { RowAddition } from './added-rows.ts';
import { calculationSplices, withoutCalculationOrder } from './calculation.ts';
import { cellAt } from './sheet-part.ts';
import { cellName } from './references.ts';
import { sheetSplices } from './sheet-edit.ts';
import type { NewValue } from './values.ts';
import { checkPatch } from './verify.ts';
import type { Splice } from './xml.ts';
import { spliced } from './xml.ts';
import { writeZip } from './zip-entries.ts';

/** A cell that gets a new value. */
export interface CellChange {
  /** Place of the sheet in the list of worksheets. */
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  readonly value: NewValue;
}

/** A workbook with some cells changed. */
export interface PatchedWorkbook {
  readonly bytes: Uint8Array;
  /** Cells whose stored results were taken out, as `Sheet!B3`: a spreadsheet calculates them when it opens the file. */
  readonly recalculated: readonly string[];
  /** Parts that were written anew; all others have the bytes that they had. */
  readonly changedParts: readonly string[];
  /** Formulas and names that end where the rows ended before, and do not reach new rows. */
  readonly notReached: readonly string[];
}

/**
 * A workbook with some cells changed and all else as it was: every part that no change touches keeps its bytes, packed and
 * unpacked, and of the parts that are touched all bytes outside the changed cells. The result is opened again and compared
 * before it is given.
 *
 * @throws InputError when a cell holds a formula, is locked, is hidden by a merged one, or cannot hold the text
 */
export function patchWorkbook(
  workbook: WorkbookPackage,
  changes: readonly CellChange[],
  additions: readonly RowAddition[] = [],
  options: WriteOptions = {},
): PatchedWorkbook {
  for (const change of changes) refuseUnlessWritable(workbook, change, options);
  const added = addedRows(workbook, additions, options);
  const places = [...changes, ...added.cells];
  const dependents = dependentCells(workbook, places).filter(
    ({ sheet, row, column }) => cellAt(workbook.sheets[sheet]!.cells, row, column)?.stored !== undefined,
  );
  const splices = new Map<string, Splice[]>(added.splices);
  const add = (part: string, more: readonly Splice[]): void => {
    if (more.length > 0) splices.set(part, [...(splices.get(part) ?? []), ...more]);
  };
  for (const [i, sheet] of workbook.sheets.entries()) {
    const mine = changes.filter((change) => change.sheet === i);
    const stale = dependents.filter((place) => place.sheet === i);
    add(sheet.part, sheetSplices(workbook, i, mine, stale, added.usedTo.get(i)));
  }
  const recalculates = dependents.length > 0 || added.formulas;
  if (recalculates) add(workbook.workbookPart, calculationSplices(workbook));
  const changed = new Map<string, Uint8Array>();
  for (const [part, mine] of splices)
    changed.set(part, new TextEncoder().encode(spliced(partText(workbook.zip, part), mine)));
  const leftOut = added.formulas ? withoutCalculationOrder(workbook, changed) : new Set<string>();
  const bytes = writeZip(workbook.zip, changed, leftOut);
  checkPatch(workbook, bytes, {
    changes,
    additions,
    added,
    dependents,
    changedParts: new Set(changed.keys()),
    leftOut,
  });
  return {
    bytes,
    recalculated: dependents.map(
      ({ sheet, row, column }) => `${workbook.sheets[sheet]!.name}!${cellName(row, column)}`,
    ),
    changedParts: [...changed.keys()],
    notReached: added.notReached,
  };
}
