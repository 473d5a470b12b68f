import { FOR_PROFIT, FOSTER, RESIDENTIAL, SERVICE_TYPE_COUNT } from '../../constants.ts';
import type { State } from '../../state.ts';
import { inForce } from '../policy.ts';
import { IN_COUNTRY, approved, countShadow } from './approval.ts';
import { nextStop, poolAt } from './compliant.ts';
import { isKnown, mayFind } from './least-luck.ts';
import { settleIn } from './settle.ts';
import { notePool, suitableService } from './suitable-service.ts';

/**
 * For-profit services in the area, the region and the country: freely while lawful, then only with approval, which is
 * applied for when a place that suits has been found.
 */
export function tryForProfit(state: State, c: number, type: number): boolean {
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
