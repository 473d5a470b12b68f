import type { InputProblem } from '../../domain/errors.ts';
import type { DataSet } from '../../domain/tables.ts';
import { shareGroupProblems } from './check-assumptions.ts';
import type { Origin } from './problem.ts';
import { problemAt } from './problem.ts';
import type { Correlation, Scenario } from './scenario.ts';

/** Problems that show only when all parts of a scenario, its parents' too, are seen together. */
export function wholeProblems(scenario: Scenario, dataSet: DataSet, origin: Origin): InputProblem[] {
  return [
    ...approvalProblems(scenario, origin),
    ...shareGroupProblems(scenario.assumptions, dataSet.assumptions, origin),
    ...correlationProblems(scenario.correlations, dataSet, origin),
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
    const plain = [row.a, row.b].find((id) => /^(fixed|dirichlet)/.test(byId.get(id)?.distribution ?? ''));
    if (row.a === row.b) wrong('An assumption is paired with itself.', 'Name two assumptions.');
    else if (seen.has(pair)) wrong('The pair is named twice.', 'Delete one of the two rows.');
    else if (plain !== undefined) wrong(`${plain} is fixed or a share of a group.`, 'Delete the row.');
    seen.add(pair);
  });
  if (problems.length === 0 && rows.length > 0 && !isPossible(rows))
    problems.push(
      problemAt(origin, ['correlations'], `${rows.length} rows`, {
        problem: 'The correlations contradict each other: no quantities can have all of them.',
        allowed: 'Ranks that form a positive definite matrix; pairs left out count as 0.',
        mend: 'Bring the ranks nearer to 0, or add those of the pairs that are left out.',
      }),
    );
  return problems;
}

/** Cholesky's decomposition exists exactly when the matrix is positive definite. */
function isPossible(rows: readonly Correlation[]): boolean {
  const ids = [...new Set(rows.flatMap((row) => [row.a, row.b]))];
  const matrix: number[][] = ids.map((_, i) => ids.map((__, j) => (i === j ? 1 : 0)));
  for (const row of rows) {
    const [i, j] = [ids.indexOf(row.a), ids.indexOf(row.b)];
    matrix[i]![j] = matrix[j]![i] = row.rank;
  }
  for (let i = 0; i < ids.length; i++)
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= matrix[i]![k]! * matrix[j]![k]!;
      if (i === j && rest <= 1e-9) return false;
      matrix[i]![j] = i === j ? Math.sqrt(rest) : rest / matrix[j]![j]!;
    }
  return true;
}
