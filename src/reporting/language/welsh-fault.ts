import { PLACE, placesToFill } from './plain-message.ts';

/** Why a Welsh text cannot be used, and how to mend it. */
export interface WelshFault {
  readonly problem: string;
  readonly allowed: string;
  readonly mend: string;
}

const MARKUP = /<\/?[a-z!?][^>]*>?|&(#\d+|#x[\da-f]+|[a-z]+\d*);/gi;
/** Signs that nobody sees and that turn text round or hide in it; tabs and breaks of lines. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
const LONGEST = 4000;

const braces = (names: readonly string[]): string =>
  names.length === 0 ? 'No braces: nothing is filled in here.' : `${names.join(', ')}.`;

/**
 * What is wrong with a Welsh text that a document would print: places to fill that were lost, renamed or added, markup, signs
 * that nobody sees, or a beginning that a spreadsheet would run. Undefined when nothing is.
 *
 * @param english what it stands for, with the places to fill
 */
export function faultOfWelsh(welsh: string, english: string): WelshFault | undefined {
  if (welsh.trim() === '')
    return {
      problem: 'There is no Welsh.',
      allowed: 'A text.',
      mend: 'Write the Welsh, or leave the whole answer empty.',
    };
  if (welsh.length > LONGEST)
    return {
      problem: `The Welsh has ${welsh.length} characters.`,
      allowed: `At most ${LONGEST} characters.`,
      mend: 'Check that it is the text for this row.',
    };
  const unseen = UNSEEN.exec(welsh)?.[0];
  if (unseen !== undefined)
    return {
      problem: `The Welsh holds a sign that cannot be seen (U+${unseen.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}).`,
      allowed: 'Letters, digits, spaces and punctuation on one line.',
      mend: 'Type the text anew instead of pasting it.',
    };
  const markup = (text: string): string => [...text.matchAll(MARKUP)].map((match) => match[0]).join();
  if (markup(welsh) !== markup(english))
    return {
      problem: 'The Welsh holds markup that the English does not have.',
      allowed: 'Plain words. Markup would be printed as it stands.',
      mend: 'Take out what stands in angle brackets, and write & as itself.',
    };
  const [asked, given] = [placesToFill(english), placesToFill(welsh)];
  const lost = asked.find((name) => given.filter((g) => g === name).length < asked.filter((a) => a === name).length);
  const added = given.find((name) => asked.filter((a) => a === name).length < given.filter((g) => g === name).length);
  if (lost !== undefined || added !== undefined)
    return {
      problem:
        lost === undefined
          ? `The Welsh fills ${added!}, which the English does not.`
          : added === undefined
            ? `The Welsh has lost ${lost}.`
            : `The Welsh has ${added} where the English has ${lost}.`,
      allowed: braces(asked),
      mend: 'Write each place in braces exactly as in the English; it may stand elsewhere in the sentence.',
    };
  if (/[{}]/.test(welsh.replace(PLACE, '')))
    return {
      problem: 'The Welsh has a brace that is not closed or not opened.',
      allowed: braces(asked),
      mend: 'Write each place in braces exactly as in the English.',
    };
  if (/^[=+\-@]/.test(welsh) && welsh[0] !== english[0])
    return {
      problem: 'The Welsh begins like a formula of a spreadsheet.',
      allowed: 'A text that begins with a letter, a digit or a quotation mark.',
      mend: 'Put a word first.',
    };
  return undefined;
}

/** A text with accents in one piece and no space at its ends or twice in a row, as documents print it. */
export function tidyWelsh(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[ \u00a0]+/g, ' ')
    .trim();
}
