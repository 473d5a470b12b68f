import { widenChildren } from './child-rows.ts';
import type { ChildRows } from './child-rows.ts';
import type { Calendar } from './clocks.ts';
import { NEVER, POOL_KINDS } from './constants.ts';
import type { Counters } from './counters.ts';
import { growColumns } from './grow.ts';
import { clearHeldPlaces } from './held-places.ts';
import type { HeldPlaces } from './held-places.ts';
import type { Luck } from './luck.ts';
import { resetMoney } from './money-state.ts';
import type { MoneyState } from './money-state.ts';
import type { Newcomers } from './newcomers.ts';
import type { Parameters } from './parameters.ts';
import type { LeversPlan, Plan, Policy } from './plan/plan.ts';
import type { Routes } from './routes.ts';
import { clearRules } from './rules-state.ts';
import type { RulesState } from './rules-state.ts';
import { clearSecureBeds } from './secure-beds.ts';
import type { SecureBeds } from './secure-beds.ts';
import type { ServiceColumns } from './service-columns.ts';
import { UNDECIDED } from './state-constants.ts';

/** Everything that changes in a draw. Made once and used again: nothing is allocated inside a month. */
export interface State {
  readonly plan: Plan;
  /** Levers and law in force: those of the plan, or, where it has rules, copies that a rule may change. */
  readonly levers: LeversPlan;
  readonly policy: Policy;
  /** What rules keep, undefined for a plan without any. */
  readonly rules: RulesState | undefined;
  readonly luck: Luck;
  readonly parameters: Parameters;
  readonly children: ChildRows;
  readonly services: ServiceColumns;
  readonly heldPlaces: HeldPlaces;
  readonly calendar: Calendar;
  /** Rows that may be used again: those free for a month first, then `leftRows` that became free this month. */
  readonly freeRows: Int32Array;
  freeRowCount: number;
  readonly leftRows: Int32Array;
  leftRowCount: number;
  readonly counters: Counters;
  readonly money: MoneyState;
  /** First service of each pool (type, area, kind), chained by `poolNext`; and the pool's usable vacancies. */
  readonly poolFirst: Int32Array;
  readonly poolVacant: Int32Array;
  readonly poolHash: Uint32Array;
  /** 1 for pools that have, or had in this or another draw, a service: the others are not searched. */
  readonly poolUsed: Uint8Array;
  /**
   * Chance that a pool as it is now suits a child from elsewhere, by row of the match tables and pool: out of 2^32, and
   * 2^32 - 1 where it is certain.
   */
  readonly poolChance: Uint32Array;
  readonly routes: Routes;
  /** Vacancies of a type and kind in the whole country, and the most in any one pool of it since the search began. */
  readonly kindVacant: Int32Array;
  readonly kindMost: Int32Array;
  /** Pool whose vacancies a searching child does not count in full: that of the service it lives in; -1 none. */
  exceptPool: number;
  /** Children who search, in no order. */
  readonly seekers: Int32Array;
  seekerCount: number;
  /** Sort keys of those who search, and room to sort them. */
  readonly seekerKeys: Float64Array;
  readonly sortedSeekers: Int32Array;
  readonly sortedKeys: Float64Array;
  readonly bucketEnds: Int32Array;
  /** Children with residential need, for referrals to secure care. */
  readonly residentialList: Int32Array;
  residentialCount: number;
  /** Luck under which one of n vacancies suits a child, out of 2^32, by need class (then foster care) and n up to 256. */
  readonly matchChance: Float64Array;
  /** The same where only the share offered to other authorities counts. */
  readonly offeredChance: Float64Array;
  /** Both as whole numbers: 2^32 - 1 where it is certain. */
  readonly matchWhole: Uint32Array;
  readonly offeredWhole: Uint32Array;
  /** First and last service of each type that has not closed, chained by `nextOfType`; and how many in the chains have closed. */
  readonly firstOfType: Int32Array;
  readonly lastOfType: Int32Array;
  closedInChains: number;
  /** Homes of each owner that are open, and the month in which it fails, NEVER when that lies after the run. */
  readonly ownerHomes: Int32Array;
  readonly ownerFails: Int32Array;
  /** Earliest month in which an owner fails. */
  nextOwnerFailure: number;
  /** Identity of each owner in random keys: those of the plan, then those that come into being. */
  readonly ownerHash: Uint32Array;
  /** Hazards of leaving the register, see exit-clocks.ts. */
  readonly exitRates: Float64Array;
  /** Fitted hazards a month of homes, by `hazardSlot`; empty where the data set has none. */
  readonly fittedRates: Float64Array;
  ownerCount: number;
  /** Summed hazard and next threshold of openings by programme and area. */
  readonly openingHazard: Float64Array;
  readonly openingThreshold: Float64Array;
  readonly openingOrdinal: Int32Array;
  /** Homes open now that serve children looked after, those of levers left out, by sector and area. */
  readonly homesBySector: Int32Array;
  /** Of authorities' such homes those that no authority bought: what their openings go by. */
  authorityHomes: number;
  /** How much more or less often than the mean a child moves, at 256 even quantiles. */
  readonly moveFrailty: Float64Array;
  /** Where to begin in the tables of survival and of ages at entry: see stays.ts and entries.ts. */
  readonly stayGuide: Int16Array;
  readonly entryAges: Int16Array;
  readonly newcomers: Newcomers;
  /** Luck of the entries of six months, by area, age band and month. */
  readonly entryLuck: Uint32Array;
  /** Whether the data set lists supported accommodation: without a list it is not limited. */
  readonly independentLimited: boolean;
  /** Children placed outside the country beyond those there at the start. */
  outsideExtra: number;
  /** Secure homes and their beds; see secure-beds.ts. */
  readonly secure: SecureBeds;
  secureReferrals: number;
  secureOthers: number;
  secureNextReferral: number;
  secureNextOther: number;
  /** Share of unaccompanied children who come before 16; see unaccompanied.ts. */
  youngerShare: number;
  /** Chance that a child who comes into foster care came with the one before; see siblings.ts. */
  siblingChance: number;
  /** Places that the child who searches needs in one service: more than 1 for brothers and sisters, or with a parent. */
  placesSought: number;
  /** Hazards a month of a change of need, up from foster care and down from residential care. */
  stepUpHazard: number;
  stepDownHazard: number;
  /** Length of a secure stay, in months, of one exponential unit to the power of the spread. */
  secureStayUnit: number;
  /** Entries scale, month by month: the running clock of stays at the start of each month. */
  readonly stayClock: Float64Array;
  /** Month in which each project opens, NEVER when it does not; and the step at which it ends, 5 when it opens. */
  readonly projectMonth: Int32Array;
  readonly projectEndsAt: Uint8Array;
  month: number;
  /** Things that had to be set right: published children who found no seat at the start. */
  unseated: number;
}

