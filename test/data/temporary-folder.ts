import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';

/** The made-up country of three areas. */
export const THREE_AREAS = fileURLToPath(new URL('../fixtures/three-areas', import.meta.url));

/** A folder that is deleted after the tests of the file. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'check-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A copy of the three areas in which some files are replaced by text, or deleted where the text is undefined. */
export async function threeAreasWith(folder: string, files: Readonly<Record<string, string | undefined>>): Promise<string> {
  const copy = await mkdtemp(join(folder, 'set-'));
  await cp(THREE_AREAS, copy, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(copy, name)), { recursive: true });
    if (text === undefined) await rm(join(copy, name));
    else await writeFile(join(copy, name), text);
  }
  return copy;
}
