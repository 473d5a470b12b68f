import { AGE_BAND_STARTS_MONTHS, ADULT_AGE_MONTHS } from '../domain/vocabulary.ts';
import type { Parameters } from './parameters.ts';
import type { ChildrenPlan, Plan } from './plan/plan.ts';

/*
 * Unaccompanied children: a stream of their own. They come at 16 or 17, or between 10 and 15, at ages that are even inside
 * each band, and stay to their 18th birthday. Neither prevention nor the trend of entries moves them.
 */

/** Age bands in which they come: 10 to 15, and 16 and 17. */
export const YOUNGER_BAND = 3;
export const OLDER_BAND = 4;
const YOUNGER_FIRST = AGE_BAND_STARTS_MONTHS[YOUNGER_BAND]!;
const OLDER_FIRST = AGE_BAND_STARTS_MONTHS[OLDER_BAND]!;
const YOUNGER_MONTHS = OLDER_FIRST - YOUNGER_FIRST;
const OLDER_MONTHS = ADULT_AGE_MONTHS - OLDER_FIRST;
/** Ends of months at which somebody is there who comes at an even age of a band and stays to 18, on average. */
export const OLDER_STAY = (OLDER_MONTHS + 1) / 2;
const YOUNGER_STAY = OLDER_MONTHS + (YOUNGER_MONTHS + 1) / 2;

/** Share who come before 16, so that a stock holds with a number who start a year; the nearest share where none does. */
export function youngerShareFor(stock: number, perYear: number): number {
  if (perYear <= 0) return 0;
  const stay = (stock * 12) / perYear;
  return Math.min(1, Math.max(0, (stay - OLDER_STAY) / (YOUNGER_STAY - OLDER_STAY)));
}

/** Share of a steady stock that is under 16, when a share of those who come is. */
export function youngerShareOfStock(share: number): number {
  const younger = (share * (YOUNGER_MONTHS + 1)) / 2;
  return younger / (younger + share * OLDER_MONTHS + (1 - share) * OLDER_STAY);
}

/** How many start a year with the parameters of a draw, without those of a lever. */
export function unaccompaniedStarts(plan: Plan, p: Parameters): number {
  return plan.children.unaccompaniedFollowed ? p.entriesUnaccompanied : 0;
}

/** Share who come before 16 with the parameters of a draw. */
export function youngerShare(plan: Plan, p: Parameters): number {
  return youngerShareFor(plan.children.unaccompaniedAtStart, unaccompaniedStarts(plan, p));
}

/** Those who start in a month in an area, on average: its part of so many a year, those of levers included. */
export function unaccompaniedMean(plan: Plan, perYear: number, area: number): number {
  return (perYear * plan.children.childShare[area]!) / 12;
}

/**
 * Factor on the entries of all other children. The assumption is about all who start, so the unaccompanied of its central
 * value are taken off first; a draw with more of those has more entries and not fewer others.
 */
export function othersScale(plan: Plan, p: Parameters): number {
  const { unaccompaniedYearly, othersYearly } = plan.children;
  if (othersYearly <= 0) return 0;
  const all = (p.entries / plan.entriesBase) * (othersYearly + unaccompaniedYearly);
  return Math.max(0, all - unaccompaniedYearly) / othersYearly;
}

/** Share of a steady stream that came at or before a month of age. */
function cameBy(share: number, age: number): number {
  if (age < OLDER_FIRST) return (share * (age - YOUNGER_FIRST + 1)) / YOUNGER_MONTHS;
  return share + ((1 - share) * (age - OLDER_FIRST + 1)) / OLDER_MONTHS;
}

/** Share of the steady stock of a band at a month of age; under 16 it does not depend on how many come there. */
export function ageShareAtStart(share: number, band: number, age: number): number {
  const first = AGE_BAND_STARTS_MONTHS[band]!;
  const of = band === OLDER_BAND ? share : 1;
  let all = 0;
  for (let m = first; m < AGE_BAND_STARTS_MONTHS[band + 1]!; m++) all += cameBy(of, m);
  return cameBy(of, age) / all;
}

/** Age in months at the start of a child of a band, from one uniform. */
export function ageAtStartOf(share: number, band: number, u: number): number {
  const last = AGE_BAND_STARTS_MONTHS[band + 1]! - 1;
  const of = band === OLDER_BAND ? share : 1;
  let all = 0;
  for (let m = AGE_BAND_STARTS_MONTHS[band]!; m <= last; m++) all += cameBy(of, m);
  let left = u * all;
  let age = AGE_BAND_STARTS_MONTHS[band]!;
  while (age < last && left >= cameBy(of, age)) left -= cameBy(of, age++);
  return age;
}

/** Months for which a child of an age at the start has been looked after, from one uniform. */
export function elapsedAtStartOf(share: number, age: number, u: number): number {
  if (age < OLDER_FIRST) return Math.floor(u * (age - YOUNGER_FIRST + 1));
  const came = u * cameBy(share, age);
  const entry =
    came < share
      ? YOUNGER_FIRST + Math.floor((came / share) * YOUNGER_MONTHS)
      : OLDER_FIRST + Math.floor(((came - share) / (1 - share)) * OLDER_MONTHS);
  return age - Math.min(age, entry);
}

/** Who of the baseline is unaccompanied, and how many start a year at the central value. */
export type UnaccompaniedPlan = Pick<
  ChildrenPlan,
  | 'unaccompaniedInCell'
  | 'unaccompaniedAtStart'
  | 'unaccompaniedYearly'
  | 'unaccompaniedFollowed'
  | 'olderIndependentShare'
  | 'childShare'
>;
