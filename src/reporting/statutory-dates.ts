import type { IsoDate } from '../domain/calendar.ts';
import type { TimetableRow } from '../domain/tables.ts';
import type { Milestone, ServiceType } from '../domain/vocabulary.ts';
import type { ChartWords } from './chart-words.ts';
import { englishWords } from './chart-words.ts';

/** A dated step of the law as a chart marks it. */
export interface StatutoryRule {
  readonly date: IsoDate;
  /** Short words with the month, `Placements need approval, April 2030`. */
  readonly label: string;
}

const WORDS: Readonly<Record<Milestone, string>> = {
  'registration ends': 'rule.registration-ends',
  'growth ends': 'rule.growth-ends',
  'placements need approval': 'rule.approval',
  'for-profit registration ends': 'rule.ends',
};

function messageFor(milestone: Milestone, types: ReadonlySet<ServiceType>): string {
  if (milestone !== 'growth ends' || !types.has('foster')) return WORDS[milestone];
  return types.size === 1 ? 'rule.growth-ends-foster' : 'rule.growth-ends-services';
}

/**
 * Chart marks for the dated milestones of a timetable, earliest first. Rows of for-profit providers only, because they
 * are the ones that the charts speak of. Rows without a date are left out. The same milestone on the same date is one
 * mark; where a milestone has other dates for other services, the services are named.
 *
 * @param timetable rows of `timetable.csv`
 * @param serviceType keeps one kind of service; all kinds when left out
 * @param words of the chart; English unless told
 */
export function statutoryRules(
  timetable: readonly TimetableRow[],
  serviceType?: ServiceType,
  words: ChartWords = englishWords(),
): StatutoryRule[] {
  const rows = timetable.filter(
    (row) =>
      row.date !== undefined &&
      row.provider_description === 'for-profit' &&
      (serviceType === undefined || row.service_type === serviceType),
  );
  const groups = new Map<string, { milestone: Milestone; date: IsoDate; types: Set<ServiceType> }>();
  for (const row of rows) {
    const key = `${row.milestone}|${row.date!}`;
    const group = groups.get(key) ?? { milestone: row.milestone, date: row.date!, types: new Set<ServiceType>() };
    group.types.add(row.service_type);
    groups.set(key, group);
  }
  const found = [...groups.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return found.map((group) => {
    const several = found.filter((g) => g.milestone === group.milestone).length > 1;
    const services = words.list([...group.types].map((t) => words.service(t).toLowerCase()));
    const what = words.text(messageFor(group.milestone, group.types));
    const month = words.month(group.date);
    const label = several
      ? words.text('rule.label-of', { what, services, month })
      : words.text('rule.label', { what, month });
    return { date: group.date, label };
  });
}
