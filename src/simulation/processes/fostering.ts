import { binomialAt, poissonAt } from '../../random/counts.ts';
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
import { drawAreaWords, drawWords, purposeIndex, uniformAt } from '../luck.ts';
import { monthlyProbability } from '../parameters.ts';
import { moveChild } from '../placing.ts';
import { changeRegistered, fosterPlaces, refreshVacancy, wakeAt } from '../services.ts';
import { poolOf } from '../state.ts';
import type { State } from '../state.ts';
import { inForce } from './policy.ts';

const CARERS = purposeIndex('carers');
const TRANSFER = purposeIndex('carers transfer');

/** Foster households are approved (Poisson) and leave (binomial), in every service that is open. */
export function applyFostering(state: State): void {
  const { services, parameters, luck, plan, month } = state;
  const leaving = monthlyProbability(parameters.carerLeaving);
  const growthEnded = inForce(plan.policy.growthEnded, state, FOSTER);
  for (let s = state.firstOfType[FOSTER]!; s >= 0; s = services.nextOfType[s]!) {
    const status = services.status[s]!;
    if (status !== OPEN && status !== CONVERTING) continue;
    const households = services.households[s]!;
    const sector = services.sector[s]!;
    const rate =
      sector === LOCAL_AUTHORITY ? parameters.carerApprovalsLocalAuthority : parameters.carerApprovalsAgencies;
    drawWords(luck, CARERS, services.hash[s]!, plan.startMonth + month);
    const u = uniformOf(luck.words[0]!);
    // Bernoulli's inequality: nobody leaves with a probability of at least 1 - n p, and nobody comes with 1 - mean.
    const left = u < 1 - households * leaving ? 0 : binomialAt(u, households, leaving);
    const mean = sector === FOR_PROFIT && growthEnded ? 0 : (households * rate) / 12;
    const v = uniformOf(luck.words[1]!);
    const approved = v < 1 - mean ? 0 : poissonAt(v, mean);
    if (left === 0 && approved === 0) continue;
    setHouseholds(state, s, households - left + approved);
  }
  for (const lever of plan.levers.carers) {
    const since = month - lever.from;
    if (since < 0 || since >= lever.months) continue;
    const added = Math.floor(lever.perMonth * (since + 1)) - Math.floor(lever.perMonth * since);
    const s = added > 0 ? state.poolFirst[poolOf(luck.areas, FOSTER, lever.area, lever.sector)]! : -1;
    if (s >= 0) setHouseholds(state, s, services.households[s]! + added);
  }
}

/** Sets a service's households and the places that follow; children for whom no place is left must move. */
export function setHouseholds(state: State, s: number, households: number): void {
  const { services } = state;
  services.households[s] = households;
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
  let target = openServiceIn(state, poolOf(luck.areas, FOSTER, area, LOCAL_AUTHORITY), s);
  if (target < 0) target = openServiceIn(state, poolOf(luck.areas, FOSTER, area, NOT_FOR_PROFIT), s);
  if (target >= 0) {
    const u = uniformAt(luck, TRANSFER, services.hash[s]!, 0);
    const moving = binomialAt(u, services.households[s]!, parameters.carersTransfer);
    setHouseholds(state, target, services.households[target]! + moving);
    let c = services.firstChild[s]!;
    while (c >= 0) {
      const next = children.nextInService[c]!;
      drawAreaWords(luck, TRANSFER, children.area[c]!, children.identity[c]!, 1);
      const room = services.registered[target]! - services.occupied[target]! - services.held[target]!;
      if (room > 0 && uniformOf(luck.words[0]!) < parameters.carersTransfer) {
        moveChild(state, c, FOSTER, target, area);
      }
      c = next;
    }
  }
  displaceChildren(state, s);
  closeService(state, s);
}

/** An open service of a pool other than one, or -1. */
function openServiceIn(state: State, pool: number, except: number): number {
  const { services } = state;
  for (let s = state.poolFirst[pool]!; s >= 0; s = services.poolNext[s]!) {
    if (s !== except && services.status[s] === OPEN) return s;
  }
  return -1;
}
