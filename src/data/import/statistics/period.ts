import { isIsoDate } from '../../../domain/calendar.ts';

/** A point or span of time as a file writes it. */
export interface Period {
  /** How it is written; the periods of one column are all written alike. */
  readonly style: 'year' | 'two years' | 'code of two years' | 'day' | 'mid-year';
  /** Year in which it ends. */
  readonly year: number;
  /** The day, where one is written. */
  readonly day?: string;
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const WELSH_MONTHS = ['ionawr', 'chwefror', 'mawrth', 'ebrill', 'mai', 'mehefin', 'gorffennaf', 'awst', 'medi', 'hydref', 'tachwedd', 'rhagfyr'];

/**
 * Reads 2023-24, 2023/24, 2023-2024, 202324, 20232024, 2024, Mid-year 2001, 31/03/2024, 31 March 2024 and 2024-03-31;
 * undefined for anything else, such as two years at once.
 */
export function readPeriod(text: string): Period | undefined {
  const trimmed = text.trim().toLowerCase().replace(/\s*\[[a-z]{1,3}\]/g, '').replace(/^(year ended|year ending|ye|at|on|ar)\s+/, '').trim();
  const year = /^(\d{4})(?:\.0)?$/.exec(trimmed);
  if (year !== null) return plausible({ style: 'year', year: Number(year[1]) });
  const middle = /^(?:mid[- ]?(?:year)?|canol(?: y)?(?: flwyddyn)?)[- ]?(\d{4})$/.exec(trimmed);
  if (middle !== null) return plausible({ style: 'mid-year', year: Number(middle[1]) });
  const two = /^(\d{4})\s?[-/–]\s?(\d{4}|\d{2})$/.exec(trimmed);
  if (two !== null) return twoYears(two[1]!, two[2]!, 'two years');
  const code = /^(\d{4})(\d{4}|\d{2})$/.exec(trimmed);
  if (code !== null) return twoYears(code[1]!, code[2]!, 'code of two years');
  const day = dayOf(trimmed);
  return day === undefined ? undefined : plausible({ style: 'day', year: Number(day.slice(0, 4)), day });
}

function twoYears(first: string, second: string, style: Period['style']): Period | undefined {
  const end = Number(first) + 1;
  const written = second.length === 2 ? end % 100 === Number(second) : end === Number(second);
  return written ? plausible({ style, year: end }) : undefined;
}

const plausible = (period: Period): Period | undefined => (period.year >= 1950 && period.year <= 2100 ? period : undefined);

function dayOf(text: string): string | undefined {
  const two = (digits: string | number): string => String(digits).padStart(2, '0');
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:[t ].*)?$/.exec(text);
  const slashes = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?: .*)?$/.exec(text);
  const words = /^(\d{1,2}) (\p{L}+) (\d{4})$/u.exec(text);
  const month = words === null ? -1 : Math.max(MONTHS.indexOf(words[2]!), WELSH_MONTHS.indexOf(words[2]!.replace(/^f/, 'm')), WELSH_MONTHS.indexOf(words[2]!));
  const day =
    iso !== null
      ? `${iso[1]}-${iso[2]}-${iso[3]}`
      : slashes !== null
        ? `${slashes[3]}-${two(slashes[2]!)}-${two(slashes[1]!)}`
        : words !== null && month >= 0
          ? `${words[3]}-${two(month + 1)}-${two(words[1]!)}`
          : undefined;
  return day !== undefined && isIsoDate(day) ? day : undefined;
}
