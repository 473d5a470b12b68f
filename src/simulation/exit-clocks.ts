import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  NOT_FOR_PROFIT,
  RESIDENTIAL,
  WINDING_DOWN,
} from './constants.ts';
import { purposeIndex, thresholdAt } from './luck.ts';
import { bandOfPlaces, CLOSE, CONVERT, hazardSlot, TRANSFER } from './plan/hazards.ts';
import { monthlyHazard } from './parameters.ts';
import type { Parameters } from './parameters.ts';
import type { State } from './state.ts';

/*
 * Every service has one clock for what it does unasked: leave the register, or convert in place. Its hazard changes only
 * when its sector does or when its owner grows or shrinks past a limit, so the month in which it fires is kept, and worked
 * out anew at such a change.
 */

const HOME_EXIT = purposeIndex('home exit');

/** Hazards a month in `state.exitRates`: for-profit homes by their owner's homes, 0 to 21 and more; then the others. */
const LARGEST_OWNER = 21;
const OF_AUTHORITY = 22;
const OF_NOT_FOR_PROFIT = 23;
const OF_CONVERTED = 24;
const OF_AGENCY_FOR_PROFIT = 25;
const OF_AGENCY_NOT_FOR_PROFIT = 26;
const CONVERSION_OF_HOME = 27;
const CONVERSION_OF_AGENCY = 28;
const MOVES_PREMISES = 29;
export const EXIT_RATES = 30;

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

/**
 * Fills the table of hazards for the parameter set of a draw.
 *
 * @param values values of all assumptions, of which fitted hazards are some
 */
export function tableExitRates(state: State, values: Float64Array): void {
  const rows = state.plan.hazards?.rowAt;
  rows?.forEach((row, slot) => (state.fittedRates[slot] = row < 0 ? NaN : values[row]! / 12));
  const { exitRates, parameters: p } = state;
  const forProfit = monthlyHazard(p.homeExitForProfit);
  for (let homes = 0; homes <= LARGEST_OWNER; homes++) exitRates[homes] = forProfit * ownerSizeMultiplier(p, homes);
  exitRates[OF_AUTHORITY] = monthlyHazard(p.homeExitLocalAuthority);
  exitRates[OF_NOT_FOR_PROFIT] = monthlyHazard(p.homeExitNotForProfit);
  exitRates[OF_CONVERTED] = monthlyHazard(p.homeExitConverted);
  exitRates[OF_AGENCY_FOR_PROFIT] = monthlyHazard(p.agencyExitForProfit);
  exitRates[OF_AGENCY_NOT_FOR_PROFIT] = monthlyHazard(p.agencyExitNotForProfit);
  exitRates[CONVERSION_OF_HOME] = monthlyHazard(p.homeConversion);
  exitRates[MOVES_PREMISES] = monthlyHazard(p.homeMovesPremises);
  exitRates[CONVERSION_OF_AGENCY] = monthlyHazard(p.agencyConversion);
}

/** Hazard a month of a register exit, as the service and its owner stand now. */
export function exitRateOf(state: State, s: number): number {
  const { services, exitRates } = state;
  const sector = services.sector[s]!;
  if (services.type[s] === FOSTER) {
    if (sector === FOR_PROFIT) return exitRates[OF_AGENCY_FOR_PROFIT]!;
    return sector === NOT_FOR_PROFIT ? exitRates[OF_AGENCY_NOT_FOR_PROFIT]! : 0;
  }
  if (services.type[s] !== RESIDENTIAL) return 0;
  if (services.converted[s] === 1) return exitRates[OF_CONVERTED]!;
  const unfitted =
    sector === FOR_PROFIT
      ? exitRates[Math.min(LARGEST_OWNER, state.ownerHomes[services.owner[s]!]!)]!
      : exitRates[sector === LOCAL_AUTHORITY ? OF_AUTHORITY : OF_NOT_FOR_PROFIT]!;
  if (state.plan.hazards === undefined) return unfitted;
  const close = fittedRate(state, s, CLOSE);
  const transfer = fittedRate(state, s, TRANSFER);
  if (!Number.isNaN(close)) return close + (Number.isNaN(transfer) ? 0 : transfer);
  return Number.isNaN(transfer) ? unfitted : unfitted * (1 - state.parameters.homeExitChangeOfOwner) + transfer;
}

/** Share of the register exits of a service that are a change of owner. */
export function changeOfOwnerShareOf(state: State, s: number): number {
  const { homeExitChangeOfOwner } = state.parameters;
  const { services } = state;
  if (state.plan.hazards === undefined || services.type[s] !== RESIDENTIAL || services.converted[s] === 1)
    return homeExitChangeOfOwner;
  const close = fittedRate(state, s, CLOSE);
  const transfer = fittedRate(state, s, TRANSFER);
  if (Number.isNaN(transfer)) return Number.isNaN(close) ? homeExitChangeOfOwner : 0;
  const all = exitRateOf(state, s);
  return all > 0 ? transfer / all : 0;
}

