import { countOccupant } from './child-counts.ts';
import {
  CLOSED,
  CONVERTING,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  OPEN,
  POOL_KINDS,
  REGIONAL_POOL,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
} from './constants.ts';
import { changeExitRate, countOwnersHome, startExitClock } from './exit-clocks.ts';
import { growColumns } from './grow.ts';
import { purposeIndex, thresholdAt, uniformAt } from './luck.ts';
import { monthlyHazard } from './parameters.ts';
import { countPlaces } from './place-counts.ts';
import { poolOf, UNDECIDED } from './state.ts';
import type { State } from './state.ts';

const PLACE_STAFFED = purposeIndex('place staffed');
const FOSTER_PLACES = purposeIndex('foster places');
export const CARER_LEAVES = purposeIndex('carer leaves');
export const CARER_APPROVED = purposeIndex('carer approved');
const OWNER_FAILURE = purposeIndex('owner failure');
const OTHER_COUNTRY = purposeIndex('other country');

/** Closed services that may stay in the chains by type: whoever walks along them passes over those. */
const WORTH_DROPPING = 24;
/** Vacancies for which the chance of a match is tabled; more count as this many. */
export const TABLED = 256;
/** Row of the match tables for foster care, after the three need classes of residential care. */
export const FOSTER_MATCH = 3;

/** What is known of a service when it opens. */
export interface NewService {
  readonly hash: number;
  readonly type: number;
  readonly sector: number;
  readonly area: number;
  readonly owner: number;
  readonly places: number;
  readonly households: number;
  readonly serves: boolean;
  readonly regional: boolean;
  /** Whether a lever of the scenario brings it. */
  readonly chosen: boolean;
  /** Month in which it opened, from the start; long ago for services of the baseline. */
  readonly opened: number;
}

/** Adds an open service to its pool and counts its owner's homes. Answers its number. */
export function addService(state: State, service: NewService): number {
  const { services } = state;
  const s = services.count++;
  if (s === services.hash.length) growColumns(services);
  services.hash[s] = service.hash;
  services.type[s] = service.type;
  services.sector[s] = service.sector;
  services.area[s] = service.area;
  services.owner[s] = service.owner;
  services.status[s] = OPEN;
  services.serves[s] = service.serves ? 1 : 0;
  services.regional[s] = service.regional ? 1 : 0;
  services.registered[s] = service.places;
  services.households[s] = service.households;
  services.occupied[s] = 0;
  services.otherCountry[s] = 0;
  services.held[s] = 0;
  services.vacant[s] = 0;
  services.usable[s] = 0;
  services.firstChild[s] = -1;
  services.countedAt[s] = -1;
  services.opened[s] = service.opened;
  services.converted[s] = 0;
  services.chosen[s] = service.chosen ? 1 : 0;
  services.refuses[s] = 0;
  services.decisionMonth[s] = NEVER;
  services.decision[s] = 0;
  services.dueMonth[s] = NEVER;
  services.due[s] = 0;
  services.wakes[s] = NEVER;
  services.lowMonths[s] = 0;
  services.staffed[s] = 0;
  services.staffedOf[s] = -1;
  drawOwnLuck(state, s);
  countHome(state, s, 1);
  startExitClock(state, s, 0, state.month);
  // Only a failure of the owner of for-profit homes closes any.
  if (service.sector === FOR_PROFIT) drawOwnerFailure(state, service.owner, state.month);
  const last = state.lastOfType[service.type]!;
  if (last < 0) state.firstOfType[service.type] = s;
  else services.nextOfType[last] = s;
  state.lastOfType[service.type] = s;
  services.nextOfType[s] = -1;
  joinPool(state, s);
  setUsable(state, s);
  return s;
}

/** Luck that stays with a service, drawn once: how shares of its places are rounded. */
function drawOwnLuck(state: State, s: number): void {
  const { services, luck } = state;
  const hash = services.hash[s]!;
  if (services.type[s] === FOSTER) {
    services.roundingLuck[s] = uniformAt(luck, FOSTER_PLACES, hash, 0);
    services.usableLuck[s] = uniformAt(luck, FOSTER_PLACES, hash, 1);
    services.leavingLeft[s] = thresholdAt(luck, CARER_LEAVES, hash, 0);
    services.approvalLeft[s] = thresholdAt(luck, CARER_APPROVED, hash, 0);
    services.householdsLeft[s] = 0;
    services.householdsApproved[s] = 0;
  } else if (services.type[s] === RESIDENTIAL) services.roundingLuck[s] = uniformAt(luck, OTHER_COUNTRY, hash, 0);
}

