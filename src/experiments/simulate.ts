import { defaultGrid } from '../measures/grid.ts';
import type { Grid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { Crew } from './crew.ts';
import { blocksOf } from './draw-blocks.ts';
import type { BlockResult } from './simulate-block.ts';
import { usualThreads } from './usual-threads.ts';

export interface SimulateOptions {
  readonly draws: number;
  readonly seed: number;
  /** Threads to use; all processors unless told. The answer is the same for any number. */
  readonly threads?: number;
  /** Called after each block with the draws done so far. */
  readonly onProgress?: (done: number, draws: number) => void;
}

/** All draws of a run, in memory: row d of the grid is draw d, whatever thread it ran on. */
export interface Draws {
  readonly grid: Grid;
  readonly draws: number;
  /** Copies the values of a cell, one a draw in the order of the draws, into an array. */
  readonly column: (cell: number, into: Float32Array) => void;
  /** Most published children that found no seat at the start in any draw, and the mean over draws. */
  readonly unseated: Unseated;
}

/** Children of the data who found no seat at the start, over draws. */
export interface Unseated {
  readonly most: number;
  readonly mean: number;
}

/** Most and mean over the draws of some blocks. */
export function unseatedOf(blocks: readonly { readonly unseated: ArrayLike<number> }[]): Unseated {
  let most = 0;
  let sum = 0;
  let draws = 0;
  for (const { unseated } of blocks) {
    for (let d = 0; d < unseated.length; d++) {
      most = Math.max(most, unseated[d]!);
      sum += unseated[d]!;
      draws++;
    }
  }
  return { most, mean: sum / Math.max(1, draws) };
}

/** Threads that are worth starting for so many draws. */
export function threadsFor(draws: number, threads: number = usualThreads()): number {
  return Math.max(1, Math.min(threads, blocksOf(draws)));
}

/**
 * Runs the draws of a plan on worker threads, in blocks, and keeps them in memory: about 200 kB a draw for Wales.
 * `run` keeps them on disk.
 *
 * @example
 * const { column } = await simulate(plan, { draws: 100, seed: 1 });
 */
export async function simulate(plan: Plan, options: SimulateOptions): Promise<Draws> {
  const { draws, seed } = options;
  const results = new Array<BlockResult>(blocksOf(draws));
  let done = 0;
  const crew = new Crew({ plan, seed, draws }, threadsFor(draws, options.threads));
  try {
    await crew.each('values', [...results.keys()], false, (result, block) => {
      results[block] = result;
      done += result.unseated.length;
      options.onProgress?.(done, draws);
    });
  } finally {
    await crew.close();
  }
  const grid = defaultGrid(plan);
  const { cells } = grid;
  return {
    grid,
    draws,
    column: (cell, into) => {
      let d = 0;
      for (const { values } of results) for (let at = cell; at < values.length; at += cells) into[d++] = values[at]!;
    },
    unseated: unseatedOf(results),
  };
}
