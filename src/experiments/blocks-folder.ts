import { mkdir, readdir, rm, rmdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { blocksFolder, NUMBER_BYTES } from './draw-blocks.ts';
import { PARTIAL } from './partial.ts';
import { writeWhole } from './whole-file.ts';
import type { BlockIndex } from './draw-blocks.ts';

/** Names that a run gives to what it puts into its folder of blocks. */
const OWN_NAME = /^(draws-\d+\.(f32|json)|index\.json)((\.[0-9a-f]+)?\.partial)?$/;

/** Whether a folder of blocks holds nothing but what runs write there. */
export async function holdsOnlyBlocks(runFolder: string): Promise<boolean> {
  const names = await readdir(blocksFolder(runFolder)).catch(() => undefined);
  return names !== undefined && names.every((name) => OWN_NAME.test(name));
}

/** Makes the folder for the blocks of a run. Answers its path. */
export async function makeBlocksFolder(runFolder: string): Promise<string> {
  await mkdir(blocksFolder(runFolder), { recursive: true });
  return blocksFolder(runFolder);
}

/** Takes the blocks of a run away, and their folder unless something else is in it. */
export async function removeBlocks(runFolder: string): Promise<void> {
  await removeFromBlocks(runFolder, (name) => OWN_NAME.test(name));
  await rmdir(blocksFolder(runFolder)).catch(() => undefined);
}

/** Takes away what is half-written, and every block from a draw on. */
export async function tidyBlocks(runFolder: string, fromDraw = Infinity): Promise<void> {
  await removeFromBlocks(runFolder, (name) => {
    if (!OWN_NAME.test(name)) return false;
    return name.endsWith(PARTIAL) || Number(/^draws-(\d+)/.exec(name)?.[1] ?? -1) >= fromDraw;
  });
}

/** Takes the list of blocks away: it is of a finished run. */
export async function removeBlockIndex(runFolder: string): Promise<void> {
  await rm(join(blocksFolder(runFolder), 'index.json'), { force: true });
}

async function removeFromBlocks(runFolder: string, unwanted: (name: string) => boolean): Promise<void> {
  const folder = blocksFolder(runFolder);
  const names = await readdir(folder).catch((): string[] => []);
  for (const name of names) if (unwanted(name)) await rm(join(folder, name), { force: true });
}

/** Writes the list of blocks. Answers its SHA-256. */
export function writeBlockIndex(runFolder: string, index: BlockIndex): Promise<string> {
  return writeWhole(join(blocksFolder(runFolder), 'index.json'), `${JSON.stringify(index)}\n`);
}

/** Room that the figures of a run take beside its draws, in bytes, with something to spare. */
const ROOM_FOR_FIGURES = 200e6;

/**
 * Refuses to begin when the disk has no room for the draws.
 *
 * @param free bytes that are free; asked of the disk unless told
 * @throws InputError
 */
export async function refuseFullDisk(runFolder: string, draws: number, cells: number, free?: number): Promise<void> {
  const needed = draws * cells * NUMBER_BYTES + ROOM_FOR_FIGURES;
  const there = free ?? (await freeBytes(runFolder));
  if (there === undefined || there >= needed) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6).toLocaleString('en-GB')} MB`;
  throw new InputError([
    {
      kind: 'input',
      file: runFolder,
      value: `${megabytes(there)} free`,
      problem: `The disk has no room for ${draws.toLocaleString('en-GB')} draws, which go to disk while the run is made.`,
      allowed: `A disk with ${megabytes(needed)} free.`,
      mend: 'Free some space, make fewer draws, or give --out a folder on another disk.',
    },
  ]);
}

async function freeBytes(folder: string): Promise<number | undefined> {
  const about = await statfs(folder).catch(() => undefined);
  return about === undefined || about.blocks === 0 ? undefined : about.bavail * about.bsize;
}
