import { mix32 } from '../random/keys.ts';
import {
  ELSEWHERE,
  KINSHIP,
  NOWHERE,
  OUTSIDE,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SEEK_NONE,
  SERVICE_TYPE_COUNT,
  WAITING,
} from './constants.ts';
import { countEnd, countNeed, countOccupant, countStart, countWaiting } from './child-counts.ts';
import { refreshVacancy } from './vacancies.ts';
import type { State } from './state.ts';

/** Step between the words of a child's spells of search (the golden ratio in 32 bits). */
const SPELL_STEP = 0x9e3779b9;
/** Not counted anywhere yet, or no more. */
export const UNCOUNTED = 255;

/**
 * Moves a child from where it lives to a placement: the one place where stocks of children change.
 * `place` is a placement type, WAITING, or UNCOUNTED to leave care; `service` is -1 where no service is meant. The child
 * keeps the month from which it counts as placed, as one who moves with its carer does.
 */
export function moveChild(state: State, c: number, place: number, service: number, located: number): void {
  leavePlace(state, c);
  takePlace(state, c, place, service, located);
}

/** Moves a child to a place that was found for it now. */
export function placeChild(state: State, c: number, place: number, service: number, located: number): void {
  leavePlace(state, c);
  state.children.placedSince[c] = state.month;
  takePlace(state, c, place, service, located);
}

function leavePlace(state: State, c: number): void {
  const { children, counters, services } = state;
  const place = children.place[c]!;
  if (place === UNCOUNTED) return;
  const area = children.area[c]!;
  counters.lookedAfter[area * (PLACEMENT_TYPE_COUNT + 1) + place]!--;
  if (place === WAITING) {
    countWaiting(state, c, -1);
    // A child who leaves care needs nothing any more: setNeed has taken it off already.
    if (children.need[c] !== UNCOUNTED) counters.waiting[area * PLACEMENT_TYPE_COUNT + children.need[c]!]!--;
    if (children.unregistered[c]) {
      counters.waitingUnregistered[area]!--;
      children.unregistered[c] = 0;
    }
    return;
  }
  const located = children.located[c]!;
  if (located === OUTSIDE) {
    counters.placedOutside[area * PLACEMENT_TYPE_COUNT + place]!--;
    if (children.outsideExtra[c]) {
      children.outsideExtra[c] = 0;
      state.outsideExtra -= children.uses[c]!;
    }
  } else if (located !== area) counters.placedElsewhere[area * PLACEMENT_TYPE_COUNT + place]!--;
  const s = children.service[c]!;
  if (s < 0) return;
  counters.placed[
    area * (SERVICE_TYPE_COUNT * SECTOR_COUNT) + services.type[s]! * SECTOR_COUNT + services.sector[s]!
  ]!--;
  const next = children.nextInService[c]!;
  const previous = children.previousInService[c]!;
  if (previous >= 0) children.nextInService[previous] = next;
  else services.firstChild[s] = next;
  if (next >= 0) children.previousInService[next] = previous;
  services.occupied[s]! -= children.uses[c]!;
  countOccupant(state, c, s, -1);
  refreshVacancy(state, s);
}

function takePlace(state: State, c: number, place: number, service: number, located: number): void {
  const { children, counters, services } = state;
  const area = children.area[c]!;
  children.place[c] = place;
  children.service[c] = service;
  children.located[c] = located;
  if (place === UNCOUNTED) return;
  counters.lookedAfter[area * (PLACEMENT_TYPE_COUNT + 1) + place]!++;
  if (place === WAITING) {
    counters.waiting[area * PLACEMENT_TYPE_COUNT + children.need[c]!]!++;
    countWaiting(state, c, 1);
    children.located[c] = NOWHERE;
    return;
  }
  if (located === OUTSIDE) counters.placedOutside[area * PLACEMENT_TYPE_COUNT + place]!++;
  else if (located !== area) counters.placedElsewhere[area * PLACEMENT_TYPE_COUNT + place]!++;
  if (service < 0) return;
  counters.placed[(area * SERVICE_TYPE_COUNT + services.type[service]!) * SECTOR_COUNT + services.sector[service]!]!++;
  const first = services.firstChild[service]!;
  children.nextInService[c] = first;
  children.previousInService[c] = -1;
  if (first >= 0) children.previousInService[first] = c;
  services.firstChild[service] = c;
  services.occupied[service]! += children.uses[c]!;
  countOccupant(state, c, service, 1);
  refreshVacancy(state, service);
}

/** The parent who lived with a child goes: the place is free again, wherever they lived. */
export function partFromParent(state: State, c: number): void {
  const { children } = state;
  const service = children.service[c]!;
  if (service >= 0) {
    leavePlace(state, c);
    children.uses[c] = 1;
    takePlace(state, c, children.place[c]!, service, children.located[c]!);
    return;
  }
  if (children.outsideExtra[c]) state.outsideExtra -= children.uses[c]! - 1;
  children.uses[c] = 1;
}

/** Sets what a child needs, and the list of children whom secure care could be sought for. */
export function setNeed(state: State, c: number, need: number): void {
  const { children, counters } = state;
  const area = children.area[c]!;
  const old = children.need[c]!;
  if (old === need) return;
  if (old === UNCOUNTED) countStart(state, c);
  if (need === UNCOUNTED) countEnd(state, c);
  countNeed(state, c, old, -1);
  countNeed(state, c, need, 1);
  if (old !== UNCOUNTED) {
    counters.needing[area * PLACEMENT_TYPE_COUNT + old]!--;
    if (children.place[c] === WAITING) counters.waiting[area * PLACEMENT_TYPE_COUNT + old]!--;
  }
  if (need !== UNCOUNTED) {
    counters.needing[area * PLACEMENT_TYPE_COUNT + need]!++;
    if (children.place[c] === WAITING) counters.waiting[area * PLACEMENT_TYPE_COUNT + need]!++;
  }
  children.need[c] = need;
  if (need === RESIDENTIAL) {
    children.residentialAt[c] = state.residentialCount;
    state.residentialList[state.residentialCount++] = c;
  } else if (old === RESIDENTIAL) {
    const at = children.residentialAt[c]!;
    const last = state.residentialList[--state.residentialCount]!;
    state.residentialList[at] = last;
    children.residentialAt[last] = at;
    children.residentialAt[c] = -1;
  }
}

/** Makes a child search, or raises the urgency of its search. A new spell of search has luck of its own. */
export function seekPlace(state: State, c: number, urgency: number): void {
  const { children, counters } = state;
  const before = children.seek[c]!;
  children.seek[c] = urgency;
  if (before !== SEEK_NONE) return;
  const need = children.need[c]!;
  if (needsService(need)) counters.searches[children.area[c]! * SERVICE_TYPE_COUNT + need]!++;
  if (children.spell[c] !== 65535) children.spell[c]!++;
  children.spellWord[c] = mix32((children.searchWord[c]! + Math.imul(children.spell[c]!, SPELL_STEP)) | 0);
  children.decision[c] = -1;
  children.approved[c] = 0;
  children.applications[c] = 0;
  children.shadowCounted[c] = 0;
  if (children.listed[c] === 1) return;
  children.listed[c] = 1;
  state.seekers[state.seekerCount++] = c;
}

/** Whether a placement type needs a place in a service. */
export function needsService(type: number): boolean {
  return type < KINSHIP;
}

/** Where a child in a type without services lives, from one uniform: own area, outside, or elsewhere in the country. */
export function locationOf(u: number, area: number, ownShare: number, outsideShare: number): number {
  return u < ownShare ? area : u < ownShare + outsideShare ? OUTSIDE : ELSEWHERE;
}
