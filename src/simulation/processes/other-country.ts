import { uniformOf } from '../../random/keys.ts';
import { CLOSED, FOR_PROFIT, RESIDENTIAL, WINDING_DOWN } from '../constants.ts';
import { drawWords, purposeIndex } from '../luck.ts';
import { refreshVacancy } from '../services.ts';
import type { State } from '../state.ts';
import { inForce, REFUSES_FOR_OTHER_COUNTRY } from './policy.ts';

const OTHER_COUNTRY = purposeIndex('other country');

/**
 * Places of a for-profit home used by children of another country's authorities, as the share now stands: of filled
 * places, rounded with the home's own luck so that the total holds.
 */
export function placesOfOtherCountry(state: State, s: number, share: number): number {
  drawWords(state.luck, OTHER_COUNTRY, state.services.hash[s]!, 0);
  const places = state.services.registered[s]! * state.parameters.homeFilledAtStart * share;
  return Math.min(state.services.registered[s]!, Math.floor(places + uniformOf(state.luck.words[0]!)));
}

/**
 * Children of other countries come and go. Their share grows year by year while that is lawful and runs off once their
 * authorities may place only exceptionally. They come only into vacancies, and nobody is moved for them.
 */
export function applyOtherCountry(state: State): void {
  const { services, parameters, plan, month } = state;
  const approval = plan.policy.approvalMonth[RESIDENTIAL]!;
  const lawfulYears = Math.min(month, approval) / 12;
  const grown = Math.min(1, parameters.otherCountryShare * (1 + parameters.otherCountryPull) ** lawfulYears);
  const left = month >= approval ? (1 - parameters.otherCountryRunOff) ** (month - approval + 1) : 1;
  const ruleBites = inForce(plan.policy.approvalNeeded, state, RESIDENTIAL);
  for (let s = 0; s < services.count; s++) {
    if (services.type[s] !== RESIDENTIAL || services.serves[s] === 0 || services.status[s] === CLOSED) continue;
    const now = services.otherCountry[s]!;
    if (services.sector[s] !== FOR_PROFIT && now === 0) continue;
    const growing = services.sector[s] === FOR_PROFIT && services.status[s] !== WINDING_DOWN && !ruleBites;
    const turned = services.refuses[s] === REFUSES_FOR_OTHER_COUNTRY;
    const wanted = turned && growing ? services.registered[s]! : placesOfOtherCountry(state, s, grown * left);
    const room = Math.max(0, services.usable[s]! - services.occupied[s]! - now);
    const next = wanted > now ? (growing ? Math.min(wanted, now + room) : now) : wanted;
    if (next === now) continue;
    services.otherCountry[s] = next;
    refreshVacancy(state, s);
  }
}
