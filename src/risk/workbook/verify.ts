import { workbookProblem } from './workbook-problem.ts';
import type { AddedRows, RowAddition } from './added-rows.ts';
import type { SheetCell } from './cell-reader.ts';
import type { CellPlace } from './dependents.ts';
import { grownRange } from './extended-ranges.ts';
import { openPackage } from './package.ts';
import type { WorkbookPackage, Worksheet } from './package.ts';
import type { CellChange } from './patch.ts';
import { cellName, rangeName } from './references.ts';
import { cellAt } from './sheet-part.ts';
import type { NewValue } from './values.ts';
import { EMPTY, sameValue, shownValue } from './values.ts';

/** What a patch was meant to do. */
export interface MeantPatch {
  readonly changes: readonly CellChange[];
  readonly additions: readonly RowAddition[];
  readonly added: AddedRows;
  readonly dependents: readonly CellPlace[];
  readonly changedParts: ReadonlySet<string>;
  readonly leftOut: ReadonlySet<string>;
}

/**
 * Opens a patched workbook again and compares it with what it was: parts, links, names, validations, conditional formats,
 * tables and every cell.
 *
 * @throws InputError when anything is lost or moved; nothing may be written then
 */
export function checkPatch(before: WorkbookPackage, bytes: Uint8Array, meant: MeantPatch): void {
  const after = openPackage(bytes, before.file);
  const lost = [
    ...partsLost(before, after, meant),
    ...before.sheets.flatMap((sheet, at) => sheetLost(sheet, after.sheets[at], at, meant)),
  ];
  if (lost.length === 0) return;
  throw workbookProblem(
    before.file,
    lost.slice(0, 5).join('; '),
    'The workbook was not written, because something would be lost.',
    'Open the workbook in Excel, save it, and try again; the file may be damaged there.',
  );
}

function partsLost(
  before: WorkbookPackage,
  after: WorkbookPackage,
  { changedParts, leftOut, added, additions }: MeantPatch,
): string[] {
  const list = ({ zip }: WorkbookPackage): string => zip.entries.map(({ name }) => name).join('\n');
  const expected = before.zip.entries.filter(({ name }) => !leftOut.has(name));
  const lost: string[] = [];
  if (expected.map(({ name }) => name).join('\n') !== list(after)) lost.push('the list of parts differs');
  const now = new Map(after.zip.entries.map((entry) => [entry.name, entry]));
  for (const { name, record } of expected) {
    const entry = now.get(name);
    if (!changedParts.has(name) && (entry === undefined || Buffer.compare(entry.record, record) !== 0))
      lost.push(`the part ${name} differs`);
  }
  const links = (workbook: WorkbookPackage): string[] =>
    workbook.relationships.filter((r) => !leftOut.has(r.target)).map((r) => `${r.from} ${r.id} ${r.type} ${r.target}`);
  if (!sameList(links(before), links(after))) lost.push('the links between parts differ');
  const names = (workbook: WorkbookPackage): string[] =>
    workbook.workbook.names
      .filter(({ name }) => additions.length === 0 || added.cells.length === 0 || name !== '_xlnm._FilterDatabase')
      .map(({ name, sheet, text }) => `${name} ${sheet ?? ''} ${text}`);
  if (!sameList(names(before), names(after))) lost.push('the defined names differ');
  if (
    !sameList(
      before.sheets.map(({ name }) => name),
      after.sheets.map(({ name }) => name),
    )
  )
    lost.push('the sheets differ');
  return lost;
}

function sheetLost(
  before: Worksheet,
  after: Worksheet | undefined,
  at: number,
  { changes, additions, added, dependents }: MeantPatch,
): string[] {
  if (after === undefined) return [`the sheet ${before.name} is lost`];
  const mine = additions.filter(({ sheet }) => sheet === at);
  const block =
    mine.length === 0
      ? undefined
      : { first: mine[0]!.first, last: mine[0]!.last, to: Math.max(...mine.map(({ row }) => row)) };
  const areas = (sheet: Worksheet, grown: boolean): string[] =>
    sheet.cells.areas.map(({ kind, ranges, validation, formula }) => {
      const now = grown && block !== undefined ? ranges.map((range) => grownRange(range, block)) : ranges;
      return `${kind} ${now.map(rangeName).join(' ')} ${validation ?? ''} ${formula ?? ''}`;
    });
  const tables = (sheet: Worksheet, grown: boolean): string[] =>
    sheet.tables.map(({ name, range, columns }) => {
      const now = grown && block !== undefined ? grownRange(range, block) : range;
      return `${name} ${rangeName(now)} ${columns.join('|')}`;
    });
  const lost: string[] = [];
  if (!sameList(areas(before, true), areas(after, false))) lost.push(`validations or formats of ${before.name} differ`);
  if (!sameList(tables(before, true), tables(after, false))) lost.push(`tables of ${before.name} differ`);
  if (!sameList(before.cells.merges.map(rangeName), after.cells.merges.map(rangeName)))
    lost.push(`merged cells of ${before.name} differ`);
  const written = new Map<string, { readonly value?: NewValue; readonly formula?: string }>();
  for (const cell of [...changes, ...added.cells])
    if (cell.sheet === at) written.set(cellName(cell.row, cell.column), cell);
  const stale = new Set(dependents.filter(({ sheet }) => sheet === at).map(({ row, column }) => cellName(row, column)));
  const places = new Set<string>();
  for (const sheet of [before, after])
    for (const [row, cells] of sheet.cells.cells) for (const column of cells.keys()) places.add(`${row} ${column}`);
  for (const place of places) {
    const [row, column] = place.split(' ').map(Number) as [number, number];
    const name = cellName(row, column);
    const [old, now] = [cellAt(before.cells, row, column), cellAt(after.cells, row, column)];
    if (!cellHeld(old, now, written.get(name), stale.has(name))) lost.push(`the cell ${before.name}!${name} differs`);
  }
  return lost;
}

/** Whether a cell is what it was, or what it was meant to become. */
function cellHeld(
  old: SheetCell | undefined,
  now: SheetCell | undefined,
  written: { readonly value?: NewValue; readonly formula?: string } | undefined,
  stale: boolean,
): boolean {
  if (old !== undefined && old.style !== now?.style) return false;
  if (written !== undefined) {
    if (now?.formula?.text !== written.formula) return false;
    const value = now?.value ?? EMPTY;
    const meant = written.value ?? EMPTY;
    // Under a format of text, or of no date, a number or a date is written as its text.
    return sameValue(value, meant) || (value.kind === 'text' && value.text === shownValue(meant));
  }
  if (old === undefined) return now?.value.kind === 'empty' && now.formula === undefined;
  if (old.formula?.text !== now?.formula?.text || old.formula?.kind !== now?.formula?.kind) return false;
  return sameValue(stale ? EMPTY : old.value, now?.value ?? EMPTY);
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i]);
