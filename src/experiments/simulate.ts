import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { defaultGrid } from '../measures/grid.ts';
import type { Grid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { BlockRunner } from './simulate-block.ts';
import type { BlockResult } from './simulate-block.ts';

/** Draws of a block: enough to keep a thread busy, few enough to show progress. Pairs are never split. */
export const DRAWS_IN_BLOCK = 20;

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
  readonly unseated: { readonly most: number; readonly mean: number };
}

/**
 * Runs the draws of a plan on worker threads, in blocks.
 *
 * @example
 * const { column } = await simulate(plan, { draws: 1000, seed: 1 });
 */
export async function simulate(plan: Plan, options: SimulateOptions): Promise<Draws> {
  const blocks = Math.ceil(options.draws / DRAWS_IN_BLOCK);
  const threads = Math.max(1, Math.min(options.threads ?? availableParallelism(), blocks));
  const results = new Array<BlockResult>(blocks);
  let done = 0;
  const keep = (block: number, result: BlockResult): void => {
    results[block] = result;
    done += result.unseated.length;
    options.onProgress?.(done, options.draws);
  };
  if (threads === 1) {
    const runner = new BlockRunner(plan);
    for (let b = 0; b < blocks; b++) {
      keep(b, runner.run(options.seed, b * DRAWS_IN_BLOCK, drawsOf(b, options.draws)));
      // Lets a progress line be drawn and an interrupt be heard.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } else await onThreads(plan, options, blocks, threads, keep);
  return collect(plan, options.draws, results);
}

function drawsOf(block: number, draws: number): number {
  return Math.min(DRAWS_IN_BLOCK, draws - block * DRAWS_IN_BLOCK);
}

async function onThreads(
  plan: Plan,
  options: SimulateOptions,
  blocks: number,
  threads: number,
  keep: (block: number, result: BlockResult) => void,
): Promise<void> {
  let next = 0;
  const workers: Worker[] = [];
  try {
    await Promise.all(
      Array.from({ length: threads }, () => {
        const worker = new Worker(new URL('./block-worker.js', import.meta.url), {
          workerData: { plan, seed: options.seed },
        });
        workers.push(worker);
        return new Promise<void>((resolve, reject) => {
          const send = (): void => {
            if (next >= blocks) {
              resolve();
              return;
            }
            const block = next++;
            worker.postMessage({ block, first: block * DRAWS_IN_BLOCK, draws: drawsOf(block, options.draws) });
          };
          worker.on('message', (message: BlockResult & { block: number }) => {
            keep(message.block, message);
            send();
          });
          worker.on('error', reject);
          worker.on('exit', (code) => {
            if (code !== 0) reject(new Error(`a simulation thread ended with code ${code}`));
          });
          send();
        });
      }),
    );
  } finally {
    await Promise.all(workers.map((w) => w.terminate()));
  }
}

function collect(plan: Plan, draws: number, results: readonly BlockResult[]): Draws {
  const grid = defaultGrid(plan);
  const { cells } = grid;
  const unseated = results.flatMap((r) => Array.from(r.unseated));
  return {
    grid,
    draws,
    column: (cell, into) => {
      let d = 0;
      for (const { values } of results) for (let at = cell; at < values.length; at += cells) into[d++] = values[at]!;
    },
    unseated: {
      most: Math.max(0, ...unseated),
      mean: unseated.reduce((s, v) => s + v, 0) / Math.max(1, unseated.length),
    },
  };
}
