import { endsPeriod } from '../domain/calendar.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { Recorder } from '../simulation/recorder.ts';
import type { State } from '../simulation/state.ts';
import { periodEnds } from './grid.ts';
import type { Grid } from './grid.ts';
import { additiveFamilies } from './families/index.ts';
import { OwnerPlaces, ratioParts, ratioSeries, readRatios } from './ratios.ts';
import type { AreaAtLevel } from './ratios.ts';

interface AreaRecord extends AreaAtLevel {
  readonly members: readonly number[];
  /** Running totals of flows at the end of the area's last period, by additive series and period. */
  readonly before: Record<string, Float64Array>;
  /** For each series, the first cell and its period, or -1. */
  readonly first: Int32Array;
  readonly period: readonly (string | undefined)[];
}

/**
 * Writes the figures of a draw into a row of the default grid. One recorder serves many draws, one after the other;
 * set `row` before each.
 */
export class GridRecorder implements Recorder {
  /** Where the current draw is written: one number a cell. */
  row: Float32Array = new Float32Array(0);
  private readonly plan: Plan;
  private readonly grid: Grid;
  private readonly families = additiveFamilies();
  private readonly additive: number;
  private readonly panel: Float64Array;
  private readonly records: AreaRecord[];
  private readonly owners: OwnerPlaces;
  private readonly ratios = new Float64Array(ratioSeries().length);
  private readonly ratioParts;
  private readonly ends: Record<string, Int32Array>;

  constructor(plan: Plan, grid: Grid) {
    this.plan = plan;
    this.grid = grid;
    const { areaCodes, regionCodes, regionOf, countryCode } = plan.geography;
    this.additive = this.families.reduce((n, f) => n + f.series.length, 0);
    this.panel = new Float64Array(this.additive * areaCodes.length);
    this.owners = new OwnerPlaces(plan.owners.ids.length + 4000);
    const stocks = this.families.flatMap((f) => f.series);
    this.ratioParts = ratioParts((measure, serviceType, sector) =>
      stocks.findIndex(
        (s) => s.measure === measure && s.serviceType === serviceType && s.sector === sector && s.ageBand === 'all',
      ),
    );
    const index = (period: 'month' | 'quarter' | 'financial-year'): Int32Array => {
      const at = new Int32Array(plan.months).fill(-1);
      periodEnds(plan, period).forEach((m, k) => (at[m] = k));
      return at;
    };
    this.ends = { month: index('month'), quarter: index('quarter'), 'financial-year': index('financial-year') };
    const all = areaCodes.map((_, a) => a);
    this.records = [
      this.recordOf('country', countryCode, all),
      ...regionCodes.map((code, r) =>
        this.recordOf(
          'region',
          code,
          all.filter((a) => regionOf[a] === r),
        ),
      ),
      ...areaCodes.map((code, a) => this.recordOf('authority', code, [a])),
    ];
  }

  begin(state: State): void {
    this.readPanel(state, true);
    for (const record of this.records) {
      for (const before of Object.values(record.before))
        for (let i = 0; i < this.additive; i++) before[i] = this.sum(record, i);
    }
  }

  endMonth(state: State): void {
    const month = this.plan.startMonth + state.month;
    const quarter = endsPeriod(month, 'quarter');
    const year = endsPeriod(month, 'financial-year');
    this.readPanel(state, false);
    for (const record of this.records) {
      if (record.level === 'region' && !quarter) continue;
      if (record.level === 'authority' && !year) continue;
      this.write(state, record, quarter);
    }
  }

  private recordOf(level: AreaRecord['level'], code: string, members: readonly number[]): AreaRecord {
    const inside = new Uint8Array(this.plan.geography.areaCodes.length);
    for (const a of members) inside[a] = 1;
    const first = new Int32Array(this.grid.series.length).fill(-1);
    const period: (string | undefined)[] = new Array<string | undefined>(this.grid.series.length).fill(undefined);
    for (const run of this.grid.runs) {
      if (run.areaLevel !== level || run.areaCode !== code) continue;
      first[run.series] = run.first;
      period[run.series] = run.period;
    }
    const before = Object.fromEntries(
      [...new Set(period)].filter((p) => p !== undefined).map((p) => [p, new Float64Array(this.additive)]),
    );
    return { level, members, inside, before, first, period };
  }

  private readPanel(state: State, everything: boolean): void {
    const month = this.plan.startMonth + state.month;
    const areas = state.luck.areas;
    let at = 0;
    for (const family of this.families) {
      if (everything || endsPeriod(month, family.every)) {
        this.panel.fill(0, at * areas, (at + family.series.length) * areas);
        family.read(state, this.panel, at);
      }
      at += family.series.length;
    }
  }

  private sum(record: AreaRecord, series: number): number {
    const areas = this.plan.geography.areaCodes.length;
    let sum = 0;
    for (let k = 0; k < record.members.length; k++) sum += this.panel[series * areas + record.members[k]!]!;
    return sum;
  }

  private write(state: State, record: AreaRecord, quarter: boolean): void {
    const { row, grid, ends } = this;
    for (let i = 0; i < this.additive; i++) {
      const first = record.first[i]!;
      if (first < 0) continue;
      const period = record.period[i]!;
      const k = ends[period]![state.month]!;
      if (k < 0) continue;
      const now = this.sum(record, i);
      if (grid.series[i]!.kind === 'flow') {
        const before = record.before[period]!;
        row[first + k] = now - before[i]!;
        before[i] = now;
      } else row[first + k] = now;
    }
    if (!quarter) return;
    readRatios(state, record, this.ratioParts, (series) => this.sum(record, series), this.owners, this.ratios);
    for (let i = 0; i < this.ratios.length; i++) {
      const series = this.additive + i;
      const first = record.first[series]!;
      if (first < 0) continue;
      const k = ends[record.period[series]!]![state.month]!;
      if (k >= 0) row[first + k] = this.ratios[i]!;
    }
  }
}
