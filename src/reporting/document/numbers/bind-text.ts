import type { Language } from '../../language/languages.ts';
import type { Run } from '../model.ts';
import type { NumberBook } from './number-book.ts';

const REFERENCE = /\{\{([^{}]*)\}\}/g;

/** A text that a person wrote, bound to its numbers; or what is wrong with its references. */
export interface BoundText {
  readonly runs: readonly Run[];
  readonly problems: readonly { readonly reference: string; readonly problem: string }[];
}

/**
 * Puts numbers in the place of references: `Waiting: {{children_waiting.residential.wales.2030-03-31.p50-range}} children`.
 * A reference that leads nowhere stands as it was written and is named among the problems.
 */
export function bindText(text: string, book: NumberBook, language: Language): BoundText {
  const runs: Run[] = [];
  const problems: { reference: string; problem: string }[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > end) runs.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const reference = match[1]!.trim();
    const found = book.find(reference, language);
    if (typeof found === 'string') {
      problems.push({ reference, problem: found });
      runs.push({ kind: 'text', text: match[0] });
    } else runs.push({ kind: 'number', text: found.text, reference, run_id: found.run_id });
  }
  if (end < text.length) runs.push({ kind: 'text', text: text.slice(end) });
  return { runs, problems };
}
