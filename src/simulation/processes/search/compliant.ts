import { LOCAL_AUTHORITY, POOL_KINDS } from '../../constants.ts';
import type { Route } from '../../routes.ts';
import { poolOf } from '../../state.ts';
import type { State } from '../../state.ts';
import { isKnown, mayFind } from './least-luck.ts';
import { settleIn } from './settle.ts';
import { classOf, luckWith } from './spell-luck.ts';
import { notePool, suitableService } from './suitable-service.ts';

/** Own services in the own area first, then other compliant ones there, near, in the region and in the country. */
export function tryCompliant(state: State, c: number, type: number): boolean {
  const { poolVacant, matchChance, children, routes } = state;
  const area = children.area[c]!;
  const own = poolOf(state.luck.areas, type, area, LOCAL_AUTHORITY);
  notePool(state, c, type);
  if (poolVacant[own]! > 0) {
    const s = suitableService(state, c, type, own, matchChance);
    if (s >= 0) {
      settleIn(state, c, type, s, area);
      return true;
    }
  }
  if (!anyMayDo(state, c, type)) return false;
  return followRoute(state, c, type, routes.compliant[type]!, 0) >= 0;
}

/** Whether some pool of the compliant kinds could suit the child, as far as is known without asking each. */
function anyMayDo(state: State, c: number, type: number): boolean {
  const { kinds } = state.routes.compliant[type]!;
  const known = isKnown(state, c, type);
  for (let k = 0; k < kinds.length; k++) if (mayFind(state, c, type, kinds[k]!, known)) return true;
  return false;
}

/**
 * Goes along a route from a stop on and settles the child in the first pool that suits. Answers the stop, or -1. It runs
 * over half a million stops a draw, most of which are passed over for want of luck, so what is asked of each is in two
 * numbers that stand ready: the pool's hash, and its chance as it now is.
 */
function followRoute(state: State, c: number, type: number, route: Route, from: number): number {
  const stop = nextStop(state, c, type, route, from);
  if (stop < 0) return -1;
  const pool = poolAt(state, c, route, stop);
  const s = suitableService(state, c, type, pool, chancesOf(state, pool));
  // What suits by all vacancies need not by those outside the service that the child lives in.
  if (s < 0) return followRoute(state, c, type, route, stop + 1);
  settleIn(state, c, type, s, state.services.area[s]!);
  return stop;
}

/** The first stop of a route, from one on, at which the child has the luck to be suited; -1 when there is none. */
export function nextStop(state: State, c: number, type: number, route: Route, from: number): number {
  const { path, starts } = route;
  const chances = state.poolChance;
  const word = state.children.spellWord[c]!;
  const row = classOf(state, c, type) * state.poolVacant.length;
  const area = state.children.area[c]!;
  const first = starts[area]!;
  const end = starts[area + 1]! * 2;
  for (let at = (first + from) * 2; at < end; at += 2) {
    if (luckWith(word, path[at + 1]!) < chances[row + path[at]!]!) return at / 2 - first;
  }
  return -1;
}

/** Pool at a stop of a route from the child's area. */
export function poolAt(state: State, c: number, route: Route, stop: number): number {
  return route.path[(route.starts[state.children.area[c]!]! + stop) * 2]!;
}

/** Chances on the terms of a pool: a share of authorities' vacancies is offered to others; all others' are open to all. */
function chancesOf(state: State, pool: number): Float64Array {
  return pool % POOL_KINDS === LOCAL_AUTHORITY ? state.offeredChance : state.matchChance;
}
