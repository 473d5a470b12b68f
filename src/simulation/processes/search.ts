import { mix32, uniformOf } from '../../random/keys.ts';
import { ADULT_AGE_MONTHS } from '../../domain/vocabulary.ts';
import { daysInMonth } from '../../domain/calendar.ts';
import {
  FOR_PROFIT,
  FOSTER,
  INDEPENDENT,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  OTHER_SECTOR,
  OUTSIDE,
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
  WAITING,
} from '../constants.ts';
import { PROVIDER_COUNTRIES, REASONS } from '../counters.ts';
import { drawAreaWords, purposeIndex } from '../luck.ts';
import { moveChild } from '../placing.ts';
import { poolOfService, serviceOfVacancy } from '../services.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';
import { inForce } from './policy.ts';

const SEARCH = purposeIndex('child search');
const APPROVAL = purposeIndex('child approval');

const NO_COMPLIANT_VACANCY = 0;
const VACANCY_NOT_MATCHED = 1;
const SPECIALIST_NEED = 2;
const IN_COUNTRY = 0;
const OUT_OF_COUNTRY = 1;
const OUTSIDE_HASH = 0x0075e5;
const SUBSTITUTE_HASH = 0x5b5717;
const STAND_IN_HASH = 0x57a4d1;
const PICK_HASH = 0x91c4ed;
/** Age from which supported accommodation may stand in, in months. */
const STAND_IN_AGE_MONTHS = ADULT_AGE_MONTHS - 24;
const AVERAGE_DAYS_IN_MONTH = 365.25 / 12;
/** Vacancies for which the chance of a match is tabled; more count as this many. */
const TABLED = 256;

/** Kinds of pools in the order in which a child looks inside an area. */
const COMPLIANT_KINDS = [LOCAL_AUTHORITY, REGIONAL_POOL, NOT_FOR_PROFIT, OTHER_SECTOR] as const;
const ANY_KINDS = [LOCAL_AUTHORITY, REGIONAL_POOL, NOT_FOR_PROFIT, OTHER_SECTOR, FOR_PROFIT] as const;
/** Row of the match table for foster care, after the three need classes of residential care. */
const FOSTER_MATCH = 3;

/**
 * Tables the chance that at least one of n vacancies suits a child, by need class or foster care: 1 - (1 - m)^n; and the
 * same where only a share of the vacancies is offered.
 */
export function tableMatches(state: State): void {
  const { matchChance, offeredChance, parameters: p } = state;
  const suits = [p.matchedOrdinary, p.matchedComplex, p.matchedVeryComplex, p.matchedFoster];
  for (let k = 0; k < suits.length; k++) {
    const offered = k === FOSTER_MATCH ? p.offeredCarers : p.offeredToOthers;
    for (let n = 0; n <= TABLED; n++) {
      const none = (1 - suits[k]!) ** n;
      matchChance[k * (TABLED + 1) + n] = 1 - none;
      offeredChance[k * (TABLED + 1) + n] = 1 - none ** offered;
    }
  }
}

/** One pass of everyone who needs a place, the most urgent first, at random inside a class. */
export function applySearch(state: State): void {
  const { children, seekers, seekerKeys } = state;
  let count = 0;
  for (let i = 0; i < state.seekerCount; i++) {
    const c = seekers[i]!;
    if (children.present[c] === 0 || children.seek[c] === SEEK_NONE) {
      children.listed[c] = 0;
      continue;
    }
    seekers[count++] = c;
  }
  for (let i = 0; i < count; i++) {
    const c = seekers[i]!;
    // Class, then the spell's own luck turned by the month, then the row: one number that sorts.
    const luck = mix32(children.spellWord[c]! + Math.imul(state.month, 0x9e3779b9)) >>> 4;
    seekerKeys[i] = (children.seek[c]! * 0x10000000 + luck) * 0x400000 + c;
  }
  const order = seekerKeys.subarray(0, count).sort();
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const c = order[i]! % 0x400000;
    if (children.seek[c] !== SEEK_NONE) searchFor(state, c);
    if (children.seek[c] === SEEK_NONE) children.listed[c] = 0;
    else seekers[kept++] = c;
  }
  state.seekerCount = kept;
}