/**
 * Draws the month in which an owner fails, when its first home opens: the first month at whose end the summed hazard has
 * passed the owner's threshold. `first` is the first month in which it can fail.
 */
export function drawOwnerFailure(state: State, owner: number, first: number): void {
  if (state.ownerFails[owner] !== UNDECIDED) return;
  const hazard = monthlyHazard(state.parameters.ownerFailure);
  const threshold = thresholdAt(state.luck, OWNER_FAILURE, state.ownerHash[owner]!, 0);
  const month = hazard > 0 ? first + Math.max(1, Math.ceil(threshold / hazard)) - 1 : NEVER;
  state.ownerFails[owner] = Math.min(NEVER, month);
  if (month < state.nextOwnerFailure) state.nextOwnerFailure = month;
}

/** Counts a service that opens (1) or goes (-1) among its owner's homes, and among the homes of its sector and area. */
function countHome(state: State, s: number, sign: number): void {
  const { services } = state;
  countOwnersHome(state, services.owner[s]!, sign);
  // What a lever opens is paid for by the lever, and gives nobody the means to open more.
  if (services.type[s] !== RESIDENTIAL || services.serves[s] === 0 || services.chosen[s] === 1) return;
  state.homesBySector[services.sector[s]! * state.luck.areas + services.area[s]!]! += sign;
  if (services.sector[s] === LOCAL_AUTHORITY && services.converted[s] === 0) state.authorityHomes += sign;
}

/** Takes services that have closed out of the chains by type, now and then. Called when nobody walks along them. */
export function dropClosed(state: State): void {
  if (state.closedInChains < WORTH_DROPPING) return;
  const { services, firstOfType, lastOfType } = state;
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    let kept = -1;
    for (let s = firstOfType[type]!; s >= 0; s = services.nextOfType[s]!) {
      if (services.status[s] === CLOSED) continue;
      if (kept < 0) firstOfType[type] = s;
      else services.nextOfType[kept] = s;
      kept = s;
    }
    if (kept < 0) firstOfType[type] = -1;
    else services.nextOfType[kept] = -1;
    lastOfType[type] = kept;
  }
  state.closedInChains = 0;
}

/** Pool that holds a service's vacancies. */
export function poolOfService(state: State, s: number): number {
  return state.services.pool[s]!;
}

/** Pool to which a service belongs by its type, area and sector now. */
function poolBySector(state: State, s: number): number {
  const { services } = state;
  const kind =
    services.sector[s] === LOCAL_AUTHORITY && services.regional[s] === 1 ? REGIONAL_POOL : services.sector[s]!;
  return poolOf(state.luck.areas, services.type[s]!, services.area[s]!, kind);
}

function joinPool(state: State, s: number): void {
  const pool = poolBySector(state, s);
  state.services.pool[s] = pool;
  state.services.poolNext[s] = state.poolFirst[pool]!;
  state.poolFirst[pool] = s;
  state.servicesOfKind[state.services.type[s]! * POOL_KINDS + (pool % POOL_KINDS)]!++;
}

function leavePool(state: State, s: number): void {
  const { services, poolFirst } = state;
  const pool = services.pool[s]!;
  setVacant(state, s, 0);
  state.servicesOfKind[services.type[s]! * POOL_KINDS + (pool % POOL_KINDS)]!--;
  let at = poolFirst[pool]!;
  if (at === s) {
    poolFirst[pool] = services.poolNext[s]!;
    return;
  }
  while (services.poolNext[at] !== s) at = services.poolNext[at]!;
  services.poolNext[at] = services.poolNext[s]!;
}

/**
 * Staffed share in force this month in an area: the lever's where one is set, else the assumption, times what a shortage of
 * staff leaves of it.
 */
export function staffedShareNow(state: State, area: number): number {
  const { levers } = state;
  const { geography } = state.plan;
  const lever = levers.staffedShare[state.month]!;
  const factor = levers.staffingFactor[state.month * geography.areaCodes.length + area]!;
  return factor * (Number.isNaN(lever) ? state.parameters.staffedShare : lever);
}

