import { threefry2x32 } from './threefry.ts';

/** A key of two 32-bit words. */
export type Key = readonly [number, number];

/** Key of a seed, a whole number from 0 to 2^53 - 1. Below 2^32 it equals JAX's PRNGKey. */
export function keyOfSeed(seed: number): Key {
  return [Math.floor(seed / 0x100000000) >>> 0, seed >>> 0];
}

/** Folds a 32-bit number into a key: a new key that shares nothing with the old one or its other children. As in JAX. */
export function foldIn(key: Key, data: number): Key {
  const out = new Uint32Array(2);
  threefry2x32(key[0], key[1], 0, data >>> 0, out);
  return [out[0]!, out[1]!];
}

/** 32-bit hash of a text (FNV-1a over UTF-16 units, then mixed), for names of purposes and identities of entities. */
export function hashText(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    h = Math.imul(h ^ (unit & 0xff), 0x01000193);
    h = Math.imul(h ^ (unit >>> 8), 0x01000193);
  }
  return mix32(h);
}

/** Mixes the bits of a 32-bit number: every input bit moves every output bit (the finaliser of MurmurHash3). */
export function mix32(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A uniform number strictly between 0 and 1 from a 32-bit word. */
export function uniformOf(word: number): number {
  return ((word >>> 0) + 0.5) * 2.3283064365386963e-10;
}
