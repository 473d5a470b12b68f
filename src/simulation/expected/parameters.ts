import { parameterValues } from '../../assumptions/sample.ts';
import { PARAMETER_NAMES } from '../parameters.ts';
import type { Parameters } from '../parameters.ts';
import type { Plan } from '../plan/plan.ts';

/** Which values the uncertain quantities take: central ones, or those of a parameter set of a seed. */
export interface ParameterChoice {
  /** `central`, or the number of a parameter set: that of the draws 2n and 2n + 1. */
  readonly set: number | 'central';
  /** Seed of the parameter sets; without meaning for `central`. */
  readonly seed?: number;
}

/** Values of the engine's parameters in a parameter set of a plan. */
export function parametersOf(plan: Plan, choice: ParameterChoice): Parameters {
  const values = parameterValues(
    plan.assumptions,
    choice.seed ?? 1,
    choice.set,
    undefined,
    plan.correlations,
    plan.posterior,
  );
  return Object.fromEntries(PARAMETER_NAMES.map((name, i) => [name, values[plan.parameterAt[i]!]!])) as Parameters;
}
