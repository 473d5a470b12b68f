import { ADULT_AGE_MONTHS, AGE_BANDS, NEED_CLASSES, ageBandIndex } from '../domain/vocabulary.ts';
import { FOR_PROFIT, FOSTER, RESIDENTIAL, WAITING } from './constants.ts';
import { LIMITED_TYPE_COUNT, cohortsOf } from './counters.ts';
import { COUNT_HOUSED } from './place-counts.ts';
import type { State } from './state.ts';

/*
 * Counts of children that more than one step of the engine touches: each adds (sign 1) or takes away (-1) one child.
 */

const CLASSES = NEED_CLASSES.length;
const BANDS = AGE_BANDS.length;

/** A child comes to be looked after. Those of the start come, too. */
export function countStart(state: State, c: number): void {
  const { children, counters, plan, month } = state;
  const area = children.area[c]!;
  const birth = children.birth[c]!;
  counters.startedByBand[area * BANDS + ageBandIndex(month - birth)]!++;
  counters.bornIn[area * cohortsOf(plan.months) + birth + ADULT_AGE_MONTHS]!++;
  counters.unaccompanied[area]! += children.unaccompanied[c]!;
}

/** A child ceases to be looked after. */
export function countEnd(state: State, c: number): void {
  const { children, counters, plan, month } = state;
  const area = children.area[c]!;
  const birth = children.birth[c]!;
  counters.ceasedByBand[area * BANDS + ageBandIndex(month - birth)]!++;
  counters.bornIn[area * cohortsOf(plan.months) + birth + ADULT_AGE_MONTHS]!--;
  counters.unaccompanied[area]! -= children.unaccompanied[c]!;
  counters.monthsInCare[area]! += month - children.entry[c]!;
}

/** A child needs a type, where it lives now. */
export function countNeed(state: State, c: number, need: number, sign: number): void {
  if (need !== RESIDENTIAL && need !== FOSTER) return;
  const { children, counters, services } = state;
  const area = children.area[c]!;
  if (need === RESIDENTIAL) {
    const slot = area * CLASSES + children.needClass[c]!;
    counters.needingByClass[slot]! += sign;
    if (children.place[c] === WAITING) counters.waitingByClass[slot]! += sign;
    return;
  }
  const s = children.service[c]!;
  if (s >= 0 && services.type[s] === RESIDENTIAL) counters.stepDownWaiting[area]! += sign;
}

/** A child waits for the type that it needs. */
export function countWaiting(state: State, c: number, sign: number): void {
  const { children, counters } = state;
  if (children.need[c] === RESIDENTIAL)
    counters.waitingByClass[children.area[c]! * CLASSES + children.needClass[c]!]! += sign;
}

/** A child lives in a service. */
export function countOccupant(state: State, c: number, s: number, sign: number): void {
  const { children, counters, services, plan, policy } = state;
  const type = services.type[s]!;
  const counted = services.countedAt[s]!;
  if (counted >= 0) counters.places[counted + COUNT_HOUSED]! += sign * children.uses[c]!;
  if (type >= LIMITED_TYPE_COUNT) return;
  const area = children.area[c]!;
  if (type === RESIDENTIAL) {
    counters.placedByClass[area * CLASSES + children.needClass[c]!]! += sign;
    if (children.need[c] === FOSTER) counters.stepDownWaiting[area]! += sign;
  }
  if (services.sector[s] === FOR_PROFIT) {
    if (children.placedSince[c]! < policy.approvalMonth[type]!)
      counters.legacy[area * LIMITED_TYPE_COUNT + type]! += sign;
    return;
  }
  const lies = services.area[s]!;
  if (lies === area) return;
  const slot = lies * LIMITED_TYPE_COUNT + type;
  const { regionOf } = plan.geography;
  const places = sign * children.uses[c]!;
  counters.heldFromAuthority[slot]! += places;
  if (regionOf[lies] !== regionOf[area]) counters.heldFromRegion[slot]! += places;
}
