import { endsPeriod, lastDay } from '../domain/calendar.ts';
import type { Period } from '../domain/calendar.ts';
import type { AreaLevel } from '../domain/vocabulary.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { additiveFamilies } from './families/index.ts';
import { isPriced } from './families/money.ts';
import { ratioSeries } from './ratios.ts';
import type { Series } from './series.ts';

/** One figure of a draw: a series for an area and the end of a period. */
export interface Cell {
  readonly series: Series;
  readonly areaCode: string;
  readonly areaLevel: AreaLevel;
  readonly date: string;
  readonly period: Period;
}

/** A block of cells of one series, area and level: one for each period that ends inside the run. */
export interface CellRun {
  readonly series: number;
  readonly areaCode: string;
  readonly areaLevel: AreaLevel;
  readonly period: Period;
  /** First cell; the others follow month after month, quarter after quarter. */
  readonly first: number;
  readonly count: number;
}

/** Where each figure of a draw stands in a row of numbers. Depends on the plan's areas and months alone. */
export interface Grid {
  readonly series: readonly Series[];
  readonly runs: readonly CellRun[];
  readonly cells: number;
}

/** All series of the default grid, additive ones first. */
export function allSeries(): Series[] {
  return [...additiveFamilies().flatMap((f) => f.series), ...ratioSeries()];
}

/** The default grid of a plan: the country by month, regions by quarter, authorities by financial year. */
export function defaultGrid(plan: Plan): Grid {
  const list = allSeries();
  const { countryCode, regionCodes, areaCodes } = plan.geography;
  const levels: [AreaLevel & keyof Series['levels'], readonly string[]][] = [
    ['country', [countryCode]],
    ['region', regionCodes],
    ['authority', areaCodes],
  ];
  const runs: CellRun[] = [];
  let cells = 0;
  list.forEach((s, i) => {
    if (!isPriced(plan, s)) return;
    for (const [areaLevel, codes] of levels) {
      const period = s.levels[areaLevel];
      if (period === undefined) continue;
      const count = periodEnds(plan, period).length;
      for (const areaCode of codes) {
        runs.push({ series: i, areaCode, areaLevel, period, first: cells, count });
        cells += count;
      }
    }
  });
  return { series: list, runs, cells };
}

/** Months, counted from the start, in which periods end. */
export function periodEnds(plan: Pick<Plan, 'startMonth' | 'months'>, period: Period): number[] {
  const ends: number[] = [];
  for (let m = 0; m < plan.months; m++) if (endsPeriod(plan.startMonth + m, period)) ends.push(m);
  return ends;
}

/** Visits every cell in order. */
export function eachCell(plan: Plan, grid: Grid, visit: (cell: Cell, at: number) => void): void {
  const dates = {
    month: periodEnds(plan, 'month').map((m) => lastDay(plan.startMonth + m)),
    quarter: periodEnds(plan, 'quarter').map((m) => lastDay(plan.startMonth + m)),
    'financial-year': periodEnds(plan, 'financial-year').map((m) => lastDay(plan.startMonth + m)),
  };
  for (const run of grid.runs) {
    for (let k = 0; k < run.count; k++) {
      visit(
        {
          series: grid.series[run.series]!,
          areaCode: run.areaCode,
          areaLevel: run.areaLevel,
          date: dates[run.period][k]!,
          period: run.period,
        },
        run.first + k,
      );
    }
  }
}
