import { basename } from 'node:path';
import { readBeside } from '../../calibration/children/children-inputs.ts';
import { fitChildren, NothingToFit } from '../../calibration/children/fit-children.ts';
import type { ChildrenFit } from '../../calibration/children/fit-children.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import { childrenAssumptions } from './children-assumptions.ts';
import { childrenLines, childrenPage } from './children-words.ts';
import { exposureCsv, flowsCsv, mixCsv, needsCsv, staysCsv } from './children-tables.ts';
import { entryRatesChart } from './entry-rates-chart.ts';
import type { FitReport, FitTask } from './fit.ts';
import { posteriorBytes } from './posterior-bytes.ts';
import { assumptionsCsv, fitDigest, writeFit } from './write-fit.ts';

/** Version of the method; another one gives other numbers. */
const METHOD = 1;

/** A fit of a history of children, with what is said of it. */
export interface ChildrenFitReport extends FitReport {
  readonly kind: 'children';
  readonly fit: ChildrenFit;
}

/** Fits rates of entry, stays and needs to a history of children and writes them where a folder is given. */
export async function fitChildrenHistory(given: FitTask): Promise<ChildrenFitReport> {
  const { read, sets, seed } = given;
  if (read.kind !== 'children') throw new Error(`a history of ${read.kind} is not one of children`);
  const beside = await readBeside(
    { file: read.file, children: read.rows, areas: read.areas },
    { dataDir: given.dataDir, named: given.named },
  );
  const inputs = orThrow(beside);
  const digests = Object.fromEntries(
    (['flows', 'population', 'stays', 'needs', 'assumptions'] as const).map((kind) => [
      kind,
      digestOf(canonicalJson(inputs[kind])),
    ]),
  );
  const task: FitTask = { ...given, read: { ...read, digests: { ...read.digests, ...digests } } };
  if (task.out !== undefined) await refuseFolder(task.out, fitDigest(task, METHOD).id, task.force);
  const fit = fitOrRefuse(inputs, { sets, seed });
  const repairs = [...task.repairs, ...(beside.ok ? beside.repairs : []), ...fit.repairs];
  const about = { inputs, fit, file: basename(read.file), repairs };
  const chart = entryRatesChart(about);
  const files = await writeFit(
    task,
    METHOD,
    {
      'flows.csv': () => flowsCsv(about),
      'stays.csv': () => staysCsv(about),
      'needs.csv': () => needsCsv(about),
      'assumptions.csv': () => assumptionsCsv(childrenAssumptions(about)),
      'posterior.parquet': () =>
        posteriorBytes(Object.entries(fit.draws).map(([id, draws]: [string, Float64Array]) => ({ id, draws }))),
      'exposure.csv': () => exposureCsv(about),
      'mix.csv': () => mixCsv(about),
      'rates.svg': () => renderSvg(chart),
      'rates.png': async () => rasterise(await renderSvg(chart)),
      'fit.md': () => childrenPage(about),
    },
    {
      status: fit.status,
      first_date: fit.firstDate,
      last_date: fit.date,
      origins: inputs.origins,
      checks: fit.checks,
      repairs,
    },
  );
  return { kind: 'children', fit, files, words: childrenLines(about), repairs };
}

function fitOrRefuse(
  inputs: Parameters<typeof fitChildren>[0],
  plan: { readonly sets: number; readonly seed: number },
): ChildrenFit {
  try {
    return fitChildren(inputs, plan);
  } catch (error) {
    if (!(error instanceof NothingToFit)) throw error;
    throw new InputError([
      {
        kind: 'input',
        file: inputs.file,
        value: 'no count by authority, and no starts',
        problem: 'Nothing can be fitted: a rate of entry needs starts, or children looked after by authority.',
        allowed: 'Counts of children by authority at one date at least, or flows.csv with children who started.',
        mend: 'Add those counts, or name a file of starts with --flows.',
      },
    ]);
  }
}
