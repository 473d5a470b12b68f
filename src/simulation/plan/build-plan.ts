import { correlationMatrix } from '../../assumptions/correlation.ts';
import { posteriorOf } from '../../assumptions/posterior.ts';
import { valueAt } from '../../assumptions/distribution.ts';
import { baselineDate } from '../../assumptions/scenario/baseline-date.ts';
import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import { scenarioDigest } from '../../assumptions/scenario/merge.ts';
import { monthOf } from '../../domain/calendar.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../../domain/errors.ts';
import type { AssumptionRow, DataSet, TimetableRow } from '../../domain/tables.ts';
import { PARAMETER_IDS, PARAMETER_NAMES } from '../parameters.ts';
import { planChildren } from './children.ts';
import { planGeography } from './geography.ts';
import { planHazards } from './hazards.ts';
import { planLevers } from './levers/plan-levers.ts';
import { planMoney } from './money.ts';
import type { Plan } from './plan.ts';
import { planPolicy } from './policy.ts';
import { planSupply } from './services.ts';
import { isGivenHere, unaccompaniedOf } from './given-here.ts';

/** Version of the engine's meaning: a plan's digest changes when the same inputs would give other figures. */
export const ENGINE_VERSION = 1;
const HOME_SIZES = 64;
/** Assumptions that the plan reads beside the engine's parameters. */
const PLAN_IDS = ['entry_newborn_share', 'places_per_new_home'];

/**
 * Turns a checked data set and a checked scenario into a frozen plan: numbers only, ready to run anywhere.
 * Refused when the scenario asks for something that this version does not simulate, or when assumptions are missing.
 *
 * @example
 * const plan = orThrow(buildPlan(await loadShippedDataSet(), await loadScenario('as-legislated', ...)))
 */
export function buildPlan(data: DataSet, scenario: Scenario): Checked<Plan> {
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const date = baselineDate(data.children)!;
  const startMonth = monthOf(date) + 1;
  const months = monthOf(scenario.horizon) - startMonth + 1;
  const assumptions = overridden(data.assumptions, scenario);
  const ids = assumptions.map((row) => row.id);
  const parameterAt = Int32Array.from(PARAMETER_NAMES, (name) => ids.indexOf(PARAMETER_IDS[name]));
  PARAMETER_NAMES.forEach((name, i) => {
    if (parameterAt[i]! < 0) problems.push(missingAssumption(PARAMETER_IDS[name]));
  });
  for (const id of PLAN_IDS) if (!ids.includes(id)) problems.push(missingAssumption(id));
  if (problems.length > 0) return { ok: false, problems };
  const row = (id: string): AssumptionRow => assumptions[ids.indexOf(id)]!;

  const geography = planGeography(data.areas, data.near);
  const policy = planPolicy(timetableOf(data, scenario), startMonth, months);
  const supply = planSupply(data, geography, startMonth);
  const changes = { stepUpPerYear: row('need_change').central, stepDownPerYear: row('need_change_down').central };
  const unaccompanied = unaccompaniedOf(data, scenario, assumptions);
  const newborn = row('entry_newborn_share').central;
  const children = planChildren(data, geography, changes, newborn, startMonth, months, unaccompanied.assumed);
  repairs.push(...unaccompanied.repairs, ...children.repairs);
  const projectMonthsCentral = row('project_months').central;
  const levers = planLevers({
    scenario,
    geography,
    children: children.plan,
    supply,
    policy,
    startMonth,
    months,
    projectMonths: Math.round(projectMonthsCentral),
  });
  if (levers.problems.length > 0) return { ok: false, problems: [...levers.problems] };

  const { cells } = children.plan;
  const atStart = geography.areaCodes.map(() => 0);
  for (let k = 0; k < cells.length; k += 4) atStart[cells[k]!]! += cells[k + 3]!;
  const projects = [...supply.projects, ...levers.projects];
  // What a rule may open costs money too, though no draw needs to open it.
  const begun = levers.rules.flatMap(({ effects }) =>
    effects.flatMap(({ effect }) => (effect.kind === 'projects' ? effect.projects : [])),
  );
  const money = planMoney(data, geography, supply.services, [...projects, ...begun], atStart, startMonth, months);
  repairs.push(...money.repairs);

  const yearly = children.plan.othersYearly + children.plan.unaccompaniedYearly;
  const content: Omit<Plan, 'digest'> = {
    scenarioName: scenario.name,
    scenarioTitle: scenario.title,
    scenarioDigest: scenarioDigest(scenario),
    dataName: data.name,
    dataDigest: data.digest,
    startMonth,
    months,
    geography,
    policy,
    children: children.plan,
    services: supply.services,
    owners: supply.owners,
    projects,
    levers: levers.levers,
    rules: levers.rules,
    money: money.plan,
    assumptions,
    correlations: correlationMatrix(scenario.correlations, ids),
    posterior: posteriorOf(data.posterior, assumptions, (id) => scenario.assumptions[id] !== undefined),
    hazards: planHazards(ids, startMonth, months),
    childrenStatus: children.status,
    placesStatus: supply.status,
    entriesBase: ratioBase(data, scenario, row('entries'), yearly),
    householdsBase: ratioBase(data, scenario, row('foster_households_mainstream'), supply.households),
    newHomePlaces: newHomePlaces(row('places_per_new_home')),
    projectMonthsCentral,
    parameterAt,
  };
  // The plan is a function of these and of nothing else.
  const digest = digestOf(
    canonicalJson({ engine: ENGINE_VERSION, data: data.digest, scenario: scenarioDigest(scenario), assumptions }),
  );
  return { ok: true, value: Object.freeze({ ...content, digest }), repairs };
}

