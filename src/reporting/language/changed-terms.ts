import { formsOf } from './mutations.ts';
import { sameWords } from './same-words.ts';

/** A term that a translator has changed: text that still has the old Welsh must be mended. */
export interface ChangedTerm {
  readonly english: string;
  readonly before: string;
  readonly now: string;
}

/** Changed terms whose old Welsh stands in a text, also changed at its beginning. */
export function oldTermsIn(text: string, changed: readonly ChangedTerm[]): ChangedTerm[] {
  const within = text.normalize('NFC');
  return changed.filter(({ before, now }) => {
    const [first, ...rest] = before.split(' ');
    const stands = formsOf(first!).some((start) => sameWords(within, [start, ...rest].join(' ')));
    // The new term may hold the old one, as "y risg darged" holds "risg darged".
    return stands && !sameWords(within, now);
  });
}
