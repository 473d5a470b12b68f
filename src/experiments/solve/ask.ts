import type { Lever } from '../../assumptions/scenario/levers.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { lastDay, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import type { Path } from '../../measures/headline.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import type { StudyAnswer, StudyDesk } from '../study.ts';
import { marginsOf } from './margins.ts';
import { leversOf } from './openings.ts';
import type { Openings } from './openings.ts';
import type { Margins } from './search.ts';
import type { SolveTolerance } from './tolerance.ts';

/** Amounts open in each unit (row) and segment of time. */
export type Open = readonly (readonly number[])[];

/** What stays the same while amounts are tried. */
export interface Case {
  readonly data: DataSet;
  readonly scenario: Scenario;
  readonly tolerance: SolveTolerance;
  readonly seed: number;
}

/** Draws of the search begin here; those that verify begin at another, so far on that no search comes near it. */
export const FIRST_SEARCHED = 0;
export const FIRST_VERIFIED = 2 ** 21;

/** The paths of the tolerance, one for each of its areas. */
export function pathsOf({ path, areas }: SolveTolerance): Path[] {
  return areas.map((area_code) => ({ ...path, area_code }));
}

/** The kind of service that places are opened for. */
export function serviceTypeOf({ path }: SolveTolerance): 'residential' | 'foster' {
  return path.service_type === 'foster' ? 'foster' : 'residential';
}

/** The scenario with some amounts opened, named and described as the answer. */
export function solvedScenario({ scenario, tolerance }: Case, openings: Openings, open: Open): Scenario {
  const added: Lever[] = leversOf(openings, open, serviceTypeOf(tolerance));
  return {
    ...scenario,
    name: `${scenario.name.slice(0, 53)}-solved`,
    title: `${scenario.title.slice(0, 150)}, with what was solved for`,
    summary: `Levers added so that ${tolerance.text}. A projection under a scenario.`,
    levers: [...scenario.levers, ...added],
  };
}

/** The plan of a scenario, which ends sooner where only figures up to a day are asked for. */
export function planUntil(data: DataSet, scenario: Scenario, until?: IsoDate): Plan {
  const horizon = until !== undefined && until < scenario.horizon ? lastDay(monthOf(until)) : scenario.horizon;
  return orThrow(buildPlan(data, { ...scenario, horizon }));
}

/** Margins of each area of a tolerance in an answer. */
export function marginsIn(answer: StudyAnswer, tolerance: SolveTolerance, openings: Openings): Margins {
  return tolerance.areas.map((area) => marginsOf(answer, tolerance, area, openings.segmentEnds));
}

/** Simulates amounts on the draws of the search and answers the margins. */
export async function askMargins(
  desk: StudyDesk,
  own: Case,
  openings: Openings,
  open: Open,
  draws: number,
  signal: AbortSignal | undefined,
): Promise<Margins> {
  const plan = planUntil(own.data, solvedScenario(own, openings, open), own.tolerance.to);
  const [answer] = await desk.ask(
    [{ plan, seed: own.seed, firstDraw: FIRST_SEARCHED, draws }],
    signal === undefined ? {} : { signal },
  );
  return marginsIn(answer!, own.tolerance, openings);
}
