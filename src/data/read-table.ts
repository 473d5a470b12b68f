import { basename, extname } from 'node:path';
import type { Checked, InputProblem } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import { fileProblem, readFileBytes } from './file-bytes.ts';
import type { FileFormat } from './file-bytes.ts';
import { encodingProblem } from './file-bytes.ts';
import { readCsv } from './tables/read-csv.ts';
import type { KnownAreas } from './tables/table-checker.ts';
import { TableChecker } from './tables/table-checker.ts';
import type { TableDefinition } from './tables/table-definition.ts';
import type { RowOf, TableKind } from './tables/tables.ts';
import { definitionOf } from './tables/tables.ts';
import type { Sheet } from './tables/workbook.ts';
import { openWorkbook } from './tables/workbook.ts';

export interface ReadTableOptions {
  /** Codes that cells of areas may hold, with their level. Left out: any code passes. */
  readonly areas?: KnownAreas;
  /** What the file is called in messages; the path unless told. */
  readonly name?: string;
}

/**
 * Reads one table from a CSV file or an Excel workbook and checks every cell and row.
 *
 * A workbook with one sheet is read whatever the sheet is called; one with several needs a sheet with the table's name.
 * Nothing is changed silently: every repair is listed, and what cannot be read without a guess is a problem
 * (the first twenty are gathered).
 *
 * @example
 * const read = await readTable('data/wales/children.csv', 'children');
 * if (read.ok) console.log(read.value.length, read.repairs);
 * else console.log(formatProblems(read.problems));
 */
export async function readTable<K extends TableKind>(
  path: string,
  kind: K,
  options: ReadTableOptions = {},
): Promise<Checked<readonly RowOf<K>[]>> {
  const name = options.name ?? path;
  const read = await readFileBytes(path, name);
  return 'problem' in read ? refuse(read.problem) : readTableBytes(read.bytes, read.format, name, kind, options);
}

/** As `readTable`, from bytes that were read already. `format` is what their first bytes say. */
export async function readTableBytes<K extends TableKind>(
  bytes: Uint8Array,
  format: FileFormat,
  name: string,
  kind: K,
  options: ReadTableOptions = {},
): Promise<Checked<readonly RowOf<K>[]>> {
  const misnamed = extensionProblem(format, name);
  if (misnamed) return refuse(misnamed);
  if (format === 'zip') {
    const sheets = await openWorkbook(bytes, name);
    if (!isSheets(sheets)) return refuse(sheets);
    const sheet = chooseSheet(sheets, name, kind);
    return 'kind' in sheet ? refuse(sheet) : readSheet(sheet, name, kind, options);
  }
  const encoding = encodingProblem(bytes, name);
  if (encoding) return refuse(encoding);
  const checker = new TableChecker(definitionOf(kind) as TableDefinition<RowOf<K>>, name, 'csv', options.areas);
  const unreadable = readCsv(bytes, name, (row, cells) => checker.take(row, cells));
  const outcome = unreadable === undefined ? checker.outcome() : checker.outcomeBeforeStop();
  if (unreadable === undefined) return outcome;
  return outcome.ok ? refuse(unreadable) : { ok: false, problems: [...outcome.problems, unreadable] };
}

/** Reads one sheet of a workbook as a table. */
export function readSheet<K extends TableKind>(
  sheet: Sheet,
  name: string,
  kind: K,
  options: ReadTableOptions = {},
): Checked<readonly RowOf<K>[]> {
  const file = `${name}, sheet ${sheet.name}`;
  if (sheet.mergedRange !== undefined)
    return refuse({
      kind: 'input',
      file,
      row: Number(/\d+/.exec(sheet.mergedRange)?.[0] ?? 1),
      column: /[A-Z]+/.exec(sheet.mergedRange)?.[0] ?? 'A',
      value: sheet.mergedRange,
      problem: 'The sheet has merged cells, so it is not plain rows and columns.',
      allowed: 'One table a sheet: a header in row 1 and one row under it for each figure, no merged cells.',
      mend: 'Unmerge the cells, fill each of them, and delete titles above the header.',
    });
  const checker = new TableChecker(definitionOf(kind) as TableDefinition<RowOf<K>>, file, 'xlsx', options.areas);
  sheet.eachRow((row, cells) => checker.take(row, cells));
  return checker.outcome();
}

/** Whether a workbook was opened. */
export function isSheets(opened: readonly Sheet[] | InputProblem): opened is readonly Sheet[] {
  return Array.isArray(opened);
}

function chooseSheet(sheets: readonly Sheet[], name: string, kind: TableKind): Sheet | InputProblem {
  const named = sheets.find((sheet) => sheet.name === kind);
  if (named) return named;
  if (sheets.length === 1) return sheets[0]!;
  const names = sheets.map((sheet) => sheet.name);
  const near = nearestName(kind, names);
  return fileProblem(
    name,
    names.join(', '),
    `No sheet is named ${kind}.`,
    'One sheet a table, named as the table; or a workbook with a single sheet.',
    near === undefined ? `Name the sheet ${kind}.` : `Rename the sheet ${near} to ${kind}, if that is what it is.`,
  );
}

/** A file whose name says CSV and whose bytes say workbook, or the reverse. */
export function extensionProblem(format: FileFormat, name: string): InputProblem | undefined {
  const extension = extname(name).toLowerCase();
  if (format === 'zip' && extension === '.csv')
    return fileProblem(
      name,
      'an Excel workbook or a zip',
      'The name says CSV and the content does not.',
      'Text with commas in a .csv file.',
      `Rename the file to ${basename(name, extname(name))}.xlsx if it is a workbook, or save it as "CSV UTF-8".`,
    );
  if (format === 'text' && extension === '.xlsx')
    return fileProblem(
      name,
      'text',
      'The name says Excel workbook and the content is not one.',
      'A workbook saved by a spreadsheet program.',
      `Rename the file to ${basename(name, extname(name))}.csv if it holds text with commas, or save it again as "Excel Workbook (.xlsx)".`,
    );
  return undefined;
}

function refuse(problem: InputProblem): { readonly ok: false; readonly problems: readonly InputProblem[] } {
  return { ok: false, problems: [problem] };
}
