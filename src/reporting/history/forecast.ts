import { forecastCounts } from '../../calibration/forecast/forecast-counts.ts';
import { FORECAST_STATISTICS, forecastRows } from '../../calibration/forecast/forecast-table.ts';
import type { ForecastRow } from '../../calibration/forecast/forecast-table.ts';
import type { CountHistory } from '../../calibration/history/count-history.ts';
import { wholeNumber } from '../../experiments/run.ts';
import { writeCsv } from '../csv.ts';
import { prepareHistoryStudy, statusOfForecast, writeHistoryStudy } from './history-study.ts';
import type { HistoryOptions, HistoryStudy } from './history-study.ts';

export const FORECAST_DRAWS = 2000;
/** Most years ahead. */
export const MOST_YEARS = 30;

export interface ForecastOptions extends HistoryOptions {
  /** Years ahead, 1 to 30. */
  readonly horizon: number;
}

export interface Forecast extends HistoryStudy {
  readonly rows: readonly ForecastRow[];
  /** Files that were written. */
  readonly files: readonly string[];
}

/**
 * Forecasts counts of children, or services and places of a register, from their history alone, at the anniversaries of
 * its last date. With `out` it writes `forecast.csv` and `manifest.json`.
 *
 * @throws InputError when the file or an option is wrong; nothing is written then
 * @example
 * const { rows } = await forecast({ file: 'data/wales/children.csv', horizon: 5 });
 */
export async function forecast(options: ForecastOptions): Promise<Forecast> {
  const years = wholeNumber('horizon', options.horizon, 1, MOST_YEARS);
  const study = await prepareHistoryStudy(options, { command: 'forecast', years }, FORECAST_DRAWS);
  const { history, draws, seed } = study;
  const every = Math.max(1, Math.round(12 / history.stepMonths));
  const rows = forecastRows(forecastCounts(history, { steps: years * every, draws, seed }), every);
  const files = await writeHistoryStudy(study, { 'forecast.csv': () => forecastCsv(history, rows) });
  return { ...study, rows, files };
}

function forecastCsv(history: CountHistory, rows: readonly ForecastRow[]): string {
  const labels = Object.keys(history.groups[0]!.labels);
  return writeCsv({
    columns: ['area_code', ...labels, 'date', ...FORECAST_STATISTICS, 'status'],
    rows: rows.map(({ group, area_code, date, statistics }) => ({
      area_code,
      ...history.groups[group]!.labels,
      date,
      ...Object.fromEntries(Object.entries(statistics).map(([name, v]) => [name, Number(v.toPrecision(7))])),
      status: statusOfForecast(history.status),
    })),
  });
}
