import { join } from 'node:path';
import { IDENTITY_COLUMNS } from '../../measures/outcomes.ts';
import { CsvRows } from '../figure-bytes.ts';
import { ParquetJoiner, ParquetRows } from '../parquet-rows.ts';
import { WholeFile } from '../whole-file.ts';
import type { OpenRuns } from './open-runs.ts';
import { DIFFERENCE_STATISTICS, PairedSummariser } from './paired-summary.ts';

/** Columns of `comparison.csv`: those of `outcomes.csv`, with the reference beside the run. */
export const COMPARISON_COLUMNS: readonly string[] = [
  'run_id',
  'reference_run_id',
  'scenario',
  'reference_scenario',
  ...IDENTITY_COLUMNS.filter((column) => column !== 'run_id' && column !== 'scenario'),
  'statistic',
  'value',
  'mc_error',
  'status',
];

/** Figures after which the rows go to the files. */
const FIGURES_AT_ONCE = 1024;

/** What was written: rows, and SHA-256 by name of file. */
export interface WrittenComparison {
  readonly rows: number;
  readonly files: Readonly<Record<'comparison.csv' | 'comparison.parquet', string>>;
}

export interface ComparisonChoice {
  /** Levels of areas whose figures are compared: `country`, `region`, `authority`. */
  readonly levels: readonly string[];
  /** Statistics of the differences, of `DIFFERENCE_STATISTICS`. */
  readonly statistics: readonly string[];
  readonly onProgress?: (done: number, figures: number) => void;
  readonly signal?: AbortSignal;
}

/**
 * Writes `comparison.csv` and `comparison.parquet`: for each figure of the grid and each run but the reference, the
 * statistics of the difference. Both files are renamed when they are whole. One figure of all runs is held at a time.
 */
export async function writeComparison(
  folder: string,
  open: OpenRuns,
  choice: ComparisonChoice,
): Promise<WrittenComparison> {
  const { runs, cells, statuses } = open;
  const draws = runs[0]!.draws.index.draws;
  const reference = new Float32Array(draws);
  const values = new Float32Array(draws);
  const summariser = new PairedSummariser(draws);
  const wanted = DIFFERENCE_STATISTICS.flatMap((name, at) => (choice.statistics.includes(name) ? [{ name, at }] : []));
  const chosen = cells.flatMap((cell, c) => (choice.levels.includes(cell.area_level) ? [c] : []));
  const rowsOfCsv = new CsvRows();
  const rowsOfParquet = new ParquetRows(COMPARISON_COLUMNS);
  const joiner = new ParquetJoiner(COMPARISON_COLUMNS);
  const files: WholeFile[] = [];
  let rows = 0;
  try {
    const csv = await WholeFile.open(join(folder, 'comparison.csv'));
    files.push(csv);
    const parquet = await WholeFile.open(join(folder, 'comparison.parquet'));
    files.push(parquet);
    await csv.write(new TextEncoder().encode(`${COMPARISON_COLUMNS.join(',')}\r\n`));
    await parquet.write(joiner.header());
    for (let at = 0; at < chosen.length; at += FIGURES_AT_ONCE) {
      choice.signal?.throwIfAborted();
      for (const cell of chosen.slice(at, at + FIGURES_AT_ONCE)) {
        runs[0]!.draws.column(cell, reference);
        for (let r = 1; r < runs.length; r++) {
          runs[r]!.draws.column(cell, values);
          summariser.summarise(values, reference);
          const identity = identityOf(open, r, cell);
          const status = statuses[r]![cell]!;
          rowsOfCsv.figure(identity, status);
          rowsOfParquet.figure(identity, status, wanted.length);
          for (const { name, at: s } of wanted) {
            rowsOfCsv.row(name, summariser.value[s]!, summariser.mcError[s]!);
            rowsOfParquet.row(name, summariser.value[s]!, summariser.mcError[s]!);
          }
          rows += wanted.length;
        }
      }
      await csv.write(rowsOfCsv.take());
      const part = rowsOfParquet.take();
      joiner.add(part);
      await parquet.write(part.bytes);
      choice.onProgress?.(Math.min(at + FIGURES_AT_ONCE, chosen.length), chosen.length);
    }
    await parquet.write(joiner.footer());
    return { rows, files: { 'comparison.csv': await csv.finish(), 'comparison.parquet': await parquet.finish() } };
  } catch (error) {
    for (const file of files) await file.discard();
    throw error;
  }
}

/** Texts of the columns up to the unit. */
function identityOf({ runs, cells }: OpenRuns, run: number, cell: number): string[] {
  const [own, reference] = [runs[run]!.manifest, runs[0]!.manifest];
  const figure = cells[cell]!;
  const shared = IDENTITY_COLUMNS.slice(2).map((column) => String(figure[column]));
  return [own.run_id, reference.run_id, own.scenario, reference.scenario, ...shared];
}
