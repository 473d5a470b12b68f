import type { InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { shareGroupOf } from '../groups.ts';
import { EVENT_NAMES } from './events.ts';
import { LEVER_NAMES } from './levers.ts';
import type { Origin, Path } from './problem.ts';
import { fieldProblems, isMapping, LEVER_OR_ASSUMPTION, problemAt, shortName } from './problem.ts';
import type { Spread } from './scenario.ts';
import { SPREAD } from './scenario.ts';
import { unitRange } from './unit-range.ts';

/** Checks the part `assumptions` of a scenario against the rows of the data set. */
export function assumptionProblems(value: unknown, rows: readonly AssumptionRow[], origin: Origin): InputProblem[] {
  if (!isMapping(value))
    return [
      problemAt(origin, ['assumptions'], value, {
        problem: 'Assumptions are ids with a value each.',
        allowed: 'Lines such as "notice: 9" or "notice: {low: 3, central: 9, high: 12}".',
        mend: 'Write each on a line of its own, indented, without a hyphen.',
      }),
    ];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return Object.entries(value).flatMap(([id, given]) => {
    const path = ['assumptions', id];
    const row = byId.get(id);
    return row === undefined
      ? [unknownId(id, given, path, [...byId.keys()], origin)]
      : valueProblems(row, given, path, origin);
  });
}

function unknownId(id: string, given: unknown, path: Path, ids: readonly string[], origin: Origin): InputProblem {
  const isLever = LEVER_NAMES.includes(id as never);
  const isEvent = EVENT_NAMES.includes(id as never);
  const near = nearestName(id, ids);
  return problemAt(origin, path, isLever || isEvent ? id : given, {
    problem: isLever
      ? `${id} is a lever, not an assumption. ${LEVER_OR_ASSUMPTION}`
      : isEvent
        ? `${id} is an event, not an assumption. An event happens at a date; an assumption is a number that nobody knows.`
        : `There is no assumption ${shortName(id)}.`,
    allowed: `An id of assumptions.csv; there are ${ids.length}.`,
    mend: isLever
      ? `Write it under levers, as "- ${id}:".`
      : isEvent
        ? `Write it under events, as "- ${id}:".`
        : near === undefined
          ? 'Use an id of the table.'
          : `Did you mean ${near}?`,
  });
}

function valueProblems(row: AssumptionRow, given: unknown, path: Path, origin: Origin): InputProblem[] {
  const range = unitRange(row.unit, row.distribution);
  const inRange = (x: number): boolean =>
    Number.isFinite(x) && x >= range.min && x <= range.max && (row.distribution !== 'discrete' || Number.isInteger(x));
  const allowed = `${range.text}${row.distribution === 'discrete' ? ', a whole number' : ''}.`;
  const fault = (at: Path, value: unknown, problem: string, mend: string, what = allowed): InputProblem[] => [
    problemAt(origin, at, value, { problem, allowed: what, mend }),
  ];
  if (typeof given === 'number')
    return inRange(given)
      ? []
      : fault(
          path,
          given,
          `The number does not fit ${row.id} (${row.meaning}).`,
          'Write a share as 0.25, not as 25; check the unit.',
        );
  if (!isMapping(given))
    return fault(
      path,
      given,
      `The value of ${row.id} is not a number.`,
      'Write a number, or {low: ..., central: ..., high: ...}.',
    );
  const problems = fieldProblems(SPREAD, given, path, origin);
  if (problems.length > 0) return problems;
  const { low, central, high } = given as unknown as Spread;
  if (row.distribution === 'fixed' || row.distribution.startsWith('dirichlet'))
    return fault(
      path,
      given,
      row.distribution === 'fixed'
        ? `${row.id} is fixed and has no spread.`
        : `${row.id} is a share of a group, whose spread follows from its concentration.`,
      'Write one number.',
    );
  for (const [name, x] of Object.entries({ low, central, high }))
    if (!inRange(x))
      return fault(
        [...path, name],
        x,
        `The number does not fit ${row.id} (${row.meaning}).`,
        'Write a share as 0.25, not as 25; check the unit.',
      );
  if (!(low <= central && central <= high))
    return fault(
      path,
      given,
      'low, central and high are not in order.',
      'Put the three numbers in order.',
      'low <= central <= high.',
    );
  if ((row.distribution === 'lognormal' || row.distribution === 'gamma') && low <= 0)
    return fault(
      [...path, 'low'],
      low,
      `${row.id} is ${row.distribution}, which has no zero.`,
      'Write a small number above 0.',
      'A number greater than 0.',
    );
  return [];
}

/** Shares that are drawn together must still add to 1 when some are overridden. */
export function shareGroupProblems(
  assumptions: Readonly<Record<string, number | Spread>>,
  rows: readonly AssumptionRow[],
  origin: Origin,
): InputProblem[] {
  const groups = new Set(Object.keys(assumptions).map((id) => shareGroupOf(id)));
  return [...groups].flatMap((group) => {
    if (group === undefined) return [];
    const members = rows.filter((row) => shareGroupOf(row.id) === group && row.distribution.startsWith('dirichlet'));
    if (members.length === 0) return [];
    let sum = 0;
    for (const row of members) {
      const override = assumptions[row.id];
      sum += typeof override === 'number' ? override : row.central;
    }
    if (Math.abs(sum - 1) <= 0.001 + 1e-9) return [];
    const first = members.find((row) => assumptions[row.id] !== undefined)!;
    return [
      problemAt(origin, ['assumptions', first.id], assumptions[first.id], {
        problem: `The shares ${members.map((row) => row.id).join(', ')} add to ${Number(sum.toFixed(6))}.`,
        allowed: 'A sum of 1, within 0.001; a share left out keeps its value.',
        mend: 'Give all shares of the group, so that they add to 1.',
      }),
    ];
  });
}
