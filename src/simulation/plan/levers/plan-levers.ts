import { AGE_BANDS } from '../../../domain/vocabulary.ts';
import type { InputProblem } from '../../../domain/errors.ts';
import type { LeversPlan, ProjectPlan, RulePlan } from '../plan.ts';
import { monthAt } from './context.ts';
import type { LeverContext } from './context.ts';
import { takeEffect } from './effects.ts';
import type { LeversInForce } from './effects.ts';
import { planNewPlaces } from './new-places.ts';
import type { NamedSoFar } from './new-places.ts';
import { planEvent } from './plan-event.ts';
import { planRule } from './plan-rules.ts';
import { planLever, startOf } from './plan-lever.ts';

/** What the levers of a scenario come to, the projects and rules that they add, and what is wrong with them. */
export interface PlannedLevers {
  readonly levers: LeversPlan;
  readonly projects: readonly ProjectPlan[];
  readonly rules: readonly RulePlan[];
  readonly problems: readonly InputProblem[];
}

/** Turns the levers and events of a checked scenario into numbers by month. */
export function planLevers(given: Omit<LeverContext, 'problems'>): PlannedLevers {
  const context: LeverContext = { ...given, problems: [] };
  const { months, geography, supply, scenario } = context;
  const areas = geography.areaCodes.length;
  const levers: LeversInForce = {
    entriesFactor: new Float64Array(months * areas * AGE_BANDS.length).fill(1),
    staySpeed: new Float64Array(months).fill(1),
    guardianFactor: new Float64Array(months).fill(1),
    kinshipFactor: new Float64Array(months).fill(1),
    transferredPerYear: new Float64Array(months),
    staffedShare: new Float64Array(months).fill(NaN),
    staffingFactor: new Float64Array(months * areas).fill(1),
    priceFactor: new Float64Array(months * areas).fill(1),
    convertFactor: new Float64Array(months).fill(1),
    transferSucceeds: new Float64Array(months).fill(NaN),
    carers: [],
    closures: [...supply.closures],
    conversions: [],
    ownersLeave: [],
    withdrawals: [],
    delays: [],
  };
  const projects: ProjectPlan[] = [];
  const rules: RulePlan[] = [];
  const named: NamedSoFar = new Map();
  scenario.levers.forEach((lever, i) => {
    const path = `levers[${i}]`;
    if ('when' in lever) {
      const rule = planRule(context, lever, path, named);
      if (rule !== undefined) rules.push(rule);
    } else if ('places' in lever) {
      const { opens } = lever.places;
      const month = opens === undefined ? context.projectMonths : monthAt(context, opens);
      const opening = { month, certain: opens !== undefined };
      projects.push(
        ...planNewPlaces(context, lever.places, `${path}.places`, opening, month, opens ?? 'stages', named),
      );
    } else {
      const effect = planLever(context, lever, path);
      // A date of approval is read with the timetable.
      if (effect !== undefined && effect.kind !== 'approval')
        takeEffect(levers, effect, monthAt(context, startOf(lever)!));
    }
  });
  scenario.events.forEach((event, i) => planEvent(context, event, i, levers));
  return { levers, projects, rules, problems: context.problems };
}
