import type { IsoDate } from '../../../domain/calendar.ts';
import { lastDay } from '../../../domain/calendar.ts';
import type { RegisteredFor, Sector, ServiceType } from '../../../domain/vocabulary.ts';

/** What a provision type of Ofsted is to this model; undefined for one without places for children looked after. */
export function ofstedKind(
  type: string,
  shortBreakOnly: boolean,
): { readonly service_type: ServiceType; readonly registered_for: RegisteredFor } | undefined {
  if (/secure/i.test(type)) return /home/i.test(type) ? { service_type: 'secure', registered_for: 'general' } : undefined;
  if (/foster/i.test(type)) return { service_type: 'foster', registered_for: 'general' };
  if (/supported accommodation/i.test(type)) return { service_type: 'independent', registered_for: 'general' };
  if (/school/i.test(type))
    return /children'?s home|295 days/i.test(type) ? { service_type: 'residential', registered_for: 'residential-school' } : undefined;
  if (!/children[’']?s home/i.test(type)) return undefined;
  return { service_type: 'residential', registered_for: shortBreakOnly ? 'short-break' : 'general' };
}

/** Sector by the words of Ofsted, whatever their capitals; undefined for a word that is not known. */
export function ofstedSector(word: string): Sector | undefined {
  const plain = word.toLowerCase().trim();
  if (plain === 'private') return 'for-profit';
  if (plain === 'voluntary') return 'not-for-profit';
  if (plain === 'local authority') return 'local-authority';
  if (plain === 'health authority' || plain === 'academy' || plain === 'academy converter') return 'other';
  return undefined;
}

const MONTH_NAMES =
  /(?:(\d{1,2})(?:st|nd|rd|th)?[ _-]+)?(january|february|march|april|may|june|july|august|september|october|november|december)[ _-]+(20\d\d)/i;
const ORDER = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/**
 * The day that a title or the name of a file tells: `as at 31 March 2025`, `provider_at_march_2018.csv`, `2018-03-31`. A month without
 * a day stands for its last day.
 */
export function dayInWords(text: string): IsoDate | undefined {
  const iso = /(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d)/.exec(text);
  if (iso !== null) return iso[0];
  const words = MONTH_NAMES.exec(text);
  if (words === null) return undefined;
  const month = Number(words[3]) * 12 + ORDER.indexOf(words[2]!.toLowerCase());
  const last = lastDay(month);
  const day = words[1]?.padStart(2, '0') ?? last.slice(8);
  return day >= '01' && day <= last.slice(8) ? `${last.slice(0, 8)}${day}` : undefined;
}
