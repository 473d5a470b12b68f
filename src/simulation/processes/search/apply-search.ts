import { uniformOf } from '../../../random/keys.ts';
import {
  FOSTER,
  POOL_KINDS,
  SEEK_MOVE,
  SEEK_NEW,
  SEEK_NONE,
  SEEK_NO_PLACE,
  SEEK_STEP_DOWN,
  SERVICE_TYPE_COUNT,
  WAITING,
} from '../../constants.ts';
import { planRoutes } from '../../routes.ts';
import { countTogether, splitSiblings } from '../../siblings.ts';
import { poolOf } from '../../state.ts';
import type { State } from '../../state.ts';
import { tryCompliant } from './compliant.ts';
import { tryForProfit } from './for-profit.ts';
import { noteLeastLuck } from './least-luck.ts';
import { orderSeekers } from './order-seekers.ts';
import { tryOutside } from './outside.ts';
import { spellLuck } from './spell-luck.ts';
import { trySubstitutes } from './substitutes.ts';

const UNREGISTERED_HASH = 0x0e617e;

/** One pass of everyone who needs a place, the most urgent first, at random inside a class. */
export function applySearch(state: State): void {
  const { children, seekers } = state;
  planRoutes(state);
  findMostVacant(state);
  const count = orderSeekers(state);
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const c = state.sortedSeekers[i]!;
    if (children.seek[c] !== SEEK_NONE) searchFor(state, c);
    if (children.seek[c] === SEEK_NONE) children.listed[c] = 0;
    else seekers[kept++] = c;
  }
  state.seekerCount = kept;
}

/** The most vacancies in any one pool of each type and kind. Kept up to date from here on when vacancies arise. */
function findMostVacant(state: State): void {
  const { poolVacant, kindMost, luck } = state;
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    for (let kind = 0; kind < POOL_KINDS; kind++) {
      let most = 0;
      for (let a = 0; a < luck.areas; a++) {
        const vacant = poolVacant[poolOf(luck.areas, type, a, kind)]!;
        if (vacant > most) most = vacant;
      }
      kindMost[type * POOL_KINDS + kind] = most;
    }
  }
}

/** Brothers and sisters first look for one service with room for all; else each of them searches alone. */
function searchFor(state: State, c: number): void {
  const { children } = state;
  const need = children.need[c]!;
  if (children.groupNext[c]! >= 0) {
    state.placesSought = countTogether(state, c);
    const found = findPlace(state, c, need);
    state.placesSought = 1;
    if (found) return;
    splitSiblings(state, c);
  }
  // A parent lives with the child in foster care alone.
  state.placesSought = need === FOSTER ? children.uses[c]! : 1;
  searchAlone(state, c, need);
  state.placesSought = 1;
}

/** A place in the order of preference. */
function findPlace(state: State, c: number, need: number): boolean {
  return tryCompliant(state, c, need) || tryForProfit(state, c, need) || tryOutside(state, c, need);
}

function searchAlone(state: State, c: number, need: number): void {
  const { children } = state;
  const urgency = children.seek[c]!;
  if (findPlace(state, c, need)) return;
  if (urgency === SEEK_MOVE) {
    // No better place was found: the child stays where it is, and goes on only while an application is being decided.
    if (children.decision[c]! < 0) children.seek[c] = SEEK_NONE;
    return;
  }
  if (urgency !== SEEK_STEP_DOWN && trySubstitutes(state, c, need)) return;
  if (children.leastSpell[c] !== children.spell[c]) noteLeastLuck(state, c, need);
  if (children.place[c] === WAITING) keepWaiting(state, c, urgency);
}

/** A child with no place waits; a share of those who begin to wait are in a setting that operates without registration. */
function keepWaiting(state: State, c: number, urgency: number): void {
  const { children, counters, parameters } = state;
  if (urgency === SEEK_NEW || children.waitingSince[c] === state.month) {
    if (
      children.unregistered[c] === 0 &&
      uniformOf(spellLuck(state, c, UNREGISTERED_HASH)) < parameters.waitingUnregistered
    ) {
      children.unregistered[c] = 1;
      counters.waitingUnregistered[children.area[c]!]!++;
      counters.unregisteredPlacements[children.area[c]!]!++;
    }
  }
  children.seek[c] = SEEK_NO_PLACE;
}
