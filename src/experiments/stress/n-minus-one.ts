import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { lastDay, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { datesOfRun, headlineReader, runOfPath } from '../../measures/headline.ts';
import type { Headline, Path } from '../../measures/headline.ts';
import { FOR_PROFIT, RESIDENTIAL } from '../../simulation/constants.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyAnswer } from '../study.ts';
import { refuseUnlike } from './paired.ts';
import { meanOf, quantileOf } from './resample.ts';
import type { WithInterval } from './resample.ts';

/** Months after the day within which harm is counted: notice is at most a year or so, and homes elsewhere fill after it. */
const COUNTED_MONTHS = 24;
/** Waiting is back when what is left of the rise is at most this share of its peak, two quarters running. */
const BACK_AT = 0.1;
/** An owner with fewer homes than this in a region is no largest owner to speak of. */
const FEW_HOMES = 2;

const WAITING: Path = { measure: 'children_waiting' };
const WAITING_FOR_HOME: Path = { measure: 'children_waiting', service_type: 'residential' };
const DISPLACED: Path = { measure: 'children_displaced' };
const NIGHTS: Path = { measure: 'nights_unregistered' };
const OUTSIDE: Path = { measure: 'placed_outside_wales' };
const HOMES: Path = { measure: 'places_registered', service_type: 'residential' };
const STATIC: Path = { measure: 'n_minus_1_shortfall', service_type: 'residential' };

/** Paths that the test of N-1 reads. */
export function pathsOfOwnerLeaves(plan: Plan): Path[] {
  return [
    WAITING,
    WAITING_FOR_HOME,
    DISPLACED,
    NIGHTS,
    OUTSIDE,
    ...plan.geography.regionCodes.flatMap((area_code) => [HOMES, STATIC].map((path) => ({ ...path, area_code }))),
  ];
}

/** The scenario in which the largest owner in a region leaves on a day. */
export function withoutLargestOwner(scenario: Scenario, region: string, date: IsoDate): Scenario {
  return { ...scenario, events: [...scenario.events, { owner_leaves: { date, owner: 'largest', region } }] };
}

/** A figure over draws: its middle and what one draw in ten passes, with the intervals of their Monte Carlo error. */
export interface OverDraws {
  readonly mean: WithInterval;
  readonly p50: WithInterval;
  readonly p90: WithInterval;
}

/** What happens when the largest owner in a region leaves. Children are those of the whole country. */
export interface OwnerLeaves {
  readonly region: string;
  readonly date: IsoDate;
  /** Homes and places of the region's largest for-profit owner in the register at the start, and all for-profit ones. */
  readonly owner: { readonly homes: number; readonly places: number; readonly ofPlaces: number };
  /** Why the row says little, where it does. */
  readonly meaningless?: string;
  /** Share of draws in which the owner still had something to close. */
  readonly happens: number;
  /** Most places fewer in homes of the region within two years. */
  readonly placesLost: OverDraws;
  /** Children displaced within two years, above the scenario. */
  readonly displaced: OverDraws;
  /** Children waiting for any place and for a children's home above the scenario, mean of two years. */
  readonly waiting: OverDraws;
  readonly waitingForHome: OverDraws;
  /** Nights in settings without registration above the scenario, in two years. */
  readonly nights: OverDraws;
  /** Children placed outside the country above the scenario, mean of two years. */
  readonly outside: OverDraws;
  /** The highest quarter of what is added to children waiting for any place, in the mean of draws. */
  readonly peak: Peak;
  /** The measure that needs no simulation of the leaving: children without a compliant place, at the quarter before. */
  readonly staticShortfall: OverDraws;
}

/**
 * Reads what the leaving of a region's largest owner does, from answers with and without it on the same draws.
 *
 * @param counts resamples, from `bootstrapCounts`
 */
export function ownerLeaves(
  region: string,
  date: IsoDate,
  shocked: StudyAnswer,
  reference: StudyAnswer,
  counts: readonly Uint16Array[],
): OwnerLeaves {
  refuseUnlike(shocked, reference);
  const { plan } = reference;
  const over = (values: Float64Array): OverDraws => ({
    mean: meanOf(values, counts),
    p50: quantileOf(values, 0.5, counts),
    p90: quantileOf(values, 0.9, counts),
  });
  const counted = lastDay(Math.min(plan.startMonth + plan.months, monthOf(date) + COUNTED_MONTHS) - 1);
  const added = (path: Path, reduction: Headline['over']): OverDraws => {
    const headline: Headline = { ...path, id: 'n-1', title: 'N-1', over: reduction, from: date, to: counted };
    const [a, b] = [shocked, reference].map((answer) =>
      valuesOf(answer, headlineReader(answer.plan, answer.grid, headline)),
    );
    return over(a!.map((value, d) => value - b![d]!));
  };
  const lost = mostFewer({ ...HOMES, area_code: region }, date, counted, shocked, reference);
  const owner = largestInRegister(plan, region);
  return {
    region,
    date,
    owner,
    ...(owner.homes < FEW_HOMES
      ? { meaningless: `the largest owner has ${owner.homes} home${owner.homes === 1 ? '' : 's'} in the register` }
      : {}),
    happens: lost.filter((places) => places > 0).length / lost.length,
    placesLost: over(lost),
    displaced: added(DISPLACED, 'sum'),
    waiting: added(WAITING, 'mean'),
    waitingForHome: added(WAITING_FOR_HOME, 'mean'),
    nights: added(NIGHTS, 'sum'),
    outside: added(OUTSIDE, 'mean'),
    peak: peakOf(quarterlyRises(WAITING, date, shocked, reference), counts),
    staticShortfall: over(
      valuesOf(
        reference,
        headlineReader(plan, reference.grid, {
          ...STATIC,
          area_code: region,
          id: 's',
          title: 's',
          over: 'at',
          to: date,
        }),
      ),
    ),
  };
}

function valuesOf({ rows, grid, draws }: StudyAnswer, read: (row: Float32Array) => number): Float64Array {
  return Float64Array.from({ length: draws }, (_, d) => read(rows.subarray(d * grid.cells, (d + 1) * grid.cells)));
}

/** Most by which a stock is lower with the shock, at an end of a period between two days. */
function mostFewer(path: Path, from: IsoDate, to: IsoDate, shocked: StudyAnswer, reference: StudyAnswer): Float64Array {
  const run = runOfPath(reference.plan, reference.grid, path);
  const at = datesOfRun(reference.plan, run).flatMap((day, k) => (day >= from && day <= to ? [run.first + k] : []));
  return Float64Array.from({ length: reference.draws }, (_, d) =>
    at.reduce((most, k) => {
      const here = d * reference.grid.cells + k;
      return Math.max(most, reference.rows[here]! - shocked.rows[here]!);
    }, 0),
  );
}

/** What a shock adds to a stock, quarter by quarter from the shock to the end of the run, draw by draw: means of months. */
function quarterlyRises(path: Path, from: IsoDate, shocked: StudyAnswer, reference: StudyAnswer): Float64Array[] {
  const run = runOfPath(reference.plan, reference.grid, path);
  const first = datesOfRun(reference.plan, run).findIndex((day) => day >= from);
  return Array.from({ length: Math.floor((run.count - first) / 3) }, (_, quarter) =>
    Float64Array.from({ length: reference.draws }, (__, d) => {
      const at = d * reference.grid.cells + run.first + first + 3 * quarter;
      return [0, 1, 2].reduce((sum, k) => sum + shocked.rows[at + k]! - reference.rows[at + k]!, 0) / 3;
    }),
  );
}

/** The highest quarter of a rise, and how long it lasts. */
export interface Peak {
  /** Mean over draws of what is added in the highest quarter of the first two years, with its interval. */
  readonly value: WithInterval;
  /** Quarters from the shock to the end of that quarter. */
  readonly quarter: number;
  /** Whether the interval is above 0. Where it is not, the rise cannot be told from chance with so many draws. */
  readonly clear: boolean;
  /** Quarters until it is over; 0 where it is not clear, Infinity where it lasts to the end of the run. */
  readonly quartersBack: number;
}

/**
 * Finds the peak in the mean over draws. The highest month of each single draw would be read too high: two runs on the same
 * luck that have once come apart go on to differ either way, and the most of many such differences is never 0.
 *
 * @param rises what is added, by quarter from the shock on, draw by draw; at least one quarter
 */
export function peakOf(rises: readonly Float64Array[], counts: readonly Uint16Array[]): Peak {
  const means = rises.map((rise) => meanOf(rise, counts));
  const within = means.slice(0, COUNTED_MONTHS / 3);
  const at = within.reduce((best, mean, q) => (mean.value > within[best]!.value ? q : best), 0);
  const value = means[at]!;
  const clear = value.low > 0;
  return {
    value,
    quarter: at + 1,
    clear,
    quartersBack: clear
      ? quartersUntilBack(
          means.map((mean) => mean.value),
          at,
        )
      : 0,
  };
}

/**
 * Quarters from a shock until a rise is over: the first after the peak at which at most a tenth of it is left, and also at
 * the next. Infinity where it lasts.
 *
 * @param rise by quarter
 * @param at quarter of the peak, 0 for the first
 */
export function quartersUntilBack(rise: readonly number[], at: number): number {
  const over = BACK_AT * rise[at]!;
  for (let q = at + 1; q < rise.length; q++)
    if (rise[q]! <= over && (q + 1 === rise.length || rise[q + 1]! <= over)) return q + 1;
  return Infinity;
}

function largestInRegister(plan: Plan, region: string): OwnerLeaves['owner'] {
  const { services, geography } = plan;
  const owners = new Map<number, { homes: number; places: number }>();
  let ofPlaces = 0;
  services.ids.forEach((_, s) => {
    const at = geography.regionCodes[geography.regionOf[services.area[s]!]!];
    if (services.type[s] !== RESIDENTIAL || services.sector[s] !== FOR_PROFIT || services.serves[s] === 0) return;
    if (at !== region) return;
    ofPlaces += services.places[s]!;
    const { homes, places } = owners.get(services.owner[s]!) ?? { homes: 0, places: 0 };
    owners.set(services.owner[s]!, { homes: homes + 1, places: places + services.places[s]! });
  });
  const largest = [...owners.values()].reduce((a, b) => (b.places > a.places ? b : a), { homes: 0, places: 0 });
  return { ...largest, ofPlaces };
}
