/** First letters of Welsh words and what they become after certain words: soft, nasal and aspirate mutation. */
const MUTATIONS: readonly (readonly [first: string, mutated: readonly string[]])[] = [
  ['ll', ['l']],
  ['rh', ['r']],
  ['c', ['g', 'ngh', 'ch']],
  ['p', ['b', 'mh', 'ph']],
  ['t', ['d', 'nh', 'th']],
  ['g', ['', 'ng']],
  ['b', ['f', 'm']],
  ['d', ['dd', 'n']],
  ['m', ['f']],
];

const VOWEL = /^[aeiouwyâêîôûŵŷ]/;

/**
 * A word and the forms that its beginning may take in a sentence, in lower case: `caerdydd`, `gaerdydd`, `nghaerdydd`,
 * `chaerdydd`. They are only used to know a word again, never to write one.
 */
export function formsOf(word: string): string[] {
  const lower = word.toLowerCase();
  const forms = [lower];
  if (VOWEL.test(lower)) forms.push(`h${lower}`);
  // Some letters are two signs: ch, dd, ff, ph and th never change.
  if (/^(ch|dd|ff|ph|th)/.test(lower)) return forms;
  const found = MUTATIONS.find(([first]) => lower.startsWith(first));
  if (found === undefined) return forms;
  const [first, mutated] = found;
  return [...forms, ...mutated.map((start) => start + lower.slice(first.length))];
}
