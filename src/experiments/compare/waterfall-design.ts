import { shareGroupOf } from '../../assumptions/groups.ts';
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
  /** All changes in plain words. */
  readonly label: string;
  /** The one change, or what the changes have in common and how many they are. */
  readonly name: string;
  readonly part: ScenarioChange['part'];
  readonly changes: readonly ScenarioChange[];
}

/** What the bars of a waterfall stand for. */
export type GroupedBy = 'change' | 'kind';

/** What must be run to share out the difference between two scenarios. */
export interface WaterfallDesign {
  readonly from: Scenario;
  readonly to: Scenario;
  readonly groups: readonly ChangeGroup[];
  readonly coalitions: CoalitionDesign;
  /** Plan of a coalition; made when it is asked for, since there may be 256. */
  readonly plan: (coalition: number) => Plan;
  /** Digests of what the first and the last scenario do. */
  readonly scenarioDigests: readonly [from: string, to: string];
  /** Names the two scenarios, the data, the groups and their order. */
  readonly digest: string;
}

/**
 * Lays out which scenarios between two must be run: one for each set of groups up to eight groups, one after the other
 * beyond. Changes that can only be made together, such as shares that add to 1, are one group.
 *
 * @param by `change`: each change has a group of its own. `kind`: all levers of a name share one, and all events of a name.
 * @throws InputError when the two do the same, or end on different days
 */
export function designWaterfall(
  data: DataSet,
  from: Scenario,
  to: Scenario,
  by: GroupedBy = 'change',
): WaterfallDesign {
  const changes = changesBetween(from, to, namesOf(data));
  if (changes.length === 0) refuse(from, to, 'The two scenarios do the same.', 'Two scenarios that differ.');
  if (from.horizon !== to.horizon)
    refuse(from, to, 'The two scenarios end on different days.', 'Two scenarios with the same horizon.');
  const units = changeUnits(changes);
  const groups = (by === 'kind' ? joinKinds(units) : units).map((unit): ChangeGroup => {
    return {
      label: unit.map((change) => change.label).join('; '),
      name: nameOf(unit),
      part: unit[0]!.part,
      changes: unit,
    };
  });
  const coalitions = coalitionDesign(groups.length);
  const first = orThrow(buildPlan(data, from));
  const last = orThrow(buildPlan(data, to));
  const plan = (coalition: number): Plan => {
    const made = coalitions.coalitions[coalition]!;
    if (made.length === 0) return first;
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
  const named = { ends: [first.digest, last.digest], method, groups: groups.map(({ changes: of }) => of) };
  const scenarioDigests = [first.scenarioDigest, last.scenarioDigest] as const;
  return { from, to, groups, coalitions, plan, scenarioDigests, digest: digestOf(canonicalJson(named)) };
}

/** Name of the lever or event that a change is about; undefined for all else. */
function kindOf({ part, before, after }: ScenarioChange): string | undefined {
  if (part !== 'levers' && part !== 'events') return undefined;
  return `${part === 'levers' ? 'Lever' : 'Event'} ${Object.keys((before ?? after) as object)[0]!}`;
}

/** Units joined that hold a lever or an event of the same name; each stands where its first stood. */
function joinKinds(units: readonly (readonly ScenarioChange[])[]): ScenarioChange[][] {
  const joined: { readonly kinds: Set<string>; readonly changes: ScenarioChange[] }[] = [];
  for (const unit of units) {
    const kinds = unit.flatMap((change) => kindOf(change) ?? []);
    const [first, ...others] = joined.filter((group) => kinds.some((kind) => group.kinds.has(kind)));
    if (first === undefined) {
      joined.push({ kinds: new Set(kinds), changes: [...unit] });
      continue;
    }
    // A unit may tie two groups together.
    for (const group of others) joined.splice(joined.indexOf(group), 1);
    for (const kind of [...kinds, ...others.flatMap((group) => [...group.kinds])]) first.kinds.add(kind);
    first.changes.push(...others.flatMap((group) => group.changes), ...unit);
  }
  return joined.map((group) => group.changes);
}

/** Words for a group: its one change, or what its changes have in common. */
function nameOf(changes: readonly ScenarioChange[]): string {
  const [first] = changes;
  if (changes.length === 1) return first!.label;
  const count = `${changes.length} changes`;
  const shares = shareGroupOf(first!.key);
  if (changes.every((c) => c.part === 'assumptions' && shares !== undefined && shareGroupOf(c.key) === shares))
    return `Assumptions ${shares}: ${count}`;
  const kinds = [...new Set(changes.map((c) => kindOf(c) ?? PART_WORDS[c.part]))];
  return `${kinds.join(', ')}: ${count}`;
}

const PART_WORDS: Readonly<Record<ScenarioChange['part'], string>> = {
  levers: 'Levers',
  assumptions: 'Assumptions',
  timetable: 'Dates of the law',
  events: 'Events',
  correlations: 'Correlations',
  horizon: 'Horizon',
};

function refuse(from: Scenario, to: Scenario, problem: string, allowed: string): never {
  const mend = 'Name another scenario; market-stability check tells what a scenario changes.';
  throw new InputError([{ kind: 'input', file: `${from.name}, ${to.name}`, problem, allowed, mend }]);
}
