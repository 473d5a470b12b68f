import { join } from 'node:path';
import type { DeclaredEvent } from '../measures/asked-events.ts';

/*
 * Draws on disk. RUN/blocks holds one file for each block of draws and `index.json`, which is written last.
 *
 * A block file is nothing but 32-bit floating-point numbers, least byte first, cell by cell: all draws of cell 0, then
 * all draws of cell 1, and so on. Cell k is figure k of `outcomes.csv`, counted from 0: rows that are alike up to `unit`
 * are one figure. A run with declared events has four more numbers for each after the last figure: whether it happened, the
 * month of its first breach (0 for the first month, -1 for none), its longest run, and its peak. In R: readBin(path, "numeric", n = cells * draws, size = 4, endian = "little"), as a matrix with
 * `draws` rows; in Python: numpy.fromfile(path, "<f4").reshape(cells, draws).
 */

/** Draws of a block: enough to keep a thread busy, few enough to show progress. Even, so that pairs are never split. */
export const DRAWS_IN_BLOCK = 20;

/** Name of the format in the index. Another arrangement of the bytes gets another name. */
export const BLOCK_FORMAT = 'market-stability draws 1';

/** Bytes of a number. */
export const NUMBER_BYTES = 4;

/** One block file. */
export interface BlockEntry {
  /** Name of the file, in the folder of the index. */
  readonly file: string;
  readonly first_draw: number;
  readonly draws: number;
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** For each draw, how many children of the data found no seat at the start and were counted as placed outside. */
  readonly unseated: readonly number[];
}

/** Contents of `blocks/index.json`. */
export interface BlockIndex {
  readonly format: typeof BLOCK_FORMAT;
  readonly run_id: string;
  readonly plan_digest: string;
  readonly seed: number;
  readonly first_draw: number;
  readonly draws: number;
  /** Numbers of a draw: its figures, and after them four for each declared event. */
  readonly cells: number;
  /** Events that were judged inside the draws, in the order of their numbers; left out where there are none. */
  readonly declared?: readonly DeclaredEvent[];
  /** In the order of their draws. */
  readonly blocks: readonly BlockEntry[];
}

/** Folder of the draws of a run. */
export function blocksFolder(runFolder: string): string {
  return join(runFolder, 'blocks');
}

/** Name of the file of a block: `draws-0000020.f32` begins with draw 20. */
export function blockFile(firstDraw: number): string {
  return `draws-${String(firstDraw).padStart(7, '0')}.f32`;
}

/** Blocks that so many draws fill. */
export function blocksOf(draws: number): number {
  return Math.ceil(draws / DRAWS_IN_BLOCK);
}

/** Draws of block k of so many draws: 20, the last one less. */
export function drawsOfBlock(block: number, draws: number): number {
  return Math.min(DRAWS_IN_BLOCK, draws - block * DRAWS_IN_BLOCK);
}
