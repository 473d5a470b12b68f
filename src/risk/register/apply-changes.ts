import type { RowAddition } from '../workbook/added-rows.ts';
import type { WorkbookPackage } from '../workbook/package.ts';
import { patchWorkbook } from '../workbook/patch.ts';
import type { PatchedWorkbook } from '../workbook/patch.ts';
import type { WriteOptions } from '../workbook/writable.ts';
import type { ProposedChange } from './change-list.ts';
import type { FoundRegister } from './find-register.ts';

/**
 * The workbook with the approved changes in it. New risks that are approved stand one under the other, also where one
 * between them is not.
 *
 * @throws InputError when a change would lose something
 */
export function applyChanges(
  workbook: WorkbookPackage,
  register: FoundRegister,
  approved: readonly ProposedChange[],
  options: WriteOptions = {},
): PatchedWorkbook {
  const { sheet, first, last } = register;
  const rows = [...new Set(approved.filter(({ added }) => added).map(({ row }) => row))].sort((a, b) => a - b);
  const additions: RowAddition[] = rows.map((row, i) => {
    const values = new Map(
      approved.filter((change) => change.added && change.row === row).map(({ column, value }) => [column, value]),
    );
    return { sheet, first, last, row: last + 1 + i, values };
  });
  return patchWorkbook(
    workbook,
    approved.filter(({ added }) => !added),
    additions,
    options,
  );
}