/** A new owner that comes into being in a draw. Answers its number. */
export function addOwner(state: State, hash: number): number {
  if (state.ownerCount === state.ownerHash.length) growOwners(state);
  state.ownerHash[state.ownerCount] = hash;
  return state.ownerCount++;
}

/** Empties a state, so that a draw begins from the plan and nothing else. */
export function resetState(state: State): void {
  if (state.rules !== undefined) clearRules(state.rules, state.plan);
  state.children.count = 0;
  state.services.count = 0;
  resetMoney(state.money);
  clearHeldPlaces(state.heldPlaces);
  state.calendar.lengths.fill(0);
  state.freeRowCount = 0;
  state.leftRowCount = 0;
  state.kindVacant.fill(0);
  state.poolFirst.fill(-1);
  state.poolVacant.fill(0);
  state.poolChance.fill(0);
  state.seekerCount = 0;
  state.residentialCount = 0;
  state.ownerHomes.fill(0);
  state.ownerFails.fill(UNDECIDED);
  state.nextOwnerFailure = NEVER;
  state.homesBySector.fill(0);
  state.authorityHomes = 0;
  state.firstOfType.fill(-1);
  state.lastOfType.fill(-1);
  state.closedInChains = 0;
  state.ownerHash.set(state.plan.owners.hash);
  state.ownerCount = state.plan.owners.ids.length;
  clearSecureBeds(state.secure);
  state.openingHazard.fill(0);
  state.openingOrdinal.fill(0);
  state.outsideExtra = 0;
  state.secureReferrals = 0;
  state.secureOthers = 0;
  state.month = 0;
  state.unseated = 0;
  for (const values of Object.values(state.counters)) (values as Float64Array).fill(0);
}

/** Makes room for more children in everything that has a place for each. */
export function growChildren(state: State): void {
  widenChildren(state.children);
  const { seekers, seekerKeys, sortedSeekers, sortedKeys, residentialList, freeRows, leftRows } = state;
  const lists = { seekers, seekerKeys, sortedSeekers, sortedKeys, residentialList, freeRows, leftRows };
  growColumns(lists);
  Object.assign(state, lists);
}

function growOwners(state: State): void {
  const { ownerHomes, ownerFails, ownerHash } = state;
  const lists = { ownerHomes, ownerFails, ownerHash };
  growColumns(lists);
  Object.assign(state, lists);
  state.ownerHomes.fill(0, state.ownerCount);
  state.ownerFails.fill(UNDECIDED, state.ownerCount);
}

/** Number of a pool. */
export function poolOf(areas: number, type: number, area: number, kind: number): number {
  return (type * areas + area) * POOL_KINDS + kind;
}
