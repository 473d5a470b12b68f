import { FORECAST_QUANTILES } from '../forecast/forecast-table.ts';
import { pinballLoss } from '../scores/interval-scores.ts';
import type { BacktestCase } from './backtest.ts';

/** Scores of a method over some cases. */
export interface BacktestScore {
  readonly cases: number;
  /** Mean absolute error of the median. */
  readonly mae: number;
  /** The same error over that of naive one-step forecasts inside the histories, both summed; and the mean of this by series. */
  readonly mase: number;
  readonly mase_of_series: number;
  /** Series that never moved in their history and have no place in that mean. */
  readonly still_series: number;
  /** Root of the mean squared error of the mean over that of naive one-step forecasts. */
  readonly rmsse: number;
  readonly crps: number;
  /** Mean pinball loss over the quantiles of the table. */
  readonly pinball: number;
  /** Share of the counts that came inside the central intervals. */
  readonly covered_50: number;
  readonly covered_80: number;
  readonly covered_90: number;
  readonly covered_95: number;
  /** Mean of median less count: over 0 is too high. */
  readonly bias: number;
}

/** Intervals by name of their coverage, with the quantiles that bound them. */
export const INTERVALS = {
  covered_50: ['p25', 'p75'],
  covered_80: ['p10', 'p90'],
  covered_90: ['p05', 'p95'],
  covered_95: ['p025', 'p975'],
} as const;

/** Whether a count lies inside a central interval of its forecast, its ends counted. */
export function isCovered({ statistics, actual }: BacktestCase, interval: keyof typeof INTERVALS): boolean {
  const [low, high] = INTERVALS[interval];
  return actual >= statistics[low] && actual <= statistics[high];
}

/** Scores of some cases of one method; NaN where there is no case. */
export function scoreOf(cases: readonly BacktestCase[]): BacktestScore {
  const n = cases.length;
  const mean = (of: (one: BacktestCase) => number): number => cases.reduce((sum, c) => sum + of(c), 0) / n;
  const error = (c: BacktestCase): number => Math.abs(c.statistics.p50 - c.actual);
  const moved = cases.filter((c) => c.scale.absolute > 0);
  const sum = (list: readonly BacktestCase[], of: (one: BacktestCase) => number): number =>
    list.reduce((s, c) => s + of(c), 0);
  const series = new Map<string, BacktestCase[]>();
  for (const c of cases) {
    const key = `${c.group}|${c.area.code}`;
    series.set(key, [...(series.get(key) ?? []), c]);
  }
  const ratios = [...series.values()]
    .map((list) => list.filter((c) => c.scale.absolute > 0))
    .filter((list) => list.length > 0)
    .map((list) => sum(list, error) / sum(list, (c) => c.scale.absolute));
  const covered = (interval: keyof typeof INTERVALS): number => mean((c) => (isCovered(c, interval) ? 1 : 0));
  return {
    cases: n,
    mae: mean(error),
    mase: sum(moved, error) / sum(moved, (c) => c.scale.absolute),
    mase_of_series: ratios.reduce((s, v) => s + v, 0) / ratios.length,
    still_series: series.size - ratios.length,
    rmsse: Math.sqrt(sum(moved, (c) => (c.statistics.mean - c.actual) ** 2) / sum(moved, (c) => c.scale.root ** 2)),
    crps: mean((c) => c.crps),
    pinball: mean((c) => {
      const losses = Object.entries(FORECAST_QUANTILES).map(([name, tau]) =>
        pinballLoss(tau, c.statistics[name as keyof typeof FORECAST_QUANTILES], c.actual),
      );
      return losses.reduce((s, v) => s + v, 0) / losses.length;
    }),
    covered_50: covered('covered_50'),
    covered_80: covered('covered_80'),
    covered_90: covered('covered_90'),
    covered_95: covered('covered_95'),
    bias: mean((c) => c.statistics.p50 - c.actual),
  };
}

/** Bands of size by the count at the origin, for bias: by the count that came, large ones would always have been forecast too low. */
export const SIZE_BANDS = [
  { name: 'under 20', low: 0, high: 20 },
  { name: '20 to 99', low: 20, high: 100 },
  { name: '100 to 499', low: 100, high: 500 },
  { name: '500 and over', low: 500, high: Infinity },
] as const;

/**
 * In the place of a size: series that were 0 at every date until the origin. They are scored apart, since a range from 0 to 0
 * holds nearly all of them whatever the method.
 */
export const ALWAYS_ZERO = 'always 0';
