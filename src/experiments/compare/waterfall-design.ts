import { applyChanges, changesBetween } from '../../assumptions/scenario/changes.ts';
import type { ScenarioChange } from '../../assumptions/scenario/changes.ts';
import { changeUnits } from '../../assumptions/scenario/change-units.ts';
import { namesOf } from '../../assumptions/scenario/diff.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { buildPlan } from '../../simulation/plan/build-plan.ts';
import type { Plan } from '../../simulation/plan/plan.ts';
import { coalitionDesign } from './shapley.ts';
import type { CoalitionDesign } from './shapley.ts';

/** Changes that are made together and share one bar. */
export interface ChangeGroup {
  /** The changes in plain words. */
  readonly label: string;
  readonly part: ScenarioChange['part'];
  readonly changes: readonly ScenarioChange[];
}

/** What must be run to share out the difference between two scenarios. */
export interface WaterfallDesign {
  readonly from: Scenario;
  readonly to: Scenario;
  readonly groups: readonly ChangeGroup[];
  readonly coalitions: CoalitionDesign;
  /** Plan of a coalition; made when it is asked for, since there may be 256. */
  readonly plan: (coalition: number) => Plan;
  /** Names the two scenarios, the data, the groups and their order. */
  readonly digest: string;
}

/**
 * Lays out which scenarios between two must be run: one for each set of groups up to eight groups, one after the other
 * beyond. Changes that can only be made together, such as shares that add to 1, are one group.
 *
 * @throws InputError when the two do the same, or end on different days
 */
export function designWaterfall(data: DataSet, from: Scenario, to: Scenario): WaterfallDesign {
  const changes = changesBetween(from, to, namesOf(data));
  if (changes.length === 0) refuse(from, to, 'The two scenarios do the same.', 'Two scenarios that differ.');
  if (from.horizon !== to.horizon)
    refuse(from, to, 'The two scenarios end on different days.', 'Two scenarios with the same horizon.');
  const groups = changeUnits(changes).map((unit): ChangeGroup => {
    return { label: unit.map((change) => change.label).join('; '), part: unit[0]!.part, changes: unit };
  });
  const coalitions = coalitionDesign(groups.length);
  const ends = [from, to].map((scenario) => orThrow(buildPlan(data, scenario)));
  const plan = (coalition: number): Plan => {
    const made = coalitions.coalitions[coalition]!;
    if (made.length === 0) return ends[0]!;
    return orThrow(
      buildPlan(
        data,
        applyChanges(
          from,
          made.flatMap((g) => groups[g]!.changes),
        ),
      ),
    );
  };
  const { method } = coalitions;
  const named = { ends: ends.map((end) => end.digest), method, groups: groups.map(({ changes: of }) => of) };
  return { from, to, groups, coalitions, plan, digest: digestOf(canonicalJson(named)) };
}

function refuse(from: Scenario, to: Scenario, problem: string, allowed: string): never {
  const mend = 'Name another scenario; market-stability check tells what a scenario changes.';
  throw new InputError([{ kind: 'input', file: `${from.name}, ${to.name}`, problem, allowed, mend }]);
}
