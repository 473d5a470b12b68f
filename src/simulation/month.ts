import { daysInMonth } from '../domain/calendar.ts';
import { applyChildren } from './processes/children.ts';
import { applyEvents } from './processes/events.ts';
import { applyFostering } from './processes/fostering.ts';
import { applyHomes } from './processes/homes.ts';
import { applyMoney } from './processes/money.ts';
import { applyOtherCountry } from './processes/other-country.ts';
import { applyOwners } from './processes/owners.ts';
import { applyPipeline } from './processes/pipeline.ts';
import { applyPolicy } from './processes/policy.ts';
import { applyRules } from './processes/rules.ts';
import { applySearch } from './processes/search/apply-search.ts';
import { applySecure } from './processes/secure.ts';
import type { State } from './state.ts';

/** One thing that a month does to the market. */
export interface Process {
  readonly name: string;
  readonly apply: (state: State) => void;
}

/**
 * A month, in the order that keeps children and places from being counted twice: the law, supply, children, the search.
 * A new process is one new file and one line here.
 */
export const MONTH: readonly Process[] = [
  { name: 'rules', apply: applyRules },
  { name: 'policy', apply: applyPolicy },
  { name: 'events', apply: applyEvents },
  { name: 'pipeline', apply: applyPipeline },
  { name: 'owners', apply: applyOwners },
  { name: 'homes', apply: applyHomes },
  { name: 'fostering', apply: applyFostering },
  { name: 'other country', apply: applyOtherCountry },
  { name: 'children', apply: applyChildren },
  { name: 'secure', apply: applySecure },
  { name: 'search', apply: applySearch },
  { name: 'nights', apply: countNights },
  { name: 'money', apply: applyMoney },
];

/** Nights of the month spent by children in settings that operate without registration. */
function countNights(state: State): void {
  const { counters, plan, month, luck } = state;
  const days = daysInMonth(plan.startMonth + month);
  for (let a = 0; a < luck.areas; a++) counters.nightsUnregistered[a]! += counters.waitingUnregistered[a]! * days;
}