/**
 * Sets how many registered places can be used: for fostering those not unavailable; for secure care the welfare beds,
 * which the secure process keeps; for homes the staffed ones, growing to full over the months in which a new home fills.
 */
export function setUsable(state: State, s: number): void {
  const { services, parameters } = state;
  const registered = services.registered[s]!;
  let usable: number;
  if (services.type[s] === FOSTER) {
    usable = Math.floor(registered * (1 - parameters.fosterUnavailable) + services.usableLuck[s]!);
    if (usable > registered) usable = registered;
  } else if (services.type[s] === SECURE) {
    // The secure process keeps the welfare beds.
    usable = services.staffed[s]!;
  } else {
    usable = staffedPlaces(state, s);
    const monthsOpen = state.month - services.opened[s]! + 1;
    if (monthsOpen < parameters.homeFillMonths) {
      usable = Math.min(usable, Math.ceil((registered * monthsOpen) / parameters.homeFillMonths));
    }
  }
  services.usable[s] = usable;
  countPlaces(state, s);
  refreshVacancy(state, s);
}

/** Staffed places of a home: place k is staffed when its own luck is under the staffed share. Counted when either changes. */
function staffedPlaces(state: State, s: number): number {
  const { services, luck } = state;
  const registered = services.registered[s]!;
  const share = staffedShareNow(state, services.area[s]!);
  if (services.staffedOf[s] === registered && services.staffedAt[s] === share) return services.staffed[s]!;
  let staffed = 0;
  for (let k = 0; k < registered; k++) if (uniformAt(luck, PLACE_STAFFED, services.hash[s]!, k) < share) staffed++;
  services.staffed[s] = staffed;
  services.staffedOf[s] = registered;
  services.staffedAt[s] = share;
  return staffed;
}

/** Registered foster places of a number of households, rounded with the service's own luck so that totals hold. */
export function fosterPlaces(state: State, s: number, households: number): number {
  return Math.floor(households * state.parameters.placesPerHousehold + state.services.roundingLuck[s]!);
}

/** Brings the vacancies of a service, and of its pool, up to date. */
export function refreshVacancy(state: State, s: number): void {
  const { services } = state;
  let vacant = services.usable[s]! - services.occupied[s]! - services.otherCountry[s]! - services.held[s]!;
  if (vacant > 0) {
    const status = services.status[s]!;
    const takes = (status === OPEN || status === CONVERTING) && services.refuses[s] === 0 && services.serves[s] === 1;
    if (!takes) vacant = 0;
  } else vacant = 0;
  if (vacant !== services.vacant[s]) setVacant(state, s, vacant);
}

/** Sets a service's vacancies and brings those of its pool, and of all pools of the type and kind, up to date. */
function setVacant(state: State, s: number, vacant: number): void {
  const { services, poolVacant, kindVacant, kindMost } = state;
  const more = vacant - services.vacant[s]!;
  const pool = services.pool[s]!;
  services.vacant[s] = vacant;
  const now = poolVacant[pool]! + more;
  poolVacant[pool] = now;
  const kind = services.type[s]! * POOL_KINDS + (pool % POOL_KINDS);
  kindVacant[kind]! += more;
  if (now > kindMost[kind]!) kindMost[kind] = now;
  noteChances(state, services.type[s]!, pool, now > TABLED ? TABLED : now);
}

function wholeChance(chance: number): number {
  return chance >= 0xffffffff ? 0xffffffff : Math.ceil(chance);
}

/** Keeps ready the chance that a pool suits a child from elsewhere, for each class of children who could ask. */
function noteChances(state: State, type: number, pool: number, vacant: number): void {
  const { poolChance, poolVacant } = state;
  const chances = pool % POOL_KINDS === LOCAL_AUTHORITY ? state.offeredChance : state.matchChance;
  const pools = poolVacant.length;
  if (type === FOSTER)
    poolChance[FOSTER_MATCH * pools + pool] = wholeChance(chances[FOSTER_MATCH * (TABLED + 1) + vacant]!);
  else {
    for (let k = 0; k < FOSTER_MATCH; k++)
      poolChance[k * pools + pool] = wholeChance(chances[k * (TABLED + 1) + vacant]!);
  }
}

