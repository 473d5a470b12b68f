import { basename } from 'node:path';
import { coverageRepairs } from '../../calibration/hazards/coverage-repairs.ts';
import { fitHazards } from '../../calibration/hazards/fit-hazards.ts';
import type { HazardFit } from '../../calibration/hazards/fit-hazards.ts';
import type { Chart } from '../chart.ts';
import { InputError } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { statusOfForecast } from '../history/history-study.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import type { FitReport, FitTask } from './fit.ts';
import { hazardAssumptions, hazardPosterior } from './hazard-assumptions.ts';
import { hazardChart } from './hazard-chart.ts';
import { hazardPage } from './hazard-page.ts';
import { exposureCsv, linksCsv, survivalCsv } from './hazard-tables.ts';
import { hazardLines } from './hazard-words.ts';
import { posteriorBytes } from './posterior-bytes.ts';
import { assumptionsCsv, fitDigest, writeFit } from './write-fit.ts';

/** Version of the method; another one gives other numbers. */
const METHOD = 2;
/** Steps that set the sampler up, and are thrown away. */
const WARM_UP = 200;

/** A fit of a register, with what is said of it. */
export interface RegisterFit extends FitReport {
  readonly kind: 'register-history';
  readonly fit: HazardFit;
}

/** Fits the hazards of a register history and writes them where a folder is given. */
export async function fitRegister(task: FitTask): Promise<RegisterFit> {
  const { read, sets, seed, out } = task;
  if (read.kind !== 'register-history') throw new Error(`a history of ${read.kind} is no register`);
  if (out !== undefined) await refuseFolder(out, fitDigest(task, METHOD).id, task.force);
  const fit = fitHazards(read.rows, { seed, draws: sets, thin: 1, warmUp: WARM_UP });
  if (fit.hazards.length === 0) throw nothingToFit(read.file, fit);
  const status = statusOfForecast(weakestStatus(...new Set(read.rows.map((row) => row.status))));
  const name = basename(read.file);
  const rows = hazardAssumptions(fit, name, status);
  const repairs = [...task.repairs, ...coverageRepairs(read.rows, fit, read.file)];
  const files = await writeFit(
    task,
    METHOD,
    {
      'assumptions.csv': () => assumptionsCsv(rows),
      'posterior.parquet': () => posteriorBytes(hazardPosterior(fit)),
      'exposure.csv': () => exposureCsv(fit, status),
      'survival.csv': () => survivalCsv(fit, status),
      're-registrations.csv': () => linksCsv(fit),
      'hazards.md': () => hazardPage(fit, name, status),
      ...(await pictures(hazardChart(fit, name, status), out !== undefined)),
    },
    { status, first_date: fit.firstDate, last_date: fit.lastDate, checks: fit.checks, repairs },
  );
  return { kind: 'register-history', fit, files, words: hazardLines(fit, status), repairs };
}

/** A chart as a picture for pages and one for documents; none where nothing is written. */
async function pictures(
  chart: Chart | undefined,
  isWritten: boolean,
): Promise<Readonly<Record<string, () => string | Uint8Array>>> {
  if (chart === undefined || !isWritten) return {};
  const svg = await renderSvg(chart);
  const png = await rasterise(svg);
  return { 'hazards.svg': () => `${svg}\n`, 'hazards.png': () => png };
}

function nothingToFit(file: string, fit: HazardFit): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      value: fit.firstDate === fit.lastDate ? `one snapshot, ${fit.firstDate}` : 'no home or agency seen at two dates',
      problem: 'Nothing can be fitted: a hazard needs services that are seen, and looked for again later.',
      allowed: 'At least two dated copies of the register that list homes or fostering services.',
      mend: 'Stack another dated copy under this one, with its own snapshot_date.',
    },
  ]);
}
