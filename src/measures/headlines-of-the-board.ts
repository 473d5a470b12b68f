import { firstDay, formatDate, formatMonth, lastDay } from '../domain/calendar.ts';
import type { IsoDate, Period } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { periodEnds } from './grid.ts';
import type { Headline, Path } from './headline.ts';

/** Financial years over which nights without a registered place are averaged. */
const YEARS_OF_NIGHTS = 3;

const SECTOR_WORDS = [
  ['local-authority', 'local authority'],
  ['not-for-profit', 'not for profit'],
  ['for-profit', 'for profit'],
] as const;

/** What the headlines need of a plan; a finished run knows as much. */
export interface BoardDates extends Pick<Plan, 'startMonth' | 'months'> {
  readonly policy: Pick<Plan['policy'], 'approvalMonth'>;
  readonly money: Pick<Plan['money'], 'priceBase'>;
}

/**
 * The numbers that all analyses ask about unless told otherwise, for the country of the plan. Their dates come from the
 * plan: the last day of the run, and the day before new for-profit placements need approval. Where that rule does not come
 * into force inside the run, the headline on the eve of it is left out and the year of applications is the last one; so is
 * any headline for which the run is too short.
 *
 * Plans that are compared are asked the headlines of one of them, so that a plan with another date of approval is read
 * on the same days.
 *
 * @example
 * const headlines = headlinesOfTheBoard(reference);
 * const answers = await study([reference, other].map((plan) => ({ plan, seed: 1, draws: 200 })), headlines);
 */
export function headlinesOfTheBoard(plan: BoardDates): Headline[] {
  const { months, startMonth } = plan;
  const start = Math.min(...plan.policy.approvalMonth);
  const comes = start > 0 && start < months;
  const horizon = lastDay(startMonth + months - 1);
  const shortfall: Path = { measure: 'shortfall_compliant', service_type: 'residential' };
  const shortfallWords = "Children who need a children's home above free compliant places";
  const firstOfYear = comes ? start : Math.max(0, months - 12);
  return [
    ...at(plan, 'waiting-residential', "Children waiting for a children's home", 'month', months, {
      measure: 'children_waiting',
      service_type: 'residential',
    }),
    ...at(plan, 'waiting-foster', 'Children waiting for foster care', 'month', months, {
      measure: 'children_waiting',
      service_type: 'foster',
    }),
    ...nightsUnregistered(plan),
    ...(comes ? at(plan, 'shortfall-on-the-eve', shortfallWords, 'quarter', start, shortfall) : []),
    ...at(plan, 'shortfall', shortfallWords, 'quarter', months, shortfall),
    ...SECTOR_WORDS.flatMap(([sector, words]) =>
      at(plan, `places-${sector}`, `Registered places in children's homes, ${words}`, 'month', months, {
        measure: 'places_registered',
        service_type: 'residential',
        sector,
      }),
    ),
    ...at(plan, 'compliant-share', "Share of places in children's homes that are compliant", 'quarter', months, {
      measure: 'compliant_share',
      service_type: 'residential',
    }),
    sum('displaced', 'Children displaced from services that close', firstDay(startMonth), horizon, {
      measure: 'children_displaced',
    }),
    sum(
      'applications',
      'Supplementary applications',
      firstDay(startMonth + firstOfYear),
      lastDay(startMonth + Math.min(months, firstOfYear + 12) - 1),
      { measure: 'supplementary_applications' },
    ),
    ...at(plan, 'outside', 'Children placed outside the country', 'month', months, { measure: 'placed_outside_wales' }),
    sum('cost', `Gross cost at prices of ${plan.money.priceBase}`, firstDay(startMonth), horizon, {
      measure: 'cost_gross',
    }),
  ];
}

/** A stock at the last end of a period before a month, counted from the start; nothing where there is none. */
function at(plan: BoardDates, id: string, words: string, period: Period, before: number, path: Path): Headline[] {
  const end = periodEnds(plan, period).findLast((month) => month < before);
  if (end === undefined) return [];
  const to = lastDay(plan.startMonth + end);
  return [{ ...path, period, id, title: `${words}, ${formatDate(to)}`, over: 'at', to }];
}

function sum(id: string, words: string, from: IsoDate, to: IsoDate, path: Path): Headline {
  const title = `${words}, ${formatMonth(from)} to ${formatMonth(to)}`;
  return { ...path, period: 'month', id, title, over: 'sum', from, to };
}

function nightsUnregistered(plan: BoardDates): Headline[] {
  const ends = periodEnds(plan, 'financial-year').slice(-YEARS_OF_NIGHTS);
  if (ends.length === 0) return [];
  const from = lastDay(plan.startMonth + ends[0]!);
  const to = lastDay(plan.startMonth + ends.at(-1)!);
  const years = ends.length === 1 ? 'the year that ends' : `mean of the ${ends.length} financial years that end by`;
  return [
    {
      measure: 'nights_unregistered',
      period: 'financial-year',
      id: 'nights-unregistered',
      title: `Nights a year in settings without registration, ${years} ${formatDate(to)}`,
      over: 'mean',
      from,
      to,
    },
  ];
}
