import type { BacktestCase } from '../../src/calibration/backtest/backtest.ts';
import type { BlindTest } from '../../src/reporting/history/blind-test.ts';
import type * as blindTest from '../../src/reporting/history/blind-test.ts';
import type { Chart } from '../../src/reporting/chart.ts';
import type * as blindCharts from '../../src/reporting/history/blind-charts.ts';
import type { scoreOf } from '../../src/calibration/backtest/backtest-summary.ts';
import type { CountHistory } from '../../src/calibration/history/count-history.ts';

/** What the page is made with: handed in, so that a test can use the sources and a script the build. */
export interface ValidationKit {
  readonly blindTest: typeof blindTest.blindTest;
  readonly blindScores: typeof blindTest.blindScores;
  readonly knownCounts: typeof blindTest.knownCounts;
  readonly blindPathChart: typeof blindCharts.blindPathChart;
  readonly blindAreasChart: typeof blindCharts.blindAreasChart;
  readonly scoreOf: typeof scoreOf;
  readonly METHOD_NAMES: Readonly<Record<string, string>>;
  readonly backtestCounts: (history: CountHistory, plan: object) => BacktestCase[];
}
export interface ValidationInput {
  readonly history: CountHistory;
  /** Names of areas by code. */
  readonly names: ReadonlyMap<string, string>;
  /** Rows of children.csv for the country by age band: `[age band][year]`. */
  readonly ages: ReadonlyMap<string, ReadonlyMap<number, number>>;
}
/** The page and its two charts, by the names of their files. */
export function validation(
  kit: ValidationKit,
  input: ValidationInput,
): { readonly page: string; readonly charts: Readonly<Record<string, Chart>>; readonly test: BlindTest };
/** Counts of the country by age band and year from rows of children.csv. */
export function agesOf(rows: readonly Readonly<Record<string, string>>[]): Map<string, Map<number, number>>;
