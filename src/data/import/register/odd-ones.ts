import type { Repair } from '../../../domain/errors.ts';
import { plainAreaName } from './area-names.ts';

/** Times that a usual shape must be seen before one that is seen once is odd. */
const USUAL = 8;

/** Reference numbers whose shape no other has, though many share another: a sign of a row that was cut or mended by hand. */
export function oddNumbers(numbers: ReadonlyMap<string, { readonly row: number }>, column: string): Omit<Repair, 'file'>[] {
  const shapes = new Map<string, { count: number; first: string }>();
  for (const number of numbers.keys()) {
    const shape = number.replace(/[0-9]/g, '9').replace(/[A-Za-z]/g, 'A');
    const known = shapes.get(shape);
    if (known === undefined) shapes.set(shape, { count: 1, first: number });
    else known.count += 1;
  }
  if (![...shapes.values()].some(({ count }) => count >= USUAL)) return [];
  return [...shapes.values()]
    .filter(({ count }) => count === 1)
    .map(({ first }) => ({
      row: numbers.get(first)!.row,
      column,
      found: first,
      used: first,
      why: 'no other number has this shape; look whether the row is whole',
    }));
}

/** Names of authorities that differ from another by one letter: perhaps one authority, written in two ways. */
export function twinNames(names: readonly string[], column: string): Omit<Repair, 'file'>[] {
  const plain = names.map(plainAreaName);
  return plain.flatMap((name, i) =>
    plain.slice(i + 1).flatMap((other, j) =>
      oneLetterApart(name, other)
        ? [
            {
              column,
              found: `${names[i]!} and ${names[i + 1 + j]!}`,
              used: 'two authorities',
              why: 'the names differ by one letter; correct the file if they are one authority',
            },
          ]
        : [],
    ),
  );
}

function oneLetterApart(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - from && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - from - end <= 1;
}
