import { join } from 'node:path';
import type { Crew } from './crew.ts';
import { CSV_HEADER } from './figure-bytes.ts';
import { partsOf } from './outcome-part.ts';
import { ParquetJoiner } from './parquet-rows.ts';
import type { PartTask } from './run-tasks.ts';
import { WholeFile } from './whole-file.ts';

/** What was written: rows of each file, and SHA-256 by name of file. */
export interface WrittenOutcomes {
  readonly rows: number;
  readonly files: Readonly<Record<'outcomes.csv' | 'outcomes.parquet', string>>;
}

/**
 * Has the draws of a run summarised, part by part, and writes `outcomes.csv` and `outcomes.parquet` from the parts. Both
 * are written beside their names and renamed when they are whole, so that an interrupted run leaves no half file.
 *
 * @param cells figures of a draw
 * @param run name of the run and the draws that it has
 */
export async function writeOutcomes(
  folder: string,
  crew: Crew,
  cells: number,
  run: Omit<PartTask, 'part'>,
): Promise<WrittenOutcomes> {
  const files: WholeFile[] = [];
  try {
    const csv = await WholeFile.open(join(folder, 'outcomes.csv'));
    files.push(csv);
    const parquet = await WholeFile.open(join(folder, 'outcomes.parquet'));
    files.push(parquet);
    const joiner = new ParquetJoiner();
    let rows = 0;
    await csv.write(CSV_HEADER);
    await parquet.write(joiner.header());
    const tasks = Array.from({ length: partsOf(cells) }, (_, part) => ({ ...run, part }));
    await crew.each('part', tasks, true, async (part) => {
      await csv.write(part.csv);
      joiner.add(part.parquet);
      await parquet.write(part.parquet.bytes);
      rows += part.rows;
    });
    await parquet.write(joiner.footer());
    return { rows, files: { 'outcomes.csv': await csv.finish(), 'outcomes.parquet': await parquet.finish() } };
  } catch (error) {
    for (const file of files) await file.discard();
    throw error;
  }
}
