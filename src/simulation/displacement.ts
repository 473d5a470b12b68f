import {
  NEVER,
  RESIDENTIAL,
  SECURE,
  SEEK_DISPLACED,
  SEEK_NO_PLACE,
  SERVICE_TYPE_COUNT,
  WAITING,
  WINDING_DOWN,
} from './constants.ts';
import { moveChild, seekPlace, setNeed } from './placing.ts';
import { closeAdmissions, forgetBeds } from './secure-beds.ts';
import { changeRegistered, retireService, wakeAt } from './services.ts';
import { refreshVacancy } from './vacancies.ts';
import type { State } from './state.ts';
import { countPlaces } from './place-counts.ts';

/** A settled notice: what happens to a service when its month has come. */
export const DUE_NOTHING = 0;
export const DUE_CLOSURE = 1;
export const DUE_TRANSFER = 2;
export const DUE_CARERS_TRANSFER = 3;

/** A service gives notice: it takes no new children, those in it search, and it closes after some months. */
export function giveNotice(state: State, s: number, months: number): void {
  const { services } = state;
  if (Math.round(months) <= 0) return closeService(state, s);
  services.status[s] = WINDING_DOWN;
  services.decisionMonth[s] = NEVER;
  services.due[s] = DUE_CLOSURE;
  services.dueMonth[s] = state.month + Math.max(0, Math.round(months));
  wakeAt(state, s, services.dueMonth[s]!);
  refreshVacancy(state, s);
  // Children in secure care stay to the end of their stay or to the closure; nobody new is admitted.
  if (services.type[s] === SECURE) closeAdmissions(state, s);
  else displaceChildren(state, s);
}

/** Every child in a service is displaced: counted once, and made to search with the place kept for now. */
export function displaceChildren(state: State, s: number): void {
  const { children, services, counters } = state;
  for (let c = services.firstChild[s]!; c >= 0; c = children.nextInService[c]!) {
    counters.displaced[children.area[c]! * SERVICE_TYPE_COUNT + services.type[s]!]!++;
    seekPlace(state, c, SEEK_DISPLACED);
  }
}

/** Closes a service at once. Children still in it have no place from now on. */
export function closeService(state: State, s: number): void {
  const { children, services, counters } = state;
  const secure = services.type[s] === SECURE;
  let c = services.firstChild[s]!;
  while (c >= 0) {
    const next = children.nextInService[c]!;
    if (children.seek[c] !== SEEK_DISPLACED) {
      counters.displaced[children.area[c]! * SERVICE_TYPE_COUNT + services.type[s]!]!++;
    }
    counters.movesForced[children.area[c]! * SERVICE_TYPE_COUNT + services.type[s]!]!++;
    if (secure) setNeed(state, c, RESIDENTIAL);
    losePlace(state, c);
    c = next;
  }
  if (secure) forgetBeds(state, s);
  services.dueMonth[s] = NEVER;
  services.due[s] = DUE_NOTHING;
  services.decisionMonth[s] = NEVER;
  retireService(state, s);
}

/** A child loses its place and waits from this month. */
export function losePlace(state: State, c: number): void {
  moveChild(state, c, WAITING, -1, 0);
  state.children.waitingSince[c] = state.month;
  seekPlace(state, c, SEEK_NO_PLACE);
}

/**
 * Lowers registered places, and lets those go for whom there is no room: children of other countries first. Places held
 * by young people who stayed with their carer are kept whatever is asked.
 */
export function fitChildren(state: State, s: number, wanted: number): void {
  const { services, counters, children } = state;
  const places = Math.max(wanted, services.held[s]!);
  const room = (): number => places - services.occupied[s]! - services.held[s]!;
  if (services.otherCountry[s]! > Math.max(0, room())) services.otherCountry[s] = Math.max(0, room());
  while (room() < 0 && services.firstChild[s]! >= 0) {
    const c = services.firstChild[s]!;
    counters.displaced[children.area[c]! * SERVICE_TYPE_COUNT + services.type[s]!]!++;
    counters.movesForced[children.area[c]! * SERVICE_TYPE_COUNT + services.type[s]!]!++;
    losePlace(state, c);
  }
  changeRegistered(state, s, places);
  countPlaces(state, s);
  refreshVacancy(state, s);
}