/**
 * What a drawn amount is divided by to scale the data. When the amount was given for this country (a row of its own, or
 * the scenario's), the data is scaled to it; when it was taken from the shipped table, only its spread is meant.
 */
function ratioBase(data: DataSet, scenario: Scenario, row: AssumptionRow, inData: number): number {
  return isGivenHere(data, scenario, row.id) && inData > 0 ? inData : row.central;
}

function overridden(rows: readonly AssumptionRow[], scenario: Scenario): AssumptionRow[] {
  return rows.map((row): AssumptionRow => {
    const override = scenario.assumptions[row.id];
    if (override === undefined) return row;
    if (typeof override === 'number') {
      return { ...row, distribution: 'fixed', low: override, central: override, high: override, quantiles: '' };
    }
    return { ...row, ...override };
  });
}

/** Dates of the law in force: those of the data set, with what the scenario puts in their place. */
export function timetableOf(data: DataSet, scenario: Scenario): TimetableRow[] {
  const key = (r: { milestone: string; service_type: string; provider_description: string }): string =>
    `${r.milestone}|${r.service_type}|${r.provider_description}`;
  const rows = new Map(data.timetable.map((r) => [key(r), r]));
  for (const r of scenario.timetable) {
    rows.set(key(r), { ...r, date: r.date ?? undefined, source: `scenario ${scenario.name}` });
  }
  for (const lever of scenario.levers) {
    if (!('approval_date' in lever)) continue;
    for (const provider_description of ['for-profit', 'outside-private', 'outside-voluntary'] as const) {
      const { service_type, date } = lever.approval_date;
      const r = { milestone: 'placements need approval', service_type, provider_description } as const;
      if (provider_description === 'for-profit' || rows.has(key(r))) {
        rows.set(key(r), { ...r, date, source: `scenario ${scenario.name}` });
      }
    }
  }
  return [...rows.values()];
}

function newHomePlaces(row: AssumptionRow): Int32Array {
  return Int32Array.from({ length: HOME_SIZES }, (_, i) => Math.max(1, valueAt(row, (i + 0.5) / HOME_SIZES)));
}

function missingAssumption(id: string): InputProblem {
  return {
    kind: 'input',
    file: 'assumptions.csv',
    column: 'id',
    value: id,
    problem: 'An assumption that the engine reads is missing.',
    allowed: 'A table that holds every id of the shipped assumptions.csv.',
    mend: 'Copy the row from the shipped table.',
  };
}
