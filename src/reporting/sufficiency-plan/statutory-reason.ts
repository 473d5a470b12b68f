import type { IsoDate } from '../../domain/calendar.ts';
import type { TimetableRow } from '../../domain/tables.ts';
import { formatDate } from '../text.ts';
import type { PlanYear } from './plan-year.ts';

const WORDS = {
  foster: {
    'for-profit': 'Foster care, for-profit agencies in Wales',
    outside: 'Foster care, private and voluntary agencies outside Wales',
  },
  residential: {
    'for-profit': "Children's homes, for-profit in Wales",
    outside: "Children's homes, private and voluntary outside Wales",
  },
} as const;

/** From which day placements of a kind need approval. */
export interface Approval {
  readonly serviceType: 'foster' | 'residential';
  readonly provider: 'for-profit' | 'outside';
  /** Undefined when the timetable sets none. */
  readonly date?: IsoDate;
}

/** The days from which placements need approval, in the order in which a plan gives its reasons. */
export function approvals(timetable: readonly TimetableRow[]): Approval[] {
  return (['residential', 'foster'] as const).flatMap((serviceType) =>
    (['for-profit', 'outside'] as const).map((provider): Approval => {
      const date = approvalDate(timetable, serviceType, provider);
      return { serviceType, provider, ...(date === undefined ? {} : { date }) };
    }),
  );
}

/** Day from which a placement needs approval; undefined when the timetable sets none. */
export function approvalDate(
  timetable: readonly TimetableRow[],
  serviceType: 'foster' | 'residential',
  provider: 'for-profit' | 'outside',
): IsoDate | undefined {
  const dates = timetable
    .filter(
      (row) =>
        row.milestone === 'placements need approval' &&
        row.service_type === serviceType &&
        (provider === 'outside'
          ? row.provider_description.startsWith('outside-')
          : row.provider_description === provider),
    )
    .flatMap((row) => row.date ?? []);
  return dates.sort()[0];
}

/**
 * Why the statutory number of applications is what it is (section 75A(3)(d)(ii)): for each service and kind of provider, from
 * which day the run's timetable asks for approval, and what that means for the year.
 */
export function statutoryReason(timetable: readonly TimetableRow[], year: PlanYear): string[] {
  return approvals(timetable).map(({ serviceType, provider, date }) => {
    const who = WORDS[serviceType][provider];
    if (date === undefined)
      return `${who}: the timetable sets no day from which approval is needed, so no application is expected.`;
    if (date > year.lastDay)
      return `${who}: approval is needed from ${formatDate(date)}, after the year ${year.name}, so no application is expected in it.`;
    if (date > year.firstDay)
      return `${who}: approval is needed from ${formatDate(date)}, so part of the year ${year.name} counts.`;
    return `${who}: approval is needed from ${formatDate(date)}, so all of the year ${year.name} counts.`;
  });
}
