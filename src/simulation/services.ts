import { countOccupant } from './child-counts.ts';
import {
  CLOSED,
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  NEVER,
  OPEN,
  RESIDENTIAL,
  SECTOR_COUNT,
  SERVICE_TYPE_COUNT,
} from './constants.ts';
import { changeExitRate, countOwnersHome, startExitClock } from './exit-clocks.ts';
import { growColumns } from './grow.ts';
import { purposeIndex, thresholdAt, uniformAt } from './luck.ts';
import { monthlyHazard } from './parameters.ts';
import { countPlaces } from './place-counts.ts';
import { UNDECIDED } from './state-constants.ts';
import type { State } from './state.ts';
import { FOSTER_PLACES, setUsable } from './usable-places.ts';
import { joinPool, leavePool, refreshVacancy } from './vacancies.ts';

export const CARER_LEAVES = purposeIndex('carer leaves');

export const CARER_APPROVED = purposeIndex('carer approved');

const OWNER_FAILURE = purposeIndex('owner failure');
const OTHER_COUNTRY = purposeIndex('other country');

/** What is known of a service when it opens. */
export interface NewService {
  readonly hash: number;
  readonly type: number;
  readonly sector: number;
  readonly area: number;
  readonly owner: number;
  readonly places: number;
  readonly households: number;
  readonly serves: boolean;
  readonly regional: boolean;
  /** Whether a lever of the scenario brings it. */
  readonly chosen: boolean;
  /** Month in which it opened, from the start; long ago for services of the baseline. */
  readonly opened: number;
}

/** Adds an open service to its pool and counts its owner's homes. Answers its number. */
export function addService(state: State, service: NewService): number {
  const { services } = state;
  const s = services.count++;
  if (s === services.hash.length) growColumns(services);
  services.hash[s] = service.hash;
  services.type[s] = service.type;
  services.sector[s] = service.sector;
  services.area[s] = service.area;
  services.owner[s] = service.owner;
  services.status[s] = OPEN;
  services.serves[s] = service.serves ? 1 : 0;
  services.regional[s] = service.regional ? 1 : 0;
  services.registered[s] = service.places;
  services.households[s] = service.households;
  services.occupied[s] = 0;
  services.otherCountry[s] = 0;
  services.held[s] = 0;
  services.vacant[s] = 0;
  services.usable[s] = 0;
  services.firstChild[s] = -1;
  services.countedAt[s] = -1;
  services.opened[s] = service.opened;
  services.converted[s] = 0;
  services.chosen[s] = service.chosen ? 1 : 0;
  services.refuses[s] = 0;
  services.decisionMonth[s] = NEVER;
  services.decision[s] = 0;
  services.dueMonth[s] = NEVER;
  services.due[s] = 0;
  services.wakes[s] = NEVER;
  services.lowMonths[s] = 0;
  services.staffed[s] = 0;
  services.staffedOf[s] = -1;
  drawOwnLuck(state, s);
  countHome(state, s, 1);
  startExitClock(state, s, 0, state.month);
  // Only a failure of the owner of for-profit homes closes any.
  if (service.sector === FOR_PROFIT) drawOwnerFailure(state, service.owner, state.month);
  const last = state.lastOfType[service.type]!;
  if (last < 0) state.firstOfType[service.type] = s;
  else services.nextOfType[last] = s;
  state.lastOfType[service.type] = s;
  services.nextOfType[s] = -1;
  joinPool(state, s);
  setUsable(state, s);
  return s;
}

/** Luck that stays with a service, drawn once: how shares of its places are rounded. */
function drawOwnLuck(state: State, s: number): void {
  const { services, luck } = state;
  const hash = services.hash[s]!;
  if (services.type[s] === FOSTER) {
    services.roundingLuck[s] = uniformAt(luck, FOSTER_PLACES, hash, 0);
    services.usableLuck[s] = uniformAt(luck, FOSTER_PLACES, hash, 1);
    services.leavingLeft[s] = thresholdAt(luck, CARER_LEAVES, hash, 0);
    services.approvalLeft[s] = thresholdAt(luck, CARER_APPROVED, hash, 0);
    services.householdsLeft[s] = 0;
    services.householdsApproved[s] = 0;
  } else if (services.type[s] === RESIDENTIAL) services.roundingLuck[s] = uniformAt(luck, OTHER_COUNTRY, hash, 0);
}

/**
 * Draws the month in which an owner fails, when its first home opens: the first month at whose end the summed hazard has
 * passed the owner's threshold. `first` is the first month in which it can fail.
 */
export function drawOwnerFailure(state: State, owner: number, first: number): void {
  if (state.ownerFails[owner] !== UNDECIDED) return;
  const hazard = monthlyHazard(state.parameters.ownerFailure);
  const threshold = thresholdAt(state.luck, OWNER_FAILURE, state.ownerHash[owner]!, 0);
  const month = hazard > 0 ? first + Math.max(1, Math.ceil(threshold / hazard)) - 1 : NEVER;
  state.ownerFails[owner] = Math.min(NEVER, month);
  if (month < state.nextOwnerFailure) state.nextOwnerFailure = month;
}

