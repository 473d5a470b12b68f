import type { EvidenceStatus } from '../domain/status.ts';
import { weakestStatus } from '../domain/status.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { endsPeriod, monthOf } from '../domain/calendar.ts';
import type { Cell } from './grid.ts';
import type { Series } from './series.ts';

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

/** Columns that say which figure a row is about: all before its statistic. */
export const IDENTITY_COLUMNS: readonly (keyof OutcomeRow)[] = OUTCOME_COLUMNS.slice(
  0,
  OUTCOME_COLUMNS.indexOf('statistic'),
);

/** Texts of the columns of a figure, in the order of `IDENTITY_COLUMNS`. */
export function identityOf({ series, areaCode, areaLevel, date, period }: Cell, plan: Plan, runId: string): string[] {
  return [
    runId,
    plan.scenarioName,
    areaCode,
    areaLevel,
    series.areaRole,
    series.serviceType,
    series.sector,
    series.ageBand,
    series.needClass,
    series.reason,
    series.providerCountry,
    date,
    period,
    series.measure,
    series.unit,
  ];
}

/**
 * Whether the spread of a figure is split into parameters and chance: it is for totals of the country and of regions at
 * the ends of quarters and years.
 */
export function isHeadline({ series, areaLevel, date }: Cell): boolean {
  const { sector, ageBand, needClass, reason, providerCountry } = series;
  if (areaLevel !== 'country' && areaLevel !== 'region') return false;
  if (!endsPeriod(monthOf(date), 'quarter')) return false;
  return [sector, ageBand, needClass, reason, providerCountry].every((value) => value === 'all');
}
