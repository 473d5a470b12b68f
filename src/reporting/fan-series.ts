import type { IsoDate } from '../domain/calendar.ts';
import { isIsoDate } from '../domain/calendar.ts';
import { nameOf } from './theme.ts';

/** Quantiles of the runs at one date, in the unit of the chart. */
export interface FanPoint {
  readonly date: IsoDate;
  readonly p10: number;
  readonly p25: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
}

/** A recorded figure. */
export interface HistoryPoint {
  readonly date: IsoDate;
  readonly value: number;
}

/** One fan: its name as printed, the category that binds its colour, its points and what was recorded before. */
export interface FanSeries {
  readonly name: string;
  /** A sector, for its bound colour; other names are drawn in the neutral blue. */
  readonly category?: string;
  readonly points: readonly FanPoint[];
  readonly history?: readonly HistoryPoint[];
}

/** The columns of `outcomes.csv` that charts read. Other columns may be there and are not looked at. */
export interface OutcomeFigure {
  readonly date: IsoDate;
  readonly area_code: string;
  readonly service_type: string;
  readonly sector: string;
  readonly statistic: string;
  readonly value: number;
}

const QUANTILES = ['p10', 'p25', 'p50', 'p75', 'p90'] as const;

/** Checks dates, numbers and the order of quantiles; gives the points in order of date. */
export function checkedPoints(series: FanSeries): FanPoint[] {
  const points = [...series.points].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (points.length === 0) throw new Error(`the series "${series.name}" has no points`);
  points.forEach((point, i) => {
    const where = `the series "${series.name}" at ${point.date}`;
    if (!isIsoDate(point.date)) throw new Error(`${where}: dates look like 2030-03-31`);
    if (i > 0 && points[i - 1]!.date === point.date) throw new Error(`${where}: the date is there twice`);
    QUANTILES.forEach((q, k) => {
      if (!Number.isFinite(point[q])) throw new Error(`${where}: ${q} is ${point[q]}, not a number`);
      if (k > 0 && point[q] < point[QUANTILES[k - 1]!]) throw new Error(`${where}: ${q} is below ${QUANTILES[k - 1]!}`);
    });
  });
  return points;
}

/**
 * Fans from tidy outcomes: one series for each value of a column, in order of first appearance. Rows must already be
 * of one measure and one kind of area; a figure that is there twice, or is missing, is an error that names it.
 *
 * @param rows rows of `outcomes.csv` with the statistics p10, p25, p50, p75 and p90 (others are passed over)
 * @param by the column that tells the series apart
 * @example
 * fanSeriesOf(outcomes.filter((r) => r.measure === 'places_registered' && r.area_code === 'W92000004'
 *   && r.service_type === 'residential' && r.sector !== 'all'), 'sector');
 */
export function fanSeriesOf(
  rows: readonly OutcomeFigure[],
  by: 'sector' | 'service_type' | 'area_code',
  names: Readonly<Record<string, string>> = {},
): FanSeries[] {
  const series = new Map<string, Map<IsoDate, Map<string, number>>>();
  for (const row of rows) {
    if (!(QUANTILES as readonly string[]).includes(row.statistic)) continue;
    const dates = series.get(row[by]) ?? new Map<IsoDate, Map<string, number>>();
    series.set(row[by], dates);
    const figures = dates.get(row.date) ?? new Map<string, number>();
    dates.set(row.date, figures);
    if (figures.has(row.statistic)) {
      throw new Error(
        `${by} ${row[by]}, ${row.date}: ${row.statistic} is there twice; choose one measure and one area`,
      );
    }
    figures.set(row.statistic, row.value);
  }
  if (series.size === 0) throw new Error('no row has a quantile p10, p25, p50, p75 or p90');
  return [...series].map(([category, dates]) => ({
    name: names[category] ?? nameOf(category),
    category,
    points: [...dates].map(([date, figures]) => {
      const value = (q: (typeof QUANTILES)[number]): number => {
        const found = figures.get(q);
        if (found === undefined) throw new Error(`${by} ${category}, ${date}: ${q} is missing`);
        return found;
      };
      return { date, p10: value('p10'), p25: value('p25'), p50: value('p50'), p75: value('p75'), p90: value('p90') };
    }),
  }));
}
