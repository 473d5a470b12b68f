import { CLOSED, FOR_PROFIT, RESIDENTIAL, WINDING_DOWN } from '../constants.ts';
import { refreshVacancy } from '../vacancies.ts';
import type { State } from '../state.ts';
import { inForce, REFUSES_FOR_OTHER_COUNTRY } from './policy.ts';
import { countPlaces } from '../place-counts.ts';

/**
 * Places of a for-profit home used by children of another country's authorities, as the share now stands: of filled
 * places, rounded with the home's own luck so that the total holds.
 */
export function placesOfOtherCountry(state: State, s: number, share: number): number {
  const registered = state.services.registered[s]!;
  const places = registered * state.parameters.homeFilledAtStart * share;
  return Math.min(registered, Math.floor(places + state.services.roundingLuck[s]!));
}

/**
 * Children of other countries come and go. Their share grows year by year while that is lawful and runs off once their
 * authorities may place only exceptionally. They come only into vacancies, and nobody is moved for them.
 */
export function applyOtherCountry(state: State): void {
  const { services, parameters, policy, month } = state;
  const approval = policy.approvalMonth[RESIDENTIAL]!;
  const lawfulYears = Math.min(month, approval) / 12;
  const grown = Math.min(1, parameters.otherCountryShare * (1 + parameters.otherCountryPull) ** lawfulYears);
  const left = month >= approval ? (1 - parameters.otherCountryRunOff) ** (month - approval + 1) : 1;
  const ruleBites = inForce(policy.approvalNeeded, state, RESIDENTIAL);
  const share = grown * left;
  for (let s = state.firstOfType[RESIDENTIAL]!; s >= 0; s = services.nextOfType[s]!) {
    if (services.serves[s] === 0 || services.status[s] === CLOSED) continue;
    const now = services.otherCountry[s]!;
    if (services.sector[s] !== FOR_PROFIT && now === 0) continue;
    const growing = services.sector[s] === FOR_PROFIT && services.status[s] !== WINDING_DOWN && !ruleBites;
    const turned = services.refuses[s] === REFUSES_FOR_OTHER_COUNTRY;
    const wanted = turned && growing ? services.registered[s]! : placesOfOtherCountry(state, s, share);
    const room = Math.max(0, services.usable[s]! - services.occupied[s]! - now);
    const next = wanted > now ? (growing ? Math.min(wanted, now + room) : now) : wanted;
    if (next === now) continue;
    services.otherCountry[s] = next;
    countPlaces(state, s);
    refreshVacancy(state, s);
  }
}
