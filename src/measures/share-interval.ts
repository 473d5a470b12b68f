/** A share of draws with its 95 % interval. */
export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** Normal score of a two-sided 95 % interval. */
const SCORE_95 = 1.959963984540054;

/**
 * Share with the 95 % score interval of Wilson (1927), which stays inside 0 to 1 and holds near its ends.
 *
 * @param happened how many of `of`; need not be whole
 * @param of independent trials, more than 0; need not be whole
 * @example
 * wilson(81, 263) // { share: 0.308, low: 0.2553, high: 0.3662 }
 */
export function wilson(happened: number, of: number): ShareInterval {
  const share = happened / of;
  const square = SCORE_95 * SCORE_95;
  const middle = (happened + square / 2) / (of + square);
  const half = (SCORE_95 / (of + square)) * Math.sqrt((happened * (of - happened)) / of + square / 4);
  return { share, low: happened === 0 ? 0 : middle - half, high: happened === of ? 1 : middle + half };
}

/**
 * How many independent draws some draws count for, when it is asked how often something happened. Draws 2k and 2k + 1 share
 * their uncertain quantities, so they count for fewer: n / (1 + r), r being how alike the two of a pair are (0 to 1). Where
 * all draws are the same nothing tells r, and each pair counts once.
 *
 * @param happened one entry a draw in the order of the draws, from an even one; true or 1 where it happened
 */
export function independentDraws(happened: ArrayLike<boolean | number>): number {
  const n = happened.length;
  let count = 0;
  let both = 0;
  const pairs = Math.floor(n / 2);
  for (let i = 0; i < n; i++) if (happened[i]) count++;
  for (let p = 0; p < pairs; p++) if (happened[2 * p] && happened[2 * p + 1]) both++;
  const share = count / n;
  const alike =
    count === 0 || count === n ? 1 : pairs === 0 ? 0 : (both / pairs - share * share) / (share * (1 - share));
  return n / (1 + Math.min(1, Math.max(0, alike)));
}

/**
 * Share of draws in which something happened, with its 95 % interval. Draws of a pair share their uncertain quantities and
 * count for fewer independent ones; see `independentDraws`.
 *
 * @param happened one entry a draw in the order of the draws, from an even one; true or 1 where it happened
 */
export function shareOfDraws(happened: ArrayLike<boolean | number>): ShareInterval {
  let count = 0;
  for (let i = 0; i < happened.length; i++) if (happened[i]) count++;
  const independent = independentDraws(happened);
  return wilson((count / happened.length) * independent, independent);
}
