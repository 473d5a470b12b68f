import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { NUMBER_BYTES } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';

/** Bytes that the cells which are held at a time may take. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Bytes of the columns that are put together at a time: they should stay in the cache of a processor. */
const TILE_BYTES = 64 * 1024;

/**
 * Reads the draws of one cell after the other from block files. Holds the draws of as many cells as fit into 16 MB (one at
 * the least), whatever the number of draws.
 */
export class BlockColumns {
  /** Draws of all blocks together. */
  readonly draws: number;
  private readonly folder: string;
  private readonly blocks: readonly Pick<BlockEntry, 'file' | 'draws'>[];
  private readonly held: Float32Array<ArrayBuffer>;
  private readonly cellsHeld: number;
  private first = 0;
  private end = 0;
  /** Some of the held cells, each one's draws together: reading few cells of all blocks in turn would wait for memory. */
  private readonly tile: Float32Array<ArrayBuffer>;
  private readonly tileCells: number;
  private tileFirst = 0;
  private tileEnd = 0;

  /** @param cells figures of a draw */
  constructor(folder: string, blocks: readonly Pick<BlockEntry, 'file' | 'draws'>[], cells: number) {
    this.folder = folder;
    this.blocks = blocks;
    this.draws = blocks.reduce((sum, block) => sum + block.draws, 0);
    this.cellsHeld = Math.max(1, Math.min(cells, Math.floor(MOST_BYTES / NUMBER_BYTES / this.draws)));
    this.held = new Float32Array(this.cellsHeld * this.draws);
    this.tileCells = Math.max(1, Math.min(this.cellsHeld, Math.floor(TILE_BYTES / NUMBER_BYTES / this.draws)));
    this.tile = new Float32Array(this.tileCells * this.draws);
  }

  /**
   * Copies the values of a cell, one a draw in the order of the draws.
   *
   * @param into as many numbers as there are draws
   * @param end cells from here on will not be asked for soon, and are not read with this one
   */
  read(cell: number, into: Float32Array, end: number): void {
    if (cell < this.tileFirst || cell >= this.tileEnd) this.gather(cell, end);
    const at = (cell - this.tileFirst) * this.draws;
    into.set(this.tile.subarray(at, at + this.draws));
  }

  /** Puts the columns of this and the next cells into the tile. */
  private gather(first: number, end: number): void {
    if (first < this.first || first >= this.end) this.hold(first, Math.min(end, first + this.cellsHeld));
    const { held, tile, draws: all } = this;
    const cells = this.end - this.first;
    const count = Math.min(this.tileCells, this.end - first);
    let before = 0;
    for (const { draws } of this.blocks) {
      // The held cells of a block stand one after the other, behind those of the blocks before it.
      let from = before * cells + (first - this.first) * draws;
      for (let k = 0; k < count; k++) {
        let to = k * all + before;
        for (const stop = from + draws; from < stop; from++, to++) tile[to] = held[from]!;
      }
      before += draws;
    }
    this.tileFirst = first;
    this.tileEnd = first + count;
  }

  private hold(first: number, end: number): void {
    let at = 0;
    for (const { file, draws } of this.blocks) {
      const bytes = (end - first) * draws * NUMBER_BYTES;
      const path = join(this.folder, file);
      const handle = openSync(path, 'r');
      try {
        const read = readSync(
          handle,
          new Uint8Array(this.held.buffer, at, bytes),
          0,
          bytes,
          first * draws * NUMBER_BYTES,
        );
        if (read !== bytes) throw shortBlock(path);
      } finally {
        closeSync(handle);
      }
      at += bytes;
    }
    if (endianness() === 'BE') Buffer.from(this.held.buffer, 0, at).swap32();
    this.first = first;
    this.end = end;
  }
}

function shortBlock(path: string): InputError {
  return new InputError([
    {
      kind: 'input',
      file: path,
      problem: 'The file of draws is shorter than its run says.',
      allowed: 'The file as the run wrote it.',
      mend: 'Make the run again.',
    },
  ]);
}
