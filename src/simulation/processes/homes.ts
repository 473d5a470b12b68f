import { CLOSED, FOR_PROFIT, FOSTER, OPEN, RESIDENTIAL, WINDING_DOWN } from '../constants.ts';
import { giveNotice } from '../displacement.ts';
import { conversionRateOf, exitRateOf, startExitClock } from '../exit-clocks.ts';
import { drawWords, purposeIndex, uniformAt } from '../luck.ts';
import { uniformOf } from '../../random/keys.ts';
import { setUsable } from '../services.ts';
import type { State } from '../state.ts';
import { windDownAgency } from './fostering.ts';
import { completeTransfer } from './owners.ts';
import { inForce } from './policy.ts';

const OUTCOME = purposeIndex('home exit outcome');

/** Register exits and conversions that happen without any policy, homes that are not viable, and new homes that fill. */
export function applyHomes(state: State): void {
  const { services, parameters: p, month } = state;
  const youngest = Math.max(0, month - p.homeFillMonths - 1);
  for (let s = services.count - 1; s >= 0 && services.opened[s]! >= youngest; s--) {
    const status = services.status[s]!;
    if (services.type[s] === RESIDENTIAL && status !== CLOSED && status !== WINDING_DOWN) setUsable(state, s);
  }
  const known = services.count;
  const { exitMonth } = services;
  for (let s = 0; s < known; s++) if (exitMonth[s]! <= month) leave(state, s);
  if (!inForce(state.plan.policy.approvalNeeded, state, RESIDENTIAL)) return;
  for (let s = state.firstOfType[RESIDENTIAL]!; s >= 0; s = services.nextOfType[s]!) checkViability(state, s);
}

/** A service's clock has fired: it converts in place, changes its owner, or gives notice. */
function leave(state: State, s: number): void {
  const { services, luck, parameters, month } = state;
  const exit = exitRateOf(state, s);
  const conversion = conversionRateOf(state, s);
  const agency = services.type[s] === FOSTER;
  // The rows of one agency share their clock: an agency leaves as one.
  const entity = agency ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  const ordinal = services.clockOrdinal[s]! + 1;
  startExitClock(state, s, ordinal, month + 1);
  if (services.status[s] === CLOSED || services.status[s] === WINDING_DOWN) return;
  drawWords(luck, OUTCOME, entity, ordinal);
  const which = uniformOf(luck.words[0]!);
  const kept = uniformOf(luck.words[1]!);
  if (which * (exit + conversion) < conversion) completeTransfer(state, s, false);
  else if (kept < parameters.homeExitChangeOfOwner) changeOwner(state, s, entity, ordinal);
  else if (agency) windDownAgency(state, s);
  else giveNotice(state, s, parameters.noticeMonths);
}

/**
 * A register exit that is a change of owner keeps its places. Once for-profit registration has ended, a for-profit
 * service keeps them only if an authority or a not-for-profit body buys it; else it closes.
 */
function changeOwner(state: State, s: number, entity: number, ordinal: number): void {
  const { services, luck, plan, parameters } = state;
  const ended = inForce(plan.policy.registrationEnded, state, services.type[s]!);
  if (services.sector[s] !== FOR_PROFIT || !ended) return;
  if (services.status[s] !== OPEN) return;
  if (uniformAt(luck, OUTCOME, entity, 1000 + ordinal) < parameters.transferSucceeds) completeTransfer(state, s, true);
  else if (services.type[s] === FOSTER) windDownAgency(state, s);
  else giveNotice(state, s, parameters.noticeMonths);
}

/** Once new placements need approval, a for-profit home that stays too empty for too long gives notice. */
function checkViability(state: State, s: number): void {
  const { services, parameters } = state;
  if (services.sector[s] !== FOR_PROFIT || services.status[s] !== OPEN || services.serves[s] === 0) return;
  const filled = services.occupied[s]! + services.otherCountry[s]!;
  if (filled >= parameters.viableOccupancy * services.registered[s]!) services.lowMonths[s] = 0;
  else if (++services.lowMonths[s]! >= parameters.viableMonths) giveNotice(state, s, parameters.noticeMonths);
}
