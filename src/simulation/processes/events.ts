import { uniformOf } from '../../random/keys.ts';
import {
  CLOSED,
  CONVERTING,
  FOR_PROFIT,
  FOSTER,
  LARGEST_OWNER,
  NOT_FOR_PROFIT,
  OPEN,
  RESIDENTIAL,
} from '../constants.ts';
import { giveNotice } from '../displacement.ts';
import { drawWords, purposeIndex } from '../luck.ts';
import type { ServiceSelection } from '../plan/plan.ts';
import { refreshVacancy } from '../vacancies.ts';
import type { State } from '../state.ts';
import { windDownAgency } from './fostering.ts';
import { completeTransfer } from './owners.ts';
import { REFUSES_BY_EVENT } from './policy.ts';

const EVENT = purposeIndex('event');

/** What the scenario says happens this month: closures, conversions, an owner who leaves, places withdrawn. */
export function applyEvents(state: State): void {
  const { services, plan, month, parameters } = state;
  const { closures, conversions, ownersLeave, withdrawals } = plan.levers;
  for (const event of closures) {
    if (event.month !== month) continue;
    eachSelected(state, event.select, event.share, event.hash, (s) => {
      if (services.type[s] === FOSTER) windDownAgency(state, s);
      else giveNotice(state, s, event.notice);
    });
  }
  for (const event of conversions) {
    if (event.month !== month) continue;
    eachSelected(state, event.select, event.share, event.hash, (s) => {
      if (services.sector[s] !== NOT_FOR_PROFIT) completeTransfer(state, s, false);
    });
  }
  for (const event of ownersLeave) {
    if (event.month !== month) continue;
    const owner = event.owner === LARGEST_OWNER ? largestOwner(state, event.areas) : event.owner;
    if (owner < 0) continue;
    eachSelected(state, { owner, areas: event.areas }, 1, 0, (s) => {
      if (services.type[s] === FOSTER) windDownAgency(state, s);
      else giveNotice(state, s, parameters.noticeMonths);
    });
  }
  for (const event of withdrawals) {
    if (event.month !== month) continue;
    eachSelected(state, { sector: event.sector, areas: event.areas }, event.share, event.hash, (s) => {
      services.refuses[s] = REFUSES_BY_EVENT;
      refreshVacancy(state, s);
    });
  }
}

/**
 * The for-profit owner with most places in children's homes now, in some areas or everywhere; of two with as many, the
 * one that came first. Where no owner has a home, the one with most foster places. -1 when there is none.
 */
function largestOwner(state: State, areas: readonly number[] | undefined): number {
  const { services } = state;
  for (const type of [RESIDENTIAL, FOSTER]) {
    const places = new Float64Array(state.ownerCount);
    for (let s = state.firstOfType[type]!; s >= 0; s = services.nextOfType[s]!) {
      if (services.sector[s] !== FOR_PROFIT || services.status[s] === CLOSED || services.serves[s] === 0) continue;
      if (areas === undefined || areas.includes(services.area[s]!)) {
        places[services.owner[s]!]! += services.registered[s]!;
      }
    }
    const largest = places.indexOf(places.reduce((most, p) => Math.max(most, p), 0));
    if (largest >= 0 && places[largest]! > 0) return largest;
  }
  return -1;
}

function eachSelected(
  state: State,
  select: ServiceSelection,
  share: number,
  hash: number,
  act: (s: number) => void,
): void {
  const { services, luck } = state;
  const known = services.count;
  for (let s = 0; s < known; s++) {
    const status = services.status[s]!;
    if (status !== OPEN && status !== CONVERTING) continue;
    if (select.type !== undefined && services.type[s] !== select.type) continue;
    if (select.sector !== undefined && services.sector[s] !== select.sector) continue;
    if (select.owner !== undefined && services.owner[s] !== select.owner) continue;
    if (select.service !== undefined && s !== select.service) continue;
    if (select.areas !== undefined && !select.areas.includes(services.area[s]!)) continue;
    drawWords(luck, EVENT, services.hash[s]!, hash);
    if (uniformOf(luck.words[0]!) < share) act(s);
  }
}
