import { allowedValues } from './allowed-values.ts';
import type { CellChange } from './patch.ts';
import type { WorkbookPackage } from './package.ts';
import { cellName, holds, rangeName } from './references.ts';
import { cellAt } from './sheet-part.ts';
import { PLAIN_STYLE } from './styles.ts';
import { EMPTY, shownValue } from './values.ts';
import { workbookProblem } from './workbook-problem.ts';
import { unwritable } from './xml.ts';

/** How far the writing goes. */
export interface WriteOptions {
  /** Locked cells of protected sheets are written too. The protection stays. */
  readonly locked?: boolean;
}

/** Most characters that a cell of Excel holds. */
const LONGEST_TEXT = 32_767;

/**
 * Refuses a change that would lose something.
 *
 * @throws InputError
 */
export function refuseUnlessWritable(workbook: WorkbookPackage, change: CellChange, options: WriteOptions): void {
  const sheet = workbook.sheets[change.sheet]!;
  const { row, column, value } = change;
  const name = `${sheet.name}!${cellName(row, column)}`;
  const refuse = (found: string, problem: string, mend: string): Error =>
    workbookProblem(workbook.file, found, problem, mend, {
      row,
      column: name,
      allowed: 'A cell that holds a plain value.',
    });
  const cell = cellAt(sheet.cells, row, column);
  const map = 'Leave the column out of the columns file, or put plain values in it.';
  if (cell?.formula !== undefined)
    throw refuse(`=${cell.formula.text}`, `The cell ${name} holds a formula, and formulas are never overwritten.`, map);
  const filled = sheet.cells.filled.find((range) => holds(range, row, column));
  if (filled !== undefined)
    throw refuse(
      rangeName(filled),
      `The cell ${name} is filled by a formula, and formulas are never overwritten.`,
      map,
    );
  const merged = sheet.cells.merges.find((range) => holds(range, row, column));
  if (merged !== undefined && (merged.top !== row || merged.left !== column))
    throw refuse(rangeName(merged), `The cell ${name} is hidden under a merged one.`, 'Unmerge the cells in Excel.');
  if (cell?.special === true)
    throw refuse(
      'a linked data type',
      `The cell ${name} holds more than a plain value.`,
      'Convert it to text in Excel.',
    );
  const style = workbook.styles[cell?.style ?? 0] ?? PLAIN_STYLE;
  if (sheet.cells.protected && style.locked && options.locked !== true)
    throw refuse(
      'a locked cell',
      `The sheet is protected and the cell ${name} is locked.`,
      'Ask the owner of the register to unlock the column, or add --locked when the owner agrees. The protection stays on.',
    );
  if (value.kind === 'number' && !Number.isFinite(value.number)) throw new Error(`no number for ${name}`);
  if (value.kind === 'number' && style.date)
    throw refuse(shownValue(cell?.value ?? EMPTY), `The cell ${name} shows dates, and a number would go into it.`, map);
  const allowed = allowedValues(workbook, change.sheet, row, column);
  if (allowed !== undefined && value.kind !== 'empty' && !allowed.includes(shownValue(value)))
    throw workbookProblem(
      workbook.file,
      shownValue(value),
      `The list of the cell ${name} does not have the new value.`,
      'Add the word to the list in Excel, or leave the column out of the columns file.',
      { row, column: name, allowed: `${allowed.slice(0, 12).join(', ')}.` },
    );
  if (value.kind !== 'text') return;
  if (value.text.length > LONGEST_TEXT)
    throw refuse(
      `${value.text.length} characters`,
      `The text for ${name} is too long.`,
      `Shorten it to ${LONGEST_TEXT} characters.`,
    );
  const character = unwritable(value.text);
  if (character !== undefined)
    throw refuse(
      character,
      `The text for ${name} holds a character that no workbook can hold.`,
      'Take the character out.',
    );
}
