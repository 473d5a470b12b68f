import { parseTie } from '../../data/tables/programme-table.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { ProgrammeRow, TimetableRow } from '../../domain/tables.ts';
import { shareOfDraws } from '../../measures/share-interval.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import { NEVER } from '../../simulation/constants.ts';
import { projectMonthsOfDraw } from '../../simulation/draw.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { createState } from '../../simulation/create-state.ts';

/** Months after the planned day that still count as soon after it. */
export const SOON_AFTER_MONTHS = 6;

/** How a line of a programme plan is known to be on time or not. */
export type OutlookBasis = 'simulated' | 'chosen in the scenario' | 'the law' | 'recorded' | 'not simulated';

/** What is to be expected of one line of a programme plan. */
export interface Outlook {
  readonly item: ProgrammeRow;
  readonly basis: OutlookBasis;
  /** Share of draws in which it is done by the end of the month planned, with its 95 % interval. Undefined where nothing is simulated. */
  readonly onTime?: ShareInterval;
  /** Share of draws in which it is done no later than six months after that. */
  readonly soonAfter?: ShareInterval;
  /** Share of draws in which it is given up or refused. */
  readonly never?: ShareInterval;
  /** Months between plan and opening, over the draws in which it opens: later is more than 0. Tenths and middle of the draws. */
  readonly delayMonths?: { readonly p10: number; readonly p50: number; readonly p90: number };
  /** The day that a scenario or the law sets, where one does; null where the law has set none. */
  readonly setDate?: IsoDate | null;
  /** Weakest evidence behind it. */
  readonly status: EvidenceStatus;
}

/**
 * The outlook of a programme plan under a scenario: for each line that stands for a project, how often it opens in time; for
 * one that stands for a lever or a date of the law, the day that is set; for any other, that nothing is known of it here.
 *
 * Projects open in the same months as in a run of the same plan and seed: the market around them has no say in it.
 *
 * @param items lines of `programme.csv`
 * @param scenario the scenario that the plan was built from; `lever 2` is the second of its levers
 * @param timetable dates of the law in force under the scenario
 * @param draws 2 or more; draws 2k and 2k + 1 share their uncertain quantities
 * @throws InputError when a line stands for a project, lever or date that the plan does not hold
 */
export function programmeOutlook(
  items: readonly ProgrammeRow[],
  plan: Plan,
  {
    scenario,
    timetable,
    seed,
    draws,
  }: {
    readonly scenario: Scenario;
    readonly timetable: readonly TimetableRow[];
    readonly seed: number;
    readonly draws: number;
  },
): Outlook[] {
  const ties = items.map((item) => (item.tied_to === undefined ? undefined : parseTie(item.tied_to)));
  const problems = items.flatMap((item, i) => tieProblem(item, ties[i], plan, scenario, timetable));
  if (problems.length > 0) throw new InputError(problems);
  const months = openingMonths(plan, seed, draws);
  return items.map((item, i): Outlook => {
    const tie = ties[i];
    if (item.state === 'done') return { item, basis: 'recorded', setDate: item.done_date!, status: item.status };
    if (tie === undefined || item.state === 'stopped') return { item, basis: 'not simulated', status: item.status };
    if (tie.to === 'timetable') {
      const dates = timetable.filter((row) => row.milestone === tie.milestone).map((row) => row.date);
      const set = dates.flatMap((date) => date ?? []).sort();
      // Steps of one milestone may bind on different days: the last of them is when it binds everybody.
      return { item, basis: 'the law', setDate: set.length < dates.length ? null : set.at(-1)!, status: item.status };
    }
    const own =
      tie.to === 'project'
        ? plan.projects.flatMap((p, k) => (p.id === tie.id ? [k] : []))
        : plan.projects.flatMap((p, k) => (p.id.startsWith(`levers[${tie.number - 1}].`) ? [k] : []));
    if (own.length === 0 || own.every((k) => plan.projects[k]!.certain)) {
      const setDate = tie.to === 'lever' ? dateOfLever(scenario, tie.number) : undefined;
      return {
        item,
        basis: 'chosen in the scenario',
        ...(setDate === undefined ? {} : { setDate }),
        status: item.status,
      };
    }
    return {
      item,
      basis: 'simulated',
      ...chances(
        item,
        plan,
        own.map((k) => months[k]!),
      ),
      status: weakestStatus(item.status, 'illustrative'),
    };
  });
}

