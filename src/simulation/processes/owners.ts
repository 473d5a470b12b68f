import { mix32, uniformOf } from '../../random/keys.ts';
import {
  CLOSED,
  CONVERTING,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  NOT_FOR_PROFIT,
  OPEN,
  RESIDENTIAL,
} from '../constants.ts';
import {
  closeService,
  DUE_CARERS_TRANSFER,
  DUE_CLOSURE,
  DUE_NOTHING,
  DUE_TRANSFER,
  fitChildren,
  giveNotice,
} from '../displacement.ts';
import { drawWords, purposeIndex, uniformAt } from '../luck.ts';
import { binomialAt } from '../../random/counts.ts';
import { changeOwnerOf, changeSector, countChangeOfOwner, wakeAt } from '../services.ts';
import { fosterPlaces } from '../usable-places.ts';
import { refreshVacancy } from '../vacancies.ts';
import { addOwner } from '../state.ts';
import type { State } from '../state.ts';
import { transferCarers, windDownAgency } from './fostering.ts';
import { payForPurchase } from './money.ts';
import { inForce, REFUSES_FOR_OTHER_COUNTRY } from './policy.ts';

const OWNER_INTENT = purposeIndex('owner intent');
const OWNER_TIME = purposeIndex('owner intent time');
const FOLLOWS = purposeIndex('home follows owner');
const HOME_INTENT = purposeIndex('home intent');
const HOME_TIME = purposeIndex('home intent time');
const OUTCOME = purposeIndex('transfer outcome');
const SALE = purposeIndex('transfer sale');
const PLACE_KEPT = purposeIndex('place kept');
const OWNER_RESCUE = purposeIndex('owner failure rescue');

export const CONVERT = 1;
export const SELL = 2;
export const EXIT = 3;
export const REMAIN = 4;

/** Months after approval is needed over which the last owners decide. */
const LATE_DECISION_MONTHS = 24;
/** Months before approval is needed that count as the last year. */
const LAST_YEAR_MONTHS = 12;

/**
 * Draws what a for-profit service's owner will do and when. Homes follow their owner with the cohesion probability, else
 * decide alone; an agency decides as one. Without a date for approval there is no policy to answer, and no decision.
 */
export function planIntent(state: State, s: number): void {
  const { services, luck, parameters, policy } = state;
  const type = services.type[s]!;
  services.decisionMonth[s] = NEVER;
  if (services.sector[s] !== FOR_PROFIT || (type !== FOSTER && type !== RESIDENTIAL)) return;
  const approval = policy.approvalMonth[type]!;
  if (approval >= NEVER) return;
  const follows = type === FOSTER || uniformAt(luck, FOLLOWS, services.hash[s]!, 0) < parameters.ownerCohesion;
  const entity = follows ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  services.intentTimeLuck[s] = uniformAt(luck, follows ? OWNER_TIME : HOME_TIME, entity, type);
  services.intentLuck[s] = uniformAt(luck, follows ? OWNER_INTENT : HOME_INTENT, entity, type);
  timeDecision(state, s, approval);
}

/** Sets when a service's owner decides, and what, as levers and the day of approval stand now. */
function timeDecision(state: State, s: number, approval: number): void {
  const { services } = state;
  const type = services.type[s]!;
  const month = decisionMonth(state, services.intentTimeLuck[s]!, type, approval);
  services.decision[s] = decisionOf(state, services.intentLuck[s]!, type, month);
  // A home that opens after its owner decided answers at once.
  services.decisionMonth[s] = Math.max(month, state.month);
  wakeAt(state, s, services.decisionMonth[s]!);
}

/** Support for conversion has changed: owners who have not decided yet decide as it now stands. */
export function decideAnew(state: State): void {
  const { services } = state;
  for (let s = 0; s < services.count; s++) {
    const month = services.decisionMonth[s]!;
    if (month >= state.month && month < NEVER)
      services.decision[s] = decisionOf(state, services.intentLuck[s]!, services.type[s]!, month);
  }
}

