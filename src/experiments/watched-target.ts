import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { estimateOf } from '../measures/condition-targets.ts';
import type { ConditionTarget, Estimate } from '../measures/condition-targets.ts';
import { DRAWS_IN_BLOCK, NUMBER_BYTES } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';

/** A number over the draws that are finished so far, with its Monte Carlo standard error. */
export interface NumberSoFar extends Estimate {
  readonly target: ConditionTarget;
  readonly draws: number;
}

/** Keeps the values of one number for every finished block; reads from a block only the cells that it needs. */
export class WatchedTarget {
  readonly target: ConditionTarget;
  private readonly folder: string;
  private readonly blocks: (Float32Array | undefined)[] = [];

  /** @param folder folder of the blocks */
  constructor(target: ConditionTarget, folder: string) {
    this.target = target;
    this.folder = folder;
  }

  /** Takes a finished block in. */
  take({ file, first_draw, draws }: BlockEntry): void {
    const { cells, ofDraw } = this.target;
    const columns = new Float32Array(cells.length * draws);
    const handle = openSync(join(this.folder, file), 'r');
    try {
      const bytes = new Uint8Array(columns.buffer);
      const size = draws * NUMBER_BYTES;
      cells.forEach((cell, k) => {
        if (readSync(handle, bytes, k * size, size, cell * size) !== size)
          throw new Error(`${file} is shorter than its entry says`);
      });
      if (endianness() === 'BE') Buffer.from(columns.buffer).swap32();
    } finally {
      closeSync(handle);
    }
    const ofCells = new Float32Array(cells.length);
    this.blocks[first_draw / DRAWS_IN_BLOCK] = Float32Array.from({ length: draws }, (_, d) => {
      for (let k = 0; k < cells.length; k++) ofCells[k] = columns[k * draws + d]!;
      return ofDraw(ofCells);
    });
  }

  /**
   * The number over finished blocks, in the order of their draws.
   *
   * @param blocks only the first so many, all of which must be finished, for an answer that depends on nothing else
   */
  soFar(blocks: number = this.blocks.length): NumberSoFar | undefined {
    const done = this.blocks.slice(0, blocks).filter((values) => values !== undefined);
    const values = new Float32Array(done.reduce((sum, block) => sum + block.length, 0));
    if (values.length === 0) return undefined;
    let at = 0;
    for (const block of done) {
      values.set(block, at);
      at += block.length;
    }
    return { target: this.target, draws: values.length, ...estimateOf(this.target, values) };
  }
}
