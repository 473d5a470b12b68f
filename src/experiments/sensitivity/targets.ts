import { lastDay } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { canonicalJson } from '../../domain/digest.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { defaultGrid, periodEnds } from '../../measures/grid.ts';
import type { CellRun, Grid } from '../../measures/grid.ts';
import { runOfPath } from '../../measures/headline.ts';
import type { Headline, Path } from '../../measures/headline.ts';
import { statusOf } from '../../measures/outcomes.ts';
import type { Plan } from '../../simulation/plan/plan.ts';

/** A number of a draw whose causes are asked for: a headline, the same in a region, or its path in a financial year. */
export interface Target {
  readonly headline: string;
  readonly scope: 'headline' | 'region' | 'year';
  readonly areaCode: string;
  /** Last day that it reads. */
  readonly date: IsoDate;
  readonly unit: string;
  readonly status: EvidenceStatus;
  /** Path to be recorded for it. */
  readonly path: Path;
  /** First and last month that it reads, counted from the start; the same for a stock. */
  readonly months: readonly [first: number, last: number];
  readonly over: Headline['over'];
  /** Periods by which a sum is divided, for the mean of a flow. */
  readonly divisor: number;
}

/**
 * Everything that is asked about some headlines: each itself, in each region that
 * records it in periods that fit, and at the end of each financial year (once for headlines that differ in their date alone).
 */
export function targetsOf(plan: Plan, headlines: readonly Headline[]): Target[] {
  const whole = defaultGrid(plan);
  return headlines.flatMap((headline, h) => {
    const run = runOfPath(plan, whole, headline);
    const series = whole.series[run.series]!;
    const country = targetOn(plan, whole, run, headline);
    const regions = plan.geography.regionCodes.flatMap((area_code): Target[] => {
      // Periods differ: a flow that the country keeps by year is kept by quarter in regions.
      const { period: _, ...path } = { ...pathOf(headline), area_code };
      return covers(plan, whole, path, country.months)
        ? [{ ...country, scope: 'region', areaCode: area_code, path }]
        : [];
    });
    if (headlines.slice(0, h).some((other) => canonicalJson(pathOf(other)) === canonicalJson(pathOf(headline))))
      return [country, ...regions];
    const years = periodEnds(plan, 'financial-year').flatMap((end): Target[] => {
      if (end < 11) return [];
      const months = series.kind === 'flow' ? ([end - 11, end] as const) : ([end, end] as const);
      const over = series.kind === 'flow' ? 'sum' : 'at';
      return [{ ...country, scope: 'year', months, over, divisor: 1, date: lastDay(plan.startMonth + end) }];
    });
    return [country, ...regions, ...years];
  });
}

function pathOf({ id: _id, title: _title, over: _over, from: _from, to: _to, ...path }: Headline): Path {
  return path;
}

/** Whether a path is recorded in periods that begin and end with some months. */
function covers(plan: Plan, grid: Grid, path: Path, [first, last]: Target['months']): boolean {
  let run: CellRun;
  try {
    run = runOfPath(plan, grid, path);
  } catch {
    return false;
  }
  const ends = periodEnds(plan, run.period);
  return ends.includes(last) && (first === 0 || first === last || ends.includes(first - 1));
}

function targetOn(plan: Plan, grid: Grid, run: CellRun, headline: Headline): Target {
  const series = grid.series[run.series]!;
  const ends = periodEnds(plan, run.period);
  const dates = ends.map((m) => lastDay(plan.startMonth + m));
  const { over, from = '', to = '9999-12-31' } = headline;
  const last = dates.filter((date) => date <= to).length - 1;
  const first = over === 'at' ? last : dates.filter((date) => date < from).length;
  if (first < 0 || last < first) throw new Error(`no period of headline ${headline.id} ends from ${from} to ${to}`);
  const from0 = series.kind === 'flow' ? (ends[first - 1] ?? -1) + 1 : ends[first]!;
  return {
    headline: headline.id,
    scope: 'headline',
    areaCode: run.areaCode,
    date: dates[last]!,
    unit: series.unit,
    status: statusOf(series, plan),
    path: pathOf(headline),
    months: [from0, ends[last]!],
    over: series.kind === 'flow' && over === 'mean' ? 'sum' : over,
    divisor: series.kind === 'flow' && over === 'mean' ? last - first + 1 : 1,
  };
}

/** Makes what reads a target from a row of a grid that records its path. */
export function targetReader(plan: Plan, grid: Grid, target: Target): (row: ArrayLike<number>) => number {
  const run = runOfPath(plan, grid, target.path);
  const ends = periodEnds(plan, run.period);
  const [firstMonth, lastMonth] = target.months;
  const last = ends.filter((m) => m <= lastMonth).length - 1;
  const first = target.over === 'at' ? last : ends.filter((m) => m < firstMonth).length;
  if (first < 0 || last < first)
    throw new Error(`no period of ${target.headline} ends by ${lastDay(plan.startMonth + lastMonth)}`);
  const count = last - first + 1;
  return (row) => {
    let value = row[run.first + first]!;
    for (let k = 1; k < count; k++) {
      const next = row[run.first + first + k]!;
      if (target.over === 'sum' || target.over === 'mean') value += next;
      else if (target.over === 'most') value = Math.max(value, next);
      else if (target.over === 'least') value = Math.min(value, next);
    }
    return (target.over === 'mean' ? value / count : value) / target.divisor;
  };
}
