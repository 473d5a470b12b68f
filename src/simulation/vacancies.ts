import {
  CLOSED,
  CONVERTING,
  FOSTER,
  LOCAL_AUTHORITY,
  OPEN,
  POOL_KINDS,
  REGIONAL_POOL,
  SERVICE_TYPE_COUNT,
} from './constants.ts';
import { poolOf } from './state.ts';
import type { State } from './state.ts';

/** Closed services that may stay in the chains by type: whoever walks along them passes over those. */
const WORTH_DROPPING = 24;

/** Vacancies for which the chance of a match is tabled; more count as this many. */
export const TABLED = 256;

/** Row of the match tables for foster care, after the three need classes of residential care. */
export const FOSTER_MATCH = 3;

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

export function joinPool(state: State, s: number): void {
  const pool = poolBySector(state, s);
  state.services.pool[s] = pool;
  state.services.poolNext[s] = state.poolFirst[pool]!;
  state.poolFirst[pool] = s;
  if (state.poolUsed[pool] === 1) return;
  state.poolUsed[pool] = 1;
  state.routes.stale[state.services.type[s]!] = 1;
}

export function leavePool(state: State, s: number): void {
  const { services, poolFirst } = state;
  const pool = services.pool[s]!;
  setVacant(state, s, 0);
  let at = poolFirst[pool]!;
  if (at === s) {
    poolFirst[pool] = services.poolNext[s]!;
    return;
  }
  while (services.poolNext[at] !== s) at = services.poolNext[at]!;
  services.poolNext[at] = services.poolNext[s]!;
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

/** Keeps ready the chance that a pool suits a child from elsewhere, for each class of children who could ask. */
function noteChances(state: State, type: number, pool: number, vacant: number): void {
  const { poolChance, poolVacant } = state;
  const chances = pool % POOL_KINDS === LOCAL_AUTHORITY ? state.offeredWhole : state.matchWhole;
  const pools = poolVacant.length;
  if (type === FOSTER) poolChance[FOSTER_MATCH * pools + pool] = chances[FOSTER_MATCH * (TABLED + 1) + vacant]!;
  else {
    for (let k = 0; k < FOSTER_MATCH; k++) poolChance[k * pools + pool] = chances[k * (TABLED + 1) + vacant]!;
  }
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
