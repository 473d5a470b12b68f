import type { Checked } from '../../../domain/errors.ts';
import { encodingProblem } from '../../file-bytes.ts';
import { readCsv } from '../../tables/read-csv.ts';
import { TableChecker } from '../../tables/table-checker.ts';
import type { TableDefinition } from '../../tables/table-definition.ts';

/** Reads a small CSV table that people keep beside an import. One with a header and no row is allowed: nothing is said yet. */
export function readSmallTable<Row>(bytes: Uint8Array, file: string, definition: TableDefinition<Row>): Checked<readonly Row[]> {
  const encoding = encodingProblem(bytes, file);
  if (encoding !== undefined) return { ok: false, problems: [encoding] };
  const checker = new TableChecker(definition, file, 'csv');
  const unreadable = readCsv(bytes, file, (row, cells) => checker.take(row, cells));
  const outcome = unreadable === undefined ? checker.outcome() : checker.outcomeBeforeStop();
  if (unreadable !== undefined) return { ok: false, problems: outcome.ok ? [unreadable] : [...outcome.problems, unreadable] };
  const onlyHeader = !outcome.ok && outcome.problems[0]!.problem.startsWith('There is a header and no row');
  return onlyHeader ? { ok: true, value: [], repairs: [] } : outcome;
}
