import type { IsoDate } from '../../domain/calendar.ts';

/** Days from 1 January 1970 to a date. */
export function dayNumber(date: IsoDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10))) / 86_400_000;
}

/** Days in a year, leap years averaged in. */
export const DAYS_A_YEAR = 365.25;

/** A part of an interval that lies in one calendar year. */
export interface YearPiece {
  readonly year: number;
  /** Its length in years. */
  readonly years: number;
}

/** Splits the days after `from` up to and with `to` by calendar year. */
export function yearPieces(from: IsoDate, to: IsoDate): YearPiece[] {
  const pieces: YearPiece[] = [];
  const end = dayNumber(to);
  let at = dayNumber(from);
  for (let year = Number(from.slice(0, 4)); at < end; year++) {
    const until = Math.min(end, Date.UTC(year, 11, 31) / 86_400_000);
    if (until > at) pieces.push({ year, years: (until - at) / DAYS_A_YEAR });
    at = Math.max(at, until);
  }
  return pieces;
}
