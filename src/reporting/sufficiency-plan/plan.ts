import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../domain/errors.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import { readRun } from '../../experiments/read-run.ts';
import { writeWhole } from '../../experiments/whole-file.ts';
import { refuseOther } from '../refuse-other.ts';
import { planContents } from './plan-contents.ts';
import type { PlanContents, PlanSource } from './plan-contents.ts';
import { planCsv } from './plan-csv.ts';
import { planWorkbook } from './plan-workbook.ts';
import { FIRST_PLAN_YEAR, parsePlanYear, planYear } from './plan-year.ts';

export interface PlanOptions {
  /** Folder of a finished run, such as `outputs/as-legislated-1`. */
  readonly run: string;
  /** Code, or English or Welsh name, of an authority. */
  readonly area: string;
  /** Financial year, `2027-28` unless told. */
  readonly year?: string;
  /** Folder to write; `plans` inside the folder of the run unless told. */
  readonly out?: string;
  /** Writes over files that hold something else. */
  readonly force?: boolean;
}

/** A plan that was written: what it says, and its files. */
export interface SufficiencyPlan {
  readonly contents: PlanContents;
  readonly files: readonly string[];
}

/**
 * Drafts the tables of an annual sufficiency plan (section 75A(3) of the Social Services and Well-being (Wales) Act 2014) of one
 * authority from a finished run, as a workbook and as tidy CSV. The same run gives the same bytes.
 *
 * @throws InputError when the folder is no finished run, the area is no authority, the run does not cover the year, or a file is
 *   there already and holds something else; nothing is written then
 * @example
 * const { contents, files } = await plan({ run: 'outputs/as-legislated-1', area: 'Caerdydd' });
 */
export async function plan(options: PlanOptions): Promise<SufficiencyPlan> {
  const [written] = await plans({ ...options, areas: [options.area] });
  return written!;
}

/** Drafts plans of several authorities from one run. Everything is checked before the first file is written. */
export async function plans(
  options: Omit<PlanOptions, 'area'> & { readonly areas: readonly string[] | 'all' },
): Promise<SufficiencyPlan[]> {
  const year = options.year === undefined ? planYear(FIRST_PLAN_YEAR) : parsePlanYear(options.year);
  const source = await readPlanSource(options.run);
  const folder = options.out ?? join(options.run, 'plans');
  const areas =
    options.areas === 'all'
      ? source.inputs.areas.filter((a) => a.level === 'authority').map((a) => a.area_code)
      : options.areas;
  const drafts = [];
  for (const area of areas) {
    const contents = planContents(source, area, year);
    const name = join(folder, `${contents.authority.area_code}-${year.name}`);
    const files = [
      { path: `${name}.xlsx`, bytes: await planWorkbook(contents) },
      { path: `${name}.csv`, bytes: new TextEncoder().encode(planCsv(contents)) },
    ];
    if (options.force !== true) for (const file of files) await refuseOther(file.path, file.bytes);
    drafts.push({ contents, files });
  }
  await makeFolder(folder);
  for (const { files } of drafts) for (const { path, bytes } of files) await writeWhole(path, bytes);
  return drafts.map(({ contents, files }) => ({ contents, files: files.map((f) => f.path) }));
}

/** What a plan is made from, read from the folder of a finished run. */
export async function readPlanSource(folder: string): Promise<PlanSource> {
  const { manifest, figures } = await readRun(folder);
  return { manifest, figures, inputs: await readInputs(folder, manifest) };
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw unwritable(folder, error);
  }
}

function unwritable(file: string, error: unknown): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      value: (error as NodeJS.ErrnoException).code ?? String(error),
      problem: 'Nothing can be written there.',
      allowed: 'A folder in which files may be made.',
      mend: 'Give --out another folder.',
    },
  ]);
}
