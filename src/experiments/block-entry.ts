import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BLOCK_FORMAT, blockFile } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { PARTIAL } from './partial.ts';

/** What all blocks of a run have in common, however many draws it has. Blocks of two keys are never put together. */
export interface BlockKey {
  readonly plan_digest: string;
  readonly seed: number;
  /** The program that made the numbers, as `engineDigest` names it. */
  readonly engine: string;
  /** Numbers of a draw: its figures, and after them those of declared events. */
  readonly cells: number;
  /** Digest of the events that are judged inside the draws; left out where there are none. */
  readonly events?: string;
}

/** What the file beside a block says: written after the block, so that a block without one is not finished. */
export interface KeyedEntry extends BlockKey, BlockEntry {}

/** Name of the entry of a block: `draws-0000020.json` beside `draws-0000020.f32`. */
export function entryFile(firstDraw: number): string {
  return blockFile(firstDraw).replace(/f32$/, 'json');
}

/** Writes the entry of a block beside its name and renames it. */
export function writeEntry(folder: string, key: BlockKey, block: BlockEntry): void {
  const { plan_digest, seed, engine, cells, events } = key;
  const declared = events === undefined ? {} : { events };
  const { file, first_draw, draws, sha256, unseated } = block;
  const content = {
    format: BLOCK_FORMAT,
    plan_digest,
    seed,
    engine,
    cells,
    ...declared,
    file,
    first_draw,
    draws,
    sha256,
    unseated,
  };
  const text = JSON.stringify(content);
  replaceFile(join(folder, entryFile(first_draw)), `${JSON.stringify({ ...content, check: checkOf(text) })}\n`);
}

/** Reads an entry; undefined when it is missing, torn, changed, or of another format. */
export function readEntry(folder: string, name: string): KeyedEntry | undefined {
  try {
    const found = JSON.parse(readFileSync(join(folder, name), 'utf8')) as KeyedEntry & {
      check: string;
      format: string;
    };
    const { check, ...content } = found;
    if (content.format !== BLOCK_FORMAT || check !== checkOf(JSON.stringify(content))) return undefined;
    const { format: _format, ...entry } = content;
    return entry.file === blockFile(entry.first_draw) && name === entryFile(entry.first_draw) ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** What is other in an entry than in a key, in words; undefined when it is of that key. */
export function foreignPart(key: BlockKey, found: Partial<BlockKey>): string | undefined {
  if (found.engine !== key.engine) return `made by another version of the program, ${found.engine ?? 'an older one'}`;
  if (found.plan_digest !== key.plan_digest) return 'another plan: other data, scenario or assumptions';
  if (found.seed !== key.seed) return `seed ${found.seed ?? 'not known'}`;
  if (found.events !== key.events) return found.events === undefined ? 'no events declared' : 'other events declared';
  return found.cells === key.cells ? undefined : `${found.cells ?? 'other'} figures a draw`;
}

/**
 * Writes a file beside its name and renames it. The name beside is new each time, so that two processes that make the same
 * block do not write into one another's file.
 */
export function replaceFile(path: string, content: string | Uint8Array): void {
  const beside = `${path}.${randomBytes(6).toString('hex')}${PARTIAL}`;
  try {
    writeFileSync(beside, content);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function checkOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
