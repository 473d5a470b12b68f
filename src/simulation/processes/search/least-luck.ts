import { LOCAL_AUTHORITY, POOL_KINDS } from '../../constants.ts';
import { TABLED } from '../../vacancies.ts';
import { poolOf } from '../../state.ts';
import type { State } from '../../state.ts';
import { classOf, luckWith } from './spell-luck.ts';

/**
 * Notes, for a child who found nothing, its least luck over the pools of each kind that it met under the same terms. While
 * the chance in the fullest pool of a kind stays under it, no pool of the kind can suit the child, and its next searches
 * in this spell pass the kind over.
 */
export function noteLeastLuck(state: State, c: number, type: number): void {
  const { children, poolHash, luck } = state;
  const word = children.spellWord[c]!;
  for (let kind = 0; kind < POOL_KINDS; kind++) {
    const first = poolOf(luck.areas, type, 0, kind);
    const end = first + luck.areas * POOL_KINDS;
    // An authority's own services are on other terms for its own children, who always try them first.
    const own = kind === LOCAL_AUTHORITY ? poolOf(luck.areas, type, children.area[c]!, kind) : -1;
    let least = 0xffffffff;
    for (let pool = first; pool < end; pool += POOL_KINDS) {
      const here = luckWith(word, poolHash[pool]!);
      if (here < least && pool !== own) least = here;
    }
    children.leastLuck[c + kind] = least;
  }
  children.leastSpell[c] = children.spell[c]!;
}

/** Whether some pool of a kind away from the child's own services could suit it: see `noteLeastLuck`. */
export function mayFind(state: State, c: number, type: number, kind: number, known: boolean): boolean {
  const most = state.kindMost[type * POOL_KINDS + kind]!;
  if (most === 0) return false;
  if (!known) return true;
  const chances = kind === LOCAL_AUTHORITY ? state.offeredChance : state.matchChance;
  const row = classOf(state, c, type) * (TABLED + 1);
  return state.children.leastLuck[c + kind]! < chances[row + (most > TABLED ? TABLED : most)]!;
}

export function isKnown(state: State, c: number, type: number): boolean {
  const { children } = state;
  return type === children.need[c] && children.leastSpell[c] === children.spell[c];
}
