import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { digestOf } from '../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import { fileProblem, readFileBytes } from './file-bytes.ts';
import { extensionProblem, isSheets, readSheet, readTableBytes } from './read-table.ts';
import type { ReadTableOptions } from './read-table.ts';
import { isTableKind, TABLE_KINDS } from './tables/tables.ts';
import type { RowOf, TableKind } from './tables/tables.ts';
import { openWorkbook } from './tables/workbook.ts';

/** Where one table of a folder is, and how to read it. */
export interface TableSource {
  /** File, and sheet of a workbook, as messages name it. */
  readonly file: string;
  /** Name of the file alone, under which its digest is kept. */
  readonly fileName: string;
  readonly read: <K extends TableKind>(kind: K, options: ReadTableOptions) => Promise<Checked<readonly RowOf<K>[]>>;
}

/** The tables of a folder, with the digest of each file that holds one. */
export interface FoundTables {
  readonly sources: ReadonlyMap<TableKind, TableSource>;
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Looks for tables in a folder: `children.csv`, `children.xlsx`, or a sheet `children` in any other workbook. A table
 * that is there twice is refused. Files that hold no table are left alone; CSV and XLSX among them are listed.
 */
export async function findTables(dir: string): Promise<Checked<FoundTables>> {
  const about = await stat(dir).catch(() => undefined);
  if (!about?.isDirectory())
    return refuse([
      fileProblem(
        dir,
        dir,
        about === undefined ? 'There is no such folder.' : 'The path is a file, not a folder.',
        'A folder with areas, children, services and what else the set holds, as CSV or XLSX.',
        'Check the spelling, or name the folder that the file is in.',
      ),
    ]);
  const names = (await readdir(dir)).filter((name) => /\.(csv|xlsx)$/i.test(name) && !name.startsWith('~$')).sort();
  const sources = new Map<TableKind, TableSource>();
  const digests = new Map<string, string>();
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const add = (kind: TableKind, source: TableSource): void => {
    const other = sources.get(kind);
    if (other === undefined) sources.set(kind, source);
    else
      problems.push(
        fileProblem(source.file, `${other.file} and ${source.file}`, `The table ${kind} is there twice.`, 'One file or sheet for each table.', 'Delete or move away the one that is out of date.'),
      );
  };
  for (const name of names) {
    const stem = name.slice(0, -extname(name).length);
    const path = join(dir, name);
    const isWorkbook = extname(name) === '.xlsx';
    if (!isTableKind(stem) && !isWorkbook) {
      repairs.push(notRead(path, stem, name));
      continue;
    }
    const read = await readFileBytes(path);
    const problem = 'problem' in read ? read.problem : extensionProblem(read.format, path);
    if ('problem' in read || problem) {
      if (problem) problems.push(problem);
      continue;
    }
    if (isTableKind(stem)) {
      digests.set(name, digestOf(read.bytes));
      add(stem, { file: path, fileName: name, read: (kind, options) => readTableBytes(read.bytes, read.format, path, kind, options) });
      continue;
    }
    const sheets = await openWorkbook(read.bytes, path);
    if (!isSheets(sheets)) {
      problems.push(sheets);
      continue;
    }
    const tables = sheets.filter((sheet) => isTableKind(sheet.name));
    if (tables.length === 0) repairs.push(notRead(path, stem, name));
    else digests.set(name, digestOf(read.bytes));
    for (const sheet of tables)
      add(sheet.name as TableKind, {
        file: `${path}, sheet ${sheet.name}`,
        fileName: name,
        read: (kind, options) => Promise.resolve(readSheet(sheet, path, kind, options)),
      });
  }
  return problems.length > 0 ? refuse(problems) : { ok: true, value: { sources, digests }, repairs };
}

function notRead(file: string, stem: string, name: string): Repair {
  const near = nearestName(stem, TABLE_KINDS);
  const meant = near === undefined ? '' : `; did you mean ${near}${extname(name).toLowerCase()}?`;
  return { file, found: name, used: 'not read', why: `no table has this name${meant}` };
}

function refuse(problems: readonly InputProblem[]): { readonly ok: false; readonly problems: readonly InputProblem[] } {
  return { ok: false, problems };
}
