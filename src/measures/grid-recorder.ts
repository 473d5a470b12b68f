import { endsPeriod } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { State } from '../simulation/state.ts';
import type { Groups, Reading } from './columns.ts';
import { ColumnSet, Columns, createReading, groupsOf, readSources, sumOfGroups } from './columns.ts';
import { additiveFamilies } from './families/index.ts';
import { periodEnds } from './grid.ts';
import type { Grid } from './grid.ts';
import { LevelWriter, PERIODS } from './level-writer.ts';
import { RatioWriter, ratioColumns } from './ratio-writer.ts';

const QUARTER = 1;
const YEAR = 2;

/**
 * Writes the figures of a draw into a row of the default grid. One recorder serves many draws, one after the other;
 * set `row` before each.
 */
export class GridRecorder implements Recorder {
  /** Where the current draw is written: one number a cell. */
  row: Float32Array = new Float32Array(0);
  private readonly plan: Plan;
  private readonly columns: Columns;
  private readonly reading: Reading;
  /** Sources that have to be read at the end of a month, of a quarter and of a year. */
  private readonly sources: readonly (readonly number[])[];
  private readonly country: LevelWriter;
  private readonly regions: LevelWriter;
  private readonly authorities: LevelWriter;
  private readonly ratios: RatioWriter;
  /** Areas by region, and each area by itself. */
  private readonly inRegions: Groups;
  private readonly byItself: Groups;
  private readonly regionsAreAll: boolean;
  /** Columns that regions or the country need at the end of a month, of a quarter and of a year. */
  private readonly bySets: readonly ColumnSet[];
  /** For each period, which one ends in a month, or -1. */
  private readonly ends: readonly Int32Array[];

  constructor(plan: Plan, grid: Grid) {
    this.plan = plan;
    const families = additiveFamilies();
    const columns = new Columns(families);
    const { countryCode, regionCodes, areaCodes, regionOf } = plan.geography;
    const additive = families.flatMap((f) => f.series);
    const also = ratioColumns(additive, columns);
    const level = (name: string, codes: readonly string[], period: 'quarter' | 'financial-year'): LevelWriter =>
      new LevelWriter(grid, columns, name, codes, { period, columns: also });
    this.country = level('country', [countryCode], 'quarter');
    this.regions = level('region', regionCodes, 'quarter');
    this.authorities = level('authority', areaCodes, 'financial-year');
    this.columns = columns;
    this.reading = createReading(columns);
    this.sources = PERIODS.map((_, depth) => {
      const levels = [this.country, this.regions, this.authorities].slice(0, depth + 1);
      return [...new Set(levels.flatMap((l) => [...l.needed[depth]!.sources]))];
    });
    this.ratios = new RatioWriter(plan, grid, additive, columns);
    this.inRegions = groupsOf(regionOf, regionCodes.length);
    this.byItself = groupsOf(
      areaCodes.map((_, a) => a),
      areaCodes.length,
    );
    this.regionsAreAll = this.inRegions.members.length === areaCodes.length && areaCodes.length > 0;
    this.bySets = PERIODS.map(
      (_, d) =>
        new ColumnSet(
          columns,
          [this.regions, this.country].flatMap((l) => [...l.needed[d]!.columns]),
        ),
    );
    this.ends = PERIODS.map((period) => {
      const at = new Int32Array(plan.months).fill(-1);
      periodEnds(plan, period).forEach((m, k) => (at[m] = k));
      return at;
    });
  }

  begin(state: State): void {
    this.read(state, YEAR);
    for (const level of [this.country, this.regions, this.authorities]) level.begin();
  }

  endMonth(state: State): void {
    const month = this.plan.startMonth + state.month;
    const depth = endsPeriod(month, 'financial-year') ? YEAR : endsPeriod(month, 'quarter') ? QUARTER : 0;
    this.read(state, depth);
    for (let period = 0; period <= depth; period++) {
      const k = this.ends[period]![state.month]!;
      this.country.writePeriod(period, this.row, k);
      this.regions.writePeriod(period, this.row, k);
      this.authorities.writePeriod(period, this.row, k);
    }
    if (depth < QUARTER) return;
    const quarter = this.ends[QUARTER]![state.month]!;
    const year = depth === YEAR ? this.ends[YEAR]![state.month]! : -1;
    this.ratios.write(state, this.country.sums, this.regions.sums, this.authorities.sums, quarter, year, this.row);
  }

  /** Reads what the series of the periods that end now are made from: of areas only where more than the country is written. */
  private read(state: State, depth: number): void {
    const { reading, country, regions, authorities, plan } = this;
    const { areaCodes, regionCodes } = plan.geography;
    readSources(this.columns, this.sources[depth]!, state, depth >= QUARTER, reading);
    if (depth < QUARTER) {
      country.needed[depth]!.sumAll(reading, areaCodes.length, country.sums);
      return;
    }
    this.bySets[depth]!.sumGroups(reading, this.inRegions, regions.sums, regions.stride);
    // Where every area is in a region, the country is the sum of its regions.
    if (this.regionsAreAll) sumOfGroups(regions.sums, regionCodes.length, regions.stride, country.sums);
    else country.needed[depth]!.sumAll(reading, areaCodes.length, country.sums);
    if (depth < YEAR) return;
    authorities.needed[depth]!.sumGroups(reading, this.byItself, authorities.sums, authorities.stride);
  }
}
