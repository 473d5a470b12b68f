import type { IsoDate } from '../../domain/calendar.ts';

/** What a cell shows: text, a number, a date, yes or no, an error such as `#N/A`, or nothing. */
export type CellValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'date'; readonly date: IsoDate }
  | { readonly kind: 'yes-no'; readonly yes: boolean }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'empty' };

/** What can be written into a cell. */
export type NewValue = Extract<CellValue, { readonly kind: 'text' | 'number' | 'date' | 'empty' }>;

export const EMPTY: { readonly kind: 'empty' } = { kind: 'empty' };

/** A value as a person reads it: dates as 2030-03-31, numbers in full, nothing as nothing. */
export function shownValue(value: CellValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return String(value.number);
    case 'date':
      return value.date;
    case 'yes-no':
      return value.yes ? 'TRUE' : 'FALSE';
    case 'error':
      return value.error;
    case 'empty':
      return '';
  }
}

/** Whether two values are the same; an empty text is nothing. */
export function sameValue(a: CellValue, b: CellValue): boolean {
  const [left, right] = [shownValue(a), shownValue(b)];
  return left === right && (a.kind === b.kind || left === '');
}

const DAY = 86_400_000;
const epoch = (from1904: boolean): number => (from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30));

/** The day of a serial number; undefined for a time of day or a day before March 1900, which spreadsheets count differently. */
export function dateOfSerial(serial: number, from1904: boolean): IsoDate | undefined {
  if (!Number.isInteger(serial) || serial < (from1904 ? 0 : 61) || serial > 2_958_465) return undefined;
  return new Date(epoch(from1904) + serial * DAY).toISOString().slice(0, 10) as IsoDate;
}

/** Serial number of a day. */
export function serialOfDate(date: IsoDate, from1904: boolean): number {
  return Math.round((Date.parse(`${date}T00:00:00Z`) - epoch(from1904)) / DAY);
}
