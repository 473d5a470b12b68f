import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { entryFile, foreignPart, readEntry } from './block-entry.ts';
import type { BlockKey, KeyedEntry } from './block-entry.ts';
import { blocksFolder, blocksOf, DRAWS_IN_BLOCK, drawsOfBlock, NUMBER_BYTES } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';

const ENTRY_NAME = /^draws-\d+\.json$/;

/** Entries that stand in the folder of a run and can be read, in the order of their draws. */
export async function standingEntries(runFolder: string): Promise<KeyedEntry[]> {
  const folder = blocksFolder(runFolder);
  const names = await readdir(folder).catch((): string[] => []);
  const entries: KeyedEntry[] = [];
  for (const name of names) {
    if (!ENTRY_NAME.test(name)) continue;
    const entry = readEntry(folder, name);
    if (entry !== undefined) entries.push(entry);
  }
  return entries.sort((a, b) => a.first_draw - b.first_draw);
}

/** Why a block cannot be used; `draws` when it has another number of draws than this run needs there. */
export type BlockFault = 'missing' | 'foreign' | 'draws' | 'changed';

/** A block that can be used, or why it cannot, and what was found. */
export type StandingBlock =
  { readonly entry: BlockEntry } | { readonly fault: BlockFault; readonly file: string; readonly found?: string };

/** Looks at block k of a run of so many draws: whether its entry is of the run, and its file what the entry says. */
export async function standingBlock(
  runFolder: string,
  key: BlockKey,
  block: number,
  draws: number,
): Promise<StandingBlock> {
  const folder = blocksFolder(runFolder);
  const first = block * DRAWS_IN_BLOCK;
  const file = join(folder, entryFile(first));
  const keyed = readEntry(folder, entryFile(first));
  if (keyed === undefined) {
    const there = await stat(file).catch(() => undefined);
    return there === undefined
      ? { fault: 'missing', file }
      : { fault: 'changed', file, found: 'an entry that cannot be trusted' };
  }
  const foreign = foreignPart(key, keyed);
  if (foreign !== undefined) return { fault: 'foreign', file, found: foreign };
  if (keyed.draws !== drawsOfBlock(block, draws) || keyed.unseated.length !== keyed.draws)
    return { fault: 'draws', file, found: `${keyed.draws} draws` };
  const path = join(folder, keyed.file);
  const about = await stat(path).catch(() => undefined);
  if (about === undefined) return { fault: 'missing', file: path };
  const bytes = keyed.draws * key.cells * NUMBER_BYTES;
  if (about.size !== bytes) return { fault: 'changed', file: path, found: `${about.size} bytes and not ${bytes}` };
  const digest = await fileDigest(path);
  if (digest !== keyed.sha256) return { fault: 'changed', file: path, found: `digest ${digest.slice(0, 16)}` };
  const { first_draw, sha256, unseated } = keyed;
  return { entry: { file: keyed.file, first_draw, draws: keyed.draws, sha256, unseated } };
}

/** Blocks of a run that are finished and whole, by their number. Others have to be made. */
export async function wholeBlocks(runFolder: string, key: BlockKey, draws: number): Promise<Map<number, BlockEntry>> {
  const whole = new Map<number, BlockEntry>();
  for (let block = 0; block < blocksOf(draws); block++) {
    const found = await standingBlock(runFolder, key, block, draws);
    if ('entry' in found) whole.set(block, found.entry);
  }
  return whole;
}

/** SHA-256 of a file, in as little memory as it has. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}
