import type { DeclaredEvent } from '../measures/asked-events.ts';
import { defaultGrid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { BlockColumns } from './block-columns.ts';
import type { BlockKey } from './block-entry.ts';
import { blockFile, blocksOf, DRAWS_IN_BLOCK, drawsOfBlock } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { OutcomeParts } from './outcome-part.ts';
import type { OutcomePart } from './outcome-part.ts';
import { BlockRunner } from './simulate-block.ts';
import type { BlockResult } from './simulate-block.ts';
import { writeBlock } from './write-block.ts';

/** What all tasks of a run have in common. */
export interface WorkOrder {
  readonly plan: Plan;
  readonly seed: number;
  /** The most draws that may be asked for. */
  readonly draws: number;
  /** Events that are judged inside the draws; none unless told. */
  readonly declared?: readonly DeclaredEvent[];
  /** Folder of the block files and what they have in common; left out when draws stay in memory. */
  readonly blocks?: { readonly folder: string; readonly key: BlockKey };
}

/** A range of cells to summarise over the draws that the run came to have. */
export interface PartTask {
  readonly part: number;
  readonly runId: string;
  readonly draws: number;
}

/** Kinds of task, each with what it is asked with: the number of a block, or a part. */
export interface TaskInputs {
  readonly values: number;
  readonly block: number;
  readonly part: PartTask;
}

/** Kinds of task, each with what it gives. */
export interface TaskResults {
  /** Simulates a block of draws and hands its numbers on. */
  readonly values: BlockResult;
  /** Simulates a block of draws and writes its file and its entry. */
  readonly block: BlockEntry;
  /** Summarises a range of cells over all blocks. */
  readonly part: OutcomePart;
}
export type TaskKind = keyof TaskResults;

/** Does the tasks of a run, on whatever thread it is. What comes out depends on the order and the task alone. */
export class RunTasks {
  private readonly order: WorkOrder;
  private runner: BlockRunner | undefined;
  private parts: OutcomeParts | undefined;

  constructor(order: WorkOrder) {
    this.order = order;
  }

  do<K extends TaskKind>(kind: K, task: TaskInputs[K]): TaskResults[TaskKind] {
    if (kind === 'part') return this.part(task as PartTask);
    const { plan, seed, draws, blocks, declared } = this.order;
    const index = task as number;
    this.runner ??= new BlockRunner(plan, declared);
    const first = index * DRAWS_IN_BLOCK;
    const result = this.runner.run(seed, first, drawsOfBlock(index, draws));
    return kind === 'values' ? result : writeBlock(blocks!.folder, blocks!.key, first, result);
  }

  private part({ part, runId, draws }: PartTask): OutcomePart {
    const { plan, blocks } = this.order;
    // The state of the simulation is not needed any more once parts are asked for.
    this.runner = undefined;
    if (this.parts === undefined) {
      const grid = defaultGrid(plan);
      const files = Array.from({ length: blocksOf(draws) }, (_, k) => ({
        file: blockFile(k * DRAWS_IN_BLOCK),
        draws: drawsOfBlock(k, draws),
      }));
      const columns = new BlockColumns(blocks!.folder, files, grid.cells);
      this.parts = new OutcomeParts(plan, grid, runId, draws, (cell, into, end) => columns.read(cell, into, end));
    }
    return this.parts.part(part);
  }
}

/**
 * Memory of a result that is handed to another thread without a copy: that of parts, after which no draws come. The numbers
 * of draws are copied: once a thread has given any array away, it asks at every reading of every array whether that one is
 * still there, and its draws take an eighth longer.
 */
export function transferable(result: TaskResults[TaskKind]): ArrayBuffer[] {
  return 'csv' in result ? [result.csv.buffer, result.parquet.bytes.buffer] : [];
}
