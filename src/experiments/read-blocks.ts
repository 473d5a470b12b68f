import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { BlockColumns } from './block-columns.ts';
import { BLOCK_FORMAT, blocksFolder, NUMBER_BYTES } from './draw-blocks.ts';
import type { BlockEntry, BlockIndex } from './draw-blocks.ts';
import type { Manifest } from './manifest.ts';
import { fileDigest } from './standing-blocks.ts';

/** The draws of a finished run. */
export interface DrawsOnDisk {
  readonly index: BlockIndex;
  /** Copies the values of a cell, one a draw in the order of the draws, into an array of as many numbers. */
  readonly column: (cell: number, into: Float32Array) => void;
}

/**
 * Opens the draws of a run. A block that is missing, of another length, changed, or of another run is refused.
 *
 * @param manifest record of the run, as `readManifest` reads it
 * @throws InputError
 * @example
 * const { index, column } = await readDraws(folder, await readManifest(folder));
 * const values = new Float32Array(index.draws);
 * column(0, values); // the first figure of outcomes.csv, in every draw
 */
export async function readDraws(runFolder: string, manifest: Manifest): Promise<DrawsOnDisk> {
  const index = await readBlockIndex(runFolder, manifest);
  const folder = blocksFolder(runFolder);
  for (const block of index.blocks) await refuseBlock(folder, block, index.cells);
  const columns = new BlockColumns(folder, index.blocks, index.cells);
  return { index, column: (cell, into) => columns.read(cell, into, index.cells) };
}

/**
 * Reads the list of the draws of a run. The draws themselves are not looked at.
 *
 * @throws InputError when it is missing, or not the one that the record of the run names
 */
export async function readBlockIndex(runFolder: string, manifest: Manifest): Promise<BlockIndex> {
  const path = join(blocksFolder(runFolder), 'index.json');
  const text = await readFile(path, 'utf8').catch(() =>
    refuseDraws(
      path,
      undefined,
      'The draws of the run are not there. They are not kept when a run is made with --no-draws.',
    ),
  );
  const digest = createHash('sha256').update(text).digest('hex');
  if (digest !== manifest.files['blocks/index.json'])
    refuseDraws(
      path,
      `digest ${digest.slice(0, 16)}`,
      'The list of draws is not the one that the record of the run names.',
    );
  const index = JSON.parse(text) as BlockIndex;
  if (index.format !== BLOCK_FORMAT) refuseDraws(path, index.format, 'The draws are in a format that is not known.');
  if (index.run_id !== manifest.run_id) refuseDraws(path, index.run_id, 'The draws are those of another run.');
  return index;
}

async function refuseBlock(folder: string, { file, draws, sha256 }: BlockEntry, cells: number): Promise<void> {
  const path = join(folder, file);
  const about = await stat(path).catch(() => refuseDraws(path, undefined, 'A file of draws is missing.'));
  const expected = draws * cells * NUMBER_BYTES;
  if (about.size !== expected)
    refuseDraws(path, `${about.size} bytes`, `The file of draws should have ${expected} bytes.`);
  const digest = await fileDigest(path);
  if (digest !== sha256)
    refuseDraws(path, `digest ${digest.slice(0, 16)}`, 'The file of draws is not the one of this run.');
}

/** Refuses the draws of a run. */
export function refuseDraws(file: string, value: string | undefined, problem: string): never {
  const allowed = 'The folder blocks of a finished run, as the run wrote it.';
  const mend = 'Make the run again.';
  throw new InputError([{ kind: 'input', file, ...(value === undefined ? {} : { value }), problem, allowed, mend }]);
}
