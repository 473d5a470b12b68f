import { loadDataSet } from '../../data/data-set.ts';
import { findTables } from '../../data/find-tables.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { EVIDENCE_STATUSES, weakestStatus } from '../../domain/status.ts';
import type { DataSet } from '../../domain/tables.ts';
import { readRun } from '../../experiments/read-run.ts';
import type { FinishedRun } from '../../experiments/read-run.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';

/** A finished run with the very data and plan that made it. */
export interface AssuranceSource {
  readonly run: FinishedRun;
  readonly inputs: RunInputs;
  readonly data: DataSet;
  /** SHA-256 of each file of the data set, by name. */
  readonly dataFiles: ReadonlyMap<string, string>;
  /** Name of the file of each table that the set holds itself. */
  readonly tableFiles: ReadonlyMap<string, string>;
  /** Whether the data set is the one of this package. */
  readonly shippedData: boolean;
  readonly plan: Plan;
  /** Weakest evidence behind the figures, never better than `estimated`. */
  readonly status: EvidenceStatus;
}

/**
 * Reads a finished run and the data set that it was made from, and makes sure that they belong together: the digest of the
 * data and the digest of the plan are those of the record.
 *
 * @param dataDir folder of the data set; the shipped one unless told
 * @throws InputError when the run cannot be read, or data or program are not those that made it
 */
export async function readAssuranceSource(folder: string, dataDir?: string): Promise<AssuranceSource> {
  const run = await readRun(folder);
  const inputs = await readInputs(folder, run.manifest);
  const { manifest } = run;
  const dir = dataDir ?? shippedDataDir();
  const data = orThrow(await loadDataSet(dir));
  if (data.digest !== manifest.data_digest)
    throw new InputError([
      {
        kind: 'input',
        file: dataDir ?? 'the shipped data set',
        value: data.digest.slice(0, 16),
        problem: 'This is not the data set that the run was made from.',
        allowed: `The data set "${manifest.data}" with the digest ${manifest.data_digest.slice(0, 16)}.`,
        mend: 'Name its folder with --data, or make the run again with the data as they are now.',
      },
    ]);
  const plan = orThrow(buildPlan(data, inputs.scenario));
  if (plan.digest !== manifest.plan_digest)
    throw new InputError([
      {
        kind: 'input',
        file: folder,
        value: manifest.plan_digest.slice(0, 16),
        problem: 'This version of the program makes another plan from the data and the scenario of the run.',
        allowed: `A run with the plan ${plan.digest.slice(0, 16)}.`,
        mend: 'Make the run again with this version, or use the version that the run names.',
      },
    ]);
  const found = orThrow(await findTables(dir));
  const told = Object.values(manifest.status);
  return {
    run,
    inputs,
    data,
    dataFiles: found.digests,
    tableFiles: new Map([...found.sources].map(([kind, source]) => [kind, source.fileName])),
    shippedData: dataDir === undefined,
    plan,
    status: weakestStatus('estimated', ...EVIDENCE_STATUSES.filter((status) => told.includes(status))),
  };
}
