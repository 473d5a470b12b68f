import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { removeBlocks, tidyBlocks, writeBlockIndex } from './blocks-folder.ts';
import type { Crew } from './crew.ts';
import { BLOCK_FORMAT } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { defaultGrid } from '../measures/grid.ts';
import { runIdOf } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { PreparedRun } from './prepare-run.ts';
import { INPUTS_FILE, inputsText } from './run-inputs.ts';
import { manifestOf } from './run-manifest.ts';
import { RUN_PLAN_FILE, runPlanText } from './run-plan.ts';
import { unseatedOf } from './simulate.ts';
import type { StopVerdict } from './stop-rule.ts';
import { writeWhole } from './whole-file.ts';

/** What a run has when all its draws are on disk. */
export interface AllDraws {
  readonly started: Date;
  readonly commit: string | null;
  readonly draws: number;
  readonly verdict?: StopVerdict;
  /** In the order of their draws. */
  readonly blocks: readonly BlockEntry[];
}

/**
 * Writes the files of a run from its draws, the manifest last: a folder that has one is whole. The bytes depend on the draws
 * alone, whoever made them and when.
 */
export async function finishRun(prepared: PreparedRun, crew: Crew, all: AllDraws): Promise<Manifest> {
  const { plan, seed, folder, key, keepDraws, declared } = prepared;
  const { started, commit, draws, verdict, blocks } = all;
  const { writeOutcomes } = await import('./write-outcomes.ts');
  const runId = runIdOf(plan, seed, draws);
  const written = await writeOutcomes(folder, crew, defaultGrid(plan).cells, { runId, draws });
  const files: Record<string, string> = {
    ...written.files,
    [INPUTS_FILE]: await writeWhole(join(folder, INPUTS_FILE), inputsText(prepared.inputs)),
  };
  if (keepDraws) {
    await tidyBlocks(folder, draws);
    files[RUN_PLAN_FILE] = await writeRunPlan(prepared, draws);
    const about = { format: BLOCK_FORMAT, run_id: runId, plan_digest: plan.digest, seed, first_draw: 0 } as const;
    files['blocks/index.json'] = await writeBlockIndex(folder, {
      ...about,
      draws,
      cells: key.cells,
      ...(declared && { declared }),
      blocks,
    });
  }
  const end = { started, commit, draws, unseated: unseatedOf(blocks), figures: written.rows, files };
  const manifest = manifestOf(prepared, { ...end, ...(verdict && { verdict }) });
  await writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  if (!keepDraws) await removeDraws(folder);
  return manifest;
}

/** Writes the plan beside the draws of a run. Answers its SHA-256. */
export function writeRunPlan(prepared: PreparedRun, draws: number, until?: string): Promise<string> {
  const { key, seed, repairs, inputs, plan, folder, declared } = prepared;
  const text = runPlanText({
    engine: key.engine,
    seed,
    draws,
    ...(until !== undefined && { until }),
    ...(declared && { declared }),
    repairs,
    inputs,
    plan,
  });
  return writeWhole(join(folder, RUN_PLAN_FILE), text);
}

/** Takes the draws of a run and what only serves them away. */
export async function removeDraws(folder: string): Promise<void> {
  await removeBlocks(folder);
  await rm(join(folder, RUN_PLAN_FILE), { force: true });
}
