import { ASSUMPTION_COLUMNS } from './assumption-columns.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { writeCsv } from '../csv.ts';
import type { TableRow } from '../csv.ts';
import type { FitTask } from './fit.ts';

/** `assumptions.csv`: fitted rows in the columns of the table of assumptions. */
export function assumptionsCsv(rows: readonly AssumptionRow[]): string {
  return writeCsv({ columns: ASSUMPTION_COLUMNS, rows: rows as readonly object[] as readonly TableRow[] });
}

/** Digest of all that the figures of a fit depend on. */
export function fitDigest(task: FitTask, method: number): { readonly id: string; readonly design: object } {
  const { read, sets, seed } = task;
  const design = { command: `fit ${read.kind}`, method, ...read.digests, sets, seed };
  return { id: digestOf(canonicalJson(design)), design };
}

/**
 * Writes the files of a fit by name, each beside and renamed, and the manifest last. Answers the paths; none where nothing
 * is to be written.
 *
 * @throws InputError when the folder holds something else
 */
export async function writeFit(
  task: FitTask,
  method: number,
  files: Readonly<Record<string, () => string | Uint8Array | Promise<string | Uint8Array>>>,
  facts: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const { out, force } = task;
  if (out === undefined) return [];
  const { id, design } = fitDigest(task, method);
  const { paths } = await writeAnalysis({ folder: out, id, force }, files, (digests) => ({
    analysis_id: id,
    ...design,
    version: packageVersion(),
    node: process.version,
    ...facts,
    files: digests,
  }));
  return [...paths];
}
