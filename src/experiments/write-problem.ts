import { InputError } from '../domain/errors.ts';

/** What the codes of a system mean to the person who started the run. */
const MEANINGS: Readonly<Record<string, readonly [problem: string, mend: string]>> = {
  EACCES: ['You may not write here.', 'Ask for the right to write, or give --out another folder.'],
  EPERM: ['You may not write here.', 'Ask for the right to write, or give --out another folder.'],
  EROFS: ['This disk can only be read.', 'Give --out a folder on another disk.'],
  ENOSPC: ['The disk is full.', 'Free some space, make fewer draws, or give --out a folder on another disk.'],
  EDQUOT: ['Your share of the disk is used up.', 'Free some space, make fewer draws, or give --out another folder.'],
  EFBIG: ['The file is larger than this disk allows.', 'Make fewer draws, or give --out a folder on another disk.'],
  EISDIR: ['A folder has the name of the file.', 'Rename or move the folder, or give --out another folder.'],
  ENOTEMPTY: ['A folder has the name of the file.', 'Rename or move the folder, or give --out another folder.'],
  EEXIST: ['A file has the name of the folder.', 'Rename or move the file, or give --out another folder.'],
  ENOTDIR: ['A file has the name of a folder.', 'Rename or move the file, or give --out another folder.'],
  ENAMETOOLONG: ['The name is too long for this disk.', 'Give --out a shorter path.'],
  EMFILE: ['Too many files are open.', 'Close other programs, or use fewer threads.'],
  ENFILE: ['Too many files are open.', 'Close other programs, or use fewer threads.'],
  EBUSY: ['Another program holds the file.', 'Close the program that has it open, such as a spreadsheet.'],
  EIO: ['The disk does not answer as it should.', 'Give --out a folder on another disk.'],
};

/** Extracts what a failed system call says of itself. */
export function systemFault(error: unknown): { readonly code: string; readonly path?: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return { code: error.code, ...('path' in error && typeof error.path === 'string' ? { path: error.path } : {}) };
}

/**
 * An error of the disk as a message that a person can act on; any other error as it is.
 *
 * @param error what was thrown while files of a run were written
 * @param folder folder that was being written
 */
export function writeProblem(error: unknown, folder: string): unknown {
  const fault = systemFault(error);
  const meaning = fault === undefined ? undefined : MEANINGS[fault.code];
  if (fault === undefined || meaning === undefined) return error;
  const [problem, mend] = meaning;
  return new InputError([
    {
      kind: 'input',
      file: fault.path ?? folder,
      value: fault.code,
      problem: `Nothing can be written there. ${problem}`,
      allowed: 'A folder that may be written, on a disk with room.',
      mend,
    },
  ]);
}
