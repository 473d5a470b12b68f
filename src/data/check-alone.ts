import type { Checked, InputProblem } from '../domain/errors.ts';
import type { AssumptionRow, NeedRow, ServiceRow, StayRow } from '../domain/tables.ts';
import { checkOwners } from './check-services.ts';
import { checkDirichletGroups, checkNeeds, checkStays } from './check-shares.ts';
import { mergeAssumptions } from './merge-assumptions.ts';
import type { TableKind } from './tables/tables.ts';

/**
 * What is wrong between the rows of one table, as far as it shows without the rest of its set: survival that rises,
 * shares that do not add to 1, owners that contradict each other, ids that nothing reads.
 *
 * @param shippedAssumptions rows that stand in for the ids that a table of assumptions leaves out
 */
export function checkAlone<T>(
  kind: TableKind,
  checked: Checked<readonly T[]>,
  file: string,
  shippedAssumptions?: readonly AssumptionRow[],
): Checked<readonly T[]> {
  if (!checked.ok) return checked;
  const problems = problemsOf(kind, checked.value, file, shippedAssumptions);
  return problems.length === 0 ? checked : { ok: false, problems };
}

function problemsOf(
  kind: TableKind,
  rows: readonly unknown[],
  file: string,
  shipped: readonly AssumptionRow[] | undefined,
): readonly InputProblem[] {
  if (kind === 'stays') return checkStays(rows as readonly StayRow[], file);
  if (kind === 'needs') return checkNeeds(rows as readonly NeedRow[], file);
  if (kind === 'services') return checkOwners(rows as readonly ServiceRow[], file);
  if (kind !== 'assumptions') return [];
  const { merged, problems } = mergeAssumptions(rows as readonly AssumptionRow[], shipped, file);
  return [...problems, ...checkDirichletGroups(merged.rows, file)];
}
