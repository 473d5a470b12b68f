import { binomialAt } from '../../random/counts.ts';
import { uniformOf } from '../../random/keys.ts';
import {
  CONVERTING,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  NOT_FOR_PROFIT,
  OPEN,
  WINDING_DOWN,
} from '../constants.ts';
import { closeService, displaceChildren, DUE_CARERS_TRANSFER, fitChildren } from '../displacement.ts';
import { drawAreaWords, purposeIndex, thresholdAt, uniformAt } from '../luck.ts';
import { monthlyHazard } from '../parameters.ts';
import { moveChild } from '../placing.ts';
import { CARER_APPROVED, CARER_LEAVES, changeRegistered, wakeAt } from '../services.ts';
import { fosterPlaces } from '../usable-places.ts';
import { refreshVacancy } from '../vacancies.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';
import { inForce } from './policy.ts';
import { countPlaces } from '../place-counts.ts';

const TRANSFER = purposeIndex('carers transfer');

/**
 * Foster households leave and are approved, in every service that is open, by clocks. Each household leaves with the same
 * hazard, so that those left of a cohort are binomial; approvals come at a rate that follows the number of households.
 */
export function applyFostering(state: State): void {
  const { services, parameters: p, plan, month } = state;
  const leaving = monthlyHazard(p.carerLeaving);
  const ofAuthority = approvalHazard(p.carerApprovalsLocalAuthority, leaving);
  const ofAgency = approvalHazard(p.carerApprovalsAgencies, leaving);
  const ofForProfit = inForce(plan.policy.growthEnded, state, FOSTER) ? 0 : ofAgency;
  const { status, sector, households, leavingLeft, approvalLeft, nextOfType } = services;
  for (let s = state.firstOfType[FOSTER]!; s >= 0; s = nextOfType[s]!) {
    if (status[s] !== OPEN && status[s] !== CONVERTING) continue;
    const n = households[s]!;
    const approval = sector[s] === LOCAL_AUTHORITY ? ofAuthority : sector[s] === FOR_PROFIT ? ofForProfit : ofAgency;
    const leavingAfter = leavingLeft[s]! - n * leaving;
    const approvalAfter = approvalLeft[s]! - n * approval;
    if (leavingAfter > 0 && approvalAfter > 0) {
      leavingLeft[s] = leavingAfter;
      approvalLeft[s] = approvalAfter;
    } else carersComeAndGo(state, s, leaving, approval);
  }
  for (const lever of state.levers.carers) {
    const since = month - lever.from;
    if (since < 0 || since >= lever.months) continue;
    // A for-profit agency may approve nobody once growth has ended, whatever is paid for.
    if (lever.sector === FOR_PROFIT && inForce(plan.policy.growthEnded, state, FOSTER)) continue;
    const added = Math.floor(lever.perMonth * (since + 1)) - Math.floor(lever.perMonth * since);
    const s = added > 0 ? fosterServiceIn(state, lever.area, lever.sector, -1) : -1;
    if (s >= 0) setHouseholds(state, s, services.households[s]! + added);
  }
}

/**
 * Hazard a month at which a household brings in another, from approvals a year as a share of households: chosen so that
 * with leaving the mean grows in a month by exactly a twelfth of that share less those who left.
 */
function approvalHazard(yearly: number, leaving: number): number {
  return Math.log1p((yearly / 12) * Math.exp(leaving));
}

/** A month of one service in which somebody leaves or is approved: event after event, each at its own time. */
function carersComeAndGo(state: State, s: number, leaving: number, approval: number): void {
  const { services, luck } = state;
  const hash = services.hash[s]!;
  let n = services.households[s]!;
  let left = 1;
  while (n > 0) {
    const leaves = services.leavingLeft[s]! / (n * leaving);
    const comes = services.approvalLeft[s]! / (n * approval);
    const wait = Math.min(leaves, comes, left);
    services.leavingLeft[s]! -= n * leaving * wait;
    services.approvalLeft[s]! -= n * approval * wait;
    left -= wait;
    if (left <= 0) break;
    if (leaves <= comes) {
      n--;
      services.leavingLeft[s] = thresholdAt(luck, CARER_LEAVES, hash, ++services.householdsLeft[s]!);
    } else {
      n++;
      services.approvalLeft[s] = thresholdAt(luck, CARER_APPROVED, hash, ++services.householdsApproved[s]!);
    }
  }
  if (n !== services.households[s]) setHouseholds(state, s, n);
}

/** Sets a service's households and the places that follow; children for whom no place is left must move. */
export function setHouseholds(state: State, s: number, households: number): void {
  const { services } = state;
  services.households[s] = households;
  countPlaces(state, s);
  const places = fosterPlaces(state, s, households);
  if (places < services.occupied[s]! + services.held[s]!) fitChildren(state, s, places);
  else changeRegistered(state, s, places);
}

/** An agency row gives up: no new children; after some months its carers transfer or leave, and it closes. */
export function windDownAgency(state: State, s: number): void {
  const { services, parameters, month } = state;
  services.status[s] = WINDING_DOWN;
  services.decisionMonth[s] = NEVER;
  services.due[s] = DUE_CARERS_TRANSFER;
  services.dueMonth[s] = month + Math.max(1, Math.round(parameters.carersTransferMonths));
  wakeAt(state, s, services.dueMonth[s]!);
  refreshVacancy(state, s);
}

/**
 * The carers of an agency row move to the authority's own service in their area (else to a not-for-profit agency there),
 * or leave. A child stays with a carer who moves, without a move of its own; the others are displaced.
 */
export function transferCarers(state: State, s: number): void {
  const { services, children, parameters, luck } = state;
  const area = services.area[s]!;
  let target = fosterServiceIn(state, area, LOCAL_AUTHORITY, s);
  if (target < 0) target = fosterServiceIn(state, area, NOT_FOR_PROFIT, s);
  if (target >= 0) {
    const u = uniformAt(luck, TRANSFER, services.hash[s]!, 0);
    const moving = binomialAt(u, services.households[s]!, parameters.carersTransfer);
    setHouseholds(state, target, services.households[target]! + moving);
    let c = services.firstChild[s]!;
    while (c >= 0) {
      const next = children.nextInService[c]!;
      drawAreaWords(luck, TRANSFER, children.area[c]!, children.identity[c]!, 1);
      const room = services.registered[target]! - services.occupied[target]! - services.held[target]!;
      if (room >= children.uses[c]! && uniformOf(luck.words[0]!) < parameters.carersTransfer) {
        moveChild(state, c, FOSTER, target, area);
      }
      c = next;
    }
  }
  displaceChildren(state, s);
  closeService(state, s);
}

/** An open fostering service of a sector in an area, other than one; -1 when there is none. */
export function fosterServiceIn(state: State, area: number, sector: number, except: number): number {
  const { services } = state;
  const pool = poolOf(state.luck.areas, FOSTER, area, sector);
  for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) {
    if (s !== except && services.status[s] === OPEN) return s;
  }
  return -1;
}
