import { growColumns } from './grow.ts';
import { countPlaces } from './place-counts.ts';
import type { State } from './state.ts';

/*
 * Beds of secure homes. Each home has beds for welfare placements that are staffed (`services.staffed`); a stay in one
 * ends at a time inside a month. Homes stand in the order in which they came, and a bed is looked for in that order.
 */

/** Occupied beds and secure homes. `child` is -1 for a child of another country. */
export interface SecureBeds {
  /** Secure homes that admit or admitted children in this draw, and how many. */
  homes: Int32Array;
  homeCount: number;
  /** Occupied beds: end of the stay in months from the start, who is in it, and the home. */
  ends: Float64Array;
  child: Int32Array;
  home: Int32Array;
  occupied: number;
}

export function createSecureBeds(): SecureBeds {
  return {
    homes: new Int32Array(16),
    homeCount: 0,
    ends: new Float64Array(1024),
    child: new Int32Array(1024),
    home: new Int32Array(1024),
    occupied: 0,
  };
}

export function clearSecureBeds(beds: SecureBeds): void {
  beds.homeCount = 0;
  beds.occupied = 0;
}

/** A home begins to admit children, to as many beds. */
export function addSecureHome(state: State, s: number, beds: number): void {
  const { secure, services } = state;
  if (secure.homeCount === secure.homes.length) {
    const lists = { homes: secure.homes };
    growColumns(lists);
    Object.assign(secure, lists);
  }
  secure.homes[secure.homeCount++] = s;
  services.staffed[s] = beds;
}

/** The first home with a free bed, -1 when all are full. */
export function homeWithBed(state: State): number {
  const { secure, services } = state;
  for (let i = 0; i < secure.homeCount; i++) {
    const s = secure.homes[i]!;
    if (freeBedsOf(state, s) > 0 && services.staffed[s]! > 0) return s;
  }
  return -1;
}

/** Beds of a home that nobody is in. */
export function freeBedsOf(state: State, s: number): number {
  const { services } = state;
  return services.staffed[s]! - services.occupied[s]! - services.otherCountry[s]!;
}

/** Takes a bed of a home until a time; `child` is -1 for a child of another country. */
export function occupyBed(state: State, s: number, until: number, child: number): void {
  const { secure } = state;
  if (secure.occupied === secure.ends.length) {
    const { ends, child: children, home } = secure;
    const lists = { ends, child: children, home };
    growColumns(lists);
    Object.assign(secure, lists);
  }
  secure.ends[secure.occupied] = until;
  secure.child[secure.occupied] = child;
  secure.home[secure.occupied++] = s;
  if (child !== -1) return;
  state.services.otherCountry[s]!++;
  countPlaces(state, s);
}

/** Gives back bed i; the last of the list takes its place. */
export function freeBed(state: State, i: number): void {
  const { secure, services } = state;
  const last = --secure.occupied;
  const s = secure.home[i]!;
  if (secure.child[i] === -1 && services.otherCountry[s]! > 0) {
    services.otherCountry[s]!--;
    countPlaces(state, s);
  }
  secure.ends[i] = secure.ends[last]!;
  secure.child[i] = secure.child[last]!;
  secure.home[i] = secure.home[last]!;
}

/** A home admits nobody any more. */
export function closeAdmissions(state: State, s: number): void {
  state.services.staffed[s] = 0;
}

/** A home has closed: whoever was in its beds is gone from them. */
export function forgetBeds(state: State, s: number): void {
  const { secure } = state;
  closeAdmissions(state, s);
  for (let i = secure.occupied - 1; i >= 0; i--) if (secure.home[i] === s) freeBed(state, i);
}
