import { correlationMatrix, firstImpossible } from '../correlation.ts';
import type { InputProblem } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { shareGroupProblems } from './check-assumptions.ts';
import type { Origin, Path } from './problem.ts';
import { problemAt } from './problem.ts';
import type { Correlation, Scenario } from './scenario.ts';

/** Problems that show only when all parts of a scenario, its parents' too, are seen together. */
export function wholeProblems(scenario: Scenario, dataSet: DataSet, origin: Origin): InputProblem[] {
  return [
    ...lateProblems(scenario, origin),
    ...approvalProblems(scenario, origin),
    ...shareGroupProblems(scenario.assumptions, dataSet.assumptions, origin),
    ...correlationProblems(scenario.correlations, dataSet, origin),
  ];
}

/** Levers and events that begin after the last day would do nothing. Dates of the law may lie after it. */
function lateProblems(scenario: Scenario, origin: Origin): InputProblem[] {
  return (['levers', 'events'] as const).flatMap((part) =>
    scenario[part].flatMap((item, i) => lateDays(item, [part, i], scenario.horizon, origin)),
  );
}

function lateDays(item: object, path: Path, horizon: string, origin: Origin): InputProblem[] {
  const [name, fields] = Object.entries(item)[0] as [string, Readonly<Record<string, unknown>>];
  if (name === 'approval_date') return [];
  const at = [...path, name];
  const inside = Array.isArray(fields['then']) ? (fields['then'] as readonly object[]) : [];
  return [
    ...['date', 'from', 'opens'].flatMap((field) => {
      const day = fields[field];
      if (typeof day !== 'string' || day <= horizon) return [];
      return [
        problemAt(origin, [...at, field], day, {
          problem: 'The day is after the last day of the run, so that it would do nothing.',
          allowed: `A day up to ${horizon}, the horizon.`,
          mend: 'Give an earlier day or a later horizon, or take it out.',
        }),
      ];
    }),
    ...inside.flatMap((lever, i) => lateDays(lever, [...at, 'then', i], horizon, origin)),
  ];
}

function approvalProblems(scenario: Scenario, origin: Origin): InputProblem[] {
  const seen = new Set<string>();
  return scenario.levers.flatMap((lever, i) => {
    if (!('approval_date' in lever)) return [];
    const type = lever.approval_date.service_type;
    const row = scenario.timetable.findIndex(
      (r) => r.milestone === 'placements need approval' && r.service_type === type,
    );
    const twice = seen.has(type);
    seen.add(type);
    if (row < 0 && !twice) return [];
    return [
      problemAt(origin, ['levers', i, 'approval_date'], `${type}, ${lever.approval_date.date}`, {
        problem: twice
          ? `Two levers set the day from which ${type} placements need approval.`
          : `The lever approval_date and timetable[${row}] both set the day from which ${type} placements need approval.`,
        allowed: 'One of the two for a service type, once.',
        mend: 'Delete one of them.',
      }),
    ];
  });
}

function correlationProblems(rows: readonly Correlation[], dataSet: DataSet, origin: Origin): InputProblem[] {
  const byId = new Map(dataSet.assumptions.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const problems: InputProblem[] = [];
  rows.forEach((row, i) => {
    const pair = [row.a, row.b].sort().join(' ');
    const wrong = (problem: string, mend: string): void => {
      problems.push(
        problemAt(origin, ['correlations', i], `${row.a}, ${row.b}`, {
          problem,
          allowed: 'Two different assumptions that have a spread of their own, each pair once.',
          mend,
        }),
      );
    };
    const family = (id: string): string => byId.get(id)?.distribution ?? '';
    const fixed = [row.a, row.b].find((id) => family(id) === 'fixed');
    const share = [row.a, row.b].find((id) => family(id).startsWith('dirichlet'));
    if (row.a === row.b) wrong('An assumption is paired with itself.', 'Name two assumptions.');
    else if (seen.has(pair)) wrong('The pair is named twice.', 'Delete one of the two rows.');
    else if (fixed !== undefined) wrong(`${fixed} is fixed and has nothing to correlate.`, 'Delete the row.');
    else if (share !== undefined)
      wrong(
        `${share} is a share of a group. The shares are drawn together and add to 1, so one of them has no correlation of its own.`,
        'Delete the row, or give the shares of the group as numbers.',
      );
    seen.add(pair);
  });
  return problems.length > 0 ? problems : contradictions(rows, origin);
}

/** Correlations that no quantities can have together: those that hang together with the first that fails. */
function contradictions(rows: readonly Correlation[], origin: Origin): InputProblem[] {
  const ids = [...new Set(rows.flatMap((row) => [row.a, row.b]))].sort();
  const matrix = correlationMatrix(rows, ids);
  const fails = firstImpossible(matrix);
  if (fails < 0) return [];
  const linked = new Set([ids[fails]!]);
  for (let size = 0; size < linked.size;) {
    size = linked.size;
    for (const { a, b } of rows) if (linked.has(a) || linked.has(b)) linked.add(a).add(b);
  }
  const named = rows.flatMap((row, i) =>
    linked.has(row.a) ? [`correlations[${i}] ${row.a}, ${row.b} ${row.rank}`] : [],
  );
  return [
    problemAt(origin, ['correlations'], named.join('; '), {
      problem:
        named.length === 1
          ? 'A correlation of 1 or -1 leaves no chance of their own to the two.'
          : 'These correlations contradict each other: no quantities can have all of them.',
      allowed: 'Ranks that form a positive definite matrix; pairs left out count as 0.',
      mend: 'Bring the ranks nearer to 0, or add those of the pairs that are left out.',
    }),
  ];
}
