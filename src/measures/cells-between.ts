import { lastDay } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { periodEnds } from './grid.ts';
import type { Cell, Grid } from './grid.ts';

/** Visits the cells from `first` to before `end`, in order. */
export function cellsBetween(
  plan: Plan,
  grid: Grid,
  first: number,
  end: number,
  visit: (cell: Cell, at: number) => void,
): void {
  const datesOf = new Map<string, readonly string[]>();
  for (const run of grid.runs) {
    if (run.first + run.count <= first) continue;
    if (run.first >= end) break;
    let dates = datesOf.get(run.period);
    if (dates === undefined) {
      dates = periodEnds(plan, run.period).map((m) => lastDay(plan.startMonth + m));
      datesOf.set(run.period, dates);
    }
    const { areaCode, areaLevel, period } = run;
    const series = grid.series[run.series]!;
    for (let k = Math.max(0, first - run.first); k < run.count && run.first + k < end; k++)
      visit({ series, areaCode, areaLevel, date: dates[k]!, period }, run.first + k);
  }
}
