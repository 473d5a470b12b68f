import { daysInMonth } from '../../../domain/calendar.ts';
import { ALONE, SEEK_DISPLACED, SEEK_NONE, SERVICE_TYPE_COUNT, WAITING } from '../../constants.ts';
import { placeChild } from '../../placing.ts';
import type { State } from '../../state.ts';

const AVERAGE_DAYS_IN_MONTH = 365.25 / 12;

/** The child is placed, and those who search together with it. */
export function settleIn(state: State, c: number, type: number, service: number, located: number): void {
  const { groupNext } = state.children;
  for (let one = c; one >= 0;) {
    const next = groupNext[one]!;
    settleOne(state, one, type, service, located);
    one = next === c ? ALONE : next;
  }
}

/** One child is placed: what it waited and whether the market forced the move is counted, and the search is over. */
export function settleOne(state: State, c: number, type: number, service: number, located: number): void {
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
  placeChild(state, c, type, service, located);
  children.seek[c] = SEEK_NONE;
  if (children.groupNext[c]! >= 0) children.groupNext[c] = ALONE;
}
