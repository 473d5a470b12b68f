import type { Estimate } from './compare-headline.ts';

/**
 * Mean over draws in double precision. Its error is worked out from the means of pairs, since draws 2k and 2k + 1 share
 * their parameters; it is not a number for fewer than two pairs.
 */
export function meanOverPairs(values: ArrayLike<number>): Estimate {
  const n = values.length;
  let sum = 0;
  for (let d = 0; d < n; d++) sum += values[d]!;
  const value = sum / n;
  return { value, mcError: errorOfMean(values, (x) => x - value) };
}

/** Mean of some numbers over the mean of others, draw by draw; its error is that of a ratio of means over pairs. */
export function shareOverPairs(part: ArrayLike<number>, whole: ArrayLike<number>): Estimate {
  const all = meanOverPairs(whole).value;
  const value = meanOverPairs(part).value / all;
  const apart = Array.from(part, (x, d) => x - value * whole[d]!);
  return { value, mcError: errorOfMean(apart, (x) => x) / Math.abs(all) };
}

function errorOfMean(values: ArrayLike<number>, centred: (x: number) => number): number {
  const pairs = values.length >> 1;
  if (pairs < 2) return NaN;
  let squares = 0;
  for (let p = 0; p < pairs; p++) {
    const one = (centred(values[2 * p]!) + centred(values[2 * p + 1]!)) / 2;
    squares += one * one;
  }
  return Math.sqrt(squares / (pairs - 1) / pairs);
}
