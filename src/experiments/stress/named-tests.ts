import { applyChanges, changesBetween } from '../../assumptions/scenario/changes.ts';
import type { ScenarioChange } from '../../assumptions/scenario/changes.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { ScenarioNames } from '../../assumptions/scenario/words.ts';

/** The scenario from which a stress test's changes are taken. */
export const REFERENCE_SCENARIO = 'as-legislated';

/** One of the named stress tests: the changes that a scenario of the library makes to the law as it stands. */
export interface NamedTest {
  /** Number in the list of tests. */
  readonly number: number;
  readonly id: string;
  /** Name of the scenario whose changes are the shock. */
  readonly scenario: string;
}

/**
 * The stress tests with a name. The first changes nothing: it is the scenario itself. The tenth, the reverse, is no shock
 * but a question, and is answered by `reverseStress`.
 */
export const NAMED_TESTS: readonly NamedTest[] = [
  { number: 1, id: 'baseline', scenario: REFERENCE_SCENARIO },
  { number: 2, id: 'early-exit', scenario: 'early-exit' },
  { number: 3, id: 'cliff', scenario: 'cliff-at-2030' },
  { number: 4, id: 'largest-owner-leaves', scenario: 'largest-owner-leaves' },
  { number: 5, id: 'pipeline-slippage', scenario: 'pipeline-slippage' },
  { number: 6, id: 'demand-surge', scenario: 'demand-surge' },
  { number: 7, id: 'workforce-squeeze', scenario: 'workforce-squeeze' },
  { number: 8, id: 'england-pull', scenario: 'england-pull' },
  { number: 9, id: 'compound', scenario: 'compound-stress' },
];

/** A scenario under stress, and what of its own gave way to the stress. */
export interface StressedScenario {
  readonly scenario: Scenario;
  /** The changes in words. */
  readonly labels: readonly string[];
  /** Values of the scenario's own that the test replaced, in words. */
  readonly replaced: readonly string[];
}

/**
 * Makes the changes from one scenario to another in a third. Levers, events and correlations are added to its own;
 * an assumption or a date that it sets itself is replaced, and said. The last day of the run stays.
 *
 * @param from the law as it stands
 * @param to the scenario of the library with the shock
 * @param names words of a data set for areas and assumptions
 */
export function stressed(
  scenario: Scenario,
  from: Scenario,
  to: Scenario,
  names: ScenarioNames = {},
): StressedScenario {
  const replaced: string[] = [];
  const changes = changesBetween(from, to, names)
    .filter((change) => change.part !== 'horizon')
    .map((change): ScenarioChange => {
      if (change.part === 'levers' || change.part === 'events') return change;
      const own = ownValue(scenario, change);
      const { before: _before, ...rest } = change;
      if (own === undefined) return rest;
      if (JSON.stringify(own) !== JSON.stringify(change.before)) replaced.push(change.label);
      return { ...rest, before: own };
    });
  return { scenario: applyChanges(scenario, changes), labels: changes.map((c) => c.label), replaced };
}

/** What a scenario has at the place of a change, as the change itself is written from it to nothing. */
function ownValue(scenario: Scenario, { part, key }: ScenarioChange): unknown {
  const empty: Scenario = { ...scenario, assumptions: {}, timetable: [], correlations: [] };
  return changesBetween(empty, scenario).find((own) => own.part === part && own.key === key)?.after;
}
