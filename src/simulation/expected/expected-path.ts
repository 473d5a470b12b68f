import type { Parameters } from '../parameters.ts';
import type { Plan } from '../plan/plan.ts';
import { expectChildren } from './children.ts';
import { whyNot } from './claims.ts';
import { expectFostering } from './fostering.ts';
import { expectHomes } from './homes.ts';
import { parametersOf } from './parameters.ts';
import type { ParameterChoice } from './parameters.ts';
import { ExpectedValues, quantity } from './quantity.ts';
import type { Quantity } from './quantity.ts';

/** The expected path of a market: no chance, fractions of children and homes, one step a month. */
export interface ExpectedPath {
  readonly plan: Plan;
  readonly parameters: Parameters;
  /** Why a quantity is not claimed, in a sentence; undefined where it is. */
  readonly whyNot: (q: Quantity) => string | undefined;
  /**
   * Expected values by month and authority, `values[month * areas + area]` in the order of the plan's areas: a stock at
   * the end of the month, a flow over the month.
   *
   * @throws Error that names the measure and says why, when it is not claimed for this plan
   */
  readonly monthly: (q: Pick<Quantity, 'measure'> & Partial<Quantity>) => Float64Array;
}

/**
 * Propagates fractional expected flows from a plan: the deterministic mode. It is no draw with the chance left out: it is
 * the mean of all draws with one set of parameters, exact where it is claimed and refused everywhere else. A chance p a
 * year enters as the hazard -ln(1 - p) / 12 a month, and one step is one month of the engine.
 *
 * @param choice the central value of every assumption unless told: `{ set: 3, seed: 1 }` are those of draws 6 and 7
 * @example
 * const path = expectedPath(orThrow(buildPlan(data, scenario)));
 * const children = path.monthly({ measure: 'children_looked_after' }); // month by month, authority by authority
 */
export function expectedPath(plan: Plan, choice: ParameterChoice = { set: 'central' }): ExpectedPath {
  const parameters = parametersOf(plan, choice);
  const values = new ExpectedValues(plan.geography.areaCodes.length, plan.months);
  expectChildren(plan, parameters, values);
  expectHomes(plan, parameters, values);
  expectFostering(plan, parameters, values);
  const reason = whyNot(plan, parameters);
  return {
    plan,
    parameters,
    whyNot: reason,
    monthly: ({ measure, ...dimensions }) => {
      const q = quantity(measure, dimensions);
      const why = reason(q);
      if (why !== undefined) {
        const of = [q.serviceType, q.sector, q.ageBand].filter((d) => d !== 'all').join(', ');
        throw new Error(`No expected path of ${measure}${of === '' ? '' : ` (${of})`}. ${why} Use the draws of a run.`);
      }
      return values.of(q);
    },
  };
}
