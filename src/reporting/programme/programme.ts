import { join } from 'node:path';
import { stringify } from 'yaml';
import { checkScenario } from '../../assumptions/scenario/check-scenario.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { scenarioDigest } from '../../assumptions/scenario/merge.ts';
import { loadDataSet } from '../../data/data-set.ts';
import { readTable } from '../../data/read-table.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { firstDay } from '../../domain/calendar.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, nearestName, orThrow } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { DataSet, ProgrammeRow } from '../../domain/tables.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { commitOfSources, packageVersion } from '../../experiments/manifest.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { programmeOutlook } from '../../experiments/programme/outlook.ts';
import type { Outlook } from '../../experiments/programme/outlook.ts';
import { slippedScenario } from '../../experiments/programme/slip.ts';
import type { Slip } from '../../experiments/programme/slip.ts';
import { buildPlan, timetableOf } from '../../simulation/plan/build-plan.ts';
import { writeCsv } from '../csv.ts';
import { saveChart } from '../save-chart.ts';
import { outlookChart } from './outlook-chart.ts';
import { outlookTable } from './outlook-table.ts';

/** Draws of an outlook unless told: a chance of one half then has a sampling error of about one percentage point. */
export const PROGRAMME_DRAWS = 2000;

export interface ProgrammeOptions {
  /** A programme plan with the columns of `programme.csv`. */
  readonly file: string;
  /** Name or path of a scenario, `as-legislated` unless told. */
  readonly scenario?: string;
  readonly dataDir?: string;
  readonly draws?: number;
  readonly seed?: number;
  /** Lines that slip, by how many months. A scenario in which they do is written beside the outlook. */
  readonly slips?: readonly { readonly item: string; readonly months: number }[];
  readonly out: string;
  readonly force?: boolean;
}

/** An outlook that is written. */
export interface Programme {
  readonly outlook: readonly Outlook[];
  readonly scenario: Scenario;
  readonly draws: number;
  readonly files: readonly string[];
  /** The scenario with the slippage, where one was asked for, and its file. */
  readonly slipped?: { readonly scenario: Scenario; readonly file: string };
}

/**
 * Reads a programme plan, tells how likely each of its lines is on time under a scenario, and writes `programme-outlook.csv`,
 * a chart and `manifest.json`; with slips also a scenario file in which those lines come later, ready for `run` and `compare`.
 *
 * @throws InputError when the plan, the scenario or the data set is not sound, or the folder holds something else
 * @example
 * await programme({ file: 'data/programme/wales.csv', out: 'outputs/programme' });
 */
export async function programme(options: ProgrammeOptions): Promise<Programme> {
  const { dataDir = shippedDataDir(), draws = PROGRAMME_DRAWS, seed = 1, out } = options;
  const data = orThrow(await loadDataSet(dataDir));
  const scenario = orThrow(await loadScenario(options.scenario ?? 'as-legislated', data, dataDir));
  const areas = new Map(data.areas.map((area) => [area.area_code, area.level]));
  const items = orThrow(await readTable(options.file, 'programme', { areas }));
  const plan = orThrow(buildPlan(data, scenario));
  const timetable = timetableOf(data, scenario);
  const slips = (options.slips ?? []).map((slip) => slipOf(slip, items, options.file));
  const later =
    slips.length === 0 ? undefined : slippedScenario(scenario, slips, { timetable, from: firstDay(plan.startMonth) });
  const id = digestOf(
    canonicalJson(JSON.parse(JSON.stringify({ programme: items, plan: plan.digest, seed, draws, slips: later?.name }))),
  ).slice(0, 16);
  await refuseFolder(out, id, options.force === true);
  const outlook = programmeOutlook(items, plan, { scenario, timetable, seed, draws });
  const text = later === undefined ? undefined : scenarioText(later, data);
  const table = outlookTable(outlook, { areas: data.areas, scenario: scenario.name, draws, seed });
  const contents = {
    'programme-outlook.csv': writeCsv(table),
    ...(later === undefined ? {} : { [`${later.name}.yaml`]: text! }),
  };
  const draw = async (): Promise<string[]> => {
    if (!outlook.some((o) => o.basis === 'simulated')) return [];
    const chart = outlookChart(outlook, {
      source: `market-stability ${packageVersion()}, data set “${data.name}”`,
      status: weakestStatus(...outlook.map((o) => o.status)),
      scenario: { title: scenario.title, draws, seed, digest: scenarioDigest(scenario) },
    });
    return Object.values(await saveChart(chart, join(out, 'charts'), 'on-time'));
  };
  const { paths } = await writeAnalysis(
    { folder: out, id, force: options.force },
    contents,
    (files) => ({
      run_id: id,
      kind: 'programme',
      programme: options.file,
      scenario: scenario.name,
      scenario_title: scenario.title,
      scenario_digest: scenarioDigest(scenario),
      data: data.name,
      data_digest: data.digest,
      plan_digest: plan.digest,
      seed,
      draws,
      slips: slips.map(({ item, months }) => ({ item: item.item_id, months })),
      status: weakestStatus(...outlook.map((o) => o.status)),
      version: packageVersion(),
      commit: commitOfSources(),
      node: process.version,
      files,
    }),
    draw,
  );
  return {
    outlook,
    scenario,
    draws,
    files: paths,
    ...(later === undefined ? {} : { slipped: { scenario: later, file: join(out, `${later.name}.yaml`) } }),
  };
}

function slipOf(
  { item, months }: { item: string; months: number },
  items: readonly ProgrammeRow[],
  file: string,
): Slip {
  const found = items.find((row) => row.item_id === item);
  if (found !== undefined) return { item: found, months };
  const near = nearestName(
    item,
    items.map((row) => row.item_id),
  );
  throw new InputError([
    {
      kind: 'input',
      file: '--slip',
      value: item,
      problem: `The plan ${file} has no such line.`,
      allowed: `An item_id of the plan (${items.length}).`,
      mend: near === undefined ? 'Look it up in the plan.' : `Did you mean ${near}?`,
    },
  ]);
}

/** Text of a scenario file that stands alone, and that the reader of scenarios takes as it is. */
function scenarioText(scenario: Scenario, data: DataSet): string {
  const raw = Object.fromEntries(
    Object.entries(scenario).filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)),
  );
  orThrow(checkScenario(raw, data, scenario.name));
  return stringify(raw, { lineWidth: 120 });
}
