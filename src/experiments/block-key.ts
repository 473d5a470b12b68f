import { canonicalJson, digestOf } from '../domain/digest.ts';
import { NUMBERS_OF_EVENT } from '../measures/event-recorder.ts';
import type { DeclaredEvent } from '../measures/asked-events.ts';
import { defaultGrid } from '../measures/grid.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { BlockKey } from './block-entry.ts';

/** What the blocks of a plan and seed have in common. */
export function keyOf(plan: Plan, seed: number, engine: string, declared: readonly DeclaredEvent[] = []): BlockKey {
  const cells = defaultGrid(plan).cells + declared.length * NUMBERS_OF_EVENT;
  const key = { plan_digest: plan.digest, seed, engine, cells };
  if (declared.length === 0) return key;
  return { ...key, events: digestOf(canonicalJson(JSON.parse(JSON.stringify(declared)))) };
}
