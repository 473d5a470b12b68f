import { uniformOf } from '../../../random/keys.ts';
import { FOSTER } from '../../constants.ts';
import { TABLED, serviceOfVacancy } from '../../vacancies.ts';
import { serviceForAll, setsOfPlaces } from '../../siblings.ts';
import type { State } from '../../state.ts';
import { classOf, luckWith, spellLuck } from './spell-luck.ts';

const PICK_HASH = 0x91c4ed;

/**
 * A service of a pool with a vacancy that suits a child, or -1. `chances` tables the luck under which one does by number of
 * vacancies. A child who looks for another place does not count the vacancies of the service it lives in.
 */
export function suitableService(state: State, c: number, type: number, pool: number, chances: Float64Array): number {
  if (state.placesSought > 1) return suitableForAll(state, c, type, pool, chances);
  let vacancies = state.poolVacant[pool]!;
  let except = -1;
  if (pool === state.exceptPool) {
    except = state.children.service[c]!;
    vacancies -= state.services.vacant[except]!;
    if (vacancies === 0) return -1;
  }
  const row = classOf(state, c, type) * (TABLED + 1);
  const luck = luckWith(state.children.spellWord[c]!, state.poolHash[pool]!);
  if (luck >= chances[row + (vacancies > TABLED ? TABLED : vacancies)]!) return -1;
  const pick = Math.floor(uniformOf(spellLuck(state, c, state.poolHash[pool]! ^ PICK_HASH)) * vacancies);
  return serviceOfVacancy(state, pool, pick, except);
}

/** The same where more than one place in one service is sought: each set of that many places counts as one vacancy. */
function suitableForAll(state: State, c: number, type: number, pool: number, chances: Float64Array): number {
  const except = pool === state.exceptPool ? state.children.service[c]! : -1;
  const sets = setsOfPlaces(state, pool, except);
  if (sets === 0) return -1;
  const row = classOf(state, c, type) * (TABLED + 1);
  const luck = luckWith(state.children.spellWord[c]!, state.poolHash[pool]!);
  if (luck >= chances[row + (sets > TABLED ? TABLED : sets)]!) return -1;
  const pick = Math.floor(uniformOf(spellLuck(state, c, state.poolHash[pool]! ^ PICK_HASH)) * sets);
  return serviceForAll(state, pool, pick, except);
}

/**
 * Notes the pool of the home that a child lives in and wants to leave: its vacancies there do not count. A foster child
 * may well move to another family of the same service, which is the most common of moves.
 */
export function notePool(state: State, c: number, type: number): void {
  const s = state.children.service[c]!;
  state.exceptPool = type !== FOSTER && s >= 0 && state.services.vacant[s]! > 0 ? state.services.pool[s]! : -1;
}
