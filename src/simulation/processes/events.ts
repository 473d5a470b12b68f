import { uniformOf } from '../../random/keys.ts';
import { CONVERTING, FOSTER, NOT_FOR_PROFIT, OPEN } from '../constants.ts';
import { giveNotice } from '../displacement.ts';
import { drawWords, purposeIndex } from '../luck.ts';
import type { ServiceSelection } from '../plan/plan.ts';
import { refreshVacancy } from '../services.ts';
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
    eachSelected(state, { owner: event.owner, areas: event.areas }, 1, 0, (s) => {
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