/** Counts a service that opens (1) or goes (-1) among its owner's homes, and among the homes of its sector and area. */
function countHome(state: State, s: number, sign: number): void {
  const { services } = state;
  countOwnersHome(state, services.owner[s]!, sign);
  // What a lever opens is paid for by the lever, and gives nobody the means to open more.
  if (services.type[s] !== RESIDENTIAL || services.serves[s] === 0 || services.chosen[s] === 1) return;
  state.homesBySector[services.sector[s]! * state.luck.areas + services.area[s]!]! += sign;
  if (services.sector[s] === LOCAL_AUTHORITY && services.converted[s] === 0) state.authorityHomes += sign;
}

/** Position of a service's type and sector in counters of places. */
export function placesSlot(state: State, s: number): number {
  const { services } = state;
  const width = SERVICE_TYPE_COUNT * SECTOR_COUNT;
  return services.area[s]! * width + services.type[s]! * SECTOR_COUNT + services.sector[s]!;
}

/** Changes registered places and counts what was gained or lost. */
export function changeRegistered(state: State, s: number, places: number): void {
  const difference = places - state.services.registered[s]!;
  if (difference === 0) return;
  const counter = difference > 0 ? state.counters.placesGained : state.counters.placesLost;
  counter[placesSlot(state, s)]! += Math.abs(difference);
  state.services.registered[s] = places;
  setUsable(state, s);
  // A fitted hazard may differ by size.
  if (state.plan.hazards !== undefined) changeExitRate(state, s);
}

/** Moves a service to another sector and owner with its places; children in it stay where they are. */
export function changeSector(state: State, s: number, sector: number, owner: number): void {
  const { services, counters } = state;
  leavePool(state, s);
  counters.placesTransferredOut[placesSlot(state, s)]! += services.registered[s]!;
  recountPlaced(state, s, -1);
  countHome(state, s, -1);
  services.sector[s] = sector;
  services.owner[s] = owner;
  services.converted[s] = 1;
  services.status[s] = OPEN;
  services.refuses[s] = 0;
  services.lowMonths[s] = 0;
  // Notice that was given and a transfer that was under way end here: they were those of the old owner.
  services.due[s] = 0;
  services.dueMonth[s] = NEVER;
  countHome(state, s, 1);
  changeExitRate(state, s);
  recountPlaced(state, s, 1);
  counters.placesTransferredIn[placesSlot(state, s)]! += services.registered[s]!;
  joinPool(state, s);
  countPlaces(state, s);
  refreshVacancy(state, s);
}

function recountPlaced(state: State, s: number, sign: number): void {
  const { services, children, counters } = state;
  const slot = services.type[s]! * SECTOR_COUNT + services.sector[s]!;
  for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
    counters.placed[children.area[c]! * SERVICE_TYPE_COUNT * SECTOR_COUNT + slot]! += sign;
    countOccupant(state, c, s, sign);
  }
}

/** The owner looks at a service again in a month, or before. */
export function wakeAt(state: State, s: number, month: number): void {
  if (month < state.services.wakes[s]!) state.services.wakes[s] = month;
}

/** Another owner of the same sector takes a service over, with everybody in it. It can fail itself from the next month on. */
export function changeOwnerOf(state: State, s: number, owner: number): void {
  const { services } = state;
  countOwnersHome(state, services.owner[s]!, -1);
  services.owner[s] = owner;
  countOwnersHome(state, owner, 1);
  changeExitRate(state, s);
  if (services.sector[s] === FOR_PROFIT) drawOwnerFailure(state, owner, state.month + 1);
}

/** Counts a register exit that is a change of owner: the places stay. Called before sector or owner change. */
export function countChangeOfOwner(state: State, s: number): void {
  const slot = placesSlot(state, s);
  state.counters.changedOwner[slot]!++;
  state.counters.placesChangedOwner[slot]! += state.services.registered[s]!;
}

/** Closes a service that no child lives in any more: its places are gone. */
export function retireService(state: State, s: number): void {
  const { services } = state;
  if (services.firstChild[s]! >= 0) throw new Error('a service cannot close while a child lives in it');
  leavePool(state, s);
  state.counters.placesClosed[placesSlot(state, s)]! += services.registered[s]!;
  state.counters.servicesClosed[placesSlot(state, s)]!++;
  countHome(state, s, -1);
  services.status[s] = CLOSED;
  state.closedInChains++;
  services.registered[s] = 0;
  services.usable[s] = 0;
  services.households[s] = 0;
  services.otherCountry[s] = 0;
  services.held[s] = 0;
  countPlaces(state, s);
}
