import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NOT_FOR_PROFIT,
  OPEN,
  RESIDENTIAL,
  WINDING_DOWN,
} from '../constants.ts';
import { giveNotice } from '../displacement.ts';
import { drawWords, purposeIndex, thresholdAt, uniformAt } from '../luck.ts';
import { monthlyHazard } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import { uniformOf } from '../../random/keys.ts';
import { setUsable } from '../services.ts';
import type { State } from '../state.ts';
import { windDownAgency } from './fostering.ts';
import { completeTransfer } from './owners.ts';
import { inForce } from './policy.ts';

const HOME_EXIT = purposeIndex('home exit');
const OUTCOME = purposeIndex('home exit outcome');

/** Exit multiplier by how many homes the owner has open. It was measured on for-profit homes and is used for them alone. */
export function ownerSizeMultiplier(p: Parameters, homes: number): number {
  return homes <= 1
    ? p.homeExitOwnerSize1
    : homes <= 5
      ? p.homeExitOwnerSize2To5
      : homes <= 20
        ? p.homeExitOwnerSize6To20
        : p.homeExitOwnerSize21Plus;
}

/** Register exits and conversions that happen without any policy, homes that are not viable, and new homes that fill. */
export function applyHomes(state: State): void {
  const { services, parameters: p, month, exitByOwnerSize } = state;
  const localAuthority = monthlyHazard(p.homeExitLocalAuthority);
  const notForProfit = monthlyHazard(p.homeExitNotForProfit);
  const forProfit = monthlyHazard(p.homeExitForProfit);
  for (let homes = 0; homes <= 21; homes++) exitByOwnerSize[homes] = forProfit * ownerSizeMultiplier(p, homes);
  const converted = monthlyHazard(p.homeExitConverted);
  const conversion = monthlyHazard(p.homeConversion);
  const agencyForProfit = monthlyHazard(p.agencyExitForProfit);
  const agencyNotForProfit = monthlyHazard(p.agencyExitNotForProfit);
  const agencyConversion = monthlyHazard(p.agencyConversion);
  for (let s = state.firstOfType[FOSTER]!; s >= 0; s = services.nextOfType[s]!) {
    const status = services.status[s]!;
    const sector = services.sector[s]!;
    if (status === CLOSED || status === WINDING_DOWN) continue;
    if (sector === FOR_PROFIT) advance(state, s, agencyForProfit, agencyConversion);
    else if (sector === NOT_FOR_PROFIT) advance(state, s, agencyNotForProfit, 0);
  }
  const youngest = month - p.homeFillMonths - 1;
  const viability = inForce(state.plan.policy.approvalNeeded, state, RESIDENTIAL);
  for (let s = state.firstOfType[RESIDENTIAL]!; s >= 0; s = services.nextOfType[s]!) {
    const status = services.status[s]!;
    if (status === CLOSED || status === WINDING_DOWN) continue;
    if (services.opened[s]! >= youngest && services.opened[s]! >= 0) setUsable(state, s);
    const sector = services.sector[s]!;
    const exit =
      services.converted[s] === 1
        ? converted
        : sector === FOR_PROFIT
          ? exitByOwnerSize[Math.min(21, state.ownerHomes[services.owner[s]!]!)]!
          : sector === LOCAL_AUTHORITY
            ? localAuthority
            : notForProfit;
    if (advance(state, s, exit, sector === FOR_PROFIT ? conversion : 0)) continue;
    if (viability) checkViability(state, s);
  }
}

/** Adds a month's hazard to a service's clock, and lets happen what has come due. Answers whether anything did. */
function advance(state: State, s: number, exit: number, conversion: number): boolean {
  const { services } = state;
  const hazard = services.hazard[s]! + (exit + conversion);
  if (hazard < services.threshold[s]!) {
    services.hazard[s] = hazard;
    return false;
  }
  leave(state, s, exit, conversion);
  return true;
}

/** A service's clock has fired: it converts in place, changes its owner, or gives notice. */
function leave(state: State, s: number, exit: number, conversion: number): void {
  const { services, luck, parameters } = state;
  const agency = services.type[s] === FOSTER;
  // The rows of one agency share their clock: an agency leaves as one.
  const entity = agency ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  const ordinal = ++services.clockOrdinal[s]!;
  services.hazard[s] = 0;
  services.threshold[s] = thresholdAt(luck, HOME_EXIT, entity, ordinal);
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
