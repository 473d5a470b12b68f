import { join } from 'node:path';
import { readTable } from '../../data/read-table.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import { readInputs } from '../../experiments/run-inputs.ts';
import { readRun } from '../../experiments/read-run.ts';
import { writeCsv } from '../csv.ts';
import { documentFiles, writeMadeFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import type { Language } from '../language/languages.ts';
import { readWords } from '../language/words.ts';
import { lookBack } from './look-back.ts';
import type { LookBack } from './look-back.ts';
import { planContents } from './plan-contents.ts';
import type { PlanContents, PlanSource } from './plan-contents.ts';
import { planCsv } from './plan-csv.ts';
import { planDocument } from './plan-document.ts';
import { readPlanTemplate } from './plan-template.ts';
import { planWorkbook } from './plan-workbook.ts';
import { FIRST_PLAN_YEAR, parsePlanYear, planYear } from './plan-year.ts';
import type { PlanYear } from './plan-year.ts';
import { rollUpDocument } from './roll-up-document.ts';
import { rollUpTable } from './roll-up-table.ts';
import { rollUp } from './roll-up.ts';
import { welshPlan } from './welsh-plan.ts';

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
  /** Layout of the paper, a YAML file; the shipped one unless told. */
  readonly template?: string;
  /** The CSV of the plan of an earlier year, and applications made in it (`applications.csv`): the look-back of section 75D. */
  readonly previous?: string;
  readonly actual?: string;
  /** Places of not-for-profit services that plans count on (`claims.csv`), for the roll-up of all plans. */
  readonly claims?: string;
  /** Protective marking on every page of the paper, OFFICIAL unless told. */
  readonly marking?: string;
  /** Languages of the paper, English unless told. Workbook, CSV and roll-up are in English. */
  readonly languages?: readonly Language[];
  /** `welsh-answers.csv` with what translators have confirmed; none unless told. */
  readonly answers?: string;
}

/** A plan that was written: what it says, and its files. */
export interface SufficiencyPlan {
  readonly contents: PlanContents;
  /** The earlier plan against what happened, where both were given. */
  readonly lookBack?: LookBack;
  /** Texts of the Welsh paper that a translator must confirm or translate, where there is a Welsh paper. */
  readonly toConfirm?: number;
  readonly files: readonly string[];
}

/**
 * Drafts the tables of an annual sufficiency plan (section 75A(3) of the Social Services and Well-being (Wales) Act 2014) of one
 * authority from a finished run, as a workbook, a paper and tidy CSV. The same run gives the same bytes.
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
  const template = await readPlanTemplate(options.template);
  const back = await lookBackOf(options, source);
  const languages = options.languages ?? ['en'];
  const words = languages.includes('cy') ? await readWords(options.answers) : undefined;
  const drafts = [];
  for (const area of areas) {
    const contents = planContents(source, area, year);
    const own = back?.areaCode === contents.authority.area_code ? back : undefined;
    const name = `${contents.authority.area_code}-${year.name}`;
    const settings = { marking: options.marking, lookBack: own };
    const english = languages.includes('en') ? planDocument(contents, template, settings) : undefined;
    const welsh = words === undefined ? undefined : await welshPlan(contents, template, words, name, settings);
    const files = [
      { name: `${name}.xlsx`, bytes: await planWorkbook(contents) },
      ...(english === undefined ? [] : await documentFiles(english, { name, formats: ['docx', 'html'] })),
      ...(welsh?.files ?? []),
      { name: `${name}.csv`, bytes: new TextEncoder().encode(planCsv(contents)) },
    ];
    drafts.push({
      contents,
      files,
      ...(own === undefined ? {} : { lookBack: own }),
      ...(welsh === undefined ? {} : { toConfirm: welsh.toConfirm }),
    });
  }
  if (back !== undefined && !drafts.some((draft) => draft.lookBack !== undefined))
    throw lookBackProblem('--previous', 'The earlier plan is of another authority.', back.areaCode);
  const all =
    options.areas === 'all'
      ? await rollUpFiles(
          source,
          drafts.map((d) => d.contents),
          year,
          options,
        )
      : [];
  await writeMadeFiles(folder, [...drafts.flatMap((d) => d.files), ...all], options.force === true);
  const rolled = all.map((file) => join(folder, file.name));
  return drafts.map(({ files, ...draft }, i) => ({
    ...draft,
    // The files of all plans together stand with those of the last one.
    files: [...files.map((file) => join(folder, file.name)), ...(i === drafts.length - 1 ? rolled : [])],
  }));
}

async function lookBackOf(
  options: Pick<PlanOptions, 'previous' | 'actual'>,
  source: PlanSource,
): Promise<LookBack | undefined> {
  const { previous, actual } = options;
  if (previous === undefined && actual === undefined) return undefined;
  if (previous === undefined || actual === undefined)
    throw lookBackProblem(
      previous === undefined ? '--actual' : '--previous',
      'A look-back needs both the earlier plan and what was made in its year.',
      (previous ?? actual)!,
    );
  return lookBack(previous, actual, source.inputs.areas);
}

function lookBackProblem(file: string, problem: string, value: string): InputError {
  const allowed = 'The CSV of an earlier plan of this authority (--previous) and applications made (--actual).';
  return new InputError([{ kind: 'input', file, value, problem, allowed, mend: 'Give both, of the same authority.' }]);
}

async function rollUpFiles(
  source: PlanSource,
  contents: readonly PlanContents[],
  year: PlanYear,
  { claims, marking }: Pick<PlanOptions, 'claims' | 'marking'>,
): Promise<MadeFile[]> {
  const areas = new Map(source.inputs.areas.map((area) => [area.area_code, area.level]));
  const rows = claims === undefined ? [] : orThrow(await readTable(claims, 'claims', { areas }));
  const roll = rollUp(source, contents, year, rows);
  const name = `all-${year.name}`;
  return [
    ...(await documentFiles(rollUpDocument(roll, contents[0]!.run, marking), { name, formats: ['docx', 'html'] })),
    { name: `${name}.csv`, bytes: new TextEncoder().encode(writeCsv(rollUpTable(roll, contents[0]!.run))) },
  ];
}

/** What a plan is made from, read from the folder of a finished run. */
export async function readPlanSource(folder: string): Promise<PlanSource> {
  const { manifest, figures } = await readRun(folder);
  return { manifest, figures, inputs: await readInputs(folder, manifest) };
}
