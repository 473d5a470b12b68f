import { CLOSED, FOR_PROFIT, RESIDENTIAL, SERVICE_TYPE_COUNT, WINDING_DOWN } from '../constants.ts';
import { closeService } from '../displacement.ts';
import { changeExitRate, fittedHazardsMove } from '../exit-clocks.ts';
import { dropClosed, refreshVacancy } from '../vacancies.ts';
import { setUsable } from '../usable-places.ts';
import type { State } from '../state.ts';

/** A home that remains for children of another country refuses new children of its own. */
export const REFUSES_FOR_OTHER_COUNTRY = 1;
export const REFUSES_BY_EVENT = 2;

/** Whether a rule of the timetable is in force this month for a service type. */
export function inForce(rule: Uint8Array, state: State, type: number): boolean {
  return rule[type * state.plan.months + state.month] === 1;
}

/**
 * Reads the law of the month. Where for-profit registration itself ends, every for-profit service of the type closes.
 * Once authorities of the other country may place only exceptionally, homes that waited for their children take children
 * of the country again. A change of the staffed share by a lever takes effect.
 */
export function applyPolicy(state: State): void {
  const { services, plan, month } = state;
  dropClosed(state);
  if (month === plan.policy.registrationEndsMonth[RESIDENTIAL] || fittedHazardsMove(state)) {
    for (let s = state.firstOfType[RESIDENTIAL]!; s >= 0; s = services.nextOfType[s]!) changeExitRate(state, s);
  }
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    const ended = inForce(plan.policy.forProfitEnded, state, type);
    const opensAgain = state.policy.approvalMonth[type] === month;
    if (!ended && !opensAgain) continue;
    for (let s = 0; s < services.count; s++) {
      if (services.type[s] !== type || services.sector[s] !== FOR_PROFIT || services.status[s] === CLOSED) continue;
      if (ended) closeService(state, s);
      else if (services.refuses[s] === REFUSES_FOR_OTHER_COUNTRY) {
        services.refuses[s] = 0;
        refreshVacancy(state, s);
      }
    }
  }
  const { staffedShare, staffingFactor } = state.levers;
  const levelMoves = !Object.is(month === 0 ? NaN : staffedShare[month - 1]!, staffedShare[month]!);
  const areas = plan.geography.areaCodes.length;
  const factorMoves = (area: number): boolean =>
    staffingFactor[month * areas + area]! !== (month === 0 ? 1 : staffingFactor[(month - 1) * areas + area]!);
  let moves = levelMoves;
  for (let a = 0; a < areas && !moves; a++) moves = factorMoves(a);
  if (!moves) return;
  for (let s = 0; s < services.count; s++) {
    if (!levelMoves && !factorMoves(services.area[s]!)) continue;
    if (services.status[s] !== CLOSED && services.status[s] !== WINDING_DOWN) setUsable(state, s);
  }
}
