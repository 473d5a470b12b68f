import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeBlocks } from './blocks-folder.ts';
import { blocksOf } from './draw-blocks.ts';
import { writeRunPlan } from './finish-run.ts';
import type { PreparedRun } from './prepare-run.ts';
import { RUN_PLAN_FILE } from './run-plan.ts';
import { clearFinished } from './unfinished-run.ts';
import { writeProblem } from './write-problem.ts';

/**
 * Writes the plan of a run and draws nothing. `runBlock` makes its blocks, anywhere and in any order, and `mergeRun` the
 * files of the run.
 *
 * @throws InputError when the file cannot be written
 */
export async function writePlanOnly(
  prepared: PreparedRun,
): Promise<{ readonly file: string; readonly blocks: number }> {
  const { folder, draws } = prepared;
  try {
    await mkdir(folder, { recursive: true });
    await clearFinished(folder);
    await removeBlocks(folder);
    await writeRunPlan(prepared, draws);
  } catch (error) {
    throw writeProblem(error, folder);
  }
  return { file: join(folder, RUN_PLAN_FILE), blocks: blocksOf(draws) };
}
