import { parseTie } from '../../data/tables/programme-table.ts';
import type { Lever } from '../../assumptions/scenario/levers.ts';
import type { Scenario, TimetableOverride } from '../../assumptions/scenario/scenario.ts';
import { dayOf, daysInMonth, firstDay, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import type { ProgrammeRow, TimetableRow } from '../../domain/tables.ts';
import { dateOfLever } from './outlook.ts';

/** A line of a programme plan that comes later, by some months. */
export interface Slip {
  readonly item: ProgrammeRow;
  /** 1 to 120. */
  readonly months: number;
}

/**
 * A scenario in which lines of a programme plan slip: a project opens later, a lever starts later, a date of the law moves.
 * All else stays, so that `compare` shows what the slippage does.
 *
 * @param from the first day on which a project may be delayed: the day after the data set's
 * @throws InputError when a line stands for nothing that can slip
 */
export function slippedScenario(
  scenario: Scenario,
  slips: readonly Slip[],
  { timetable, from }: { readonly timetable: readonly TimetableRow[]; readonly from: IsoDate },
): Scenario {
  let slipped = scenario;
  for (const slip of slips) slipped = slippedBy(slipped, slip, timetable, from);
  const names = slips.map(({ item, months }) => `${item.item_id} by ${months} month${months === 1 ? '' : 's'}`);
  return {
    ...slipped,
    name: `${scenario.name}-slip-${slips.map(({ item, months }) => `${item.item_id}-${months}`).join('-')}`
      .replace(/[^A-Za-z0-9-]+/g, '-')
      .toLowerCase()
      .slice(0, 60)
      .replace(/-+$/, ''),
    title: `${scenario.title}, with slippage`,
    summary: `${scenario.summary ?? ''} Lines of the programme plan come later: ${names.join('; ')}.`.trim(),
  };
}

function slippedBy(
  scenario: Scenario,
  { item, months }: Slip,
  timetable: readonly TimetableRow[],
  from: IsoDate,
): Scenario {
  const tie = item.tied_to === undefined ? undefined : parseTie(item.tied_to);
  if (item.state === 'done' || item.state === 'stopped') throw refused(item, `The line is ${item.state}.`);
  if (tie === undefined) throw refused(item, 'The line stands for nothing in the model.');
  if (tie.to === 'project')
    return { ...scenario, events: [...scenario.events, { delay_projects: { from, months, project: tie.id } }] };
  if (tie.to === 'lever') {
    const date = dateOfLever(scenario, tie.number);
    if (date === undefined)
      throw refused(item, 'The lever has no date: its places go through the stages of a project.');
    const levers = scenario.levers.map((lever, i) => (i === tie.number - 1 ? laterLever(lever, months) : lever));
    return { ...scenario, levers };
  }
  const rows = timetable.filter((row) => row.milestone === tie.milestone && row.date !== undefined);
  if (rows.length === 0) throw refused(item, 'The law has set no date for it.');
  const keyOf = (row: Pick<TimetableOverride, 'milestone' | 'service_type' | 'provider_description'>): string =>
    [row.milestone, row.service_type, row.provider_description].join('|');
  const moved = rows.map((row): TimetableOverride => ({
    milestone: row.milestone,
    service_type: row.service_type,
    provider_description: row.provider_description,
    date: laterBy(row.date!, months),
  }));
  const replaced = new Set(moved.map(keyOf));
  return { ...scenario, timetable: [...scenario.timetable.filter((row) => !replaced.has(keyOf(row))), ...moved] };
}

function laterLever(lever: Lever, months: number): Lever {
  const [name, fields] = Object.entries(lever)[0] as [string, Record<string, unknown>];
  const key = ['opens', 'from', 'date'].find((k) => typeof fields[k] === 'string')!;
  return { [name]: { ...fields, [key]: laterBy(fields[key] as IsoDate, months) } } as unknown as Lever;
}

/** The same day some months later; the last day of the month where it has no such day. */
export function laterBy(date: IsoDate, months: number): IsoDate {
  const month = monthOf(date) + months;
  const day = Math.min(dayOf(date), daysInMonth(month));
  return `${firstDay(month).slice(0, 8)}${String(day).padStart(2, '0')}`;
}

function refused(item: ProgrammeRow, problem: string): InputError {
  return new InputError([
    {
      kind: 'input',
      file: '--slip',
      value: item.item_id,
      problem,
      allowed: 'A line that is not done or stopped and is tied to a project, a dated lever, or a date of the law.',
      mend: 'Choose another line, or fill tied_to in the plan.',
    },
  ]);
}