/** The day of approval for a type has changed: owners who have not decided yet time it anew; all do where none was known. */
export function planIntentsAnew(state: State, type: number, noneKnown: boolean): void {
  const { services } = state;
  const approval = state.policy.approvalMonth[type]!;
  for (let s = 0; s < services.count; s++) {
    if (services.type[s] !== type || services.sector[s] !== FOR_PROFIT || services.status[s] !== OPEN) continue;
    if (noneKnown) planIntent(state, s);
    else if (services.decisionMonth[s]! < NEVER) timeDecision(state, s, approval);
  }
}

/** Month of a decision: uniform inside one of four windows around the milestones. */
function decisionMonth(state: State, u: number, type: number, approval: number): number {
  const p = state.parameters;
  const growth = Math.min(state.plan.policy.growthEndsMonth[type]!, approval);
  const lastYear = Math.max(growth, approval - LAST_YEAR_MONTHS);
  const shares = [p.decidesBeforeGrowthEnds, p.decidesUntilYearBefore, p.decidesYearBefore, p.decidesAfter];
  const starts = [0, Math.max(0, growth), Math.max(0, lastYear), Math.max(0, approval)];
  const ends = [starts[1]!, starts[2]!, starts[3]!, starts[3]! + LATE_DECISION_MONTHS];
  let left = u;
  for (let w = 0; w < 4; w++) {
    if (left < shares[w]! || w === 3) {
      const within = Math.min(0.999999, left / shares[w]!);
      return Math.floor(starts[w]! + within * (ends[w]! - starts[w]!));
    }
    left -= shares[w]!;
  }
  return NEVER;
}

/** What is decided. Support for conversion multiplies its share; the other shares shrink alike. */
function decisionOf(state: State, u: number, type: number, month: number): number {
  const p = state.parameters;
  const agency = type === FOSTER;
  const convert = agency ? p.agencyIntentConvert : p.homeIntentConvert;
  const sell = agency ? p.agencyIntentSell : p.homeIntentSell;
  const exit = agency ? p.agencyIntentExit : p.homeIntentExit;
  const { convertFactor } = state.levers;
  const factor = convertFactor[Math.min(month, convertFactor.length - 1)]!;
  const more = Math.min(1, convert * factor);
  const rest = convert < 1 ? (1 - more) / (1 - convert) : 0;
  if (u < more) return CONVERT;
  if (u < more + sell * rest) return SELL;
  return u < more + (sell + exit) * rest ? EXIT : REMAIN;
}

/** Owners fail; decisions take effect; notices and transfers that are due are settled. */
export function applyOwners(state: State): void {
  failOwners(state);
  const { services, month } = state;
  const known = services.count;
  const { wakes } = services;
  for (let s = 0; s < known; s++) {
    if (wakes[s]! > month) continue;
    if (services.dueMonth[s]! <= month) settle(state, s);
    if (services.status[s] === OPEN && services.decisionMonth[s]! <= month) decide(state, s);
    wakes[s] = Math.min(services.dueMonth[s]!, services.decisionMonth[s]!);
  }
}

function decide(state: State, s: number): void {
  const { services, parameters, luck } = state;
  const decision = services.decision[s]!;
  services.decisionMonth[s] = NEVER;
  if (services.sector[s] !== FOR_PROFIT) return;
  if (decision === EXIT) {
    if (services.type[s] === FOSTER) windDownAgency(state, s);
    else giveNotice(state, s, parameters.noticeMonths);
  } else if (decision === REMAIN) {
    if (services.type[s] !== RESIDENTIAL || inForce(state.policy.approvalNeeded, state, RESIDENTIAL)) return;
    if (uniformAt(luck, OUTCOME, services.hash[s]!, 2) < parameters.remainForEngland) {
      services.refuses[s] = REFUSES_FOR_OTHER_COUNTRY;
      refreshVacancy(state, s);
    }
  } else startTransfer(state, s, decision);
}

/** A conversion or sale begins; it is settled some months later. */
export function startTransfer(state: State, s: number, decision: number): void {
  const { services, parameters, month } = state;
  services.status[s] = CONVERTING;
  services.decision[s] = decision;
  services.due[s] = DUE_TRANSFER;
  services.dueMonth[s] = month + Math.max(1, Math.round(parameters.transferMonths));
  wakeAt(state, s, services.dueMonth[s]!);
}

