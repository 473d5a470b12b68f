/**
 * Months as whole numbers, so that the engine never touches a clock or a time zone.
 * Month 0 is January of year 0; April 2024 is 2024 * 12 + 3.
 */
export type MonthIndex = number;

/** A date as text, `2030-04-01`. */
export type IsoDate = string;

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether a text is a real calendar date in the form `2030-04-01`. */
export function isIsoDate(text: string): text is IsoDate {
  const m = ISO.exec(text);
  if (!m) return false;
  const month = Number(m[2]);
  const day = Number(m[3]);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(Number(m[1]) * 12 + month - 1);
}

/** The month that a date lies in. Takes a real date; `isIsoDate` tells whether it is. */
export function monthOf(date: IsoDate): MonthIndex {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** Day of the month, 1 to 31. */
export function dayOf(date: IsoDate): number {
  return Number(date.slice(8, 10));
}

/** Days in a month, 28 to 31. */
export function daysInMonth(month: MonthIndex): number {
  const year = Math.floor(month / 12);
  const m = month - year * 12;
  if (m === 1) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return m === 3 || m === 5 || m === 8 || m === 10 ? 30 : 31;
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** First day of a month as text. */
export function firstDay(month: MonthIndex): IsoDate {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${pad(month - year * 12 + 1)}-01`;
}

/** Last day of a month as text. */
export function lastDay(month: MonthIndex): IsoDate {
  return firstDay(month).slice(0, 8) + pad(daysInMonth(month));
}

/** Financial year that a month lies in, named by the calendar year in which it ends: April 2027 is in 2028. */
export function financialYearEnding(month: MonthIndex): number {
  return Math.floor((month + 9) / 12);
}

/** Name of a financial year by the year in which it ends: 2028 is `2027-28`. */
export function financialYearName(yearEnding: number): string {
  return `${yearEnding - 1}-${pad(yearEnding % 100)}`;
}

/** Periods in which figures are reported. Quarters end in March, June, September and December. */
export const PERIODS = ['month', 'quarter', 'financial-year'] as const;
export type Period = (typeof PERIODS)[number];

/** Whether a month is the last of its period. */
export function endsPeriod(month: MonthIndex, period: Period): boolean {
  const m = ((month % 12) + 12) % 12;
  if (period === 'month') return true;
  if (period === 'quarter') return m % 3 === 2;
  return m === 2;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A date in words: `1 April 2030`. */
export function formatDate(date: IsoDate): string {
  return `${dayOf(date)} ${formatMonth(date)}`;
}

/** The month of a date in words: `April 2030`. */
export function formatMonth(date: IsoDate): string {
  const month = monthOf(date);
  return `${MONTHS[month % 12]!} ${Math.floor(month / 12)}`;
}