/** Position of a service's type and sector in counters of places. */
export function placesSlot(state: State, s: number): number {
  const { services } = state;
  const width = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  return services.area[s]! * width + services.type[s]! * SECTOR_COUNT + services.sector[s]!;
}

/** Changes registered places and counts what was gained or lost. */
export function changeRegistered(state: State, s: number, places: number): void {
  const difference = places - state.services.registered[s]!;
  if (difference === 0) return;
  const counter = difference > 0 ? state.counters.placesGained : state.counters.placesLost;
  counter[placesSlot(state, s)]! += Math.abs(difference);
  state.services.registered[s] = places;
  setUsable(state, s);
}

/** Moves a service to another sector and owner with its places; children in it stay where they are. */
export function changeSector(state: State, s: number, sector: number, owner: number): void {
  const { services, counters } = state;
  leavePool(state, s);
  counters.placesTransferredOut[placesSlot(state, s)]! += services.registered[s]!;
  recountPlaced(state, s, -1);
  countHome(state, s, -1);
  services.sector[s] = sector;
  services.owner[s] = owner;
  services.converted[s] = 1;
  services.status[s] = OPEN;
  services.refuses[s] = 0;
  services.lowMonths[s] = 0;
  // Notice that was given and a transfer that was under way end here: they were those of the old owner.
  services.due[s] = 0;
  services.dueMonth[s] = NEVER;
  countHome(state, s, 1);
  changeExitRate(state, s);
  recountPlaced(state, s, 1);
  counters.placesTransferredIn[placesSlot(state, s)]! += services.registered[s]!;
  joinPool(state, s);
  countPlaces(state, s);
  refreshVacancy(state, s);
}

function recountPlaced(state: State, s: number, sign: number): void {
  const { services, children, counters } = state;
  const slot = services.type[s]! * SECTOR_COUNT + services.sector[s]!;
  for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
    counters.placed[children.area[c]! * SERVICE_TYPE_COUNT * SECTOR_COUNT + slot]! += sign;
    countOccupant(state, c, s, sign);
  }
}

/** The owner looks at a service again in a month, or before. */
export function wakeAt(state: State, s: number, month: number): void {
  if (month < state.services.wakes[s]!) state.services.wakes[s] = month;
}

/** Another owner of the same sector takes a service over, with everybody in it. It can fail itself from the next month on. */
export function changeOwnerOf(state: State, s: number, owner: number): void {
  const { services } = state;
  countOwnersHome(state, services.owner[s]!, -1);
  services.owner[s] = owner;
  countOwnersHome(state, owner, 1);
  changeExitRate(state, s);
  if (services.sector[s] === FOR_PROFIT) drawOwnerFailure(state, owner, state.month + 1);
}

/** Counts a register exit that is a change of owner: the places stay. Called before sector or owner change. */
export function countChangeOfOwner(state: State, s: number): void {
  const slot = placesSlot(state, s);
  state.counters.changedOwner[slot]!++;
  state.counters.placesChangedOwner[slot]! += state.services.registered[s]!;
}

/** Closes a service that no child lives in any more: its places are gone. */
export function retireService(state: State, s: number): void {
  const { services } = state;
  if (services.firstChild[s]! >= 0) throw new Error('a service cannot close while a child lives in it');
  leavePool(state, s);
  state.counters.placesClosed[placesSlot(state, s)]! += services.registered[s]!;
  state.counters.servicesClosed[placesSlot(state, s)]!++;
  countHome(state, s, -1);
  services.status[s] = CLOSED;
  state.closedInChains++;
  services.registered[s] = 0;
  services.usable[s] = 0;
  services.households[s] = 0;
  services.otherCountry[s] = 0;
  services.held[s] = 0;
  countPlaces(state, s);
}

/** The k-th usable vacancy of a pool, as the service that has it, leaving one service out; -1 when there is none. */
export function serviceOfVacancy(state: State, pool: number, k: number, except: number): number {
  const { services } = state;
  let left = k;
  for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) {
    if (s === except) continue;
    left -= services.vacant[s]!;
    if (left < 0) return s;
  }
  return -1;
}
