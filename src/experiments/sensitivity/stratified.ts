import { hashText, mix32 } from '../../random/keys.ts';
import { scrambledRadicalInverse } from '../../random/radical-inverse.ts';

/**
 * Value of a stratified sequence at an index, strictly between 0 and 1. Sequences of other names are independent of it; of
 * its first 2^k values each of 2^k equal strata holds one, and a longer sequence begins with a shorter one.
 */
export function stratified(seed: number, name: string, index: number): number {
  const own = mix32(hashText(name) ^ mix32(seed ^ Math.floor(seed / 0x100000000)));
  return scrambledRadicalInverse(index, mix32(own ^ 0x5bd1e995), mix32(own ^ 0x27d4eb2f));
}
