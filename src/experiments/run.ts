import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { loadDataSet } from '../data/data-set.ts';
import { loadScenario } from '../data/scenario-file.ts';
import { shippedDataDir } from '../data/shipped-paths.ts';
import { firstDay } from '../domain/calendar.ts';
import { digestOf } from '../domain/digest.ts';
import { InputError, orThrow } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import { eachOutcome } from '../measures/outcomes.ts';
import type { OutcomeRow } from '../measures/outcomes.ts';
import { buildPlan } from '../simulation/plan/build-plan.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { commitOfSources, machineText, packageVersion, runIdOf } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { refuseFolder } from './run-folder.ts';
import { INPUTS_FILE, inputsOf, inputsText } from './run-inputs.ts';
import type { RunInputs } from './run-inputs.ts';
import { simulate } from './simulate.ts';
import { writeOutcomes, writeWhole } from './write-outcomes.ts';

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
  readonly onProgress?: (done: number, draws: number) => void;
}

/** A run that is ready to start: everything is read and checked, and its folder may be written. */
export interface PreparedRun {
  readonly plan: Plan;
  readonly inputs: RunInputs;
  readonly repairs: readonly Repair[];
  readonly seed: number;
  readonly draws: number;
  readonly threads: number;
  readonly runId: string;
  readonly folder: string;
}

/** A finished run: its folder, its record and its figures. */
export interface Run {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly plan: Plan;
  /** All figures of `outcomes.csv`. */
  readonly rows: readonly OutcomeRow[];
}

/**
 * Runs a scenario and writes `outcomes.csv`, `outcomes.parquet`, `inputs.json` and `manifest.json`. Same inputs, seed and draws give the
 * same bytes on any number of threads (the times, machine and threads in the manifest aside).
 *
 * @throws InputError when the data, the scenario or the options are wrong; nothing is written then
 * @example
 * const { rows, folder } = await run({ scenario: 'as-legislated', draws: 100, seed: 1 });
 */
export async function run(options: RunOptions): Promise<Run> {
  return runPrepared(await prepareRun(options), options.onProgress);
}

/** Simulates a prepared run and writes its files, the manifest last: a folder that has one is whole. */
export async function runPrepared(prepared: PreparedRun, onProgress?: RunOptions['onProgress']): Promise<Run> {
  const { plan, inputs, repairs, seed, draws, threads, runId, folder } = prepared;
  const started = new Date();
  const result = await simulate(plan, { draws, seed, threads, onProgress });
  const rows: OutcomeRow[] = [];
  await mkdir(folder, { recursive: true });
  // The record of an older run must not stand beside the files of this one, whatever happens while they are written.
  await rm(join(folder, 'manifest.json'), { force: true });
  await writeOutcomes(folder, (visit) => {
    eachOutcome(plan, result.grid, runId, draws, result.column, (row) => {
      rows.push(row);
      visit(row);
    });
  });
  await writeWhole(join(folder, INPUTS_FILE), [inputsText(inputs)]);
  const finished = new Date();
  const manifest: Manifest = {
    run_id: runId,
    scenario: plan.scenarioName,
    scenario_title: plan.scenarioTitle,
    scenario_digest: plan.scenarioDigest,
    data: plan.dataName,
    data_digest: plan.dataDigest,
    plan_digest: plan.digest,
    seed,
    draws,
    first_month: firstDay(plan.startMonth),
    months: plan.months,
    version: packageVersion(),
    commit: commitOfSources(),
    node: process.version,
    machine: machineText(),
    threads,
    started: started.toISOString(),
    finished: finished.toISOString(),
    seconds: (finished.getTime() - started.getTime()) / 1000,
    status: { children: plan.childrenStatus, places: plan.placesStatus },
    warnings: warningsOf(draws, result.unseated),
    repairs,
    files: {
      'outcomes.csv': await digestOfFile(join(folder, 'outcomes.csv')),
      'outcomes.parquet': await digestOfFile(join(folder, 'outcomes.parquet')),
      [INPUTS_FILE]: await digestOfFile(join(folder, INPUTS_FILE)),
    },
  };
  await writeWhole(join(folder, 'manifest.json'), [`${JSON.stringify(manifest, null, 2)}\n`]);
  return { folder, manifest, plan, rows };
}

/**
 * Reads and checks everything that a run needs, and freezes it into a plan. Writes nothing.
 *
 * @throws InputError when anything is wrong, the folder to write included
 */
export async function prepareRun(options: Omit<RunOptions, 'onProgress'>): Promise<PreparedRun> {
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

function warningsOf(draws: number, unseated: { most: number; mean: number }): string[] {
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

async function digestOfFile(path: string): Promise<string> {
  return digestOf(await readFile(path));
}