/**
 * Fitted hazard a month of a home as it stands now; not a number where nothing is fitted. A fitted hazard of closing stands
 * in place of the shipped register exit with its multipliers and its share of changes of owner, and then a change of
 * owner has its own hazard, or none; a fitted hazard of a change of owner alone replaces that share.
 */
function fittedRate(state: State, s: number, cause: number): number {
  const { services, plan, month } = state;
  const year = Math.floor((plan.startMonth + month) / 12) - plan.hazards!.firstYear;
  return state.fittedRates[hazardSlot(year, cause, services.sector[s]!, bandOfPlaces(services.registered[s]!))]!;
}

/** Whether fitted hazards may differ from those of the month before: a calendar year begins. */
export function fittedHazardsMove(state: State): boolean {
  return state.plan.hazards !== undefined && state.month > 0 && (state.plan.startMonth + state.month) % 12 === 0;
}

/** Hazard a month of a conversion in place that no policy asks for. */
export function conversionRateOf(state: State, s: number): number {
  const { services, exitRates } = state;
  if (services.sector[s] !== FOR_PROFIT) return 0;
  if (services.type[s] === FOSTER) return exitRates[CONVERSION_OF_AGENCY]!;
  if (services.type[s] !== RESIDENTIAL) return 0;
  const fitted = state.plan.hazards === undefined ? NaN : fittedRate(state, s, CONVERT);
  return Number.isNaN(fitted) ? exitRates[CONVERSION_OF_HOME]! : fitted;
}

/** Hazard a month that a for-profit home must move: new premises cannot be registered once registration has ended. */
export function premisesRateOf(state: State, s: number): number {
  const { services, exitRates, plan, month } = state;
  if (services.type[s] !== RESIDENTIAL || services.sector[s] !== FOR_PROFIT) return 0;
  return month >= plan.policy.registrationEndsMonth[RESIDENTIAL]! ? exitRates[MOVES_PREMISES]! : 0;
}

function rateOf(state: State, s: number): number {
  return exitRateOf(state, s) + conversionRateOf(state, s) + premisesRateOf(state, s);
}

/** Starts the clock of a service at a month, with its luck of an ordinal: 0 when it opens, then one more each time it fires. */
export function startExitClock(state: State, s: number, ordinal: number, month: number): void {
  const { services } = state;
  // The rows of one agency share their clock from the start: an agency leaves as one.
  const entity = services.type[s] === FOSTER ? state.ownerHash[services.owner[s]!]! : services.hash[s]!;
  services.clockOrdinal[s] = ordinal;
  services.threshold[s] = thresholdAt(state.luck, HOME_EXIT, entity, ordinal);
  services.hazard[s] = 0;
  services.hazardSince[s] = month;
  services.exitRate[s] = rateOf(state, s);
  setExitMonth(state, s);
}

/** Brings the clock of a service up to this month with the hazard that it had, and lets it run on with the one it has now. */
export function changeExitRate(state: State, s: number): void {
  const { services, month } = state;
  if (services.status[s] === CLOSED || services.status[s] === WINDING_DOWN) return;
  const rate = rateOf(state, s);
  if (rate === services.exitRate[s]) return;
  const passed = month - services.hazardSince[s]!;
  if (passed > 0) {
    services.hazard[s]! += passed * services.exitRate[s]!;
    services.hazardSince[s] = month;
  }
  services.exitRate[s] = rate;
  setExitMonth(state, s);
}

/** The first month at whose end the summed hazard has passed the threshold. */
function setExitMonth(state: State, s: number): void {
  const { services } = state;
  const rate = services.exitRate[s]!;
  const months = Math.ceil((services.threshold[s]! - services.hazard[s]!) / rate);
  services.exitMonth[s] = rate > 0 ? Math.min(NEVER, services.hazardSince[s]! + Math.max(1, months) - 1) : NEVER;
}

/** Counts a home that an owner gains (1) or loses (-1); past a limit of size the clocks of its other homes change. */
export function countOwnersHome(state: State, owner: number, sign: number): void {
  const { ownerHomes, exitRates, services } = state;
  const before = ownerHomes[owner]!;
  const after = before + sign;
  ownerHomes[owner] = after;
  if (before === 0 || exitRates[Math.min(LARGEST_OWNER, before)] === exitRates[Math.min(LARGEST_OWNER, after)]) return;
  for (let s = 0; s < services.count; s++) {
    if (services.owner[s] === owner && services.sector[s] === FOR_PROFIT) changeExitRate(state, s);
  }
}
