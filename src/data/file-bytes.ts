import { isUtf8 } from 'node:buffer';
import { open, readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { InputProblem } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';

/** Largest file that is read, in bytes. A table of every age in every area for 100 years is a tenth of it. */
export const LARGEST_FILE_BYTES = 50 * 1024 * 1024;
const SNIFFED_BYTES = 64 * 1024;

/** What kind of file the first bytes say it is. */
export type FileFormat = 'text' | 'zip';

/** A file that was read, or the problem that kept it from being read. */
export type ReadBytes =
  { readonly bytes: Uint8Array; readonly format: FileFormat } | { readonly problem: InputProblem };

/**
 * Reads a file after looking at its kind, size and first 64 KB, so that noise is refused without reading it all.
 *
 * @param name what the file is called in messages; the path unless told
 * @param largest most bytes
 */
export async function readFileBytes(path: string, name = path, largest = LARGEST_FILE_BYTES): Promise<ReadBytes> {
  const about = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (about instanceof Error) return { problem: await missing(path, name, about) };
  if (about.isDirectory())
    return { problem: fileProblem(name, 'a folder', 'The path is a folder, not a file.', 'A file.', 'Name a file in the folder.') };
  if (!about.isFile())
    return { problem: fileProblem(name, 'a device', 'The path is not an ordinary file.', 'A file on a disk.', 'Save the table as a file.') };
  if (about.size === 0)
    return {
      problem: fileProblem(name, '0 bytes', 'The file is empty.', 'A header row and at least one row of figures.', 'Save the table again; leave a file that may be absent out altogether.'),
    };
  const handle = await open(path, 'r').catch((error: NodeJS.ErrnoException) => error);
  if (handle instanceof Error) return { problem: await missing(path, name, handle) };
  try {
    const head = Buffer.alloc(Math.min(SNIFFED_BYTES, about.size));
    await handle.read(head, 0, head.length, 0);
    const strange = sniffProblem(head, name);
    if (strange) return { problem: strange };
    if (about.size > largest)
      return {
        problem: fileProblem(
          name,
          `${megabytes(about.size)} MB`,
          'The file is too large.',
          `At most ${megabytes(largest)} MB.`,
          'Check that it is the table you mean; leave out rows and columns that are not needed.',
        ),
      };
    const bytes = about.size <= head.length ? head : await handle.readFile().then((rest) => rest);
    const format = formatOf(head);
    const encoding = format === 'text' ? encodingProblem(bytes, name) : undefined;
    return encoding ? { problem: encoding } : { bytes, format };
  } finally {
    await handle.close();
  }
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toLocaleString('en-GB', { maximumFractionDigits: 1 });

/**
 * Reads a file of any encoding, for a reader that tells for itself what it is. Old Excel workbooks are refused by their first
 * bytes.
 *
 * @param largest most bytes
 */
export async function readRawBytes(
  path: string,
  largest = LARGEST_FILE_BYTES,
): Promise<{ readonly bytes: Uint8Array } | { readonly problem: InputProblem }> {
  const about = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (about instanceof Error) return { problem: await missing(path, path, about) };
  if (!about.isFile())
    return { problem: fileProblem(path, 'no ordinary file', 'The path is not an ordinary file.', 'A file on a disk.', 'Name the file as it was downloaded.') };
  if (about.size > largest)
    return {
      problem: fileProblem(path, `${megabytes(about.size)} MB`, 'The file is too large.', `At most ${megabytes(largest)} MB.`, 'Check that it is the file you mean; download fewer years or areas at a time.'),
    };
  const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => error);
  if (bytes instanceof Error) return { problem: await missing(path, path, bytes) };
  const head = bytes.subarray(0, 4);
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0)
    return { problem: sniffProblem(bytes.subarray(0, SNIFFED_BYTES), path)! };
  return { bytes };
}

/** A problem of a whole file. */
export function fileProblem(file: string, value: string, problem: string, allowed: string, mend: string): InputProblem {
  return { kind: 'input', file, value, problem, allowed, mend };
}

async function missing(path: string, name: string, error: NodeJS.ErrnoException): Promise<InputProblem> {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
    return fileProblem(name, error.code ?? 'error', 'The file cannot be opened.', 'A file that you may read.', 'Close it in other programs and check its permissions.');
  const siblings = await readdir(dirname(path)).catch(() => [] as string[]);
  const near = nearestName(basename(path), siblings);
  return fileProblem(
    name,
    basename(path),
    'There is no such file.',
    'The path of a file that exists.',
    near === undefined ? 'Check the folder and the spelling.' : `Did you mean ${near}? Check the spelling.`,
  );
}

const TABLE_FILES = 'A table as CSV (UTF-8) or as an Excel workbook (.xlsx), or a scenario as YAML.';

function formatOf(head: Uint8Array): FileFormat {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 0x03 && head[3] === 0x04 ? 'zip' : 'text';
}

function sniffProblem(head: Uint8Array, name: string): InputProblem | undefined {
  if (formatOf(head) === 'zip') return undefined;
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0)
    return fileProblem(name, 'an old Excel file', 'This is an .xls workbook, or a workbook locked with a password.', TABLE_FILES, 'Save it as "Excel Workbook (.xlsx)" without a password, or as "CSV UTF-8".');
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
    return fileProblem(name, 'UTF-16 text', 'The text is in UTF-16, as "Unicode Text" of Excel is.', TABLE_FILES, 'Save it again as "CSV UTF-8 (Comma delimited)".');
  let controls = 0;
  let high = 0;
  for (const byte of head) {
    if (byte < 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) controls += 1;
    if (byte >= 0x80) high += 1;
  }
  const text = isUtf8(head.subarray(0, lastWholeCharacter(head)));
  if (controls > 0 && (!text || controls * 200 > head.length || head.includes(0)))
    return fileProblem(name, 'bytes that are no text', 'The file is neither a table nor a scenario.', TABLE_FILES, 'Check that it is the file you mean, and save the table again.');
  if (!text && high * 3 > head.length)
    return fileProblem(name, 'bytes that are no text', 'The file is neither a table nor a scenario.', TABLE_FILES, 'Check that it is the file you mean, and save the table again.');
  return undefined;
}

/** End of the last whole UTF-8 character, so that a character cut by the end of the sample does no harm. */
function lastWholeCharacter(head: Uint8Array): number {
  if (head.length < SNIFFED_BYTES) return head.length;
  let end = head.length;
  while (end > head.length - 4 && (head[end - 1]! & 0xc0) === 0x80) end -= 1;
  return head[end - 1]! >= 0xc0 ? end - 1 : head.length;
}

/** Says where text is not UTF-8, with the bytes read as Windows-1252 so that they can be found. */
export function encodingProblem(bytes: Uint8Array, name: string): InputProblem | undefined {
  if (isUtf8(bytes)) return undefined;
  let start = 0;
  let row = 0;
  while (start < bytes.length) {
    row += 1;
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    if (!isUtf8(bytes.subarray(start, end)))
      return {
        ...fileProblem(
          name,
          new TextDecoder('windows-1252').decode(bytes.subarray(start, Math.min(end, start + 300))).trim(),
          'The text is not UTF-8; it looks like Windows-1252, which would spoil letters such as ŵ and ô.',
          'Text in UTF-8, with or without a byte order mark.',
          'Save it again as "CSV UTF-8 (Comma delimited)"; in R write.csv(..., fileEncoding = "UTF-8").',
        ),
        row,
      };
    start = end + 1;
  }
  return undefined;
}
