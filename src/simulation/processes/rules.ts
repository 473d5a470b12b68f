import { mix32 } from '../../random/keys.ts';
import { NEVER } from '../constants.ts';
import type { LeverEffect } from '../plan/levers/effects.ts';
import { takeEffect } from '../plan/levers/effects.ts';
import type { RulePlan } from '../plan/plan.ts';
import type { RulesState } from '../rules-state.ts';
import type { State } from '../state.ts';
import { leaveAnew, runStayClock } from '../stays.ts';
import { decideAnew, planIntentsAnew } from './owners.ts';
import { openingOfBegun } from './pipeline.ts';

/**
 * Rules look at the end of the month before, as it was recorded, and start their levers in this month. A rule fires when
 * its condition held at the ends of as many months in a row as it asks for: once, or, when it repeats, anew after as many
 * more. It is the first thing in a month, so that its levers work like those whose date lies in the month.
 */
export function applyRules(state: State): void {
  const { rules, plan, month } = state;
  if (rules === undefined) return;
  for (let r = 0; r < plan.rules.length; r++) {
    const rule = plan.rules[r]!;
    const reader = rules.readers[r]!;
    let value = reader.read(state);
    if (reader.flow) {
      const total = value;
      value -= rules.before[r]!;
      rules.before[r] = total;
    }
    // Nothing has happened before the first month: there is no end of a month to look at.
    if (month === 0) continue;
    const holds = rule.above ? value > rule.threshold : value < rule.threshold;
    rules.held[r] = holds ? rules.held[r]! + 1 : 0;
    if (rules.held[r]! >= rule.forMonths && (rule.repeat || rules.fired[r] === 0)) fire(state, rules, rule, r);
  }
}

function fire(state: State, rules: RulesState, rule: RulePlan, r: number): void {
  const { month, counters } = state;
  const firing = rules.fired[r]!++;
  if (firing === 0) rules.firstFired[r] = month;
  rules.held[r] = 0;
  rules.changed = true;
  // Only the total of the country is reported: the first area of the rule stands for all.
  counters.rulesFired[rule.areas[0]!]!++;
  for (const { effect, from } of rule.effects)
    start(state, rules, effect, Math.max(month, from ?? month), from !== undefined, firing);
}

function start(
  state: State,
  rules: RulesState,
  effect: LeverEffect,
  from: number,
  onDay: boolean,
  firing: number,
): void {
  if (effect.kind === 'approval') return bringApproval(state, rules, effect.type, from);
  if (effect.kind !== 'projects') {
    takeEffect(rules.levers, effect, from);
    if (effect.kind === 'stays' || effect.kind === 'guardianship') {
      runStayClock(state, state.month);
      leaveAnew(state);
    }
    if (effect.kind === 'conversion') decideAnew(state);
    return;
  }
  for (const project of effect.projects) {
    // Who a service is: what it is, which of its like in all rules, and which firing it came with.
    const hash = firing === 0 ? project.hash : mix32(project.hash + Math.imul(firing, 0x9e3779b9));
    rules.begun.push({ project, hash, month: openingOfBegun(state, project, hash, from, onDay) });
  }
}

/**
 * The day of approval for a type comes to lie elsewhere. Once it has come it stays: a rule that fires later changes nothing.
 * Owners who have not decided yet time their decision anew; where no day was known before, all begin to think of one.
 */
function bringApproval(state: State, rules: RulesState, type: number, from: number): void {
  const { policy } = rules;
  const { months } = state.plan;
  const known = policy.approvalMonth[type]!;
  const laws = [
    [policy.approvalMonth, policy.approvalNeeded, true],
    [policy.approvalOutsidePrivateMonth, policy.approvalNeededOutsidePrivate, false],
    [policy.approvalOutsideVoluntaryMonth, policy.approvalNeededOutsideVoluntary, false],
  ] as const;
  for (const [day, needed, always] of laws) {
    // A rule of providers outside the country that has no day gets none.
    if (day[type]! <= state.month || (!always && day[type]! >= NEVER)) continue;
    day[type] = from;
    for (let m = 0; m < months; m++) needed[type * months + m] = m >= from ? 1 : 0;
  }
  if (known > state.month) planIntentsAnew(state, type, known >= NEVER);
}
