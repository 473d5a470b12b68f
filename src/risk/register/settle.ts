import { basename, extname } from 'node:path';
import { readFileBytes } from '../../data/file-bytes.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { openPackage } from '../workbook/package.ts';
import type { WorkbookPackage } from '../workbook/package.ts';
import { applyChanges } from './apply-changes.ts';
import type { ProposedChange } from './change-list.ts';
import { approvedChanges, changeListCsv, workbookMark } from './change-list.ts';
import { findRegister } from './find-register.ts';
import type { FoundRegister } from './find-register.ts';
import { readRegisterColumns } from './register-columns.ts';
import type { RegisterColumns } from './register-columns.ts';

/** Largest register in bytes that is read. */
const LARGEST_REGISTER = 50 * 1024 * 1024;

/** A register that was read from a workbook. */
export interface ReadRegister {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly workbook: WorkbookPackage;
  readonly columns: RegisterColumns;
  readonly register: FoundRegister;
}

/**
 * Reads a register from a workbook.
 *
 * @param columnsFile names of its columns, where they are not the usual ones
 * @throws InputError
 */
export async function readRegister(file: string, columnsFile?: string, sheet?: string): Promise<ReadRegister> {
  const columns = await readRegisterColumns(columnsFile);
  const read = await readFileBytes(file, file, LARGEST_REGISTER);
  if ('problem' in read) throw new InputError([read.problem]);
  const workbook = openPackage(read.bytes, file);
  return { file, bytes: read.bytes, workbook, columns, register: findRegister(workbook, columns, sheet) };
}

/** How proposed changes are settled: listed for approval, or written where a list approves them. */
export interface SettleOptions {
  /** List of approved changes; left out, the changes are only listed. */
  readonly apply?: string;
  /** Folder to write. */
  readonly out: string;
  readonly force?: boolean;
  /** Other files that are written with the workbook once changes are approved, by name. */
  readonly beside?: Readonly<Record<string, string>>;
  /** Locked cells of a protected sheet are written too. */
  readonly locked?: boolean;
}

/** What was written. */
export interface Settled {
  readonly proposed: number;
  /** Changes that were written into the new workbook; none where they were only listed. */
  readonly written: number;
  readonly files: readonly string[];
  readonly recalculated: readonly string[];
  readonly notReached: readonly string[];
}

/** Name of the list of changes. */
export const CHANGES_FILE = 'changes.csv';

/**
 * Lists proposed changes, or writes those that a list approves into a new workbook. The workbook that was read is never
 * written over. A change that cannot be made without losing something stops either.
 *
 * @param from digests of what the changes come from, by name
 * @param always other files that are written whether changes are listed or approved, by name
 * @throws InputError when nothing may be written
 */
export async function settleChanges(
  read: ReadRegister,
  proposed: readonly ProposedChange[],
  from: Readonly<Record<string, string>>,
  options: SettleOptions,
  always: Readonly<Record<string, string>> = {},
): Promise<Settled> {
  const { file, bytes, workbook, register } = read;
  const mark = workbookMark(bytes);
  const { out, apply, force = false } = options;
  const id = digestOf(JSON.stringify([mark, from])).slice(0, 16);
  const wanted = apply === undefined ? proposed : await approvedChanges(apply, proposed, mark);
  const patched = applyChanges(workbook, register, wanted, options);
  const name = `${basename(file, extname(file))}-updated${extname(file)}`;
  const contents: Readonly<Record<string, string | Uint8Array>> =
    apply === undefined
      ? { [CHANGES_FILE]: changeListCsv(proposed, mark) }
      : { [name]: patched.bytes, 'approved.csv': changeListCsv(wanted, mark), ...options.beside };
  const { paths } = await writeAnalysis({ folder: out, id, force }, { ...contents, ...always }, (files) => ({
    analysis_id: id,
    register: { file: basename(file), sha256: digestOf(bytes) },
    from,
    step: apply === undefined ? 'listed for approval' : 'approved and written',
    version: packageVersion(),
    changed_parts: patched.changedParts,
    files,
  }));
  return {
    proposed: proposed.length,
    written: apply === undefined ? 0 : wanted.length,
    files: paths,
    recalculated: patched.recalculated,
    notReached: patched.notReached,
  };
}
