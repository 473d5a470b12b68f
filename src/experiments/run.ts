import { mkdir, rm, rmdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { loadDataSet } from '../data/data-set.ts';
import { loadScenario } from '../data/scenario-file.ts';
import { shippedDataDir } from '../data/shipped-paths.ts';
import { firstDay } from '../domain/calendar.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import { defaultGrid } from '../measures/grid.ts';
import { buildPlan } from '../simulation/plan/build-plan.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { makeBlocksFolder, refuseFullDisk, removeBlocks, writeBlockIndex } from './blocks-folder.ts';
import { Crew } from './crew.ts';
import { BLOCK_FORMAT, blocksOf } from './draw-blocks.ts';
import type { BlockEntry } from './draw-blocks.ts';
import { commitOfSources, machineText, packageVersion, runIdOf } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import type { FinishedRun } from './read-run.ts';
import { refuseFolder } from './run-folder.ts';
import { INPUTS_FILE, inputsOf, inputsText } from './run-inputs.ts';
import type { RunInputs } from './run-inputs.ts';
import { threadsFor, unseatedOf } from './simulate.ts';
import type { Unseated } from './simulate.ts';
import { writeWhole } from './whole-file.ts';
import { writeProblem } from './write-problem.ts';

export const DEFAULT_DRAWS = 1000;
export const DEFAULT_SEED = 1;
export const MOST_DRAWS = 1_000_000;
export const MOST_THREADS = 256;

export interface RunOptions {
  /** Name or path of a scenario. */
  readonly scenario: string;
  /** 1 to 1,000,000; the scenario's, else 1,000. An even number keeps the pairs that tell chance from parameters whole. */
  readonly draws?: number;
  /** 0 to 9,007,199,254,740,991; the scenario's, else 1. */
  readonly seed?: number;
  /** Folder of a data set; the shipped one of Wales unless told. */
  readonly dataDir?: string;
  /** Folder to write; `outputs/NAME-SEED` unless told. */
  readonly out?: string;
  /** Writes over a folder that holds another run. */
  readonly force?: boolean;
  /** Threads; all processors unless told. Changes nothing in the files. */
  readonly threads?: number;
  /** Whether the draws stay on disk when the run is finished, in the folder `blocks`; they do unless told. */
  readonly keepDraws?: boolean;
  readonly onProgress?: (done: number, draws: number) => void;
  /** Ends the run, which then leaves no file of its own. */
  readonly signal?: AbortSignal;
}

/** A run that is ready to start: everything is read and checked, and its folder may be written. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly repairs: readonly Repair[];
  readonly seed: number;
  readonly draws: number;
  readonly threads: number;
  readonly keepDraws: boolean;
  readonly runId: string;
  readonly folder: string;
}

/** A run whose files are written. */
export interface WrittenRun {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly plan: Plan;
}

/** A finished run: its folder, its record, its plan and its figures. */
export interface Run extends FinishedRun {
  readonly plan: Plan;
}

/**
 * Runs a scenario and writes `outcomes.csv`, `outcomes.parquet`, `inputs.json`, the draws in `blocks` and `manifest.json`.
 * Same inputs, seed and draws give the same bytes on any number of threads (the times, machine and threads in the manifest
 * aside).
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
 * ended takes its draws and half-written files away.
 *
 * @throws InputError when the files cannot be written
 */
export async function runPrepared(
  prepared: PreparedRun,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'> = {},
): Promise<WrittenRun> {
  const { plan, seed, draws, runId, folder } = prepared;
  const started = new Date();
  let crew: Crew | undefined;
  try {
    const { cells } = defaultGrid(plan);
    await mkdir(folder, { recursive: true });
    await refuseFullDisk(folder, draws, cells);
    // The record of an older run must not stand beside the files of this one, whatever happens while they are written.
    await rm(join(folder, 'manifest.json'), { force: true });
    const order = { plan, seed, draws, runId, blocks: await makeBlocksFolder(folder) };
    crew = new Crew(order, threadsFor(draws, prepared.threads), signal);
    // While the threads begin and draw, this one asks git and loads what writes the files.
    const commit = commitOfSources();
    const { writeOutcomes } = await import('./write-outcomes.ts');
    const blocks = new Array<BlockEntry>(blocksOf(draws));
    let done = 0;
    await crew.each('block', blocks.length, false, (entry, block) => {
      blocks[block] = entry;
      done += entry.draws;
      onProgress?.(done, draws);
    });
    const written = await writeOutcomes(folder, crew, cells);
    const index = {
      format: BLOCK_FORMAT,
      run_id: runId,
      plan_digest: plan.digest,
      seed,
      first_draw: 0,
      draws,
    } as const;
    const inputs = await writeWhole(join(folder, INPUTS_FILE), inputsText(prepared.inputs));
    const files: Record<string, string> = { ...written.files, [INPUTS_FILE]: inputs };
    if (prepared.keepDraws) files['blocks/index.json'] = await writeBlockIndex(folder, { ...index, cells, blocks });
    else await removeBlocks(folder);
    const manifest = manifestOf(prepared, commit, started, unseatedOf(blocks), written.rows, files);
    await writeWhole(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    return { folder, manifest, plan };
  } catch (error) {
    await crew?.close();
    await removeBlocks(folder).catch(() => undefined);
    await rmdir(folder).catch(() => undefined);
    throw writeProblem(error, folder);
  } finally {
    await crew?.close();
  }
}

function manifestOf(
  { plan, inputs, repairs, seed, draws, threads, runId }: PreparedRun,
  commit: string | null,
  started: Date,
  unseated: Unseated,
  figures: number,
  files: Readonly<Record<string, string>>,
): Manifest {
  const finished = new Date();
  return {
    run_id: runId,
    scenario: plan.scenarioName,
    scenario_title: plan.scenarioTitle,
    ...(inputs.scenario.summary === undefined ? {} : { scenario_summary: inputs.scenario.summary }),
    ...(inputs.scenario.evidence === undefined ? {} : { scenario_evidence: inputs.scenario.evidence }),
    scenario_digest: plan.scenarioDigest,
    data: plan.dataName,
    data_digest: plan.dataDigest,
    plan_digest: plan.digest,
    seed,
    draws,
    first_month: firstDay(plan.startMonth),
    months: plan.months,
    figures,
    version: packageVersion(),
    commit,
    node: process.version,
    machine: machineText(),
    threads,
    started: started.toISOString(),
    finished: finished.toISOString(),
    seconds: (finished.getTime() - started.getTime()) / 1000,
    status: { children: plan.childrenStatus, places: plan.placesStatus, money: plan.money.status },
    money: { price_base: plan.money.priceBase, not_priced: plan.money.notPriced },
    warnings: warningsOf(draws, unseated),
    repairs,
    files,
  };
}

/**
 * Reads and checks everything that a run needs, and freezes it into a plan. Writes nothing.
 *
 * @throws InputError when anything is wrong, the folder to write included
 */
export async function prepareRun(options: Omit<RunOptions, 'onProgress' | 'signal'>): Promise<PreparedRun> {
  const data = orThrow(await loadDataSet(options.dataDir ?? shippedDataDir()));
  const scenario = orThrow(await loadScenario(options.scenario, data, options.dataDir));
  const built = buildPlan(data, scenario);
  const plan = orThrow(built);
  const seed = wholeNumber('seed', options.seed ?? scenario.seed ?? DEFAULT_SEED, 0, Number.MAX_SAFE_INTEGER);
  const draws = wholeNumber('draws', options.draws ?? scenario.draws ?? DEFAULT_DRAWS, 1, MOST_DRAWS);
  const threads = wholeNumber('threads', options.threads ?? availableParallelism(), 1, MOST_THREADS);
  const runId = runIdOf(plan, seed, draws);
  const folder = options.out ?? join('outputs', `${plan.scenarioName}-${seed}`);
  await refuseFolder(folder, runId, options.force === true);
  return {
    plan,
    inputs: inputsOf(data, scenario),
    repairs: [...data.repairs, ...(built.ok ? built.repairs : [])],
    seed,
    draws,
    threads,
    keepDraws: options.keepDraws !== false,
    runId,
    folder,
  };
}

/** A whole number inside its range, or an input error that names the option and shows the text that was given. */
export function wholeNumber(
  name: string,
  value: number,
  least: number,
  most: number,
  given: string = String(value),
): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new InputError([
    {
      kind: 'input',
      file: `--${name}`,
      value: given,
      problem: 'This is not a number that can be used here.',
      allowed: `A whole number from ${least.toLocaleString('en-GB')} to ${most.toLocaleString('en-GB')}.`,
      mend: `Give --${name} such a number, or leave it out.`,
    },
  ]);
}

function warningsOf(draws: number, unseated: Unseated): string[] {
  const warnings: string[] = [];
  if (draws < 100)
    warnings.push(`Only ${draws} draws: ranges and probabilities are rough. Use at least 1,000 for a paper.`);
  if (unseated.most > 0) {
    warnings.push(
      `At the start up to ${unseated.most} children (mean ${unseated.mean.toFixed(1)}) found no place in the services of the data set and were counted as placed outside the country.`,
    );
  }
  return warnings;
}
