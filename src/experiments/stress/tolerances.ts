import { formatDate } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { datesOfRun, headlineReader, runOfPath } from '../../measures/headline.ts';
import type { Headline, Path } from '../../measures/headline.ts';
import { quantileOfSorted } from '../../measures/quantile.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyAnswer } from '../study.ts';
import { refuseUnlike } from './paired.ts';
import type { StressDates } from './stress-dates.ts';

/** A number of a draw on which a tolerance is set. */
export type Amount =
  | { readonly of: 'headline'; readonly headline: Headline }
  /** The most regions in which a figure is under a number at the end of one and the same quarter. */
  | {
      readonly of: 'regions-under';
      readonly path: Path;
      readonly under: number;
      readonly from: IsoDate;
      readonly to: IsoDate;
    };

/** How much of a harm is tolerated, how often. It is breached when the harm is at least the limit at least that often. */
export interface Tolerance {
  /** Short name without spaces, unique. */
  readonly id: string;
  /** What is counted, in plain words, with its dates. */
  readonly title: string;
  readonly amount: Amount;
  /** True: the amount above that of the scenario without the shock in the same draw. False: the amount itself. */
  readonly above: boolean;
  readonly limit: number;
  readonly unit: string;
  /** Probability that is not tolerated, above 0 to 1. */
  readonly probability: number;
  /** Who sets it. */
  readonly owner: string;
  /** Why this limit. */
  readonly reason: string;
}

export const TO_BE_SET = 'to be set by the Board';
const AS_LIKELY_AS_NOT = 'A proposal, so that there is an answer before one is set.';

/** Shares of the children looked after at the start that the proposed limits come to, before rounding. */
const LIMITS = { waiting: 0.007, waitingForHome: 0.0014, outside: 0.007, displaced: 0.014 };

/**
 * Tolerances to begin with, until the Board sets its own. They are about what a shock adds on the same luck, in the years
 * around the date from which placements need approval, because the level of waiting is very uncertain without any shock;
 * one is about the level, with a limit that the scenario itself passes in one draw of ten.
 *
 * @param reference answers of the scenario without a shock, which must hold the paths of `tolerancePaths`; left out, the
 * limit that is found from them is NaN
 */
export function proposedTolerances(plan: Plan, dates: StressDates, reference?: StudyAnswer): Tolerance[] {
  const limit = (share: number): number => roundTo1(Math.max(1, plan.children.total * share));
  const years = `${formatDate(dates.shock)} to ${formatDate(dates.countedTo)}`;
  const of = (id: string, path: Path, over: Headline['over'], words: string): Amount => ({
    of: 'headline',
    headline: { id, title: `${words}, ${years}`, ...path, over, from: dates.shock, to: dates.countedTo },
  });
  const added = (id: string, title: string, amount: Amount, share: number): Tolerance => ({
    id,
    title: `${title}, ${years}, above the scenario without the shock`,
    amount,
    above: true,
    limit: limit(share),
    unit: 'children',
    probability: 0.5,
    owner: TO_BE_SET,
    reason: `About ${(share * 100).toLocaleString('en-GB')} % of the children looked after at the start, as likely as not. ${AS_LIKELY_AS_NOT}`,
  });
  const most = of('most-waiting', { measure: 'children_waiting' }, 'most', 'Children waiting in the worst month');
  const tolerances: Tolerance[] = [
    added(
      'waiting',
      'More children waiting for any place, mean of the months',
      of('waiting', { measure: 'children_waiting' }, 'mean', 'Children waiting for any place, mean of the months'),
      LIMITS.waiting,
    ),
    added(
      'waiting-for-a-home',
      "More children waiting for a children's home in the worst month",
      of(
        'waiting-for-a-home',
        { measure: 'children_waiting', service_type: 'residential' },
        'most',
        "Children waiting for a children's home in the worst month",
      ),
      LIMITS.waitingForHome,
    ),
    added(
      'outside',
      'More children placed outside the country, mean of the months',
      of('outside', { measure: 'placed_outside_wales' }, 'mean', 'Children placed outside the country'),
      LIMITS.outside,
    ),
    added(
      'displaced',
      'More children displaced from services that close',
      of('displaced', { measure: 'children_displaced' }, 'sum', 'Children displaced from services that close'),
      LIMITS.displaced,
    ),
    {
      id: 'most-waiting',
      title: `Children waiting for any place in the worst month, ${years}`,
      amount: most,
      above: false,
      limit: reference === undefined ? NaN : roundTo2(quantileOfSorted(amountsOf(most, reference).sort(), 0.9)),
      unit: 'children',
      probability: 0.2,
      owner: TO_BE_SET,
      reason: `What about one draw in ten of the scenario without a shock passes, found with these draws; a shock that doubles that chance breaches it. ${AS_LIKELY_AS_NOT}`,
    },
  ];
  const regions = plan.geography.regionCodes.length;
  return regions < 2 ? tolerances : [...tolerances, ...headroomTolerances(regions, dates)];
}

