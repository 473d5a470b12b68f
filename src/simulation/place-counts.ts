import { CLOSED, SECTOR_COUNT, SERVICE_TYPE_COUNT } from './constants.ts';
import type { State } from './state.ts';

/*
 * Running counts of places by area, type and sector. Whatever changes the places of a service says so here, so that
 * nobody has to walk over all services to know how many places there are.
 */

/** Numbers counted for an area, type and sector: places registered, usable and in use by others than the country's children. */
export const COUNT_REGISTERED = 0;
export const COUNT_USABLE = 1;
export const COUNT_TAKEN = 2;
/** Approved foster households. */
export const COUNT_HOUSEHOLDS = 3;
/** Children of the country who live there; kept by child-counts.ts. */
export const COUNT_HOUSED = 4;
export const PLACE_COUNTS = 5;

/** Brings the counts of places up to date with one service. A service that serves others than children looked after has none. */
export function countPlaces(state: State, s: number): void {
  const { services } = state;
  const { countedAt, countedRegistered, countedUsable, countedTaken, countedHouseholds } = services;
  const counts = state.counters.places;
  const before = countedAt[s]!;
  if (before >= 0) {
    counts[before + COUNT_REGISTERED]! -= countedRegistered[s]!;
    counts[before + COUNT_USABLE]! -= countedUsable[s]!;
    counts[before + COUNT_TAKEN]! -= countedTaken[s]!;
    counts[before + COUNT_HOUSEHOLDS]! -= countedHouseholds[s]!;
    counts[before + COUNT_HOUSED]! -= services.occupied[s]!;
  }
  if (services.status[s] === CLOSED || services.serves[s] === 0) {
    countedAt[s] = -1;
    return;
  }
  const kind = services.type[s]! * SECTOR_COUNT + services.sector[s]!;
  const at = (services.area[s]! * SERVICE_TYPE_COUNT * SECTOR_COUNT + kind) * PLACE_COUNTS;
  countedAt[s] = at;
  counts[at + COUNT_REGISTERED]! += countedRegistered[s] = services.registered[s]!;
  counts[at + COUNT_USABLE]! += countedUsable[s] = services.usable[s]!;
  counts[at + COUNT_TAKEN]! += countedTaken[s] = services.otherCountry[s]! + services.held[s]!;
  counts[at + COUNT_HOUSEHOLDS]! += countedHouseholds[s] = services.households[s]!;
  counts[at + COUNT_HOUSED]! += services.occupied[s]!;
}
