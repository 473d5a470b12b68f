import type { z } from 'zod';
import { isIsoDate, lastDay, monthOf } from '../../domain/calendar.ts';
import type { Checked, InputProblem, Repair } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import type { AssumptionRow, DataSet } from '../../domain/tables.ts';
import { baselineDate } from './baseline-date.ts';
import { assumptionProblems } from './check-assumptions.ts';
import { inOneOrder } from './canonical.ts';
import type { KnownNames } from './check-items.ts';
import { itemProblems } from './check-items.ts';
import { wholeProblems } from './check-whole.ts';
import { EVENT_NAMES } from './events.ts';
import { LEVER_NAMES } from './levers.ts';
import { mergeScenarios } from './merge.ts';
import type { RawScenario } from './merge.ts';
import type { Origin } from './problem.ts';
import { fieldProblems, isMapping, problemAt, shortName, valueFault } from './problem.ts';
import type { Scenario } from './scenario.ts';
import {
  CORRELATION_ROW,
  DEFAULT_HORIZON,
  EVIDENCE_ROW,
  SCENARIO_KEYS,
  SCENARIO_PARTS,
  TIMETABLE_ROW,
} from './scenario.ts';

const LONGEST_RUN_YEARS = 50;

/**
 * Checks a scenario that extends no other against a data set: its shape, its ranges, and every area, region, owner,
 * service and assumption that it names.
 *
 * @param raw the content of `scenario.yaml` as plain data
 * @param file what it is called in messages
 * @example
 * checkScenario({ name: 'as-is', title: 'As is', levers: [{ workforce: { from: '2027-04-01', staffed_share: 0.95 } }] }, wales)
 */
export function checkScenario(raw: unknown, dataSet: DataSet, file = 'scenario'): Checked<Scenario> {
  const origin: Origin = { file };
  const problems = [...scenarioProblems(raw, dataSet, origin)];
  if (isMapping(raw) && raw['extends'] !== undefined)
    problems.push(
      problemAt(origin, ['extends'], raw['extends'], {
        problem: 'The scenario that it extends has not been taken in.',
        allowed: 'A scenario without extends.',
        mend: 'Read it with loadScenario, which looks the other scenario up.',
      }),
    );
  return problems.length > 0
    ? { ok: false, problems }
    : completeScenario(mergeScenarios([raw as RawScenario]), dataSet, origin);
}

/** Takes defaults in and checks the parts against each other. `merged` has passed `scenarioProblems` part by part. */
export function completeScenario(merged: RawScenario, dataSet: DataSet, origin: Origin): Checked<Scenario> {
  const repairs: Repair[] = [];
  if (merged.horizon === undefined)
    repairs.push({
      file: origin.file,
      column: 'horizon',
      found: 'nothing',
      used: DEFAULT_HORIZON,
      why: 'a scenario without a horizon runs to this day',
    });
  const { extends: _, ...rest } = merged;
  const value: Scenario = {
    horizon: DEFAULT_HORIZON,
    levers: [],
    assumptions: {},
    timetable: [],
    events: [],
    correlations: [],
    ...rest,
  };
  const problems = wholeProblems(value, dataSet, origin);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: inOneOrder(value), repairs };
}

/** What is wrong with the content of one scenario file; empty when nothing is. */
export function scenarioProblems(raw: unknown, dataSet: DataSet, origin: Origin): InputProblem[] {
  if (!isMapping(raw))
    return [
      problemAt(origin, [], raw, {
        problem: 'A scenario is a set of named parts.',
        allowed: `Parts: ${SCENARIO_KEYS.join(', ')}.`,
        mend: 'Write "name: ..." and "title: ..." at the left margin, each on its own line.',
      }),
    ];
  const known = knownNames(dataSet);
  const problems: InputProblem[] = [];
  for (const key of Object.keys(raw))
    if (!(SCENARIO_KEYS as readonly string[]).includes(key)) problems.push(unknownPart(key, raw[key], known, origin));
  for (const key of ['name', 'title'] as const)
    if (raw[key] === undefined)
      problems.push(
        problemAt(origin, [], Object.keys(raw).slice(0, 20).map(shortName).join(', '), {
          problem: `The part ${key} is missing.`,
          allowed: `${key}: ${SCENARIO_PARTS[key].meta()?.description}`,
          mend: `Add "${key}: ...".`,
        }),
      );
  for (const key of SCENARIO_KEYS) {
    const value = raw[key];
    if (value === undefined) continue;
    if (key === 'levers' || key === 'events') problems.push(...itemProblems(key, value, known, origin));
    else if (key === 'assumptions') problems.push(...assumptionProblems(value, dataSet.assumptions, origin));
    else if (key === 'timetable')
      problems.push(...rowProblems(key, TIMETABLE_ROW, value, origin), ...repeated(value, origin));
    else if (key === 'evidence') problems.push(...rowProblems(key, EVIDENCE_ROW, value, origin));
    else if (key === 'correlations')
      problems.push(
        ...rowProblems(key, CORRELATION_ROW, value, origin),
        ...unknownPairs(value, dataSet.assumptions, origin),
      );
    else if (!SCENARIO_PARTS[key].safeParse(value).success)
      problems.push(problemAt(origin, [key], value, valueFault(key, SCENARIO_PARTS[key], value)));
    else if (key === 'horizon') problems.push(...horizonProblems(value as string, known, origin));
  }
  return problems;
}

