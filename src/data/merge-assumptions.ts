import type { InputProblem } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import type { AssumptionRow } from '../domain/tables.ts';
import { rowProblem } from './row-problem.ts';

/** Ids that `fit` writes: `hazard.CAUSE.SECTOR`, with size and year where they are known. */
const FITTED_HAZARD =
  /^hazard\.(close|transfer|convert)\.(local-authority|not-for-profit|for-profit|other)(\.(1-2|3-4|5\+))?(\.\d{4})?$/;

export interface MergedAssumptions {
  readonly rows: readonly AssumptionRow[];
  /** Ids that the set left out. */
  readonly fromShipped: readonly string[];
}

/**
 * The set's own rows in place of the shipped ones with the same id. An own id that nothing reads (misspelt, or of another
 * version) is a problem, and so is a unit that differs from the shipped one.
 *
 * @param shipped undefined for the shipped set itself, whose ids are the known ones
 */
export function mergeAssumptions(
  own: readonly AssumptionRow[],
  shipped: readonly AssumptionRow[] | undefined,
  file: string,
): { readonly merged: MergedAssumptions; readonly problems: readonly InputProblem[] } {
  if (shipped === undefined) return { merged: { rows: own, fromShipped: [] }, problems: [] };
  const problems: InputProblem[] = [];
  const shippedById = new Map(shipped.map((row) => [row.id, row]));
  const ownIds = new Set(own.map((row) => row.id));
  for (const row of own) {
    const known = shippedById.get(row.id);
    if (known === undefined) {
      if (FITTED_HAZARD.test(row.id)) continue;
      const near = nearestName(row.id, [...shippedById.keys()].filter((id) => !ownIds.has(id)));
      problems.push(
        rowProblem(file, row, 'id', row.id, {
          problem: 'Nothing reads an assumption with this id.',
          allowed: `An id of the shipped assumptions.csv (${shipped.length}), or hazard.CAUSE.SECTOR as fit writes it.`,
          mend: near === undefined ? 'Delete the row, or correct its id.' : `Did you mean ${near}?`,
        }),
      );
    } else if (known.unit !== row.unit)
      problems.push(
        rowProblem(file, row, 'unit', row.unit, {
          problem: `The unit of ${row.id} differs from the one that the model reads.`,
          allowed: `${known.unit}.`,
          mend: `Give the numbers in ${known.unit}, and write that unit.`,
        }),
      );
  }
  const fromShipped = shipped.filter((row) => !ownIds.has(row.id));
  return {
    merged: { rows: [...own, ...fromShipped], fromShipped: fromShipped.map((row) => row.id) },
    problems,
  };
}