function settle(state: State, s: number): void {
  const { services, luck, parameters, levers, month } = state;
  const due = services.due[s]!;
  services.due[s] = DUE_NOTHING;
  services.dueMonth[s] = NEVER;
  if (due === DUE_CLOSURE) closeService(state, s);
  else if (due === DUE_CARERS_TRANSFER) transferCarers(state, s);
  else if (due === DUE_TRANSFER) {
    const entity = services.type[s] === FOSTER ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
    const lever = levers.transferSucceeds[month]!;
    const chance = Number.isNaN(lever) ? parameters.transferSucceeds : lever;
    drawWords(luck, OUTCOME, entity, 0);
    const succeeds = uniformOf(luck.words[0]!) < chance;
    const exits = uniformOf(luck.words[1]!) < parameters.failedTransferExits;
    services.status[s] = OPEN;
    if (succeeds) completeTransfer(state, s, services.decision[s] === SELL);
    else if (!exits) refreshVacancy(state, s);
    else if (services.type[s] === FOSTER) windDownAgency(state, s);
    else giveNotice(state, s, parameters.noticeMonths);
  }
}

/** A service leaves the for-profit sector with the places that survive. Children stay, as far as there is room. */
export function completeTransfer(state: State, s: number, sold: boolean): void {
  const { services, luck, parameters, plan } = state;
  const foster = services.type[s] === FOSTER;
  const entity = foster ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  const toAuthority = sold && uniformAt(luck, SALE, entity, 0) < parameters.saleToAuthority;
  const sector = toAuthority ? LOCAL_AUTHORITY : NOT_FOR_PROFIT;
  const owner = toAuthority
    ? plan.owners.authority[services.area[s]!]!
    : sold
      ? addOwner(state, mix32(services.hash[s]! ^ 0x5e11))
      : services.owner[s]!;
  changeSector(state, s, sector, owner);
  let places = 0;
  if (foster) {
    drawWords(luck, PLACE_KEPT, services.hash[s]!, 0);
    services.households[s] = binomialAt(
      uniformOf(luck.words[0]!),
      services.households[s]!,
      parameters.transferPlacesKept,
    );
    places = fosterPlaces(state, s, services.households[s]!);
  } else {
    for (let k = 0; k < services.registered[s]!; k++) {
      if (uniformAt(luck, PLACE_KEPT, services.hash[s]!, k) < parameters.transferPlacesKept) places++;
    }
  }
  fitChildren(state, s, places);
  if (toAuthority) payForPurchase(state, s);
}

/** Owners with homes fail now and then: all their for-profit homes at once, of which a share is rescued. */
function failOwners(state: State): void {
  const { services, parameters, luck, month } = state;
  if (month < state.nextOwnerFailure) return;
  state.nextOwnerFailure = NEVER;
  const known = state.ownerCount;
  for (let o = 0; o < known; o++) {
    const fails = state.ownerFails[o]!;
    if (fails > month && fails < state.nextOwnerFailure) state.nextOwnerFailure = fails;
    if (fails !== month) continue;
    for (let s = 0; s < services.count; s++) {
      if (services.owner[s] !== o || services.sector[s] !== FOR_PROFIT || services.status[s] === CLOSED) continue;
      if (services.type[s] === FOSTER) {
        if (services.due[s] !== DUE_CARERS_TRANSFER) windDownAgency(state, s);
        continue;
      }
      const rescued = uniformAt(luck, OWNER_RESCUE, services.hash[s]!, 0) < parameters.ownerFailureRescued;
      if (!rescued) {
        closeService(state, s);
        continue;
      }
      countChangeOfOwner(state, s);
      if (inForce(state.plan.policy.registrationEnded, state, services.type[s]!)) completeTransfer(state, s, true);
      else {
        changeOwnerOf(state, s, addOwner(state, mix32(services.hash[s]! ^ 0xfa11 ^ month)));
      }
    }
  }
}