function searchFor(state: State, c: number): void {
  const { children } = state;
  const need = children.need[c]!;
  const urgency = children.seek[c]!;
  if (tryCompliant(state, c, need) || tryForProfit(state, c, need) || tryOutside(state, c, need)) return;
  if (urgency === SEEK_MOVE) {
    // No better place was found: the child stays where it is.
    children.seek[c] = SEEK_NONE;
    return;
  }
  if (urgency !== SEEK_STEP_DOWN && trySubstitutes(state, c, need)) return;
  if (children.place[c] === WAITING) keepWaiting(state, c, urgency);
}

/** A child with no place waits; a share of those who begin to wait are in a setting that operates without registration. */
function keepWaiting(state: State, c: number, urgency: number): void {
  const { children, counters, luck, parameters } = state;
  const area = children.area[c]!;
  if (urgency === SEEK_NEW || children.waitingSince[c] === state.month) {
    drawAreaWords(luck, SEARCH, area, children.identity[c]!, children.spell[c]!);
    if (uniformOf(luck.words[1]!) < parameters.waitingUnregistered && children.unregistered[c] === 0) {
      children.unregistered[c] = 1;
      counters.waitingUnregistered[area]!++;
      counters.unregisteredPlacements[area]!++;
    }
  }
  children.seek[c] = SEEK_NO_PLACE;
}

/** Uniform of a child's spell of search and a pool, kept for the whole spell: fresh luck each month is not allowed. */
function spellUniform(state: State, c: number, hash: number): number {
  return uniformOf(mix32(state.children.spellWord[c]! ^ hash));
}

function classOf(state: State, c: number, type: number): number {
  return type === RESIDENTIAL ? state.children.needClass[c]! : type === FOSTER ? FOSTER_MATCH : 0;
}

/**
 * A service of a pool with a vacancy that suits a child, or -1. `chances` tables how likely that is by number of
 * vacancies. A child who looks for another place does not count the vacancies of the service it lives in.
 */
function suitableService(state: State, c: number, type: number, pool: number, chances: Float64Array): number {
  const { children, services } = state;
  let vacancies = state.poolVacant[pool]!;
  let except = children.service[c]!;
  if (except >= 0 && services.vacant[except]! > 0 && pool === poolOfService(state, except)) {
    vacancies -= services.vacant[except]!;
    if (vacancies === 0) return -1;
  } else except = -1;
  const n = vacancies > TABLED ? TABLED : vacancies;
  const chance = chances[classOf(state, c, type) * (TABLED + 1) + n]!;
  if (chance < 1 && spellUniform(state, c, state.poolHash[pool]!) >= chance) return -1;
  const pick = Math.floor(spellUniform(state, c, state.poolHash[pool]! ^ PICK_HASH) * vacancies);
  return serviceOfVacancy(state, pool, pick, except);
}

/** Own services in the own area first, then other compliant ones there, near, in the region and in the country. */
function tryCompliant(state: State, c: number, type: number): boolean {
  const { poolVacant, matchChance, offeredChance } = state;
  const { searchOrder } = state.plan.geography;
  const areas = state.luck.areas;
  const area = state.children.area[c]!;
  // Supported accommodation is not a restricted service: any provider will do.
  const allowed = type === INDEPENDENT ? ANY_KINDS : COMPLIANT_KINDS;
  const kinds = state.kindsToSearch;
  let kindCount = 0;
  for (let k = 0; k < allowed.length; k++) {
    if (state.servicesOfKind[type * POOL_KINDS + allowed[k]!]! > 0) kinds[kindCount++] = allowed[k]!;
  }
  for (let i = 0; i < areas; i++) {
    const where = searchOrder[area * areas + i]!;
    const first = poolOf(areas, type, where, 0);
    for (let k = 0; k < kindCount; k++) {
      const pool = first + kinds[k]!;
      if (poolVacant[pool] === 0) continue;
      const chances = kinds[k] === LOCAL_AUTHORITY && where !== area ? offeredChance : matchChance;
      const s = suitableService(state, c, type, pool, chances);
      if (s < 0) continue;
      settleIn(state, c, type, s, where);
      return true;
    }
  }
  return false;
}

/**
 * For-profit services in the area, the region and the country: freely while lawful, then only with approval, which is
 * applied for when a place that suits has been found.
 */
