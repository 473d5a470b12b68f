import type { EvidenceStatus } from '../domain/status.ts';
import { weakestStatus } from '../domain/status.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { eachCell } from './grid.ts';
import type { Grid } from './grid.ts';
import type { Series } from './series.ts';
import { summarise } from './summarise.ts';

/** One figure of `outcomes.csv`. Names and order of the fields are those of the file. */
export interface OutcomeRow {
  readonly run_id: string;
  readonly scenario: string;
  readonly area_code: string;
  readonly area_level: string;
  readonly area_role: string;
  readonly service_type: string;
  readonly sector: string;
  readonly age_band: string;
  readonly need_class: string;
  readonly reason: string;
  readonly provider_country: string;
  readonly date: string;
  readonly period: string;
  readonly measure: string;
  readonly unit: string;
  readonly statistic: string;
  readonly value: number;
  readonly mc_error: number;
  readonly status: EvidenceStatus;
}

export const OUTCOME_COLUMNS = [
  'run_id',
  'scenario',
  'area_code',
  'area_level',
  'area_role',
  'service_type',
  'sector',
  'age_band',
  'need_class',
  'reason',
  'provider_country',
  'date',
  'period',
  'measure',
  'unit',
  'statistic',
  'value',
  'mc_error',
  'status',
] as const satisfies readonly (keyof OutcomeRow)[];

/**
 * Weakest status of the counts behind a series, and never better than `estimated`: a projection is not a published figure. What the model assumes of the future has a strength of its own in the
 * table of assumptions; the status of a figure says how firm the counts are that it starts from.
 */
export function statusOf(series: Series, plan: Plan): EvidenceStatus {
  const counts = {
    children: [plan.childrenStatus],
    places: [plan.placesStatus],
    both: [plan.childrenStatus, plan.placesStatus],
    money: [plan.childrenStatus, plan.placesStatus, plan.money.status],
  }[series.evidence];
  return weakestStatus('estimated', ...counts);
}

/**
 * Summarises every cell over the draws and hands on its rows, in the order of the grid.
 *
 * @param column writes the values of a cell, one a draw in the order of the draws, into the array it is given
 */
export function eachOutcome(
  plan: Plan,
  grid: Grid,
  runId: string,
  draws: number,
  column: (cell: number, into: Float32Array) => void,
  visit: (row: OutcomeRow) => void,
): void {
  const values = new Float32Array(draws);
  eachCell(plan, grid, (cell, at) => {
    column(at, values);
    const { series } = cell;
    const status = statusOf(series, plan);
    for (const s of summarise(values, series.thresholds)) {
      visit({
        run_id: runId,
        scenario: plan.scenarioName,
        area_code: cell.areaCode,
        area_level: cell.areaLevel,
        area_role: series.areaRole,
        service_type: series.serviceType,
        sector: series.sector,
        age_band: series.ageBand,
        need_class: series.needClass,
        reason: series.reason,
        provider_country: series.providerCountry,
        date: cell.date,
        period: cell.period,
        measure: series.measure,
        unit: series.unit,
        statistic: s.statistic,
        value: s.value,
        mc_error: s.mcError,
        status,
      });
    }
  });
}
