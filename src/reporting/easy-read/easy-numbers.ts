import type { FoundNumber, NumberBook, NumberSource } from '../document/numbers/number-book.ts';

/**
 * Numbers as people say them, from the figures of a book: `easy.range.FIGURE` as "between 90 and 300", and `easy.chance.FIGURE.prob_ge_X`
 * as "about 3 in every 10". English only: Welsh awaits a translator.
 */
export function easyNumbers(book: NumberBook): NumberSource {
  return {
    name: 'easy',
    find: (rest): FoundNumber | string => {
      const [kind, ...parts] = rest.split('.');
      const reference = parts.join('.');
      if (kind === 'range') return book.find(`${reference}.range`, 'en');
      if (kind !== 'chance') return `There is no easy number "${kind!}"; use range or chance.`;
      const found = book.find(reference, 'en');
      if (typeof found === 'string') return found;
      if (!found.statistic.startsWith('prob_')) return `"${reference}" is no share of the runs.`;
      return { ...found, text: everyTen(found.value) };
    },
  };
}

/** A share as people say it. */
export function everyTen(share: number): string {
  if (!(share >= 0 && share <= 1)) throw new Error(`a share lies between 0 and 1, not ${share}`);
  if (share === 0) return 'none of the';
  if (share === 1) return 'all of the';
  if (share < 0.05) return 'fewer than 1 in every 20';
  if (share > 0.95) return 'more than 19 in every 20';
  return `about ${Math.min(9, Math.max(1, Math.round(share * 10)))} in every 10`;
}
