import { foldIn, hashText, keyOfSeed, uniformOf } from '../../random/keys.ts';
import { normalQuantile } from '../../random/quantiles.ts';
import { threefry2x32 } from '../../random/threefry.ts';

/** Random numbers of a fit, in their order, by inversion. */
export interface FitLuck {
  /** Strictly between 0 and 1. */
  readonly uniform: () => number;
  /** Mean 0, variance 1. */
  readonly normal: () => number;
}

/** The luck of a fit for a purpose: the same seed and purpose give the same numbers. */
export function fitLuck(seed: number, purpose: string): FitLuck {
  const key = foldIn(foldIn(keyOfSeed(seed), hashText('fit children')), hashText(purpose));
  const words = new Uint32Array(2);
  let counter = 0;
  const uniform = (): number => {
    if (counter % 2 === 0)
      threefry2x32(key[0], key[1], Math.floor(counter / 0x100000000), (counter >>> 0) >>> 1, words);
    return uniformOf(words[counter++ % 2]!);
  };
  return { uniform, normal: () => normalQuantile(uniform()) };
}
