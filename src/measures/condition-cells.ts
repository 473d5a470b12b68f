import { CONDITION_DIMENSIONS } from '../assumptions/condition/condition.ts';
import type { ConditionEvent, Quantity, RunningPeriod, TimeScope } from '../assumptions/condition/condition.ts';
import { quantityText } from '../assumptions/condition/condition-text.ts';
import { endsPeriod, lastDay } from '../domain/calendar.ts';
import type { IsoDate, Period } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { runOfPath } from './headline.ts';
import { periodEnds } from './grid.ts';
import type { CellRun, Grid } from './grid.ts';
import type { Series } from './series.ts';

/** A condition asks for figures that a run does not have; the message says what it has. */
export class NotRecorded extends Error {
  readonly allowed: string;
  constructor(problem: string, allowed: string) {
    super(problem);
    this.allowed = allowed;
  }
}

/** Cells of one figure in one area, period after period. */
export interface QuantityCells {
  readonly series: Series;
  readonly areaCode: string;
  readonly cells: readonly number[];
  readonly dates: readonly IsoDate[];
}

const PERIOD_OF: Readonly<Record<RunningPeriod, Period>> = {
  month: 'month',
  quarter: 'quarter',
  year: 'financial-year',
};
const SHORTEST: readonly Period[] = ['month', 'quarter', 'financial-year'];

/**
 * Finds the cells of a figure of an area: all its periods, of the length that is asked for, else of the shortest. A stock
 * or a ratio that is kept by month can be read by quarter or year; a flow cannot.
 *
 * @throws NotRecorded
 */
export function cellsOfQuantity(
  plan: Plan,
  grid: Grid,
  quantity: Quantity,
  areaCode: string,
  period?: Period,
): QuantityCells {
  const splits = Object.fromEntries(CONDITION_DIMENSIONS.map((d) => [d, quantity[d]]));
  const found = SHORTEST.flatMap((length): CellRun[] => {
    try {
      return [runOfPath(plan, grid, { measure: quantity.measure, ...splits, area_code: areaCode, period: length })];
    } catch {
      return [];
    }
  });
  const whole = period === undefined ? found[0] : found.find((run) => run.period === period);
  const finer =
    period === undefined ? undefined : found.find((r) => SHORTEST.indexOf(r.period) < SHORTEST.indexOf(period));
  const run = whole ?? (finer !== undefined && grid.series[finer.series]!.kind !== 'flow' ? finer : undefined);
  if (run === undefined) {
    const kept = found.map((r) => r.period.replace('-', ' ')).join(' and ');
    throw new NotRecorded(
      `${quantityText(quantity)} is not kept for area ${areaCode}${found.length > 0 ? ` by ${period!.replace('-', ' ')}` : ''}.`,
      found.length > 0
        ? `The figure by ${kept}.`
        : 'A figure that data/measures.csv lists at the level of the area, or another area.',
    );
  }
  const ends = periodEnds(plan, run.period);
  const wanted = ends.flatMap((month, k) =>
    period === undefined || endsPeriod(plan.startMonth + month, period) ? [k] : [],
  );
  return {
    series: grid.series[run.series]!,
    areaCode,
    cells: wanted.map((k) => run.first + k),
    dates: wanted.map((k) => lastDay(plan.startMonth + ends[k]!)),
  };
}

/**
 * Takes the periods that a time names out of those of a figure.
 *
 * @param one whether one period is meant: the last where no time is named
 * @throws NotRecorded when there are none
 */
export function cellsAtTime(all: QuantityCells, time: TimeScope | undefined, one: boolean): QuantityCells {
  const keep = (wanted: (date: IsoDate) => boolean): number[] =>
    all.dates.flatMap((date, k) => (wanted(date) ? [k] : []));
  let kept: number[];
  if (time === undefined) kept = one ? keep(() => true).slice(-1) : keep(() => true);
  else if (time.kind === 'on' || (time.kind === 'by' && one)) kept = keep((date) => date <= time.date).slice(-1);
  else if (time.kind === 'by') kept = keep((date) => date <= time.date);
  else if (time.kind === 'year') kept = keep((date) => date === lastDay(time.ending * 12 + 2));
  else kept = keep((date) => date >= time.from && (time.to === undefined || date <= time.to));
  if (kept.length === 0 || (one && kept.length > 1)) {
    throw new NotRecorded(
      kept.length === 0 ? 'No period of the run ends at that time.' : 'One period must be named here.',
      `A period that ends from ${all.dates[0] ?? 'the start'} to ${all.dates.at(-1) ?? 'the end of the run'}.`,
    );
  }
  return { ...all, cells: kept.map((k) => all.cells[k]!), dates: kept.map((k) => all.dates[k]!) };
}

/** Length of the periods of an event: those that must follow one another, or the year that it names. */
export function periodOfEvent({ running, time }: ConditionEvent): Period | undefined {
  if (running !== undefined) return PERIOD_OF[running.period];
  return time?.kind === 'year' ? 'financial-year' : undefined;
}
