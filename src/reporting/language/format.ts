import type { IsoDate } from '../../domain/calendar.ts';
import { LANGUAGE_TAGS } from './languages.ts';
import type { Language } from './languages.ts';

/*
 * Dates, numbers and money as CLDR has them for a language. Neither the machine's language nor its time zone is asked.
 */

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return new Intl.NumberFormat(LANGUAGE_TAGS[language], options);
}

function dateText(date: IsoDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const tag = LANGUAGE_TAGS[language];
  if (Intl.DateTimeFormat.supportedLocalesOf(tag).length === 0) throw new Error(`this Node has no data for ${tag}`);
  return new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** A date in words: `1 April 2030`, `1 Ebrill 2030`. */
export function dateIn(language: Language, date: IsoDate): string {
  return dateText(date, language, { dateStyle: 'long' });
}

/** The month of a date in words: `April 2030`, `Ebrill 2030`. */
export function monthIn(language: Language, date: IsoDate): string {
  return dateText(date, language, { month: 'long', year: 'numeric' });
}

/** A number with its decimals, none unless told: `1,068`. A zero has no sign. */
export function numberIn(language: Language, value: number, decimals = 0): string {
  if (!Number.isFinite(value)) throw new Error(`cannot print the number ${value}`);
  const fraction = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(language, { ...fraction, signDisplay: 'negative' }).format(value);
}

/** A share between 0 and 1 in per cent: `31%`. */
export function shareIn(language: Language, share: number, decimals = 0): string {
  const fraction = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(language, { style: 'percent', ...fraction, signDisplay: 'negative' }).format(share);
}

/** Money in whole pounds: `£4,857`. */
export function poundsIn(language: Language, pounds: number): string {
  const format = numberFormat(language, {
    style: 'currency',
    currency: 'GBP',
    maximumFractionDigits: 0,
    signDisplay: 'negative',
  });
  return format.format(pounds);
}

/** Money in millions of pounds, with the sign for a million that the language has: `£12m`, `£12M`. */
export function millionsIn(language: Language, millions: number, decimals = 0): string {
  const money = { style: 'currency', currency: 'GBP' } as const;
  const short = numberFormat(language, { ...money, notation: 'compact' }).formatToParts(1e6);
  const sign = short.find((part) => part.type === 'compact')!.value;
  const fraction = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return numberFormat(language, { ...money, ...fraction, signDisplay: 'negative' }).format(millions) + sign;
}

/**
 * Names in a sentence: `a, b and c`. The Welsh of CLDR has `a(c)` for "and"; here it is `ac` before a vowel and `a` before
 * all else. The name after it is not changed at its beginning.
 */
export function listIn(language: Language, names: readonly string[]): string {
  const parts = new Intl.ListFormat(LANGUAGE_TAGS[language], { type: 'conjunction' }).formatToParts(names);
  return parts
    .map(({ type, value }, i) => {
      if (type === 'element') return value;
      const next = parts[i + 1]!.value.replace(/^[^\p{L}\d]+/u, '');
      return value.replace('a(c)', VOWEL.test(next) ? 'ac' : 'a');
    })
    .join('');
}

const VOWEL = /^[aeiouâêîôûŵŷ]|^y[^aeiou]/i;

/** Sorts by the alphabet of a language; in Welsh `Ch`, `Dd`, `Ll` and the like are letters, so Conwy comes before Chwilog. */
export function sortedIn<T>(language: Language, things: readonly T[], nameOf: (thing: T) => string): T[] {
  const collator = new Intl.Collator(LANGUAGE_TAGS[language]);
  return [...things].sort((a, b) => collator.compare(nameOf(a), nameOf(b)));
}
