import { FOSTER, SECURE } from './constants.ts';
import { purposeIndex, uniformAt } from './luck.ts';
import { countPlaces } from './place-counts.ts';
import type { State } from './state.ts';
import { refreshVacancy } from './vacancies.ts';

const PLACE_STAFFED = purposeIndex('place staffed');

export const FOSTER_PLACES = purposeIndex('foster places');

/**
 * Staffed share in force this month in an area: the lever's where one is set, else the assumption, times what a shortage of
 * staff leaves of it.
 */
export function staffedShareNow(state: State, area: number): number {
  const { levers } = state;
  const { geography } = state.plan;
  const lever = levers.staffedShare[state.month]!;
  const factor = levers.staffingFactor[state.month * geography.areaCodes.length + area]!;
  return factor * (Number.isNaN(lever) ? state.parameters.staffedShare : lever);
}

/**
 * Sets how many registered places can be used: for fostering those not unavailable; for secure care the welfare beds,
 * which the secure process keeps; for homes the staffed ones, growing to full over the months in which a new home fills.
 */
export function setUsable(state: State, s: number): void {
  const { services, parameters } = state;
  const registered = services.registered[s]!;
  let usable: number;
  if (services.type[s] === FOSTER) {
    usable = Math.floor(registered * (1 - parameters.fosterUnavailable) + services.usableLuck[s]!);
    if (usable > registered) usable = registered;
  } else if (services.type[s] === SECURE) {
    // The secure process keeps the welfare beds.
    usable = services.staffed[s]!;
  } else {
    usable = staffedPlaces(state, s);
    const monthsOpen = state.month - services.opened[s]! + 1;
    if (monthsOpen < parameters.homeFillMonths) {
      usable = Math.min(usable, Math.ceil((registered * monthsOpen) / parameters.homeFillMonths));
    }
  }
  services.usable[s] = usable;
  countPlaces(state, s);
  refreshVacancy(state, s);
}

/** Staffed places of a home: place k is staffed when its own luck is under the staffed share. Counted when either changes. */
function staffedPlaces(state: State, s: number): number {
  const { services, luck } = state;
  const registered = services.registered[s]!;
  const share = staffedShareNow(state, services.area[s]!);
  if (services.staffedOf[s] === registered && services.staffedAt[s] === share) return services.staffed[s]!;
  let staffed = 0;
  for (let k = 0; k < registered; k++) if (uniformAt(luck, PLACE_STAFFED, services.hash[s]!, k) < share) staffed++;
  services.staffed[s] = staffed;
  services.staffedOf[s] = registered;
  services.staffedAt[s] = share;
  return staffed;
}

/** Registered foster places of a number of households, rounded with the service's own luck so that totals hold. */
export function fosterPlaces(state: State, s: number, households: number): number {
  return Math.floor(households * state.parameters.placesPerHousehold + state.services.roundingLuck[s]!);
}