function tryForProfit(state: State, c: number, type: number): boolean {
  const { geography, policy } = state.plan;
  const areas = state.luck.areas;
  const area = state.children.area[c]!;
  if (type === INDEPENDENT) return false;
  for (let i = 0; i < areas; i++) {
    const where = geography.searchOrder[area * areas + i]!;
    const pool = poolOf(areas, type, where, FOR_PROFIT);
    if (state.poolVacant[pool] === 0) continue;
    const s = suitableService(state, c, type, pool, state.matchChance);
    if (s < 0) continue;
    if (inForce(policy.approvalNeeded, state, type) && !approved(state, c, type, IN_COUNTRY)) return false;
    state.counters.forProfitNew[area * SERVICE_TYPE_COUNT + type]!++;
    countShadow(state, c, type);
    settleIn(state, c, type, s, where);
    return true;
  }
  return false;
}

/**
 * Places outside the country, beyond those in use at the start: one pool, of which a share is offered as authorities offer
 * theirs, under the same rule of approval.
 */
function tryOutside(state: State, c: number, type: number): boolean {
  const { children, parameters, plan } = state;
  if (type !== FOSTER && type !== RESIDENTIAL) return false;
  if (children.seek[c] === SEEK_MOVE || children.seek[c] === SEEK_STEP_DOWN) return false;
  const left = Math.floor(parameters.outsideCapacity) - state.outsideExtra;
  if (left <= 0) return false;
  const n = left > TABLED ? TABLED : left;
  const chance = state.offeredChance[classOf(state, c, type) * (TABLED + 1) + n]!;
  if (spellUniform(state, c, OUTSIDE_HASH + type) >= chance) return false;
  if (inForce(plan.policy.approvalNeededOutside, state, type) && !approved(state, c, type, OUT_OF_COUNTRY))
    return false;
  settleIn(state, c, type, -1, OUTSIDE);
  children.outsideExtra[c] = 1;
  state.outsideExtra++;
  countShadow(state, c, type);
  return true;
}

/** Another type of placement that may meet a part of the need, counted as a mismatch. */
function trySubstitutes(state: State, c: number, type: number): boolean {
  const { children, parameters, counters, month } = state;
  const area = children.area[c]!;
  if (
    type === RESIDENTIAL &&
    month - children.birth[c]! >= STAND_IN_AGE_MONTHS &&
    spellUniform(state, c, STAND_IN_HASH) < parameters.standIn16Plus
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
  if ((type !== RESIDENTIAL && type !== FOSTER) || spellUniform(state, c, SUBSTITUTE_HASH) >= parameters.substitution) {
    return false;
  }
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
  if (children.decision[c]! < 0) {
    const area = children.area[c]!;
    const slot =
      ((area * SERVICE_TYPE_COUNT + type) * REASONS + reasonOf(state, c, type)) * PROVIDER_COUNTRIES + country;
    counters.applications[slot]!++;
    children.applications[c]!++;
    children.decision[c] = month + Math.round(parameters.approvalDelayMonths);
    countShadow(state, c, type);
  }
  if (children.decision[c]! > month) return false;
  children.decision[c] = -1;
  const ordinal = children.spell[c]! * 256 + children.applications[c]!;
  drawAreaWords(luck, APPROVAL, children.area[c]!, children.identity[c]!, ordinal);
  if (uniformOf(luck.words[0]!) >= parameters.approvalGranted) return false;
  children.approved[c] = 1;
  counters.approvals[children.area[c]! * SERVICE_TYPE_COUNT + type]!++;
  return true;
}

function reasonOf(state: State, c: number, type: number): number {
  if (classOf(state, c, type) === 2) return SPECIALIST_NEED;
  const areas = state.luck.areas;
  for (let a = 0; a < areas; a++) {
    if (state.poolVacant[poolOf(areas, type, a, NOT_FOR_PROFIT)]! > 0) return VACANCY_NOT_MATCHED;
    if (state.poolVacant[poolOf(areas, type, a, REGIONAL_POOL)]! > 0) return VACANCY_NOT_MATCHED;
  }
  return state.poolVacant[poolOf(areas, type, state.children.area[c]!, LOCAL_AUTHORITY)]! > 0
    ? VACANCY_NOT_MATCHED
    : NO_COMPLIANT_VACANCY;
}

/** Counts, once a spell, that the child turned to a provider for whom approval is or would be needed. */
function countShadow(state: State, c: number, type: number): void {
  const { children, counters } = state;
  if (children.shadowCounted[c] === 1) return;
  children.shadowCounted[c] = 1;
  counters.wouldNeedApproval[children.area[c]! * SERVICE_TYPE_COUNT + type]!++;
}

/** The child is placed: what it waited and whether the market forced the move is counted, and the search is over. */
function settleIn(state: State, c: number, type: number, service: number, located: number): void {
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
}
