import type { Condition, ConditionEvent, TimeScope } from '../../assumptions/condition/condition.ts';
import { conditionText } from '../../assumptions/condition/condition-text.ts';
import { parseCondition } from '../../assumptions/condition/parse-condition.ts';
import { firstDay, lastDay } from '../../domain/calendar.ts';
import type { IsoDate, Period } from '../../domain/calendar.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import { allSeries, defaultGrid } from '../../measures/grid.ts';
import { datesOfRun, runOfPath } from '../../measures/headline.ts';
import type { Path } from '../../measures/headline.ts';
import type { Plan } from '../../simulation/plan/plan.ts';

/** Areas at which a tolerance is asked, and the level at which something is built for them. */
export type SolveLevel = 'country' | 'region' | 'authority';

/** What must hold: in each of some areas, an event happens in at most a share of the draws. */
export interface SolveTolerance {
  /** As it was understood, in the words of the grammar. */
  readonly text: string;
  /** The figure, without its area. */
  readonly path: Path;
  readonly comparison: ConditionEvent['comparison'];
  readonly threshold: number;
  /** Periods of the figure one after the other in which it must stand beyond the threshold. */
  readonly running: number;
  readonly period: Period;
  /** Periods that end on these days or between them are looked at. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Largest share of draws, above 0 and below 1. */
  readonly most: number;
  readonly level: SolveLevel;
  readonly areas: readonly string[];
}

const EXAMPLE = 'P(shortfall_compliant residential >= 10 for 2 quarters) <= 10 % in every region by 2030-04-01';
const MONTHS_IN: Readonly<Record<Period, number>> = { month: 1, quarter: 3, 'financial-year': 12 };
const MONTHS_RUNNING = { month: 1, quarter: 3, year: 12 } as const;

/**
 * Reads what `solve` is asked to reach.
 *
 * @param text a bound on the probability of an event, in the grammar of conditions
 * @throws InputError when it cannot be read, or asks what `solve` cannot answer for this plan
 */
export function solveTolerance(text: string, plan: Plan): SolveTolerance {
  const condition = orThrow(parseCondition(text, allSeries(), '--until'));
  const bound = condition.kind === 'bound' && condition.of.kind === 'probability' ? condition : undefined;
  if (bound === undefined || !bound.comparison.startsWith('<'))
    throw refuse(conditionText(condition), 'Solving needs a largest probability of something unwelcome.', EXAMPLE);
  if (!(bound.limit > 0 && bound.limit < 1))
    throw refuse(`${bound.limit * 100} %`, 'No finite number of draws can show this.', 'Above 0 % and below 100 %.');
  const { event } = bound.of as Extract<typeof bound.of, { kind: 'probability' }>;
  const area = bound.area ?? event.area;
  if (bound.area !== undefined && event.area !== undefined) throw refuse(text, 'The areas are named twice.', EXAMPLE);
  if (bound.time !== undefined && event.time !== undefined) throw refuse(text, 'The dates are named twice.', EXAMPLE);
  const { level, areas } = areasOf(area, plan);
  const { measure, ...dimensions } = event.quantity;
  const path: Path = { measure, ...dimensions };
  const run = (() => {
    try {
      return runOfPath(plan, defaultGrid(plan), { ...path, area_code: areas[0]! });
    } catch {
      throw refuse(
        text,
        `This figure is not recorded for each ${level}.`,
        'A row of data/measures.csv with that level.',
      );
    }
  })();
  const running = runningPeriods(event, run.period, text);
  const { from, to } = windowOf(bound.time ?? event.time, bound.time === undefined, plan);
  const periods = datesOfRun(plan, run).filter((date) => date >= from && date <= to);
  if (periods.length < running)
    throw refuse(text, `Only ${periods.length} periods of the run end from ${from} to ${to}.`, 'Dates inside the run.');
  return {
    text: conditionText(condition),
    path: { ...path, period: run.period },
    comparison: event.comparison,
    threshold: event.threshold,
    running,
    period: run.period,
    from,
    to,
    most: bound.limit,
    level,
    areas,
  };
}

function areasOf(area: Condition['area'], plan: Plan): { level: SolveLevel; areas: readonly string[] } {
  const { countryCode, regionCodes, areaCodes } = plan.geography;
  if (area === undefined || area.kind === 'country') return { level: 'country', areas: [countryCode] };
  if (area.kind !== 'area') {
    if (area.kind === 'every') return { level: area.level, areas: area.level === 'region' ? regionCodes : areaCodes };
    throw refuse(
      `any ${area.level}`,
      'One area among many cannot be aimed at.',
      'every region, or the code of an area.',
    );
  }
  if (area.code === countryCode) return { level: 'country', areas: [countryCode] };
  if (regionCodes.includes(area.code)) return { level: 'region', areas: [area.code] };
  if (areaCodes.includes(area.code)) return { level: 'authority', areas: [area.code] };
  throw refuse(area.code, 'There is no such area.', [countryCode, ...regionCodes, ...areaCodes].join(', '));
}

/** Days between which periods count. `by` in a bound is the day from which it must hold, to the end of the run. */
function windowOf(time: TimeScope | undefined, inEvent: boolean, plan: Plan): { from: IsoDate; to: IsoDate } {
  const start = firstDay(plan.startMonth);
  const end = lastDay(plan.startMonth + plan.months - 1);
  if (time === undefined) return { from: start, to: end };
  if (time.kind === 'by') return inEvent ? { from: start, to: time.date } : { from: time.date, to: end };
  if (time.kind === 'from') return { from: time.from, to: time.to !== undefined && time.to < end ? time.to : end };
  if (time.kind === 'year') return { from: `${time.ending - 1}-04-01`, to: `${time.ending}-03-31` };
  return { from: time.date, to: time.date };
}

function runningPeriods(event: ConditionEvent, period: Period, text: string): number {
  if (event.running === undefined) return 1;
  const count = (event.running.count * MONTHS_RUNNING[event.running.period]) / MONTHS_IN[period];
  if (Number.isInteger(count)) return count;
  throw refuse(text, `The figure is recorded by ${period} there.`, `A whole number of periods of a ${period}.`);
}

function refuse(value: string, problem: string, allowed: string): InputError {
  return new InputError([
    { kind: 'input', file: '--until', value, problem, allowed, mend: `Write it as in: ${EXAMPLE}.` },
  ]);
}
