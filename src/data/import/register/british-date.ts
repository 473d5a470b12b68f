import type { IsoDate } from '../../../domain/calendar.ts';
import { isIsoDate } from '../../../domain/calendar.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * The day that a cell of a register names: `01/04/2026`, `01/04/2026 14:05`, `2026-04-01` or `1 April 2026`. The day comes before
 * the month. Undefined for anything else, numbers of a spreadsheet among it.
 */
export function britishDate(text: string): IsoDate | undefined {
  const slashed = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (slashed !== null) return real(slashed[3]!, slashed[2]!, slashed[1]!);
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[ T][\d:.]+Z?)?$/.exec(text);
  if (iso !== null) return real(iso[1]!, iso[2]!, iso[3]!);
  const words = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3})[a-z]*[ -](\d{4})$/.exec(text);
  if (words === null) return undefined;
  const month = MONTHS.indexOf(words[2]!.toLowerCase()) + 1;
  return month === 0 ? undefined : real(words[3]!, String(month), words[1]!);
}

function real(year: string, month: string, day: string): IsoDate | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return year >= '1900' && year <= '2150' && isIsoDate(date) ? date : undefined;
}
