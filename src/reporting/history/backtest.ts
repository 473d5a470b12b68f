import { basename } from 'node:path';
import { backtestCounts } from '../../calibration/backtest/backtest.ts';
import type { BacktestCase } from '../../calibration/backtest/backtest.ts';
import { summariseCases } from '../../calibration/backtest/summarise-cases.ts';
import type { BacktestSummaryRow } from '../../calibration/backtest/summarise-cases.ts';
import { InputError } from '../../domain/errors.ts';
import { wholeNumber } from '../../experiments/run.ts';
import { renderSvg } from '../render-svg.ts';
import { backtestChart } from './backtest-chart.ts';
import { backtestPage } from './backtest-page.ts';
import { casesCsv, summaryCsv } from './backtest-tables.ts';
import { backtestWords } from './backtest-words.ts';
import { prepareHistoryStudy, writeHistoryStudy } from './history-study.ts';
import type { HistoryOptions, HistoryStudy } from './history-study.ts';

export const BACKTEST_DRAWS = 1000;
/** Most steps ahead that are scored. */
export const MOST_STEPS = 20;
/** Steps ahead that are scored unless told. */
const USUAL_STEPS = 3;

export interface BacktestOptions extends HistoryOptions {
  /** Steps ahead that are scored, 1 to 20; 3 unless told. */
  readonly horizon?: number | undefined;
  readonly onProgress?: (done: number, origins: number) => void;
}

export interface Backtest extends HistoryStudy {
  readonly cases: readonly BacktestCase[];
  readonly summary: readonly BacktestSummaryRow[];
  /** One honest paragraph on the scores. */
  readonly words: string;
  readonly files: readonly string[];
}

/**
 * Scores forecasts of a history at rolling origins, beside those of the reference methods. With `out` it writes
 * `backtest.csv`, `backtest-summary.csv`, the page `backtest.html` with every score, `manifest.json`, and the picture in `charts`.
 *
 * @throws InputError when the file or an option is wrong, or the history is too short; nothing is written then
 * @example
 * const { summary } = await backtest({ file: 'data/wales/children.csv' });
 */
export async function backtest(options: BacktestOptions): Promise<Backtest> {
  const steps = wholeNumber('horizon', options.horizon ?? USUAL_STEPS, 1, MOST_STEPS);
  const study = await prepareHistoryStudy(options, { command: 'backtest', steps }, BACKTEST_DRAWS);
  const { history, draws, seed } = study;
  const cases = backtestCounts(history, { steps, draws, seed, onProgress: options.onProgress });
  if (cases.length === 0) throw tooShort(options.file, history.dates.length);
  const summary = summariseCases(history, cases);
  const words = backtestWords({ ...study, summary });
  if (options.out === undefined) return { ...study, cases, summary, words, files: [] };
  const name = basename(options.file);
  const chart = backtestChart({ ...study, summary }, `market-stability, back-test of ${name}`);
  const svg = await renderSvg(chart);
  const tables = {
    'backtest.csv': () => casesCsv(history, cases),
    'backtest-summary.csv': () => summaryCsv(history, summary),
    'backtest.html': () => backtestPage({ ...study, summary }, `Back-test of ${name}`, svg),
  };
  const files = await writeHistoryStudy(study, tables, { backtest: chart });
  return { ...study, cases, summary, words, files };
}

function tooShort(file: string, dates: number): InputError {
  return new InputError([
    {
      kind: 'input',
      file,
      value: `${dates} dates`,
      problem: 'The history is too short to be forecast and scored.',
      allowed: 'At least three dates at which the same area is counted.',
      mend: 'Add earlier counts.',
    },
  ]);
}
