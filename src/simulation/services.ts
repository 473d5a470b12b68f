import { uniformOf } from '../random/keys.ts';
import {
  CLOSED,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  OPEN,
  POOL_KINDS,
  REGIONAL_POOL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
  WINDING_DOWN,
} from './constants.ts';
import { growColumns } from './grow.ts';
import { drawWords, purposeIndex, thresholdAt } from './luck.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';

const PLACE_STAFFED = purposeIndex('place staffed');
const FOSTER_PLACES = purposeIndex('foster places');
const HOME_EXIT = purposeIndex('home exit');

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
  services.opened[s] = service.opened;
  services.hazard[s] = 0;
  // The rows of one agency share their clock from the start: an agency leaves as one.
  const clockOf = service.type === FOSTER ? state.ownerHash[service.owner]! : service.hash;
  services.threshold[s] = thresholdAt(state.luck, HOME_EXIT, clockOf, 0);
  services.clockOrdinal[s] = 0;
  services.converted[s] = 0;
  services.refuses[s] = 0;
  services.decisionMonth[s] = NEVER;
  services.decision[s] = 0;
  services.dueMonth[s] = NEVER;
  services.due[s] = 0;
  services.lowMonths[s] = 0;
  state.ownerHomes[service.owner]!++;
  joinPool(state, s);
  setUsable(state, s);
  return s;
}

/** Pool that holds a service's vacancies. */
export function poolOfService(state: State, s: number): number {
  const { services } = state;
  const kind =
    services.sector[s] === LOCAL_AUTHORITY && services.regional[s] === 1 ? REGIONAL_POOL : services.sector[s]!;
  return poolOf(state.luck.areas, services.type[s]!, services.area[s]!, kind);
}

function joinPool(state: State, s: number): void {
  const pool = poolOfService(state, s);
  state.services.poolNext[s] = state.poolFirst[pool]!;
  state.poolFirst[pool] = s;
  state.servicesOfKind[state.services.type[s]! * POOL_KINDS + (pool % POOL_KINDS)]!++;
}

function leavePool(state: State, s: number): void {
  const { services, poolFirst } = state;
  const pool = poolOfService(state, s);
  state.poolVacant[pool]! -= services.vacant[s]!;
  services.vacant[s] = 0;
  state.servicesOfKind[services.type[s]! * POOL_KINDS + (pool % POOL_KINDS)]!--;
  let at = poolFirst[pool]!;
  if (at === s) {
    poolFirst[pool] = services.poolNext[s]!;
    return;
  }
  while (services.poolNext[at] !== s) at = services.poolNext[at]!;
  services.poolNext[at] = services.poolNext[s]!;
}

/** Staffed share in force this month: the lever's where one is set, else the assumption. */
export function staffedShareNow(state: State): number {
  const lever = state.plan.levers.staffedShare[state.month]!;
  return Number.isNaN(lever) ? state.parameters.staffedShare : lever;
}

/**
 * Sets how many registered places can be used: for fostering those not unavailable; for secure care the welfare beds,
 * which the secure process keeps; for homes the staffed ones, growing to full over the months in which a new home fills.
 */
export function setUsable(state: State, s: number): void {
  const { services, parameters, luck } = state;
  const registered = services.registered[s]!;
  let usable: number;
  if (services.type[s] === FOSTER) {
    drawWords(luck, FOSTER_PLACES, services.hash[s]!, 1);
    usable = Math.floor(registered * (1 - parameters.fosterUnavailable) + uniformOf(luck.words[0]!));
    if (usable > registered) usable = registered;
  } else if (services.type[s] === SECURE) {
    usable = 0;
  } else {
    const share = staffedShareNow(state);
    usable = 0;
    for (let k = 0; k < registered; k++) {
      drawWords(luck, PLACE_STAFFED, services.hash[s]!, k);
      if (uniformOf(luck.words[0]!) < share) usable++;
    }
    const monthsOpen = state.month - services.opened[s]! + 1;
    if (monthsOpen < parameters.homeFillMonths) {
      usable = Math.min(usable, Math.ceil((registered * monthsOpen) / parameters.homeFillMonths));
    }
  }
  services.usable[s] = usable;
  refreshVacancy(state, s);
}

/** Registered foster places of a number of households, rounded with the service's own luck so that totals hold. */
export function fosterPlaces(state: State, s: number, households: number): number {
  drawWords(state.luck, FOSTER_PLACES, state.services.hash[s]!, 0);
  return Math.floor(households * state.parameters.placesPerHousehold + uniformOf(state.luck.words[0]!));
}

/** Brings the vacancies of a service, and of its pool, up to date. */
export function refreshVacancy(state: State, s: number): void {
  const { services } = state;
  const status = services.status[s]!;
  const open = status !== CLOSED && status !== WINDING_DOWN && services.refuses[s] === 0 && services.serves[s] === 1;
  const free = services.usable[s]! - services.occupied[s]! - services.otherCountry[s]! - services.held[s]!;
  const vacant = open && free > 0 ? free : 0;
  if (vacant !== services.vacant[s]) {
    if (status !== CLOSED) state.poolVacant[poolOfService(state, s)]! += vacant - services.vacant[s]!;
    services.vacant[s] = vacant;
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
  state.ownerHomes[services.owner[s]!]!--;
  services.sector[s] = sector;
  services.owner[s] = owner;
  services.converted[s] = 1;
  services.status[s] = OPEN;
  services.refuses[s] = 0;
  services.lowMonths[s] = 0;
  state.ownerHomes[owner]!++;
  recountPlaced(state, s, 1);
  counters.placesTransferredIn[placesSlot(state, s)]! += services.registered[s]!;
  joinPool(state, s);
  refreshVacancy(state, s);
}

function recountPlaced(state: State, s: number, sign: number): void {
  const { services, children, counters } = state;
  const slot = services.type[s]! * SECTOR_COUNT + services.sector[s]!;
  for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
    counters.placed[children.area[c]! * SERVICE_TYPE_COUNT * SECTOR_COUNT + slot]! += sign;
  }
}

/** Closes a service that no child lives in any more: its places are gone. */
export function retireService(state: State, s: number): void {
  const { services } = state;
  if (services.firstChild[s]! >= 0) throw new Error('a service cannot close while a child lives in it');
  leavePool(state, s);
  state.counters.placesClosed[placesSlot(state, s)]! += services.registered[s]!;
  state.ownerHomes[services.owner[s]!]!--;
  services.status[s] = CLOSED;
  services.registered[s] = 0;
  services.usable[s] = 0;
  services.households[s] = 0;
  services.otherCountry[s] = 0;
  services.held[s] = 0;
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
