import { join } from 'node:path';
import { readHistory } from '../../calibration/history/read-history.ts';
import type { ReadHistory } from '../../calibration/history/read-history.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { orThrow } from '../../domain/errors.ts';
import type { Repair } from '../../domain/errors.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { refuseFolder } from '../../experiments/run-folder.ts';
import { wholeNumber } from '../../experiments/run.ts';
import type { Chart } from '../chart.ts';
import { saveChart } from '../save-chart.ts';

/** Version of the method of forecasting; another one gives other numbers. */
const METHOD = 2;
/** Most draws of a forecast. */
export const MOST_HISTORY_DRAWS = 100_000;

/** What every study of a history is asked. */
export interface HistoryOptions {
  /** Path of the history. */
  readonly file: string;
  /** Folder whose areas.csv counts; else the one beside the file. */
  readonly dataDir?: string | undefined;
  /** Draws; an odd number is made even, for draws come in pairs. */
  readonly draws?: number | undefined;
  readonly seed?: number | undefined;
  /** Folder to write; nothing is written without one. */
  readonly out?: string | undefined;
  readonly force?: boolean;
}

/** A study that is ready to be made: its history is read, and its folder may be written. */
export interface HistoryStudy extends ReadHistory {
  readonly repairs: readonly Repair[];
  readonly draws: number;
  readonly seed: number;
  /** Digest of all that its figures depend on. */
  readonly analysisId: string;
  readonly design: Readonly<Record<string, unknown>>;
  readonly out: string | undefined;
  readonly force: boolean;
}

/**
 * Reads the history of a study and refuses what cannot be.
 *
 * @param command what is done, and with how many steps or years
 * @throws InputError when the file, an option or the folder is wrong; nothing is written then
 */
export async function prepareHistoryStudy(
  options: HistoryOptions,
  command: Readonly<Record<string, string | number>>,
  usualDraws: number,
): Promise<HistoryStudy> {
  const seed = wholeNumber('seed', options.seed ?? 1, 0, Number.MAX_SAFE_INTEGER);
  const asked = wholeNumber('draws', options.draws ?? usualDraws, 2, MOST_HISTORY_DRAWS);
  const draws = asked + (asked % 2);
  const read = await readHistory(options.file, options.dataDir);
  const value = orThrow(read);
  const design = { ...command, method: METHOD, ...value.digests, draws, seed };
  const analysisId = digestOf(canonicalJson(design));
  if (options.out !== undefined) await refuseFolder(options.out, analysisId, options.force === true);
  return {
    ...value,
    repairs: read.ok ? read.repairs : [],
    draws,
    seed,
    analysisId,
    design,
    out: options.out,
    force: options.force === true,
  };
}

/**
 * Writes the tables of a study by name, its charts into `charts`, and its manifest last. Answers the paths; none where nothing is
 * to be written.
 */
export async function writeHistoryStudy(
  study: HistoryStudy,
  tables: Readonly<Record<string, () => string>>,
  charts: Readonly<Record<string, Chart>> = {},
): Promise<string[]> {
  const { out, history } = study;
  if (out === undefined) return [];
  const draw = async (folder: string): Promise<string[]> => {
    const pictures: string[] = [];
    for (const [name, chart] of Object.entries(charts))
      pictures.push((await saveChart(chart, join(folder, 'charts'), name)).png);
    return pictures;
  };
  const { paths } = await writeAnalysis(
    { folder: out, id: study.analysisId, force: study.force },
    tables,
    (digests) => ({
      analysis_id: study.analysisId,
      ...study.design,
      version: packageVersion(),
      node: process.version,
      status: statusOfForecast(history.status),
      first_date: history.dates[0],
      last_date: history.dates.at(-1),
      repairs: study.repairs,
      files: digests,
    }),
    draw,
  );
  return [...paths];
}

/** Status of what is made from counts: no forecast is published. */
export function statusOfForecast(status: EvidenceStatus): EvidenceStatus {
  return status === 'published' ? 'estimated' : status;
}
