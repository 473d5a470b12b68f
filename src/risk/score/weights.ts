import { z } from 'zod';
import { fieldProblems, problemAt } from '../../assumptions/scenario/problem.ts';
import type { Origin } from '../../assumptions/scenario/problem.ts';
import { InputError } from '../../domain/errors.ts';
import { readRiskYaml } from '../read-risk-yaml.ts';

/** Weights that a Board gave to scenarios. Scenarios are no forecasts, and are never averaged without such a file. */
export const weightsSchema = z.strictObject({
  set_by: z.string().min(1).meta({ description: 'Who set the weights.' }),
  date: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .meta({ description: 'Day on which they were set.' }),
  why: z.string().min(1).meta({ description: 'Why these weights, in words.' }),
  weights: z
    .record(z.string(), z.number().min(0).max(1))
    .meta({ description: 'Weight of each scenario by its name, 0 to 1; together 1.' }),
});
export type ScenarioWeights = z.output<typeof weightsSchema>;

/**
 * Reads weights of scenarios.
 *
 * @param scenarios names of the scenarios of the runs; each needs a weight, and no other has one
 * @throws InputError
 */
export async function readWeights(file: string, scenarios: readonly string[]): Promise<ScenarioWeights> {
  const { content, lineOf } = await readRiskYaml(file);
  return checkWeights(content, { file, lineOf }, scenarios);
}

/** Checks the content of a file of weights. */
export function checkWeights(content: unknown, origin: Origin, scenarios: readonly string[]): ScenarioWeights {
  const problems = fieldProblems(weightsSchema, content, [], origin);
  if (problems.length > 0) throw new InputError(problems);
  const weights = weightsSchema.parse(content);
  const names = Object.keys(weights.weights);
  const other = [
    ...names.filter((name) => !scenarios.includes(name)),
    ...scenarios.filter((name) => !names.includes(name)),
  ][0];
  const sum = Object.values(weights.weights).reduce((a, b) => a + b, 0);
  if (other !== undefined || Math.abs(sum - 1) > 1e-9)
    throw new InputError([
      problemAt(origin, ['weights'], other ?? sum, {
        problem:
          other === undefined
            ? 'The weights do not add up to 1.'
            : 'A scenario has a weight and no run, or a run and no weight.',
        allowed: `A weight for each of ${scenarios.join(', ')}, together 1.`,
        mend: 'Correct the weights, or name the runs that they are of.',
      }),
    ]);
  return weights;
}