/** Months of opening by project and draw. */
function openingMonths(plan: Plan, seed: number, draws: number): Int32Array[] {
  const state = createState(plan);
  const months = plan.projects.map(() => new Int32Array(draws));
  for (let d = 0; d < draws; d++) projectMonthsOfDraw(state, seed, d).forEach((month, k) => (months[k]![d] = month));
  return months;
}

/** A line that stands for several homes is done when the last of them is open. */
function chances(
  item: ProgrammeRow,
  plan: Plan,
  months: readonly Int32Array[],
): Pick<Outlook, 'onTime' | 'soonAfter' | 'never' | 'delayMonths'> {
  const planned = monthOf(item.planned_date) - plan.startMonth;
  const last = Int32Array.from(months[0]!, (_, d) => Math.max(...months.map((own) => own[d]!)));
  const shareWhere = (test: (month: number) => boolean): ShareInterval => shareOfDraws(Array.from(last, test));
  const delays = [...last]
    .filter((month) => month < NEVER)
    .map((month) => month - planned)
    .sort((a, b) => a - b);
  const at = (share: number): number => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))]!;
  return {
    onTime: shareWhere((month) => month <= planned),
    soonAfter: shareWhere((month) => month <= planned + SOON_AFTER_MONTHS),
    never: shareWhere((month) => month >= NEVER),
    ...(delays.length === 0 ? {} : { delayMonths: { p10: at(0.1), p50: at(0.5), p90: at(0.9) } }),
  };
}

/** The day on which a lever of a scenario opens or starts; undefined where it goes through the stages of a project. */
export function dateOfLever(scenario: Scenario, number: number): IsoDate | undefined {
  const fields = Object.values(scenario.levers[number - 1] ?? {})[0] as Record<string, unknown> | undefined;
  const date = fields?.['opens'] ?? fields?.['from'] ?? fields?.['date'];
  return typeof date === 'string' ? date : undefined;
}

function tieProblem(
  item: ProgrammeRow,
  tie: ReturnType<typeof parseTie>,
  plan: Plan,
  scenario: Scenario,
  timetable: readonly TimetableRow[],
): InputError['problems'][number][] {
  if (tie === undefined) return [];
  const ids = plan.projects.map((p) => p.id);
  const of = (problem: string, allowed: string, mend: string): InputError['problems'][number][] => [
    {
      kind: 'input',
      file: 'programme.csv',
      column: 'tied_to',
      value: `${item.item_id}: ${item.tied_to!}`,
      problem,
      allowed,
      mend,
    },
  ];
  if (tie.to === 'project' && !ids.includes(tie.id)) {
    const near = nearestName(tie.id, ids);
    return of(
      'The data set has no such project.',
      `A project_id of projects.csv (${ids.length}).`,
      near === undefined ? 'Correct it, or leave tied_to empty.' : `Did you mean ${near}?`,
    );
  }
  if (tie.to === 'lever' && tie.number > scenario.levers.length)
    return of(
      `The scenario ${scenario.name} has no such lever.`,
      scenario.levers.length === 0 ? 'The scenario has no levers.' : `A number from 1 to ${scenario.levers.length}.`,
      'Correct the number, or give the scenario that holds the lever.',
    );
  if (tie.to === 'timetable' && !timetable.some((row) => row.milestone === tie.milestone))
    return of(
      'The timetable has no such step.',
      'A milestone of timetable.csv.',
      'Correct it, or leave tied_to empty.',
    );
  return [];
}
