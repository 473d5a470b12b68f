import type { CountForecast } from './forecast-counts.ts';

/** Quantiles that a forecast is told by, as named in its table. */
export const FORECAST_QUANTILES = {
  p025: 0.025,
  p05: 0.05,
  p10: 0.1,
  p25: 0.25,
  p50: 0.5,
  p75: 0.75,
  p90: 0.9,
  p95: 0.95,
  p975: 0.975,
} as const;

/** Mean, spread and quantiles of the draws of one count. */
export type ForecastStatistics = Readonly<Record<'mean' | 'sd' | keyof typeof FORECAST_QUANTILES, number>>;

/** Names of the statistics in the order of the table. */
export const FORECAST_STATISTICS = ['mean', 'sd', ...Object.keys(FORECAST_QUANTILES)] as const;

/**
 * Statistics of draws, which are sorted in place. A quantile lies between the two draws next to it (Hyndman and Fan,
 * type 7).
 */
export function statisticsOf(draws: Float64Array): ForecastStatistics {
  draws.sort();
  const n = draws.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += draws[i]!;
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < n; i++) squares += (draws[i]! - mean) ** 2;
  const quantile = (p: number): number => {
    const at = p * (n - 1);
    const k = Math.min(n - 2, Math.floor(at));
    return n === 1 ? draws[0]! : draws[k]! + (at - k) * (draws[k + 1]! - draws[k]!);
  };
  const quantiles = Object.entries(FORECAST_QUANTILES).map(([name, p]) => [name, quantile(p)]);
  return { mean, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, ...Object.fromEntries(quantiles) } as ForecastStatistics;
}

/** One row of a forecast: labels of its group, area and date, and its statistics. */
export interface ForecastRow {
  readonly group: number;
  readonly area_code: string;
  readonly date: string;
  readonly step: number;
  readonly statistics: ForecastStatistics;
}

/** Rows of a forecast, by group, area and date. `every` keeps each so many steps, for anniversaries. */
export function forecastRows(forecast: CountForecast, every = 1): ForecastRow[] {
  const { history, dates, draws } = forecast;
  const rows: ForecastRow[] = [];
  history.groups.forEach((_, group) => {
    for (const { code } of history.areas) {
      const paths = forecast.of(group, code);
      if (paths === undefined) continue;
      for (let step = every - 1; step < dates.length; step += every)
        rows.push({
          group,
          area_code: code,
          date: dates[step]!,
          step: step + 1,
          statistics: statisticsOf(paths.slice(step * draws, (step + 1) * draws)),
        });
    }
  });
  return rows;
}
