import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { entryFile } from './block-entry.ts';
import { blocksFolder, blocksOf, DRAWS_IN_BLOCK } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { Crew } from './crew.ts';
import { finishRun } from './finish-run.ts';
import { commitOfSources, runIdOf } from './manifest.ts';
import type { PreparedRun } from './prepare-run.ts';
import type { WrittenRun } from './run.ts';
import { ownKey } from './run-block.ts';
import { readRunPlan, RUN_PLAN_FILE } from './run-plan.ts';
import { threadsFor } from './simulate.ts';
import { standingBlock } from './standing-blocks.ts';
import type { BlockFault } from './standing-blocks.ts';
import { clearFinished } from './unfinished-run.ts';
import { writeProblem } from './write-problem.ts';
import { usualThreads } from './usual-threads.ts';

const PROBLEMS: Readonly<Record<BlockFault, string>> = {
  missing: 'A block of draws is missing.',
  foreign: 'The block is of another run.',
  draws: 'The block has another number of draws than the plan needs there.',
  changed: 'The block is not as it was made.',
};

/**
 * Makes the files of a run from a folder with its `run-plan.json` and all its blocks, whoever made them. The files are
 * those that `run` writes, to the byte (the times, machine and threads in the manifest aside).
 *
 * @throws InputError that names the first block that is missing, changed, or of another run; nothing is written then
 * @example
 * const { manifest } = await mergeRun('outputs/as-legislated-1');
 */
export async function mergeRun(
  folder: string,
  { threads = usualThreads(), signal }: { readonly threads?: number; readonly signal?: AbortSignal } = {},
): Promise<WrittenRun> {
  const started = new Date();
  const path = join(folder, RUN_PLAN_FILE);
  const runPlan = await readRunPlan(path);
  const key = ownKey(runPlan, path);
  const { plan, seed, draws, inputs, repairs, declared } = runPlan;
  if (runPlan.until !== undefined) throw hasStopRule(path, runPlan.until);
  const blocks = await allBlocks(folder, key, draws, path);
  const runId = runIdOf(plan, seed, draws);
  const prepared: PreparedRun = {
    ...{ plan, inputs, repairs, seed, draws, threads, key, runId, folder },
    ...(declared && { declared }),
    keepDraws: true,
    resume: true,
  };
  let crew: Crew | undefined;
  try {
    await clearFinished(folder);
    const order = { plan, seed, draws, blocks: { folder: blocksFolder(folder), key } };
    crew = new Crew(order, threadsFor(draws, threads), signal);
    const manifest = await finishRun(prepared, crew, { started, commit: commitOfSources(), draws, blocks });
    return { folder, manifest, plan, reusedDraws: draws };
  } catch (error) {
    await crew?.close();
    await clearFinished(folder).catch(() => undefined);
    throw writeProblem(error, folder);
  } finally {
    await crew?.close();
  }
}

async function allBlocks(
  folder: string,
  key: PreparedRun['key'],
  draws: number,
  planPath: string,
): Promise<BlockEntry[]> {
  const blocks: BlockEntry[] = [];
  for (let block = 0; block < blocksOf(draws); block++) {
    const found = await standingBlock(folder, key, block, draws);
    if (!('entry' in found)) {
      const again = `market-stability run-block ${planPath} --block ${block}`;
      const foreign = found.fault === 'foreign' || found.fault === 'draws';
      const mend = foreign ? `Take the block away and make it: ${again}` : `Make it again: ${again}`;
      throw refusal(found.file, found.found, `${PROBLEMS[found.fault]} It is block ${block}.`, mend);
    }
    blocks.push(found.entry);
  }
  const own = new Set(blocks.map((_, block) => entryFile(block * DRAWS_IN_BLOCK)));
  const names = await readdir(blocksFolder(folder));
  const other = names.find((name) => /^draws-\d+\.json$/.test(name) && !own.has(name));
  if (other !== undefined) {
    const mend = 'Take it away, or merge with the plan that it is of.';
    throw refusal(join(blocksFolder(folder), other), undefined, 'The plan has no such block.', mend);
  }
  return blocks;
}

function hasStopRule(path: string, until: string): InputError {
  const problem = 'The plan has a stop rule, so the number of its draws is not known.';
  return refusal(path, until, problem, 'Go on with: market-stability run ... --until ... --resume');
}

function refusal(file: string, value: string | undefined, problem: string, mend: string): InputError {
  const allowed = 'Every block of the plan, once, as run-block made it.';
  return new InputError([{ kind: 'input', file, ...(value !== undefined && { value }), problem, allowed, mend }]);
}
