import { oldTermsIn } from './changed-terms.ts';
import type { ChangedTerm } from './changed-terms.ts';
import { isApproved } from './glossary.ts';
import type { GlossaryTerm, PlaceName, TermStatus } from './glossary.ts';
import { formsOf } from './mutations.ts';
import { sameWords } from './same-words.ts';

/** Something in a Welsh text that keeps it from release. */
export interface WelshProblem {
  readonly kind: 'spelling' | 'term';
  /** As it stands in the text. */
  readonly found: string;
  /** What it should be, or the English term that it stands for. */
  readonly right: string;
  readonly status?: TermStatus;
  /** In one sentence. */
  readonly problem: string;
}

/** What Welsh words are held to. */
export interface WelshRules {
  readonly glossary: readonly GlossaryTerm[];
  readonly places: readonly PlaceName[];
  /** Terms that a translator has changed: the old Welsh may not stand any more. */
  readonly changedTerms?: readonly ChangedTerm[];
}

interface Name {
  readonly right: string;
  readonly words: readonly string[];
}

const WORD = /[\p{L}\p{M}'’-]+/gu;
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Names are long enough for a slip of one letter to be told from another word. */
const SHORTEST_FOR_A_SLIP = 6;

/**
 * What is wrong in a Welsh text: names of months, places and bodies that are misspelt (a lost accent, a wrong capital, a slip
 * of one letter or two neighbours changed over), and terms that nobody has approved. Words changed at their beginning, as
 * Welsh changes them, are known again.
 */
export function checkWelsh(text: string, { glossary, places, changedTerms = [] }: WelshRules): WelshProblem[] {
  const months = glossary.filter((term) => /^[A-Z]/.test(term.english));
  const names: Name[] = [...new Set([...months.map((t) => t.welsh), ...places.map((p) => p.name_cy)])].map((right) => ({
    right,
    words: right.match(WORD)!,
  }));
  const terms = glossary.flatMap((term) => [
    term.welsh,
    ...(term.welsh_plural === undefined ? [] : [term.welsh_plural]),
  ]);
  const known = new Set([...terms, ...names.map((n) => n.right)].flatMap((t) => t.match(WORD) ?? []).flatMap(formsOf));
  const words = [...text.normalize('NFC').matchAll(WORD)];
  const found: WelshProblem[] = [];
  for (const name of names)
    for (let at = 0; at + name.words.length <= words.length; at++) {
      const here = words.slice(at, at + name.words.length).map((match) => match[0]);
      if (!isMisspelt(here, name, known)) continue;
      const problem = `"${here.join(' ')}" should be "${name.right}".`;
      found.push({ kind: 'spelling', found: here.join(' '), right: name.right, problem });
    }
  return [...found, ...unapproved(text, glossary, places), ...outdated(text, changedTerms)];
}

/** Terms as they were before a translator changed them. */
function outdated(text: string, changed: readonly ChangedTerm[]): WelshProblem[] {
  return oldTermsIn(text, changed).map(({ english, before, now }): WelshProblem => {
    const problem = `"${before}" (${english}) was changed to "${now}" by a translator; the sentence must be mended.`;
    return { kind: 'spelling', found: before, right: now, problem };
  });
}

function isMisspelt(here: readonly string[], name: Name, known: ReadonlySet<string>): boolean {
  if (here.every((word, i) => rightForm(word, name.words[i]!, i === 0))) return false;
  if (here.every((word, i) => plain(word) === plain(name.words[i]!))) {
    // A word that is no name may be written in lower case where the name has a capital: "gwent" is a slip, "mai" is not.
    return name.words.length > 1 || here[0]!.length >= SHORTEST_FOR_A_SLIP || here[0] !== here[0]!.toLowerCase();
  }
  const wrong = here.filter((word, i) => plain(word) !== plain(name.words[i]!));
  if (wrong.length !== 1) return false;
  const i = here.indexOf(wrong[0]!);
  const [word, right] = [plain(here[i]!), plain(name.words[i]!)];
  if (Math.min(word.length, right.length) < SHORTEST_FOR_A_SLIP || known.has(here[i]!.toLowerCase())) return false;
  return formsOf(name.words[i]!).every((form) => plain(form) !== word) && isSlip(word, right);
}

/** A word of a name as it should be, or its first word changed at its beginning. */
function rightForm(word: string, right: string, first: boolean): boolean {
  if (word === right) return true;
  if (!first || word.toLowerCase() === right.toLowerCase()) return false;
  return formsOf(right).includes(word.toLowerCase());
}

/** One letter more, less or other, or two neighbours changed over. */
function isSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < Math.min(a.length, b.length) && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return x.length + y.length <= 2 || (x.length === 2 && y.length === 2 && x[0] === y[1] && x[1] === y[0]);
}

function unapproved(text: string, glossary: readonly GlossaryTerm[], places: readonly PlaceName[]): WelshProblem[] {
  const lower = text.normalize('NFC').toLowerCase();
  const entries = [
    ...glossary.flatMap((t) =>
      [t.welsh, ...(t.welsh_plural === undefined ? [] : [t.welsh_plural])].map((welsh) => ({
        welsh,
        english: t.english,
        status: t.status,
      })),
    ),
    ...places.map((p) => ({ welsh: p.name_cy, english: p.name_en, status: p.status })),
  ];
  const approved = new Set(entries.filter((e) => isApproved(e.status)).map((e) => e.welsh.toLowerCase()));
  return entries
    .filter((e) => !isApproved(e.status) && !approved.has(e.welsh.toLowerCase()))
    .flatMap(({ welsh, english, status }) => {
      const [first, ...rest] = welsh.toLowerCase().split(' ');
      const form = formsOf(first!).find((start) => sameWords(lower, [start, ...rest].join(' ')));
      if (form === undefined) return [];
      const how = status === 'P' ? 'is composed from verified parts' : 'is not verified';
      const problem = `"${welsh}" (${english}) ${how}; a translator confirms it.`;
      return [{ kind: 'term', found: welsh, right: english, status, problem } as const];
    });
}
