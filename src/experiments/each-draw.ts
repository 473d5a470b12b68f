import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { blocksFolder, NUMBER_BYTES } from './draw-blocks.ts';
import type { BlockEntry, BlockIndex } from './draw-blocks.ts';
import { refuseDraws } from './read-blocks.ts';

/** Cells between two that are wanted which are read along with them: one long read is faster than two short ones. */
const READ_ACROSS = 16;

/**
 * Visits the draws of a run one after the other, and hands on some of their figures. Reads block after block, so that memory
 * does not grow with the draws.
 *
 * @param cells figures that are wanted, ascending
 * @param check whether each block is held against its digest; a block that was changed is refused then
 * @param take the number of the draw, and its figures in the order of `cells`; the array is the same each time
 * @throws InputError when a block is missing, of another length, or changed
 */
export function eachDraw(
  runFolder: string,
  index: BlockIndex,
  cells: Int32Array,
  check: boolean,
  take: (draw: number, values: Float32Array) => void,
): void {
  const ranges = rangesOf(cells);
  const values = new Float32Array(cells.length);
  for (const block of index.blocks) {
    const path = join(blocksFolder(runFolder), block.file);
    const columns = check
      ? wholeBlock(path, block, index.cells, ranges)
      : partsOfBlock(path, block, index.cells, ranges);
    for (let d = 0; d < block.draws; d++) {
      let k = 0;
      for (let r = 0; r < ranges.length; r++) {
        const { first } = ranges[r]!;
        const column = columns[r]!;
        for (const { last } = ranges[r]!; k < cells.length && cells[k]! <= last; k++)
          values[k] = column[(cells[k]! - first) * block.draws + d]!;
      }
      take(block.first_draw + d, values);
    }
  }
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function rangesOf(cells: Int32Array): Range[] {
  const ranges: { first: number; last: number }[] = [];
  for (const cell of cells) {
    const range = ranges.at(-1);
    if (range !== undefined && cell - range.last <= READ_ACROSS) range.last = cell;
    else ranges.push({ first: cell, last: cell });
  }
  return ranges;
}

function wholeBlock(
  path: string,
  { draws, sha256 }: BlockEntry,
  cells: number,
  ranges: readonly Range[],
): Float32Array[] {
  const bytes = opened(path, () => readFileSync(path));
  if (bytes.length !== draws * cells * NUMBER_BYTES)
    refuseDraws(path, `${bytes.length} bytes`, wrongLength(draws, cells));
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== sha256)
    refuseDraws(path, `digest ${digest.slice(0, 16)}`, 'The file of draws is not the one of this run.');
  return ranges.map(({ first, last }) =>
    numbersOf(Uint8Array.prototype.slice.call(bytes, first * draws * NUMBER_BYTES, (last + 1) * draws * NUMBER_BYTES)),
  );
}

function partsOfBlock(path: string, { draws }: BlockEntry, cells: number, ranges: readonly Range[]): Float32Array[] {
  const handle = opened(path, () => openSync(path, 'r'));
  try {
    const { size } = fstatSync(handle);
    if (size !== draws * cells * NUMBER_BYTES) refuseDraws(path, `${size} bytes`, wrongLength(draws, cells));
    return ranges.map(({ first, last }) => {
      const bytes = new Uint8Array((last - first + 1) * draws * NUMBER_BYTES);
      readSync(handle, bytes, 0, bytes.length, first * draws * NUMBER_BYTES);
      return numbersOf(bytes);
    });
  } finally {
    closeSync(handle);
  }
}

function numbersOf(bytes: Uint8Array): Float32Array {
  if (endianness() === 'BE') Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).swap32();
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / NUMBER_BYTES);
}

function opened<T>(path: string, open: () => T): T {
  try {
    return open();
  } catch {
    return refuseDraws(path, undefined, 'A file of draws is missing.');
  }
}

const wrongLength = (draws: number, cells: number): string =>
  `The file of draws should have ${draws * cells * NUMBER_BYTES} bytes.`;
