import { mkdir } from 'node:fs/promises';
import type { Plan } from '../simulation/plan/plan.ts';
import { makeBlocksFolder, refuseFullDisk, removeBlocks, tidyBlocks } from './blocks-folder.ts';
import { Crew } from './crew.ts';
import { blocksOf } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { finishRun, writeRunPlan } from './finish-run.ts';
import { commitOfSources } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { prepareRun } from './prepare-run.ts';
import type { PreparedRun, RunOptions } from './prepare-run.ts';
import type { FinishedRun } from './read-run.ts';
import { headlineTarget } from './run-headline.ts';
import { threadsFor } from './simulate.ts';
import { wholeBlocks } from './standing-blocks.ts';
import { checkpointsOf, judge } from './stop-rule.ts';
import type { StopVerdict } from './stop-rule.ts';
import { clearFinished, finishedRun, keepFinishedBlocks } from './unfinished-run.ts';
import { WatchedTarget } from './watched-target.ts';
import { writeProblem } from './write-problem.ts';

export { DEFAULT_DRAWS, DEFAULT_SEED, MOST_DRAWS, MOST_THREADS, prepareRun } from './prepare-run.ts';
export type { PreparedRun, RunOptions, RunProgress } from './prepare-run.ts';
export { wholeNumber } from './whole-number.ts';

/** A run whose files are written. */
export interface WrittenRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly plan: Plan;
  /** Draws that were there and whole, and were not made again. */
  readonly reusedDraws: number;
}

/** A finished run: its folder, its record, its plan and its figures. */
export interface Run extends FinishedRun {
  readonly plan: Plan;
}

/**
 * Runs a scenario and writes `outcomes.csv`, `outcomes.parquet`, `inputs.json`, the draws in `blocks` with `run-plan.json`,
 * and `manifest.json`. Same inputs, seed and draws give the same bytes on any number of threads, and however often the run
 * was stopped and gone on with (the times, machine and threads in the manifest aside).
 *
 * @throws InputError when the data, the scenario or the options are wrong; nothing is written then
 * @example
 * const { figures, folder } = await run({ scenario: 'as-legislated', draws: 100, seed: 1 });
 * figures({ measure: 'places_registered', service_type: 'residential', area_level: 'country', statistic: 'p50' });
 */
export async function run(options: RunOptions): Promise<Run> {
  const { folder, manifest, plan } = await runPrepared(await prepareRun(options), options);
  const rows = await (await import('./read-run.ts')).readFigures(folder, manifest);
  return { folder, manifest, plan, rows, figures: (where) => rows.select(where) };
}

/**
 * Simulates a prepared run and writes its files, the manifest last: a folder that has one is whole. A run that fails or is
 * ended leaves its finished blocks of draws and its plan, for `resume`, and nothing else.
 *
 * @throws InputError when the files cannot be written
 */
export async function runPrepared(
  prepared: PreparedRun,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'> = {},
): Promise<WrittenRun> {
  const { plan, draws, folder, key, resume, until } = prepared;
  const started = new Date();
  const finished = resume ? await finishedRun(prepared) : undefined;
  if (finished !== undefined) return { folder, manifest: finished, plan, reusedDraws: finished.draws };
  let crew: Crew | undefined;
  let begun = false;
  try {
    const standing = resume ? await wholeBlocks(folder, key, draws) : new Map<number, BlockEntry>();
    const reusedDraws = [...standing.values()].reduce((sum, block) => sum + block.draws, 0);
    await mkdir(folder, { recursive: true });
    await refuseFullDisk(folder, draws - reusedDraws, key.cells);
    begun = true;
    await clearFinished(folder);
    await (resume ? tidyBlocks(folder) : removeBlocks(folder));
    await writeRunPlan(prepared, draws, until?.text);
    const blocksFolder = await makeBlocksFolder(folder);
    const { seed, declared } = prepared;
    const order = { plan, seed, draws, blocks: { folder: blocksFolder, key }, ...(declared && { declared }) };
    crew = new Crew(order, threadsFor(draws, prepared.threads), signal);
    // While the threads begin and draw, this one asks git.
    const commit = commitOfSources();
    const blocks = new Array<BlockEntry | undefined>(blocksOf(draws));
    const shown = headlineTarget(plan, prepared.inputs);
    const targets = until?.targets ?? (shown === undefined ? [] : [shown]);
    const watched = targets.map((target) => new WatchedTarget(target, blocksFolder));
    let done = 0;
    const take = (entry: BlockEntry, block: number): void => {
      blocks[block] = entry;
      for (const target of watched) target.take(entry);
      done += entry.draws;
    };
    const tell = (): void => onProgress?.(done, draws, () => watched[0]?.soFar(), reusedDraws);
    for (const [block, entry] of standing) take(entry, block);
    if (done > 0) tell();
    let verdict: StopVerdict | undefined;
    let reached = draws;
    for (const stop of until === undefined ? [draws] : checkpointsOf(draws)) {
      const wanted = blocksOf(stop);
      const missing = [...blocks.keys()].filter((block) => block < wanted && blocks[block] === undefined);
      await crew.each('block', missing, false, (entry, at) => {
        take(entry, missing[at]!);
        tell();
      });
      if (until === undefined) break;
      verdict = judge(
        until,
        watched.map((target) => target.soFar(wanted)!),
        draws,
      );
      reached = stop;
      if (verdict.met) break;
    }
    const whole = blocks.slice(0, blocksOf(reached)) as BlockEntry[];
    const all = { started, commit, draws: reached, blocks: whole, ...(verdict && { verdict }) };
    const manifest = await finishRun(prepared, crew, all);
    return { folder, manifest, plan, reusedDraws: Math.min(reusedDraws, reached) };
  } catch (error) {
    await crew?.close();
    if (begun) await keepFinishedBlocks(folder).catch(() => undefined);
    throw writeProblem(error, folder);
  } finally {
    await crew?.close();
  }
}
