import { mix32 } from '../../../random/keys.ts';
import { FOSTER, RESIDENTIAL } from '../../constants.ts';
import { FOSTER_MATCH } from '../../vacancies.ts';
import type { State } from '../../state.ts';

/**
 * Luck, 0 to 2^32 - 1, of a spell of search with a pool, kept for the whole spell: fresh luck each month is not allowed. The
 * word of the spell is random in all its bits and the pool's hash is odd, so the product is even over all numbers, and its
 * first bits, which decide, hang on all bits of both.
 */
export function luckWith(spellWord: number, poolHash: number): number {
  return Math.imul(spellWord, poolHash) >>> 0;
}

/** Luck of a spell of search in something else, 0 to 2^32 - 1. */
export function spellLuck(state: State, c: number, hash: number): number {
  return mix32(state.children.spellWord[c]! ^ hash);
}

/** Row of the match tables for a child and a type. */
export function classOf(state: State, c: number, type: number): number {
  return type === RESIDENTIAL ? state.children.needClass[c]! : type === FOSTER ? FOSTER_MATCH : 0;
}
