import { isIsoDate } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { ConditionRefusal } from './condition-problem.ts';
import type { Token } from './condition-problem.ts';

/** Small numbers that may be written out. */
const NUMBER_WORDS: Readonly<Record<string, number>> = Object.fromEntries(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map((word, i) => [
    word,
    i + 1,
  ]),
);
const NUMBER = /^[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?(e[-+]?\d{1,3})?$/i;
const DATE_LIKE = /^\d{4}-\d{1,2}-\d{1,2}$/;
const YEAR_LIKE = /^\d{4}-\d{2}$/;

/** Words, numbers, dates and signs of a text, one after the other. */
export class TokenReader {
  private readonly tokens: readonly Token[];
  private next = 0;

  constructor(text: string) {
    this.tokens = split(text);
  }

  /** The word that comes next, or an empty one at the end. `ahead` looks further. */
  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.next + ahead, this.tokens.length - 1)]!;
  }

  take(): Token {
    const token = this.peek();
    if (this.next < this.tokens.length - 1) this.next++;
    return token;
  }

  /** Takes the next word if it is one of these. Capitals are the same as small letters. */
  takeIf(...words: readonly string[]): Token | undefined {
    return words.includes(this.peek().text.toLowerCase()) ? this.take() : undefined;
  }

  get ended(): boolean {
    return this.peek().text === '';
  }

  number(what: string): number {
    const token = this.take();
    const written = NUMBER_WORDS[token.text.toLowerCase()];
    if (written !== undefined) return written;
    if (!NUMBER.test(token.text)) {
      throw new ConditionRefusal(
        token,
        `Here should be a number: ${what}.`,
        'A number such as 10, 2.5 or 1,000.',
        'Write the number in digits.',
      );
    }
    return Number(token.text.replaceAll(',', ''));
  }

  /** A whole number from 1 to 1,000. */
  count(what: string): number {
    const token = this.peek();
    const number = this.number(what);
    if (Number.isInteger(number) && number >= 1 && number <= 1000) return number;
    throw new ConditionRefusal(
      token,
      `This is not ${what}.`,
      'A whole number from 1 to 1,000.',
      'Write a whole number.',
    );
  }

  date(): IsoDate {
    const token = this.take();
    if (isIsoDate(token.text)) return token.text;
    throw new ConditionRefusal(
      token,
      'Here should be a date.',
      'A day of the calendar such as 2030-03-31.',
      'Write year, month and day.',
    );
  }
}

/** Whether a word is meant as a date, right or wrong. */
export const looksLikeDate = (text: string): boolean => DATE_LIKE.test(text);

/** Year in which a financial year such as `2029-30` ends; undefined when it is none. */
export function financialYearOf(text: string): number | undefined {
  if (!YEAR_LIKE.test(text)) return undefined;
  const ending = Number(text.slice(0, 4)) + 1;
  return ending % 100 === Number(text.slice(5)) ? ending : undefined;
}

/** Text of a number times a power of ten, without the rounding of a product: 7 per cent is 0.07 and nothing beside it. */
export function shiftPoint(text: string, places: number): string {
  const [digits, power] = text.toLowerCase().split('e') as [string, string | undefined];
  return `${digits}e${Number(power ?? 0) + places}`;
}

function split(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(>=|<=|≥|≤|[><=()%]|[\p{L}\p{N}_.,+-]+)/uy;
  let at = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [whole, word] = found as unknown as [string, string];
    tokens.push({ text: word === '≥' ? '>=' : word === '≤' ? '<=' : word, at: at + whole.length - word.length });
    at = pattern.lastIndex;
  }
  const rest = text.slice(at).trimStart();
  const end = text.length - rest.length;
  if (rest !== '') {
    throw new ConditionRefusal(
      { text: String.fromCodePoint(rest.codePointAt(0)!), at: end },
      'This sign has no meaning here.',
      'Words, numbers, dates, >=, <=, >, <, % and brackets.',
      'Take it out.',
    );
  }
  return [...tokens, { text: '', at: text.trimEnd().length }];
}
