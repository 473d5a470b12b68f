import { NEVER } from './constants.ts';
import type { LeversPlan, Plan, Policy, ProjectPlan } from './plan/plan.ts';
import type { LeversInForce } from './plan/levers/effects.ts';
import { ruleReader } from './rule-measures.ts';
import type { RuleReader } from './rule-measures.ts';

/**
 * What rules keep while a draw runs. The levers and the law that a rule may change are copies of the plan's; without
 * rules they are the plan's own, and cost nothing.
 */
export interface RulesState {
  readonly readers: readonly RuleReader[];
  /** Ends of months in a row at which the condition of each rule held. */
  readonly held: Int32Array;
  /** Total of each rule's flow at the end of the month before. */
  readonly before: Float64Array;
  /** How often each rule has fired, and the month in which it did so first, NEVER before that. */
  readonly fired: Int32Array;
  readonly firstFired: Int32Array;
  /** Projects that rules have begun: what, with which identity, and the month in which each opens. */
  readonly begun: { readonly project: ProjectPlan; readonly hash: number; readonly month: number }[];
  readonly levers: LeversInForce;
  readonly policy: Policy;
  /** Whether a rule has fired since levers and law were those of the plan. */
  changed: boolean;
}

export function createRules(plan: Plan): RulesState | undefined {
  const { rules } = plan;
  if (rules.length === 0) return undefined;
  return {
    readers: rules.map(ruleReader),
    held: new Int32Array(rules.length),
    before: new Float64Array(rules.length),
    fired: new Int32Array(rules.length),
    firstFired: new Int32Array(rules.length).fill(NEVER),
    begun: [],
    levers: copyOf(plan.levers) as LeversInForce,
    policy: copyOf(plan.policy) as Policy,
    changed: false,
  };
}

/** Forgets what rules did in the draw before. */
export function clearRules(rules: RulesState, plan: Plan): void {
  rules.held.fill(0);
  rules.fired.fill(0);
  rules.firstFired.fill(NEVER);
  rules.begun.length = 0;
  if (!rules.changed) return;
  rules.changed = false;
  restore(rules.levers, plan.levers);
  restore(rules.policy, plan.policy);
}

function copyOf(values: LeversPlan | Policy): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, list]) => [name, (list as { slice: () => unknown }).slice()]),
  );
}

function restore(copy: object, from: object): void {
  const plain = from as Readonly<Record<string, Float64Array | readonly unknown[]>>;
  for (const [name, list] of Object.entries(copy)) {
    if (ArrayBuffer.isView(list)) (list as Float64Array).set(plain[name] as Float64Array);
    else (list as unknown[]).splice(0, Infinity, ...(plain[name] as readonly unknown[]));
  }
}
