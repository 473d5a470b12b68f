import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scenario } from '../assumptions/scenario/scenario.ts';
import { InputError } from '../domain/errors.ts';
import type {
  AreaRow,
  ChildrenRow,
  DataSet,
  FlowRow,
  FundingRow,
  PriceRow,
  ProjectRow,
  TimetableRow,
} from '../domain/tables.ts';
import { ownersAtStart } from './owners-at-start.ts';
import type { OwnerAtStart } from './owners-at-start.ts';
import { timetableOf } from '../simulation/plan/build-plan.ts';
import type { Manifest } from './manifest.ts';

/** Name of the file in the folder of a run. */
export const INPUTS_FILE = 'inputs.json';

/**
 * What a run was asked and what words its figures need, for commands that begin where it ended: they need neither the
 * data set nor the scenario file, which may have changed since.
 */
export interface RunInputs {
  readonly areas: readonly AreaRow[];
  /** The scenario with everything that it extends taken in. */
  readonly scenario: Scenario;
  /** Dates of the law in force, with the overrides of the scenario. */
  readonly timetable: readonly TimetableRow[];
  /** Projects that the data set names; those that the scenario adds are among its levers. */
  readonly projects: readonly ProjectRow[];
  /** Money that the data set names. This and what follows is not in runs of earlier versions. */
  readonly funding?: readonly FundingRow[];
  /** Prices that costs were worked out from, as their sources give them. */
  readonly prices?: readonly PriceRow[];
  /** Children looked after in all, as recorded or estimated, by area and date. */
  readonly recorded?: readonly ChildrenRow[];
  /** Children of all ages who started or ceased to be looked after in a year, as recorded or estimated. */
  readonly flows?: readonly FlowRow[];
  /** Who ran what in each region on the first day. */
  readonly owners?: readonly OwnerAtStart[];
}

/** Inputs of a run from its data set and scenario. */
export function inputsOf(data: DataSet, scenario: Scenario): RunInputs {
  return {
    areas: data.areas,
    scenario,
    timetable: timetableOf(data, scenario),
    projects: data.projects,
    funding: data.funding,
    prices: data.prices,
    recorded: data.children.filter((row) => row.placement_type === 'all' && row.age_band === 'all'),
    flows: data.flows.filter((row) => row.age_band === 'all'),
    owners: ownersAtStart(data),
  };
}

/** Text of `inputs.json`: the same bytes for the same data and scenario. */
export function inputsText(inputs: RunInputs): string {
  return `${JSON.stringify(inputs, null, 1)}\n`;
}

/**
 * Reads the inputs of a finished run.
 *
 * @throws InputError when the file is missing, or is not the one that the record of the run names
 */
export async function readInputs(folder: string, manifest: Manifest): Promise<RunInputs> {
  const file = join(folder, INPUTS_FILE);
  const refuse = (problem: string): never => {
    const allowed = `The folder of a finished run with its ${INPUTS_FILE}, as the run wrote it.`;
    throw new InputError([{ kind: 'input', file, problem, allowed, mend: 'Make the run again with this version.' }]);
  };
  if (manifest.files[INPUTS_FILE] === undefined) return refuse('The run does not say what it was asked.');
  const bytes = await readFile(file).catch(() => refuse('The file cannot be read.'));
  if (createHash('sha256').update(bytes).digest('hex') !== manifest.files[INPUTS_FILE])
    return refuse('The file is not the one that the record of the run names.');
  return JSON.parse(bytes.toString('utf8')) as RunInputs;
}
