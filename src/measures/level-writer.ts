import type { Period } from '../domain/calendar.ts';
import type { Columns } from './columns.ts';
import { ColumnSet } from './columns.ts';
import type { Grid } from './grid.ts';

/** Periods from short to long: where a long one ends, the short ones end too. */
export const PERIODS = ['month', 'quarter', 'financial-year'] as const satisfies readonly Period[];

/** Series that are written at the ends of one period, for all areas of a level. */
interface Output {
  /** Columns of series i are `columns[starts[i]]` up to `columns[starts[i + 1]]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** First cell of series i for area r, `[i * areas + r]`. */
  readonly first: Int32Array;
  readonly isFlow: Uint8Array;
  /** Totals of flows at the end of the period before, `[i * areas + r]`. */
  readonly before: Float64Array;
}

/** Writes the additive series of all areas of one level, from sums of columns. */
export class LevelWriter {
  /** Sums of columns, `[area * stride + column]`. */
  readonly sums: Float64Array;
  readonly stride: number;
  /** Columns needed at the end of a month, of a quarter and of a year. */
  readonly needed: readonly ColumnSet[];
  private readonly outputs: readonly Output[];
  private readonly areas: number;

  /**
   * @param also columns that others read from `sums` at the ends of a period
   */
  constructor(
    grid: Grid,
    columns: Columns,
    level: string,
    codes: readonly string[],
    also: { readonly period: Period; readonly columns: readonly number[] },
  ) {
    this.areas = codes.length;
    this.stride = columns.count;
    this.sums = new Float64Array(codes.length * columns.count);
    const first = new Map(
      grid.runs.filter((r) => r.areaLevel === level).map((r) => [`${r.series} ${r.areaCode}`, r.first]),
    );
    // A series that a plan cannot give, such as a cost without a price, has no cells.
    const listed = PERIODS.map((period) =>
      columns.ofSeries
        .map((_, series) => series)
        .filter((series) => grid.series[series]!.levels[level as 'country'] === period)
        .filter((series) => codes.length > 0 && codes.every((code) => first.has(`${series} ${code}`))),
    );
    this.outputs = listed.map((list): Output => {
      const lists = list.map((series) => columns.ofSeries[series]!);
      let at = 0;
      return {
        starts: Int32Array.from([0, ...lists.map((l) => (at += l.length))]),
        columns: Int32Array.from(lists.flat()),
        first: Int32Array.from(list.flatMap((series) => codes.map((code) => first.get(`${series} ${code}`)!))),
        isFlow: Uint8Array.from(list, (series) => (grid.series[series]!.kind === 'flow' ? 1 : 0)),
        before: new Float64Array(list.length * codes.length),
      };
    });
    this.needed = PERIODS.map(
      (_, depth) =>
        new ColumnSet(columns, [
          ...listed.slice(0, depth + 1).flatMap((list) => list.flatMap((series) => columns.ofSeries[series]!)),
          ...(PERIODS.indexOf(also.period) <= depth ? also.columns : []),
        ]),
    );
  }

  /** Takes the totals of flows before the first month from the sums that are there now. */
  begin(): void {
    for (const output of this.outputs) this.write(output, undefined, 0);
  }

  /** Writes the series of a period into its k-th cells. */
  writePeriod(period: number, row: Float32Array, k: number): void {
    this.write(this.outputs[period]!, row, k);
  }

  private write(output: Output, row: Float32Array | undefined, k: number): void {
    const { starts, columns, first, isFlow, before } = output;
    const { sums, areas, stride } = this;
    for (let i = 0; i < isFlow.length; i++) {
      const from = starts[i]!;
      const to = starts[i + 1]!;
      for (let r = 0; r < areas; r++) {
        const at = r * stride;
        let now = 0;
        for (let c = from; c < to; c++) now += sums[at + columns[c]!]!;
        const slot = i * areas + r;
        if (row !== undefined) row[first[slot]! + k] = isFlow[i] === 1 ? now - before[slot]! : now;
        before[slot] = now;
      }
    }
  }
}
