import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import type { Repair } from '../domain/errors.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { BlockKey } from './block-entry.ts';
import { keyOf } from './block-key.ts';
import { plainOf, valueOf } from './plain-values.ts';
import type { RunInputs } from './run-inputs.ts';

/** Name of the file in the folder of a run. */
export const RUN_PLAN_FILE = 'run-plan.json';
export const RUN_PLAN_FORMAT = 'market-stability run plan 1';

/** All that a block of draws needs, and all that the files of a run need beside its draws: no data set, no scenario file. */
export interface RunPlan {
  /** The program that made the plan; no other may make its draws. */
  readonly engine: string;
  readonly seed: number;
  /** Draws of the run; the most that it may have where it has a stop rule and is not finished. */
  readonly draws: number;
  /** Stop rule of a run that is not finished. */
  readonly until?: string;
  /** Events that are judged inside the draws; left out where there are none. */
  readonly declared?: readonly DeclaredEvent[];
  readonly repairs: readonly Repair[];
  readonly inputs: RunInputs;
  readonly plan: Plan;
}

/** Text of the file: the same bytes for the same plan. */
export function runPlanText(runPlan: RunPlan): string {
  const content = plainOf(runPlan);
  return `${JSON.stringify({ format: RUN_PLAN_FORMAT, check: checkOf(content), content })}\n`;
}

/**
 * Reads a plan that a run wrote.
 *
 * @param path the file, or the folder that holds it
 * @throws InputError when there is none, or it is not as it was written
 */
export async function readRunPlan(path: string): Promise<RunPlan> {
  const file = path.endsWith('.json') ? path : join(path, RUN_PLAN_FILE);
  const text = await readFile(file, 'utf8').catch(() => refuse(file, 'There is no plan of a run that can be read.'));
  let found: { format?: unknown; check?: unknown; content?: unknown };
  try {
    found = JSON.parse(text) as typeof found;
  } catch {
    return refuse(file, 'This is not the plan of a run.');
  }
  if (typeof found !== 'object' || found === null || found.format !== RUN_PLAN_FORMAT)
    return refuse(file, 'This is not the plan of a run.');
  if (found.check !== checkOf(found.content)) return refuse(file, 'The plan is not as it was written.');
  return valueOf(found.content) as RunPlan;
}

/** What the blocks of the plan in a folder have in common; undefined when there is no plan that can be read. */
export async function keyOfRunPlan(folder: string): Promise<Partial<BlockKey> | undefined> {
  const found = await readRunPlan(folder).catch(() => undefined);
  if (found === undefined) return undefined;
  const { plan, seed, engine, declared } = found;
  const { events } = keyOf(plan, seed, engine, declared);
  return { plan_digest: plan.digest, seed, engine, ...(events !== undefined && { events }) };
}

function checkOf(content: unknown): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

function refuse(file: string, problem: string): never {
  const allowed = `The file ${RUN_PLAN_FILE} as a run or run --plan-only wrote it.`;
  const mend = 'Write it with: market-stability run SCENARIO --plan-only --out DIR';
  throw new InputError([{ kind: 'input', file, problem, allowed, mend }]);
}
