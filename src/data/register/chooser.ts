/** Repeatable choices for scripts that make stand-in data. Simulations use the keyed streams of `random`, not this. */
export interface Chooser {
  /** A number from 0 up to but not 1. */
  next(): number;
  /** A place in a list of weights, each as likely as its weight. The weights are from 0 up, not all 0. */
  pick(weights: readonly number[]): number;
  /** A copy of a list in a chosen order. */
  shuffle<T>(list: readonly T[]): T[];
}

/**
 * Choices that depend on a text alone: the same text gives the same choices on every machine.
 * (FNV-1a over the text, then the mulberry32 generator; plenty for a few hundred choices, not for statistics.)
 *
 * @param seed Any text; say what the choices are for, so that one list does not move another.
 * @example chooser('owners of homes').pick([0, 1, 0]) // 1
 */
export function chooser(seed: string): Chooser {
  let state = 0x811c9dc5;
  for (const character of seed) state = Math.imul(state ^ character.codePointAt(0)!, 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), state | 1);
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
    return ((word ^ (word >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (weights: readonly number[]): number => {
    const sum = weights.reduce((a, b) => a + b, 0);
    if (!(sum > 0)) throw new RangeError('at least one weight must be positive');
    let left = next() * sum;
    let last = 0;
    for (let k = 0; k < weights.length; k++) {
      if (weights[k] === 0) continue;
      last = k;
      left -= weights[k]!;
      if (left < 0) return k;
    }
    return last;
  };
  const shuffle = <T>(list: readonly T[]): T[] => {
    const copy = [...list];
    for (let k = copy.length - 1; k > 0; k--) {
      const other = Math.floor(next() * (k + 1));
      [copy[k], copy[other]] = [copy[other]!, copy[k]!];
    }
    return copy;
  };
  return { next, pick, shuffle };
}
