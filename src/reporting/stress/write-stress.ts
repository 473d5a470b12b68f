import { join } from 'node:path';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, machineText, packageVersion } from '../../experiments/manifest.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { runStress } from '../../experiments/stress/stress.ts';
import type { PreparedStress } from '../../experiments/stress/stress-desk.ts';
import type { StressOptions, StressResult } from '../../experiments/stress/stress-result.ts';
import { writeCsv } from '../csv.ts';
import { stressTable } from './stress-rows.ts';
import { toleranceText } from './stress-words.ts';

/** Name of the table of a stress test in its folder. */
export const STRESS_FILE = 'stress.csv';

/** A stress test whose files are written. */
export interface WrittenStress {
  readonly folder: string;
  readonly result: StressResult;
  /** SHA-256 of `stress.csv`. */
  readonly digest: string;
}

/** Name of a stress test: the digest of its plan, tests, seed and draws, cut to 16 digits. */
export function stressId(
  { plan, seed, draws, reverseDraws, parts, tests, dates }: PreparedStress,
  options: StressOptions,
): string {
  const { drivers, regions, finest } = options;
  const asked = {
    drivers,
    regions,
    finest,
    parts,
    dates,
    tests: tests.map(({ test, scenario }) => [test.id, scenario]),
  };
  return digestOf(
    canonicalJson(JSON.parse(JSON.stringify({ stress: plan.digest, seed, draws, reverseDraws, asked }))),
  ).slice(0, 16);
}

/** Folder of a stress test, unless told: beside the runs. */
export function stressFolder({ plan, seed }: PreparedStress): string {
  return join('outputs', `stress-${plan.scenarioName}-${seed}`);
}

/**
 * Makes a prepared stress test and writes `stress.csv` and `manifest.json`, the manifest last. One that fails or is ended
 * leaves no file.
 *
 * @throws InputError when the folder holds something else, or the files cannot be written
 */
export async function writeStress(
  prepared: PreparedStress,
  options: StressOptions & { readonly out?: string; readonly force?: boolean },
): Promise<WrittenStress> {
  const folder = options.out ?? stressFolder(prepared);
  const id = stressId(prepared, options);
  await refuseFolder(folder, id, options.force === true);
  const started = new Date();
  const result = await runStress(prepared, options);
  const contents = { [STRESS_FILE]: writeCsv(stressTable(result)) };
  const { digests } = await writeAnalysis({ folder, id, force: options.force }, contents, (files) => ({
    run_id: id,
    kind: 'stress',
    scenario: result.scenario.name,
    scenario_title: result.scenario.title,
    scenario_digest: result.plan.scenarioDigest,
    data: result.plan.dataName,
    data_digest: result.plan.dataDigest,
    plan_digest: result.plan.digest,
    test_plan_digests: Object.fromEntries(result.tests.map(({ test, planDigest }) => [test.id, planDigest])),
    seed: result.seed,
    draws: result.draws,
    reverse_draws: result.reverseDraws,
    simulated: result.simulated,
    dates: result.dates,
    tolerances: result.tolerances.map(toleranceText),
    status: {
      children: result.plan.childrenStatus,
      places: result.plan.placesStatus,
      money: result.plan.money.status,
    },
    version: packageVersion(),
    commit: commitOfSources(),
    node: process.version,
    machine: machineText(),
    threads: prepared.threads,
    started: started.toISOString(),
    finished: new Date().toISOString(),
    files,
  }));
  return { folder, result, digest: digests[STRESS_FILE]! };
}
