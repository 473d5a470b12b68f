/** Languages in which papers are made. */
export const LANGUAGES = ['en', 'cy'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Tag of a language as HTML, Word and CLDR know it. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', cy: 'cy-GB' };

/** Name of each language in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', cy: 'Cymraeg' };

/** Languages of a paper by what a person types. */
export const LANGUAGE_CHOICES: Readonly<Record<string, readonly Language[]>> = {
  en: ['en'],
  cy: ['cy'],
  both: ['en', 'cy'],
};
