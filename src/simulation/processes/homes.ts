import { CLOSED, FOR_PROFIT, FOSTER, LOCAL_AUTHORITY, OPEN, RESIDENTIAL, WINDING_DOWN } from '../constants.ts';
import { giveNotice } from '../displacement.ts';
import { changeOfOwnerShareOf, conversionRateOf, exitRateOf, premisesRateOf, startExitClock } from '../exit-clocks.ts';
import { drawWords, purposeIndex } from '../luck.ts';
import { mix32, uniformOf } from '../../random/keys.ts';
import { changeOwnerOf, countChangeOfOwner, placesSlot } from '../services.ts';
import { setUsable } from '../usable-places.ts';
import { addOwner } from '../state.ts';
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
  if (!inForce(state.policy.approvalNeeded, state, RESIDENTIAL)) return;
  for (let s = state.firstOfType[RESIDENTIAL]!; s >= 0; s = services.nextOfType[s]!) checkViability(state, s);
}

/** A service's clock has fired: it converts in place, changes its owner, must move premises, or gives notice. */
function leave(state: State, s: number): void {
  const { services, luck, month } = state;
  const exit = exitRateOf(state, s);
  const conversion = conversionRateOf(state, s);
  const premises = premisesRateOf(state, s);
  const changesHands = changeOfOwnerShareOf(state, s);
  const agency = services.type[s] === FOSTER;
  // The rows of one agency share their clock: an agency leaves as one.
  const entity = agency ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  const ordinal = services.clockOrdinal[s]! + 1;
  startExitClock(state, s, ordinal, month + 1);
  if (services.status[s] === CLOSED || services.status[s] === WINDING_DOWN) return;
  drawWords(luck, OUTCOME, entity, ordinal);
  const which = uniformOf(luck.words[0]!) * (exit + conversion + premises);
  const kept = uniformOf(luck.words[1]!);
  if (which < conversion) completeTransfer(state, s, false);
  else if (which < conversion + exit && kept < changesHands) changeOwner(state, s, entity, ordinal);
  else giveUp(state, s);
}

/**
 * A register exit that is a change of owner keeps its places: until for-profit registration ends the assets are sold and
 * the buyer registers anew. After that a for-profit service keeps them only when the owner's shares are sold (no register
 * exit) or when an authority or a not-for-profit body buys the assets; else it closes. The rows of an agency are sold
 * together, to one buyer. An authority's home that leaves the register and keeps its places has registered anew, and stays the authority's.
 */
function changeOwner(state: State, s: number, entity: number, ordinal: number): void {
  const { services, luck, plan, parameters, counters } = state;
  const forProfit = services.sector[s] === FOR_PROFIT;
  if (forProfit && inForce(plan.policy.registrationEnded, state, services.type[s]!)) {
    if (services.status[s] !== OPEN) return;
    drawWords(luck, OUTCOME, entity, 1000 + ordinal);
    if (uniformOf(luck.words[1]!) < parameters.saleOfShares) {
      counters.sharesSold[placesSlot(state, s)]!++;
      sellTo(state, s, entity, ordinal);
    } else if (uniformOf(luck.words[0]!) < parameters.transferSucceeds) {
      countChangeOfOwner(state, s);
      completeTransfer(state, s, true);
    } else giveUp(state, s);
    return;
  }
  // An authority's home has registered anew: it does not change hands, and is not counted as if it did.
  if (services.sector[s] === LOCAL_AUTHORITY) return;
  countChangeOfOwner(state, s);
  sellTo(state, s, entity, ordinal);
}

/** A new owner takes a home over. The rows of an agency keep the number of theirs, so that they still act as one. */
function sellTo(state: State, s: number, entity: number, ordinal: number): void {
  if (state.services.type[s] === FOSTER) return;
  changeOwnerOf(state, s, addOwner(state, mix32(entity + Math.imul(ordinal, 0x9e3779b9))));
}

function giveUp(state: State, s: number): void {
  if (state.services.type[s] === FOSTER) windDownAgency(state, s);
  else giveNotice(state, s, state.parameters.noticeMonths);
}

/** Once new placements need approval, a for-profit home that stays too empty for too long gives notice. */
function checkViability(state: State, s: number): void {
  const { services, parameters } = state;
  if (services.sector[s] !== FOR_PROFIT || services.status[s] !== OPEN || services.serves[s] === 0) return;
  const filled = services.occupied[s]! + services.otherCountry[s]!;
  if (filled >= parameters.viableOccupancy * services.registered[s]!) services.lowMonths[s] = 0;
  else if (++services.lowMonths[s]! >= parameters.viableMonths) giveNotice(state, s, parameters.noticeMonths);
}
