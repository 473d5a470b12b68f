/** What a cell of a published table says. */
export type Figure =
  | { readonly kind: 'number'; readonly value: number; readonly marks: readonly string[] }
  /** Withheld because it is small, or to keep a small one from being found. */
  | { readonly kind: 'suppressed'; readonly marks: readonly string[] }
  /** More than nothing, and nothing when rounded. */
  | { readonly kind: 'low'; readonly marks: readonly string[] }
  | { readonly kind: 'missing'; readonly reason: string; readonly marks: readonly string[] }
  | { readonly kind: 'fault'; readonly problem: string };

/** Marks that stand for a figure that is not there, and what they mean. */
const MISSING_MARKS: Readonly<Record<string, string>> = {
  x: 'the figure is missing',
  z: 'the figure is not applicable',
  w: 'the figure was not recorded',
};

/** Marks that say something of a figure and leave it as it is. */
const REMARKS: readonly string[] = ['a', 'b', 'e', 'f', 'ns', 'p', 'r', 's', 'ss', 'sss', 't', 'u'];

/** Words and signs that stand in the place of a figure. */
const SIGNS: Readonly<Record<string, Figure>> = {
  '': { kind: 'missing', reason: 'the cell is blank, which is not a zero', marks: [] },
  '*': { kind: 'suppressed', marks: ['*'] },
  '**': { kind: 'suppressed', marks: ['*'] },
  c: { kind: 'suppressed', marks: ['c'] },
  '.': { kind: 'missing', reason: 'the figure is not applicable', marks: ['.'] },
  '..': { kind: 'missing', reason: 'the figure is not available', marks: ['..'] },
  '...': { kind: 'missing', reason: 'the figure is not available', marks: ['...'] },
  ':': { kind: 'missing', reason: 'the figure is not available', marks: [':'] },
  '-': { kind: 'missing', reason: 'a hyphen may mean nothing, nearly nothing or unknown', marks: ['-'] },
  '~': { kind: 'low', marks: ['~'] },
  k: { kind: 'low', marks: ['k'] },
  low: { kind: 'low', marks: ['k'] },
  x: { kind: 'missing', reason: MISSING_MARKS['x']!, marks: ['x'] },
  z: { kind: 'missing', reason: MISSING_MARKS['z']!, marks: ['z'] },
  w: { kind: 'missing', reason: MISSING_MARKS['w']!, marks: ['w'] },
  u: { kind: 'missing', reason: 'the figure is withheld because it is not reliable', marks: ['u'] },
};

const NUMBER = /^(\d{1,3}(,\d{3})+|\d{1,12})(\.\d{1,12})?$/;

/**
 * Understands a cell: a number, with or without commas of thousands, and shorthand marks in square brackets. A zero beside a
 * mark that says "not applicable" or "missing" is no zero. A number beside such a mark is a fault, and so is anything else.
 *
 * @param noteCodes marks of a column of notes, as `t` or `t,z`
 */
export function readFigure(text: string, noteCodes = ''): Figure {
  const parts = /^(.*?)((?:\s*\[[^\][]{1,6}\])*)$/s.exec(text.trim());
  if (parts === null) return { kind: 'fault', problem: 'The cell is not a figure.' };
  const marks = [
    ...[...parts[2]!.matchAll(/\[([^\][]*)\]/g)].map((found) => found[1]!.trim().toLowerCase()),
    ...noteCodes.split(/[\s,;]+/).map((mark) => mark.toLowerCase().replace(/[[\]]/g, '')),
  ].filter((mark) => mark !== '');
  const bare = parts[1]!.trim();
  const strange = marks.find((mark) => !REMARKS.includes(mark) && MISSING_MARKS[mark] === undefined && mark !== 'c' && mark !== 'k' && mark !== 'low');
  if (strange !== undefined) return { kind: 'fault', problem: `The mark [${strange}] is not known.` };

  const missing = marks.find((mark) => MISSING_MARKS[mark] !== undefined);
  const suppressed = marks.includes('c');
  const low = marks.includes('k') || marks.includes('low');
  if (NUMBER.test(bare)) {
    const value = Number(bare.replaceAll(',', ''));
    if (missing === undefined && !suppressed && !low) return numberFigure(bare, value, marks);
    if (value !== 0)
      return { kind: 'fault', problem: `A figure stands beside the mark [${missing ?? (suppressed ? 'c' : 'k')}], which says that there is none.` };
  } else {
    const sign = Object.hasOwn(SIGNS, bare.toLowerCase()) ? SIGNS[bare.toLowerCase()]! : undefined;
    if (sign === undefined) return { kind: 'fault', problem: /^'?[=+@-]/.test(bare) ? 'The cell holds a formula or a negative number.' : 'The cell is not a figure.' };
    if (sign.kind !== 'missing' || bare !== '') return { ...sign, marks: [...marks, ...('marks' in sign ? sign.marks : [])] } as Figure;
    if (missing === undefined && !suppressed && !low) return { ...sign, marks } as Figure;
  }
  if (missing !== undefined) return { kind: 'missing', reason: MISSING_MARKS[missing]!, marks };
  return suppressed ? { kind: 'suppressed', marks } : { kind: 'low', marks };
}

function numberFigure(bare: string, value: number, marks: readonly string[]): Figure {
  // 4.641 and 4.000 may be thousands as they are written on the Continent.
  const decimals = /\.(\d+)$/.exec(bare)?.[1] ?? '';
  if (decimals.length === 3 && /^\d{1,3}\./.test(bare))
    return { kind: 'fault', problem: 'A point before three digits may stand for thousands or for a fraction.' };
  return { kind: 'number', value, marks };
}
