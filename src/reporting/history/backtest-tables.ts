import type { BacktestCase } from '../../calibration/backtest/backtest.ts';
import { isCovered } from '../../calibration/backtest/backtest-summary.ts';
import { OWN_METHOD } from '../../calibration/backtest/methods.ts';
import type { BacktestSummaryRow } from '../../calibration/backtest/summarise-cases.ts';
import { FORECAST_STATISTICS } from '../../calibration/forecast/forecast-table.ts';
import type { CountHistory } from '../../calibration/history/count-history.ts';
import { writeCsv } from '../csv.ts';
import { statusOfForecast } from './history-study.ts';

/** `backtest.csv`: the toolkit's own forecasts beside what came. */
export function casesCsv(history: CountHistory, cases: readonly BacktestCase[]): string {
  const labels = Object.keys(history.groups[0]!.labels);
  const coverages = ['covered_50', 'covered_80', 'covered_90', 'covered_95'] as const;
  return writeCsv({
    columns: [
      'origin',
      'horizon',
      'area_code',
      ...labels,
      'actual',
      ...FORECAST_STATISTICS,
      'crps',
      ...coverages,
      'always_zero',
      'status',
    ],
    rows: cases
      .filter((c) => c.method === OWN_METHOD)
      .map((c) => ({
        origin: c.origin,
        horizon: c.horizon,
        area_code: c.area.code,
        ...history.groups[c.group]!.labels,
        actual: c.actual,
        ...Object.fromEntries(Object.entries(c.statistics).map(([name, v]) => [name, Number(v.toPrecision(7))])),
        crps: Number(c.crps.toPrecision(7)),
        ...Object.fromEntries(coverages.map((name) => [name, isCovered(c, name) ? 1 : 0])),
        always_zero: c.alwaysZero ? 1 : 0,
        status: statusOfForecast(history.status),
      })),
  });
}

const SCORES = [
  'cases',
  'mae',
  'mase',
  'mase_of_series',
  'still_series',
  'rmsse',
  'crps',
  'pinball',
  'covered_50',
  'covered_80',
  'covered_90',
  'covered_95',
  'bias',
] as const;

/** `backtest-summary.csv`: scores of all methods. */
export function summaryCsv(history: CountHistory, summary: readonly BacktestSummaryRow[]): string {
  const labels = Object.keys(history.groups[0]!.labels);
  return writeCsv({
    columns: ['method', 'area_level', ...labels, 'horizon', 'size', ...SCORES],
    rows: summary.map((row) => ({
      ...row,
      ...Object.fromEntries(
        SCORES.map((name) => [name, Number.isFinite(row[name]) ? Number(row[name].toPrecision(6)) : undefined]),
      ),
    })),
  });
}
