import { mix32, uniformOf } from '../../random/keys.ts';
import { ADULT_AGE_MONTHS } from '../../domain/vocabulary.ts';
import { daysInMonth } from '../../domain/calendar.ts';
import {
  ALONE,
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  OUTSIDE,
  OUTSIDE_AUTHORITY,
  OUTSIDE_PRIVATE,
  OUTSIDE_VOLUNTARY,
  POOL_KINDS,
  REGIONAL_POOL,
  RESIDENTIAL,
  SEEK_DISPLACED,
  SEEK_MOVE,
  SEEK_NEW,
  SEEK_NO_PLACE,
  SEEK_NONE,
  SEEK_STEP_DOWN,
  SERVICE_TYPE_COUNT,
  SPLIT,
  WAITING,
} from '../constants.ts';
import { PROVIDER_COUNTRIES, REASONS } from '../counters.ts';
import { drawAreaWords, purposeIndex } from '../luck.ts';
import { moveChild } from '../placing.ts';
import { FOSTER_MATCH, serviceOfVacancy, TABLED } from '../services.ts';
import { planRoutes } from '../routes.ts';
import { countTogether, serviceForAll, setsOfPlaces, splitSiblings } from '../siblings.ts';
import type { Route } from '../routes.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';
import { inForce } from './policy.ts';

const APPROVAL = purposeIndex('child approval');

const NO_COMPLIANT_VACANCY = 0;
const VACANCY_NOT_MATCHED = 1;
const SPECIALIST_NEED = 2;
const IN_COUNTRY = 0;
const OUT_OF_COUNTRY = 1;
const OUTSIDE_HASH = 0x0075e5;
const OUTSIDE_PROVIDER_HASH = 0x0b7e1d;
const SUBSTITUTE_HASH = 0x5b5717;
const STAND_IN_HASH = 0x57a4d1;
const PICK_HASH = 0x91c4ed;
const UNREGISTERED_HASH = 0x0e617e;
/** Age from which supported accommodation may stand in, in months. */
const STAND_IN_AGE_MONTHS = ADULT_AGE_MONTHS - 24;
const AVERAGE_DAYS_IN_MONTH = 365.25 / 12;

/**
 * Tables the luck, out of 2^32, under which at least one of n vacancies suits a child: 1 - (1 - m)^n, by need class or
 * foster care; and the same where only a share of the vacancies is offered.
 */
export function tableMatches(state: State): void {
  const { matchChance, offeredChance, parameters: p } = state;
  const suits = [p.matchedOrdinary, p.matchedComplex, p.matchedVeryComplex, p.matchedFoster];
  for (let k = 0; k < suits.length; k++) {
    const offered = k === FOSTER_MATCH ? p.offeredCarers : p.offeredToOthers;
    const log = Math.log1p(-Math.min(suits[k]!, 1 - 1e-12));
    for (let n = 0; n <= TABLED; n++) {
      matchChance[k * (TABLED + 1) + n] = -Math.expm1(n * log) * 0x100000000;
      offeredChance[k * (TABLED + 1) + n] = -Math.expm1(n * log * offered) * 0x100000000;
    }
  }
}

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

/**
 * Puts those who search into `state.sortedSeekers` by urgency and then by the spell's own luck turned by the month, and
 * answers how many they are. A counting sort by urgency and the first eight bits of luck, then a sort by insertion, which
 * has next to nothing left to do.
 */
