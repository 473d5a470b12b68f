import { IntlMessageFormat } from 'intl-messageformat';

/** Plural forms that Welsh has, by CLDR: 0, 1, 2, 3, 6 and all others. */
export const WELSH_PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
export type PluralForm = (typeof WELSH_PLURAL_FORMS)[number];

/** An example of a number for each plural form, for a translator who has to write it. */
export const PLURAL_EXAMPLES: Readonly<Record<PluralForm, string>> = {
  zero: '0',
  one: '1',
  two: '2',
  few: '3',
  many: '6',
  other: '4, 5, 7 and more',
};

/**
 * A message as a translator reads it: words with places to fill, `{area}`, and apostrophes as they are printed. One that
 * counts something has a text for each plural form of the language.
 */
export interface PlainMessage {
  /** The text; that of the form `other` where the message counts. */
  readonly text: string;
  readonly plural?: { readonly argument: string; readonly forms: Readonly<Partial<Record<PluralForm, string>>> };
}

/** Parts of the message format that texts here use: words, a value, a choice of plural form, and the number in it. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly offset?: number;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
}
const [LITERAL, ARGUMENT, PLURAL, POUND] = [0, 1, 6, 7];

/**
 * The message of a translator from one in the format of ICU.
 *
 * @throws Error when it holds more than words, values and one choice of plural form
 */
export function plainMessage(icu: string): PlainMessage {
  const parts = new IntlMessageFormat(icu, 'en-GB', undefined, { ignoreTag: true }).getAst() as unknown as Part[];
  const at = parts.findIndex(({ type }) => type === PLURAL);
  if (at < 0) return { text: printed(parts, icu) };
  const { value: argument, options, offset } = parts[at]!;
  if ((offset ?? 0) !== 0) throw new Error(`a translator cannot be shown the offset of: ${icu}`);
  const [before, after] = [printed(parts.slice(0, at), icu), printed(parts.slice(at + 1), icu)];
  const forms: Partial<Record<PluralForm, string>> = {};
  for (const [name, { value }] of Object.entries(options!)) {
    const form = WELSH_PLURAL_FORMS.find((f) => f === name);
    if (form === undefined) throw new Error(`a translator cannot be shown the form ${name} of: ${icu}`);
    forms[form] = before + printed(value, icu) + after;
  }
  return { text: forms.other!, plural: { argument: argument!, forms } };
}

function printed(parts: readonly Part[], icu: string): string {
  return parts
    .map(({ type, value }) => {
      if (type === LITERAL) return value!;
      if (type === ARGUMENT) return `{${value!}}`;
      if (type === POUND) return '{#}';
      throw new Error(`a translator cannot be shown this message: ${icu}`);
    })
    .join('');
}

/** A place to fill: `{area}`, or in words of a paper a figure in double braces. */
export const PLACE = /\{\{[^{}]*\}\}|\{[^{}]*\}/g;

/** Places to fill in a text, with their braces, sorted; one that stands twice is there twice. */
export function placesToFill(text: string): string[] {
  return [...text.matchAll(PLACE)].map((match) => match[0]).sort();
}

/** A text of a translator in the format of ICU. What it fills must have been checked. */
export function icuText(plain: string, inPlural = false): string {
  // Inside quotes a sign of the format stands for itself, and an apostrophe is still doubled.
  const literal = (words: string): string => {
    const doubled = (text: string): string => text.replaceAll("'", "''");
    if (!inPlural) return doubled(words);
    return words
      .split(/(['#]*#['#]*)/)
      .map((piece) => (piece.includes('#') ? `'${doubled(piece)}'` : doubled(piece)))
      .join('');
  };
  return plain
    .split(/(\{[^{}]*\})/)
    .map((piece) => (piece === '{#}' ? '#' : /^\{[^{}]*\}$/.test(piece) ? piece : literal(piece)))
    .join('');
}

/** Texts of all plural forms in the format of ICU. */
export function icuPlural(argument: string, forms: Readonly<Record<PluralForm, string>>): string {
  return `{${argument}, plural, ${WELSH_PLURAL_FORMS.map((form) => `${form} {${icuText(forms[form], true)}}`).join(' ')}}`;
}
