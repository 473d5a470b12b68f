import { lastDay } from '../domain/calendar.ts';
import type { IsoDate, Period } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { defaultGrid, periodEnds } from './grid.ts';
import type { CellRun, Grid } from './grid.ts';
import type { Series } from './series.ts';

/** A figure through time: a measure of one area, with every dimension at `all` unless told. */
export interface Path {
  readonly measure: string;
  readonly service_type?: string;
  readonly sector?: string;
  readonly age_band?: string;
  readonly need_class?: string;
  readonly reason?: string;
  readonly provider_country?: string;
  /** The country unless told. */
  readonly area_code?: string;
  /** Length of its periods, for what is recorded by month or quarter and by year; the shortest unless told. */
  readonly period?: Period;
}

/** How the periods of a path become one number. */
export type Reduction = 'at' | 'sum' | 'mean' | 'most' | 'least';

/** One number of a draw, about which a question is asked: a path, and how its periods become that number. */
export interface Headline extends Path {
  /** Short name without spaces, unique among the headlines of a study. */
  readonly id: string;
  /** What it is in plain words, with its area and dates. */
  readonly title: string;
  /** `at`: the period that ends on `to`, or the last before it. The others: over the periods that end in `from` to `to`. */
  readonly over: Reduction;
  /** First day; the start of the run unless told. */
  readonly from?: IsoDate;
  /** Last day; the end of the run unless told. */
  readonly to?: IsoDate;
}

/** A grid with the cells of some paths alone. Recording it costs less than the default grid does. */
export function gridOfPaths(plan: Plan, paths: readonly Path[]): Grid {
  const whole = defaultGrid(plan);
  // A level is recorded for all its areas or not at all.
  const wanted = new Set(
    paths.map((path) => {
      const { series, areaLevel } = runOfPath(plan, whole, path);
      return `${series} ${areaLevel}`;
    }),
  );
  let cells = 0;
  const runs = whole.runs
    .filter((run) => wanted.has(`${run.series} ${run.areaLevel}`))
    .map((run): CellRun => {
      const first = cells;
      cells += run.count;
      return { ...run, first };
    });
  return { series: whole.series, runs, cells };
}

/** Whether a path is about a series. */
function isOf(series: Series, path: Path): boolean {
  return (
    series.measure === path.measure &&
    series.serviceType === (path.service_type ?? 'all') &&
    series.sector === (path.sector ?? 'all') &&
    series.ageBand === (path.age_band ?? 'all') &&
    series.needClass === (path.need_class ?? 'all') &&
    series.reason === (path.reason ?? 'all') &&
    series.providerCountry === (path.provider_country ?? 'all')
  );
}

/**
 * The cells of a path in a grid.
 *
 * @throws Error when the grid does not hold it
 */
export function runOfPath(plan: Plan, grid: Grid, path: Path): CellRun {
  const area = path.area_code ?? plan.geography.countryCode;
  const run = grid.runs.find(
    (r) =>
      r.areaCode === area &&
      (path.period === undefined || r.period === path.period) &&
      isOf(grid.series[r.series]!, path),
  );
  if (run === undefined) throw new Error(`no figures of ${JSON.stringify(path)} are recorded`);
  return run;
}

/** Last days of the periods of a run of cells. */
export function datesOfRun(plan: Plan, run: CellRun): IsoDate[] {
  return periodEnds(plan, run.period).map((m) => lastDay(plan.startMonth + m));
}

/**
 * Makes what reads a headline from a row of a grid.
 *
 * @throws Error when the grid does not hold it, or when no period ends between its days
 */
export function headlineReader(plan: Plan, grid: Grid, headline: Headline): (row: ArrayLike<number>) => number {
  const run = runOfPath(plan, grid, headline);
  const dates = datesOfRun(plan, run);
  const { over, from = '', to = '9999-12-31' } = headline;
  const end = dates.filter((date) => date <= to).length;
  const begin = over === 'at' ? end - 1 : dates.filter((date) => date < from).length;
  if (begin < 0 || begin >= end) throw new Error(`no period of headline ${headline.id} ends from ${from} to ${to}`);
  const at = run.first + begin;
  const count = end - begin;
  return (row) => {
    let value = over === 'sum' || over === 'mean' ? 0 : row[at]!;
    for (let k = 0; k < count; k++) {
      const next = row[at + k]!;
      if (over === 'sum' || over === 'mean') value += next;
      else if (over === 'most') value = Math.max(value, next);
      else if (over === 'least') value = Math.min(value, next);
    }
    return over === 'mean' ? value / count : value;
  };
}
