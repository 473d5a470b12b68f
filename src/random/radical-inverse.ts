/*
 * One stratified sequence for each uncertain quantity: the base-2 radical inverse of a shuffled index, Owen-scrambled
 * (Burley 2020, "Practical hash-based Owen scrambling", JCGT 9(4)). The first 2^k values of any such sequence have exactly
 * one value in each of 2^k equal strata, and sequences with other seeds are independent of it.
 */

/** The value of the sequence with a 32-bit seed at an index, strictly between 0 and 1. */
export function scrambledRadicalInverse(index: number, shuffleSeed: number, scrambleSeed: number): number {
  const shuffled = nestedScramble(index, shuffleSeed);
  return (nestedScramble(reverseBits(shuffled), scrambleSeed) + 0.5) * 2.3283064365386963e-10;
}

/** Owen's nested uniform scramble of the 32 bits of a number: numbers that agree in their first bits still do. */
function nestedScramble(x: number, seed: number): number {
  return reverseBits(laineKarras(reverseBits(x), seed));
}

function laineKarras(x: number, seed: number): number {
  let h = (x + seed) | 0;
  h ^= Math.imul(h, 0x6c50b47c);
  h ^= Math.imul(h, 0xb82f1e52);
  h ^= Math.imul(h, 0xc7afe638);
  h ^= Math.imul(h, 0x8d22f6e6);
  return h >>> 0;
}

/** The 32 bits of a number in the opposite order. */
export function reverseBits(x: number): number {
  let v = x;
  v = ((v >>> 1) & 0x55555555) | ((v & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return ((v >>> 16) | (v << 16)) >>> 0;
}
