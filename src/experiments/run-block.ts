import { dirname } from 'node:path';
import { InputError } from '../domain/errors.ts';
import type { BlockKey } from './block-entry.ts';
import { makeBlocksFolder } from './blocks-folder.ts';
import { blocksOf, DRAWS_IN_BLOCK, drawsOfBlock } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { engineDigest } from './engine-digest.ts';
import { keyOf } from './block-key.ts';
import { readRunPlan } from './run-plan.ts';
import type { RunPlan } from './run-plan.ts';
import { standingBlock } from './standing-blocks.ts';
import { wholeNumber } from './whole-number.ts';
import { writeProblem } from './write-problem.ts';

export interface RunBlockOptions {
  /** The file `run-plan.json` that a run or `run --plan-only` wrote. */
  readonly plan: string;
  /** Number of the block, from 0: block k holds draws 20 k to 20 k + 19. */
  readonly block: number;
  /** Folder of the run to write into; that of the plan unless told. */
  readonly out?: string;
}

/** A block that is on disk. */
export interface WrittenBlock {
  readonly folder: string;
  readonly entry: BlockEntry;
  /** Whether it was there already, whole, and nothing was made. */
  readonly stood: boolean;
}

/**
 * Makes one block of draws of a plan: a file of numbers and its entry beside it, in the folder `blocks`. Making it again
 * changes nothing; any number of processes may make blocks of a plan at the same time, even the same one.
 *
 * @throws InputError when the plan cannot be used, the block is none of its, or another run's block stands there
 * @example
 * await runBlock({ plan: 'outputs/as-legislated-1/run-plan.json', block: 3 });
 */
export async function runBlock({ plan: path, block, out }: RunBlockOptions): Promise<WrittenBlock> {
  const runPlan = await readRunPlan(path);
  const key = ownKey(runPlan, path);
  const { plan, seed, draws, declared } = runPlan;
  wholeNumber('block', block, 0, blocksOf(draws) - 1);
  const folder = out ?? (path.endsWith('.json') ? dirname(path) : path);
  const standing = await standingBlock(folder, key, block, draws);
  if ('entry' in standing) return { folder, entry: standing.entry, stood: true };
  if (standing.fault === 'foreign') throw foreignBlock(standing.file, standing.found);
  try {
    const blocks = await makeBlocksFolder(folder);
    const [{ BlockRunner }, { writeBlock }] = await Promise.all([
      import('./simulate-block.ts'),
      import('./write-block.ts'),
    ]);
    const first = block * DRAWS_IN_BLOCK;
    const result = new BlockRunner(plan, declared).run(seed, first, drawsOfBlock(block, draws));
    return { folder, entry: writeBlock(blocks, key, first, result), stood: false };
  } catch (error) {
    throw writeProblem(error, folder);
  }
}

/**
 * What the blocks of a plan have in common. A plan of another version of the program is refused: its numbers may mean
 * something else here.
 */
export function ownKey({ plan, seed, engine, declared }: RunPlan, path: string): BlockKey {
  const own = engineDigest();
  if (engine === own) return keyOf(plan, seed, engine, declared);
  throw new InputError([
    {
      kind: 'input',
      file: path,
      value: engine,
      problem: 'The plan was made by another version of the program.',
      allowed: `A plan made by this one, ${own}.`,
      mend: 'Use the version that made the plan, or make the plan and all blocks again with this one.',
    },
  ]);
}

function foreignBlock(file: string, found: string | undefined): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      ...(found !== undefined && { value: found }),
      problem: 'A block of another run stands in the folder.',
      allowed: 'Blocks of the plan alone.',
      mend: 'Give --out another folder, or take the block away.',
    },
  ]);
}
