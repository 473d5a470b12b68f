import { cellsBetween } from '../measures/cells-between.ts';
import type { Grid } from '../measures/grid.ts';
import { identityOf, isHeadline, statusOf } from '../measures/outcomes.ts';
import { statisticNames, Summariser } from '../measures/summarise.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { CsvRows } from './figure-bytes.ts';
import { ParquetRows } from './parquet-rows.ts';
import type { ParquetPart } from './parquet-rows.ts';

/** Cells of a part. The parts, and so the bytes of the files, are the same for any number of threads and draws. */
export const CELLS_IN_PART = 2048;

/** The rows of some cells as they stand in the two files of a run. */
export interface OutcomePart {
  readonly csv: Uint8Array<ArrayBuffer>;
  readonly parquet: ParquetPart;
  readonly rows: number;
}

/** Parts that the cells of a draw fill. */
export function partsOf(cells: number): number {
  return Math.ceil(cells / CELLS_IN_PART);
}

/** Summarises cells over the draws and encodes their rows, part by part. */
export class OutcomeParts {
  private readonly plan: Plan;
  private readonly grid: Grid;
  private readonly runId: string;
  private readonly values: Float32Array;
  private readonly summariser: Summariser;
  private readonly csv = new CsvRows();
  private readonly parquet = new ParquetRows();
  private readonly read: (cell: number, into: Float32Array, end: number) => void;

  /** @param read writes the values of a cell, one a draw in the order of the draws, into an array */
  constructor(
    plan: Plan,
    grid: Grid,
    runId: string,
    draws: number,
    read: (cell: number, into: Float32Array, end: number) => void,
  ) {
    this.plan = plan;
    this.grid = grid;
    this.runId = runId;
    this.values = new Float32Array(draws);
    this.summariser = new Summariser(draws);
    this.read = read;
  }

  part(index: number): OutcomePart {
    const { plan, grid, csv, parquet, summariser } = this;
    const first = index * CELLS_IN_PART;
    const end = Math.min(grid.cells, first + CELLS_IN_PART);
    let rows = 0;
    cellsBetween(plan, grid, first, end, (cell, at) => {
      const { series } = cell;
      const identity = identityOf(cell, plan, this.runId);
      const status = statusOf(series, plan);
      const shares = isHeadline(cell);
      const names = statisticNames(series.thresholds, shares);
      csv.figure(identity, status);
      parquet.figure(identity, status, names.length);
      this.read(at, this.values, end);
      summariser.summarise(this.values, series.thresholds, shares);
      for (let s = 0; s < names.length; s++) {
        const value = summariser.value[s]!;
        const mcError = summariser.mcError[s]!;
        csv.row(names[s]!, value, mcError);
        parquet.row(names[s]!, value, mcError);
      }
      rows += names.length;
    });
    return { csv: csv.take(), parquet: parquet.take(), rows };
  }
}
