import { readFile } from 'node:fs/promises';
import { InputError } from '../domain/errors.ts';

/**
 * Refuses to write over a file that somebody has changed; one that holds the same bytes may be written again.
 *
 * @throws InputError when the file is there and holds something else, or cannot be read
 */
export async function refuseOther(path: string, bytes: Uint8Array): Promise<void> {
  let there: Buffer;
  try {
    there = await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return;
    throw new InputError([
      {
        kind: 'input',
        file: path,
        value: code ?? String(error),
        problem: 'Nothing can be written there.',
        allowed: 'A folder in which files may be made.',
        mend: 'Give --out another folder.',
      },
    ]);
  }
  if (there.equals(bytes)) return;
  throw new InputError([
    {
      kind: 'input',
      file: path,
      problem: 'The file is there already and holds something else.',
      allowed: 'A new file, or one that holds this very draft.',
      mend: 'Keep your own copy under another name, or give --out another folder, or add --force to write over it.',
    },
  ]);
}