/** Headroom counts as empty when an ordinary child would find less than one place that suits. */
const EMPTY_HEADROOM = 1;

function headroomTolerances(regions: number, dates: StressDates): Tolerance[] {
  const amount: Amount = {
    of: 'regions-under',
    path: { measure: 'headroom_matched', service_type: 'residential' },
    under: EMPTY_HEADROOM,
    from: dates.shock,
    to: dates.countedTo,
  };
  const years = `${formatDate(dates.shock)} to ${formatDate(dates.countedTo)}`;
  return [...new Set([2, regions])].map((limit) => ({
    id: `headroom-empty-in-${limit}`,
    title: `Regions whose children's homes have no place left that suits an ordinary child, at the end of one quarter, ${years}`,
    amount,
    above: false,
    limit,
    unit: 'regions',
    probability: 0.5,
    owner: TO_BE_SET,
    reason:
      limit === 2
        ? 'The test that is asked for: matched headroom is empty in two regions, as likely as not.'
        : 'Beside it: matched headroom is empty in all regions at once, as likely as not.',
  }));
}

/** Paths that some tolerances read. */
export function tolerancePaths(tolerances: readonly Tolerance[], plan: Plan): Path[] {
  return tolerances.flatMap(({ amount }): Path[] =>
    amount.of === 'headline'
      ? [amount.headline]
      : plan.geography.regionCodes.map((area_code) => ({ ...amount.path, area_code })),
  );
}

/** An amount, draw by draw. */
export function amountsOf(amount: Amount, answer: StudyAnswer): Float64Array {
  const { plan, grid, rows, draws } = answer;
  const each = (read: (row: Float32Array) => number): Float64Array =>
    Float64Array.from({ length: draws }, (_, d) => read(rows.subarray(d * grid.cells, (d + 1) * grid.cells)));
  if (amount.of === 'headline') return each(headlineReader(plan, grid, amount.headline));
  const runs = plan.geography.regionCodes.map((area_code) => runOfPath(plan, grid, { ...amount.path, area_code }));
  const ends = datesOfRun(plan, runs[0]!).flatMap((date, k) => (date >= amount.from && date <= amount.to ? [k] : []));
  return each((row) =>
    ends.reduce((most, k) => Math.max(most, runs.filter((run) => row[run.first + k]! < amount.under).length), 0),
  );
}

/** What a tolerance is held against in each draw: the amount, or how far it is above that without the shock. */
export function heldAgainst(tolerance: Tolerance, shocked: StudyAnswer, reference: StudyAnswer): Float64Array {
  refuseUnlike(shocked, reference);
  const amounts = amountsOf(tolerance.amount, shocked);
  if (!tolerance.above) return amounts;
  const without = amountsOf(tolerance.amount, reference);
  return amounts.map((amount, d) => amount - without[d]!);
}

/** For each draw 1 where the harm is at least the limit, else 0. */
export function came(tolerance: Tolerance, shocked: StudyAnswer, reference: StudyAnswer): Uint8Array {
  return Uint8Array.from(heldAgainst(tolerance, shocked, reference), (amount) => (amount >= tolerance.limit ? 1 : 0));
}

/** Rounded to one significant digit. */
function roundTo1(x: number): number {
  return Number(x.toPrecision(1));
}

/** Rounded up to two significant digits, at least 1. */
function roundTo2(x: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, x))) - 1);
  return Math.max(1, Math.ceil(x / step) * step);
}