function orderSeekers(state: State): number {
  const { children, seekers, seekerKeys, sortedSeekers, sortedKeys, bucketEnds } = state;
  const turn = Math.imul(state.month, 0x9e3779b9);
  bucketEnds.fill(0);
  let count = 0;
  for (let i = 0; i < state.seekerCount; i++) {
    const c = seekers[i]!;
    const urgency = children.seek[c]!;
    if (children.present[c] === 0 || urgency === SEEK_NONE) {
      children.listed[c] = 0;
      continue;
    }
    const luck = mix32((children.spellWord[c]! + turn) | 0);
    seekers[count] = c;
    seekerKeys[count++] = urgency * 0x100000000 + luck;
    bucketEnds[(urgency << 8) | (luck >>> 24)]!++;
  }
  let end = 0;
  for (let b = 0; b < bucketEnds.length; b++) end = bucketEnds[b] = end + bucketEnds[b]!;
  for (let i = count - 1; i >= 0; i--) {
    const key = seekerKeys[i]!;
    const at = --bucketEnds[Math.floor(key / 0x1000000)]!;
    sortedKeys[at] = key;
    sortedSeekers[at] = seekers[i]!;
  }
  for (let i = 1; i < count; i++) {
    const key = sortedKeys[i]!;
    if (sortedKeys[i - 1]! <= key) continue;
    const c = sortedSeekers[i]!;
    let at = i;
    while (at > 0 && sortedKeys[at - 1]! > key) {
      sortedKeys[at] = sortedKeys[at - 1]!;
      sortedSeekers[at] = sortedSeekers[--at]!;
    }
    sortedKeys[at] = key;
    sortedSeekers[at] = c;
  }
  return count;
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

/**
 * Luck, 0 to 2^32 - 1, of a spell of search with a pool, kept for the whole spell: fresh luck each month is not allowed. The
 * word of the spell is random in all its bits and the pool's hash is odd, so the product is even over all numbers, and its
 * first bits, which decide, hang on all bits of both.
 */
function luckWith(spellWord: number, poolHash: number): number {
  return Math.imul(spellWord, poolHash) >>> 0;
}

/** Luck of a spell of search in something else, 0 to 2^32 - 1. */
function spellLuck(state: State, c: number, hash: number): number {
  return mix32(state.children.spellWord[c]! ^ hash);
}

/** Row of the match tables for a child and a type. */
function classOf(state: State, c: number, type: number): number {
  return type === RESIDENTIAL ? state.children.needClass[c]! : type === FOSTER ? FOSTER_MATCH : 0;
}

/**
 * Notes, for a child who found nothing, its least luck over the pools of each kind that it met under the same terms. While
 * the chance in the fullest pool of a kind stays under it, no pool of the kind can suit the child, and its next searches
 * in this spell pass the kind over.
 */
function noteLeastLuck(state: State, c: number, type: number): void {
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
function mayFind(state: State, c: number, type: number, kind: number, known: boolean): boolean {
  const most = state.kindMost[type * POOL_KINDS + kind]!;
  if (most === 0) return false;
  if (!known) return true;
  const chances = kind === LOCAL_AUTHORITY ? state.offeredChance : state.matchChance;
  const row = classOf(state, c, type) * (TABLED + 1);
  return state.children.leastLuck[c + kind]! < chances[row + (most > TABLED ? TABLED : most)]!;
}

/**
 * A service of a pool with a vacancy that suits a child, or -1. `chances` tables the luck under which one does by number of
 * vacancies. A child who looks for another place does not count the vacancies of the service it lives in.
 */
function suitableService(state: State, c: number, type: number, pool: number, chances: Float64Array): number {
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
function notePool(state: State, c: number, type: number): void {
  const s = state.children.service[c]!;
  state.exceptPool = type !== FOSTER && s >= 0 && state.services.vacant[s]! > 0 ? state.services.pool[s]! : -1;
}

/** Own services in the own area first, then other compliant ones there, near, in the region and in the country. */
function tryCompliant(state: State, c: number, type: number): boolean {
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

function isKnown(state: State, c: number, type: number): boolean {
  const { children } = state;
  return type === children.need[c] && children.leastSpell[c] === children.spell[c];
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
function nextStop(state: State, c: number, type: number, route: Route, from: number): number {
  const { path, stops } = route;
  const chances = state.poolChance;
  const word = state.children.spellWord[c]!;
  const row = classOf(state, c, type) * state.poolVacant.length;
  const first = state.children.area[c]! * stops;
  const end = (first + stops) * 2;
  for (let at = (first + from) * 2; at < end; at += 2) {
    if (luckWith(word, path[at + 1]!) < chances[row + path[at]!]!) return at / 2 - first;
  }
  return -1;
}

/** Pool at a stop of a route from the child's area. */
function poolAt(state: State, c: number, route: Route, stop: number): number {
  return route.path[(state.children.area[c]! * route.stops + stop) * 2]!;
}

/** Chances on the terms of a pool: a share of authorities' vacancies is offered to others; all others' are open to all. */
function chancesOf(state: State, pool: number): Float64Array {
  return pool % POOL_KINDS === LOCAL_AUTHORITY ? state.offeredChance : state.matchChance;
}

/**
 * For-profit services in the area, the region and the country: freely while lawful, then only with approval, which is
 * applied for when a place that suits has been found.
 */
function tryForProfit(state: State, c: number, type: number): boolean {
  if (type !== FOSTER && type !== RESIDENTIAL) return false;
  if (!mayFind(state, c, type, FOR_PROFIT, isKnown(state, c, type))) return false;
  const route = state.routes.forProfit[type]!;
  notePool(state, c, type);
  for (let from = 0; ;) {
    const stop = nextStop(state, c, type, route, from);
    if (stop < 0) return false;
    const pool = poolAt(state, c, route, stop);
    const s = suitableService(state, c, type, pool, state.matchChance);
    from = stop + 1;
    if (s < 0) continue;
    if (inForce(state.policy.approvalNeeded, state, type) && !approved(state, c, type, IN_COUNTRY)) return false;
    countForProfit(state, c, type);
    settleIn(state, c, type, s, state.services.area[s]!);
    return true;
  }
}

/** Counts a new placement with a for-profit provider, for each of those who are placed together. */
function countForProfit(state: State, c: number, type: number): void {
  const { children, counters } = state;
  let one = c;
  do {
    counters.forProfitNew[children.area[c]! * SERVICE_TYPE_COUNT + type]!++;
    countShadow(state, one, type, IN_COUNTRY);
    one = children.groupNext[one]!;
  } while (one >= 0 && one !== c);
}

/**
 * Places outside the country, beyond those in use at the start: one pool, of which a share is offered as authorities offer
 * theirs. Private and voluntary providers need approval, each from its own date; an authority of the other country never.
 */
function tryOutside(state: State, c: number, type: number): boolean {
  const { children, parameters } = state;
  if (type !== FOSTER && type !== RESIDENTIAL) return false;
  if (children.seek[c] === SEEK_MOVE || children.seek[c] === SEEK_STEP_DOWN) return false;
  const places = Math.floor(parameters.outsideCapacity) - state.outsideExtra;
  const left = state.placesSought === 1 ? places : Math.floor(places / state.placesSought);
  if (left <= 0) return false;
  const n = left > TABLED ? TABLED : left;
  const chance = state.offeredChance[classOf(state, c, type) * (TABLED + 1) + n]!;
  if (spellLuck(state, c, OUTSIDE_HASH + type) >= chance) return false;
  const provider = outsideProvider(state, c);
  if (provider !== OUTSIDE_AUTHORITY) {
    const { approvalNeededOutsidePrivate, approvalNeededOutsideVoluntary } = state.policy;
    const rule = provider === OUTSIDE_PRIVATE ? approvalNeededOutsidePrivate : approvalNeededOutsideVoluntary;
    if (inForce(rule, state, type) && !approved(state, c, type, OUT_OF_COUNTRY)) return false;
  }
  for (let one = c; one >= 0;) {
    const next = children.groupNext[one]!;
    if (provider !== OUTSIDE_AUTHORITY) countShadow(state, one, type, OUT_OF_COUNTRY);
    settleOne(state, one, type, -1, OUTSIDE);
    children.outsideExtra[one] = provider;
    state.outsideExtra += children.uses[one]!;
    one = next === c ? ALONE : next;
  }
  return true;
}

/** Who offers a child the place outside the country that it found, kept for its whole spell of search. */
function outsideProvider(state: State, c: number): number {
  const { outsidePrivate, outsideVoluntary } = state.parameters;
  const u = uniformOf(spellLuck(state, c, OUTSIDE_PROVIDER_HASH));
  if (u < outsidePrivate) return OUTSIDE_PRIVATE;
  return u < outsidePrivate + outsideVoluntary ? OUTSIDE_VOLUNTARY : OUTSIDE_AUTHORITY;
}

/** Another type of placement that may meet a part of the need, counted as a mismatch. */
function trySubstitutes(state: State, c: number, type: number): boolean {
  const { children, parameters, counters, month } = state;
  const area = children.area[c]!;
  if (
    type === RESIDENTIAL &&
    month - children.birth[c]! >= STAND_IN_AGE_MONTHS &&
    uniformOf(spellLuck(state, c, STAND_IN_HASH)) < parameters.standIn16Plus
  ) {
    if (!state.independentLimited) {
      settleIn(state, c, INDEPENDENT, -1, area);
      counters.stoodIn[area]!++;
      return true;
    }
    if (tryCompliant(state, c, INDEPENDENT)) {
      counters.stoodIn[area]!++;
      return true;
    }
  }
  if ((type !== RESIDENTIAL && type !== FOSTER) || state.placesSought > 1) return false;
  if (uniformOf(spellLuck(state, c, SUBSTITUTE_HASH)) >= parameters.substitution) return false;
  if (!tryCompliant(state, c, type === RESIDENTIAL ? FOSTER : RESIDENTIAL)) return false;
  counters.mismatched[area]!++;
  return true;
}

/**
 * Whether a child may be placed where approval is needed. The first time it must be applied for, with a reason; the answer
 * comes after the delay; a child whose application is refused searches again and may be applied for again.
 */
function approved(state: State, c: number, type: number, country: number): boolean {
  const { children, parameters, counters, luck, month } = state;
  if (children.approved[c] === 1) return true;
  // Refused a moment ago: nothing else is applied for before the next month.
  if (children.decision[c] === refusedIn(month)) return false;
  // An application is for one child: brothers and sisters who need one are split, and the reason says so.
  if (children.groupNext[c]! >= 0) return false;
  if (children.decision[c]! < 0) {
    counters.applications[applicationSlot(state, c, type, country)]!++;
    children.applications[c]!++;
    children.decision[c] = month + Math.round(parameters.approvalDelayMonths);
    countShadow(state, c, type, country);
  }
  if (children.decision[c]! > month) return false;
  children.decision[c] = refusedIn(month);
  const ordinal = children.spell[c]! * 256 + children.applications[c]!;
  drawAreaWords(luck, APPROVAL, children.area[c]!, children.identity[c]!, ordinal);
  if (uniformOf(luck.words[0]!) >= parameters.approvalGranted) return false;
  children.approved[c] = 1;
  children.decision[c] = -1;
  counters.approvals[children.area[c]! * SERVICE_TYPE_COUNT + type]!++;
  return true;
}

/** What stands in place of the month of a decision once it was refused in a month: below -1, which is no decision. */
function refusedIn(month: number): number {
  return -2 - month;
}

function reasonOf(state: State, c: number, type: number): number {
  const { children } = state;
  if (classOf(state, c, type) === 2 || children.uses[c]! > 1) return SPECIALIST_NEED;
  if (children.groupNext[c] === SPLIT && children.spell[c] === 1) return SPECIALIST_NEED;
  const areas = state.luck.areas;
  for (let a = 0; a < areas; a++) {
    if (state.poolVacant[poolOf(areas, type, a, NOT_FOR_PROFIT)]! > 0) return VACANCY_NOT_MATCHED;
    if (state.poolVacant[poolOf(areas, type, a, REGIONAL_POOL)]! > 0) return VACANCY_NOT_MATCHED;
  }
  return state.poolVacant[poolOf(areas, type, state.children.area[c]!, LOCAL_AUTHORITY)]! > 0
    ? VACANCY_NOT_MATCHED
    : NO_COMPLIANT_VACANCY;
}

/** Position of a search in counters of applications and of what would be one: by area, type, reason and provider's country. */
function applicationSlot(state: State, c: number, type: number, country: number): number {
  const { area } = state.children;
  return ((area[c]! * SERVICE_TYPE_COUNT + type) * REASONS + reasonOf(state, c, type)) * PROVIDER_COUNTRIES + country;
}

/** Counts, once a spell, that the child turned to a provider for whom approval is or would be needed. */
function countShadow(state: State, c: number, type: number, country: number): void {
  const { children, counters } = state;
  if (children.shadowCounted[c] === 1) return;
  children.shadowCounted[c] = 1;
  counters.wouldNeedApproval[applicationSlot(state, c, type, country)]!++;
}

/** The child is placed, and those who search together with it. */
function settleIn(state: State, c: number, type: number, service: number, located: number): void {
  const { groupNext } = state.children;
  for (let one = c; one >= 0;) {
    const next = groupNext[one]!;
    settleOne(state, one, type, service, located);
    one = next === c ? ALONE : next;
  }
}

/** One child is placed: what it waited and whether the market forced the move is counted, and the search is over. */
function settleOne(state: State, c: number, type: number, service: number, located: number): void {
  const { children, counters, month, plan } = state;
  const area = children.area[c]!;
  if (children.place[c] === WAITING) {
    const months = month - children.waitingSince[c]!;
    counters.waitDays[area]! += months === 1 ? daysInMonth(plan.startMonth + month) : months * AVERAGE_DAYS_IN_MONTH;
    counters.waitEnded[area]!++;
  } else if (children.seek[c] === SEEK_DISPLACED) {
    counters.movesForced[area * SERVICE_TYPE_COUNT + children.place[c]!]!++;
  }
  counters.placements[area * SERVICE_TYPE_COUNT + type]!++;
  moveChild(state, c, type, service, located, month);
  children.seek[c] = SEEK_NONE;
  if (children.groupNext[c]! >= 0) children.groupNext[c] = ALONE;
}
