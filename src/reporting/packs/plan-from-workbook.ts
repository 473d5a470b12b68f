import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { loadDataSet } from '../../data/data-set.ts';
import { dataSetFromWorkbook } from '../../data/import/workbook/data-set-from-workbook.ts';
import { loadScenario } from '../../data/scenario-file.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { orThrow } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { prepareRun, runPrepared } from '../../experiments/run.ts';
import type { PreparedRun, RunProgress, WrittenRun } from '../../experiments/run.ts';
import { importFiles } from '../import/import-files.ts';
import { readPlanTemplate } from '../sufficiency-plan/plan-template.ts';
import { parsePlanYear } from '../sufficiency-plan/plan-year.ts';
import { plan } from '../sufficiency-plan/plan.ts';
import type { SufficiencyPlan } from '../sufficiency-plan/plan.ts';

export interface PlanFromWorkbookOptions {
  /** A filled-in workbook of one authority, as `template --area AREA` makes it. */
  readonly workbook: string;
  /** `as-legislated` unless told; name or path. */
  readonly scenario?: string;
  /** Draws, 1,000 unless told or set by the scenario; a plan that is sent needs at least 1,000. */
  readonly draws?: number;
  readonly seed?: number;
  readonly threads?: number;
  /** Data set that the rest is taken from; the shipped one unless told. */
  readonly dataDir?: string;
  readonly year?: string;
  readonly template?: string;
  readonly marking?: string;
  /** Folder to write: `data`, `run` and `plan` in it; `outputs/plan-CODE` unless told. */
  readonly out?: string;
  readonly force?: boolean;
  readonly onProgress?: RunProgress;
  readonly signal?: AbortSignal;
}

/** A draft plan from a workbook, with the data set and the run that it stands on. */
export interface PlanFromWorkbook {
  readonly area: AreaRow;
  /** What the workbook replaced, in sentences. */
  readonly notes: readonly string[];
  readonly run: WrittenRun;
  readonly plan: SufficiencyPlan;
  readonly folder: string;
}

/**
 * From a filled-in authority workbook to a draft sufficiency plan: imports the workbook into a data set, runs the scenario on it,
 * and drafts the plan. The workbook, scenario, year and template are checked before anything is written.
 *
 * @throws InputError when one of them is wrong, or the folder holds something else; nothing is written then
 * @example
 * const { plan: draft } = await planFromWorkbook({ workbook: 'cardiff.xlsx', draws: 1000 });
 */
export async function planFromWorkbook(options: PlanFromWorkbookOptions): Promise<PlanFromWorkbook> {
  const { workbook, dataDir, scenario = 'as-legislated', force = false, year, template, marking } = options;
  const own = orThrow(await dataSetFromWorkbook(workbook, dataDir === undefined ? {} : { baseDir: dataDir }));
  if (year !== undefined) parsePlanYear(year);
  await readPlanTemplate(template);
  orThrow(await loadScenario(scenario, orThrow(await loadDataSet(dataDir ?? shippedDataDir()))));
  const folder = options.out ?? join('outputs', `plan-${own.area.area_code}`);
  const data = join(folder, 'data');
  const wasThere = await isThere(data);
  await importFiles({ format: 'workbook', files: [workbook], dataDir, out: data, force });
  const prepared = await preparedOr(() => (wasThere ? undefined : rm(data, { recursive: true, force: true })), {
    scenario,
    dataDir: data,
    out: join(folder, 'run'),
    force,
    draws: options.draws,
    seed: options.seed,
    threads: options.threads,
  });
  const { onProgress, signal } = options;
  const run = await runPrepared(prepared, { onProgress, signal });
  const drafted = await plan({
    run: run.folder,
    area: own.area.area_code,
    out: join(folder, 'plan'),
    force,
    year,
    template,
    marking,
  });
  return { area: own.area, notes: own.notes, run, plan: drafted, folder };
}

/** A run that is ready to start; where it cannot be, what was written for it is taken away. */
async function preparedOr(
  takeAway: () => Promise<void> | undefined,
  options: Parameters<typeof prepareRun>[0],
): Promise<PreparedRun> {
  try {
    return await prepareRun(options);
  } catch (error) {
    await takeAway();
    throw error;
  }
}

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
