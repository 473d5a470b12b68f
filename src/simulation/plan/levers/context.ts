import type { Scenario } from '../../../assumptions/scenario/scenario.ts';
import { monthOf } from '../../../domain/calendar.ts';
import type { InputProblem } from '../../../domain/errors.ts';
import type { ChildrenPlan, Geography, Policy } from '../plan.ts';
import type { SupplyPlan } from '../services.ts';

/** What levers and events of a scenario are turned into numbers with. */
export interface LeverContext {
  readonly scenario: Scenario;
  readonly geography: Geography;
  readonly children: ChildrenPlan;
  readonly supply: SupplyPlan;
  readonly policy: Policy;
  /** First simulated month, as a month index of the calendar; and how many months are simulated. */
  readonly startMonth: number;
  readonly months: number;
  /** Central months from decision to opening of a project. */
  readonly projectMonths: number;
  /** What is wrong with the scenario so far; planning adds to it and goes on. */
  readonly problems: InputProblem[];
}

/** Month of a date, counted from the first simulated month. */
export function monthAt(context: LeverContext, date: string): number {
  return monthOf(date) - context.startMonth;
}

/** Areas of an area or region that a lever or event names; undefined where it names neither. */
export function areasOf(
  context: LeverContext,
  place: { readonly area?: string; readonly region?: string },
): number[] | undefined {
  const { areaCodes, regionCodes, regionOf } = context.geography;
  if (place.area !== undefined) return [areaCodes.indexOf(place.area)];
  if (place.region === undefined) return undefined;
  const region = regionCodes.indexOf(place.region);
  return areaCodes.map((_, a) => a).filter((a) => regionOf[a] === region);
}

/** All areas, where a lever names no area or region. */
export function areasOrAll(
  context: LeverContext,
  place: { readonly area?: string; readonly region?: string },
): number[] {
  return areasOf(context, place) ?? context.geography.areaCodes.map((_, a) => a);
}

/** Notes that a value of the scenario cannot be used. */
export function refuse(
  context: LeverContext,
  column: string,
  value: string,
  text: { readonly problem: string; readonly allowed: string; readonly mend: string },
): void {
  context.problems.push({ kind: 'input', file: context.scenario.name, column, value, ...text });
}