function knownNames(dataSet: DataSet): KnownNames {
  const at = (level: string): string[] => dataSet.areas.filter((a) => a.level === level).map((a) => a.area_code);
  return {
    authorities: at('authority'),
    regions: at('region'),
    owners: [...new Set(dataSet.services.flatMap((service) => service.owner_id ?? []))],
    services: dataSet.services.map((service) => service.service_id),
    projects: dataSet.projects.map((project) => project.project_id),
    assumptions: dataSet.assumptions.map((row) => row.id),
    codeOfName: new Map(
      dataSet.areas.flatMap((a) =>
        [a.name_en, a.name_cy].flatMap((n) => (n === undefined ? [] : [[n.toLowerCase(), a.area_code] as const])),
      ),
    ),
    start: baselineDate(dataSet.children) ?? '1900-01-01',
  };
}

function unknownPart(key: string, value: unknown, known: KnownNames, origin: Origin): InputProblem {
  const near = nearestName(key, SCENARIO_KEYS);
  return problemAt(origin, [key], value, {
    problem: `A scenario has no part ${shortName(key)}.`,
    allowed: `Parts: ${SCENARIO_KEYS.join(', ')}.`,
    mend: (LEVER_NAMES as readonly string[]).includes(key)
      ? `${key} is a lever: write it under levers, as "- ${key}:".`
      : (EVENT_NAMES as readonly string[]).includes(key)
        ? `${key} is an event: write it under events, as "- ${key}:".`
        : known.assumptions.includes(key)
          ? `${key} is an assumption: write it under assumptions.`
          : near === undefined
            ? 'Delete it.'
            : `Did you mean ${near}?`,
  });
}

function horizonProblems(horizon: string, known: KnownNames, origin: Origin): InputProblem[] {
  const isMonthEnd = isIsoDate(horizon) && lastDay(monthOf(horizon)) === horizon;
  const latest = lastDay(monthOf(known.start) + LONGEST_RUN_YEARS * 12);
  if (isMonthEnd && horizon > known.start && monthOf(horizon) > monthOf(known.start) && horizon <= latest) return [];
  return [
    problemAt(origin, ['horizon'], horizon, {
      problem: isMonthEnd
        ? 'The horizon does not fit the start of the run.'
        : 'The horizon is not the last day of a month.',
      allowed: `The last day of a month, after ${known.start} and not after ${latest}.`,
      mend: isMonthEnd ? 'Choose another last day.' : `Write ${lastDay(monthOf(horizon))}.`,
    }),
  ];
}

function rowProblems(
  key: 'timetable' | 'correlations' | 'evidence',
  schema: z.ZodObject,
  value: unknown,
  origin: Origin,
): InputProblem[] {
  if (!Array.isArray(value))
    return [
      problemAt(origin, [key], value, {
        problem: `The part ${key} is a list of rows.`,
        allowed: `Rows with ${Object.keys(schema.shape).join(', ')}.`,
        mend: 'Start each row with a hyphen.',
      }),
    ];
  return value.flatMap((row, i) => fieldProblems(schema, row, [key, i], origin));
}

function repeated(value: unknown, origin: Origin): InputProblem[] {
  if (!Array.isArray(value)) return [];
  const first = new Map<string, number>();
  return value.flatMap((row: unknown, i) => {
    if (!isMapping(row)) return [];
    const key = [row['milestone'], row['service_type'], row['provider_description']].join(', ');
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, i);
      return [];
    }
    return [
      problemAt(origin, ['timetable', i], key, {
        problem: `The row repeats timetable[${before}].`,
        allowed: 'One row for each milestone, service_type and provider_description.',
        mend: 'Delete one of the two.',
      }),
    ];
  });
}

function unknownPairs(value: unknown, rows: readonly AssumptionRow[], origin: Origin): InputProblem[] {
  if (!Array.isArray(value)) return [];
  const ids = rows.map((row) => row.id);
  return value.flatMap((row: unknown, i) =>
    ['a', 'b'].flatMap((side) => {
      const id = isMapping(row) ? row[side] : undefined;
      if (typeof id !== 'string' || ids.includes(id)) return [];
      const near = nearestName(id, ids);
      return [
        problemAt(origin, ['correlations', i, side], id, {
          problem: `There is no assumption ${id}.`,
          allowed: `An id of assumptions.csv; there are ${ids.length}.`,
          mend: near === undefined ? 'Use an id of the table.' : `Did you mean ${near}?`,
        }),
      ];
    }),
  );
}
