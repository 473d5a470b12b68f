import type { InputProblem } from '../domain/errors.ts';
import type { ServiceRow } from '../domain/tables.ts';
import { rowProblem } from './row-problem.ts';

/** Whether each provider belongs to one owner, and says so in all of its rows. */
export function checkOwners(services: readonly ServiceRow[], file: string): InputProblem[] {
  const firstRow = new Map<string, ServiceRow>();
  const problems: InputProblem[] = [];
  for (const row of services) {
    if (row.provider_id === undefined) continue;
    const first = firstRow.get(row.provider_id);
    if (first === undefined) firstRow.set(row.provider_id, row);
    else if (first.owner_id !== row.owner_id)
      problems.push(
        rowProblem(file, row, 'owner_id', row.owner_id ?? '', {
          problem: `The provider ${row.provider_id} has another owner in another row (${first.owner_id ?? 'empty'}, ${first.service_id}).`,
          allowed: 'One owner for a provider, the same in all of its rows.',
          mend: 'Write the ultimate owner in every row of the provider, or leave it empty in all.',
        }),
      );
  }
  return problems;
}
