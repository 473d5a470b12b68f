import { digestOf, canonicalJson } from '../domain/digest.ts';
import { expectedPath } from '../simulation/expected/expected-path.ts';
import type { ParameterChoice } from '../simulation/expected/parameters.ts';
import { whyNot } from '../simulation/expected/claims.ts';
import { parametersOf } from '../simulation/expected/parameters.ts';
import { quantity } from '../simulation/expected/quantity.ts';
import type { Quantity } from '../simulation/expected/quantity.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import { defaultGrid, eachCell, periodEnds } from './grid.ts';
import type { Cell } from './grid.ts';
import { statusOf } from './outcomes.ts';
import type { OutcomeRow } from './outcomes.ts';
import type { Series } from './series.ts';

/** A figure of the default grid and whether its expected path is claimed for a plan. */
export interface Claim extends Quantity {
  readonly needClass: string;
  readonly reason: string;
  readonly providerCountry: string;
  readonly claimed: boolean;
  /** Why it is not claimed, in a sentence; empty where it is. */
  readonly why: string;
}

/**
 * Which figures of the default grid the deterministic mode claims for a plan, and why it does not claim the others.
 *
 * @example
 * claims(plan).filter((c) => c.claimed).map((c) => c.measure)
 */
export function claims(plan: Plan, choice: ParameterChoice = { set: 'central' }): Claim[] {
  const reason = whyNot(plan, parametersOf(plan, choice));
  const found = new Map<string, Claim>();
  for (const s of defaultGrid(plan).series) {
    if (Object.keys(s.levels).length === 0) continue;
    const why = whyNotSeries(s, reason);
    const { needClass, providerCountry } = s;
    const claim = { ...quantityOf(s), needClass, reason: s.reason, providerCountry };
    found.set(Object.values(claim).join('|'), { ...claim, claimed: why === undefined, why: why ?? '' });
  }
  return [...found.values()];
}

/**
 * The expected path as rows of `outcomes.csv`: statistic `mean`, Monte Carlo error 0, claimed figures only, on the default
 * grid. Flows are summed over their period and areas over their authorities.
 *
 * @throws Error when no figure is claimed
 * @example
 * const rows = expectedOutcomes(plan);
 * selectFigures(rows, { measure: 'children_looked_after', area_level: 'country' });
 */
export function expectedOutcomes(plan: Plan, choice: ParameterChoice = { set: 'central' }): OutcomeRow[] {
  const path = expectedPath(plan, choice);
  const grid = defaultGrid(plan);
  const { areaCodes, regionCodes, regionOf } = plan.geography;
  const runId = expectedRunId(plan, choice);
  const rows: OutcomeRow[] = [];
  const ends = {
    month: periodEnds(plan, 'month'),
    quarter: periodEnds(plan, 'quarter'),
    'financial-year': periodEnds(plan, 'financial-year'),
  };
  const members = (cell: Cell): number[] =>
    areaCodes
      .map((_, a) => a)
      .filter(
        (a) =>
          cell.areaLevel === 'country' || areaCodes[a] === cell.areaCode || regionCodes[regionOf[a]!] === cell.areaCode,
      );
  let run = { key: '', k: 0, members: [] as number[] };
  eachCell(plan, grid, (cell) => {
    const { series } = cell;
    if (whyNotSeries(series, path.whyNot) !== undefined) return;
    const key = `${grid.series.indexOf(series)}|${cell.areaCode}|${cell.period}`;
    run = key === run.key ? { ...run, k: run.k + 1 } : { key, k: 0, members: members(cell) };
    const end = ends[cell.period][run.k]!;
    const first = series.kind === 'flow' ? (run.k === 0 ? 0 : ends[cell.period][run.k - 1]! + 1) : end;
    const values = path.monthly(quantityOf(series));
    let value = 0;
    for (let m = first; m <= end; m++) for (const a of run.members) value += values[m * areaCodes.length + a]!;
    rows.push({
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
      statistic: 'mean',
      value,
      mc_error: 0,
      status: statusOf(series, plan),
    });
  });
  if (rows.length === 0) throw new Error('No figure of this plan has an expected path. Use the draws of a run.');
  return rows;
}

/** Name of an expected path: the digest of its plan and parameters, which no run of draws has. */
export function expectedRunId(plan: Plan, choice: ParameterChoice): string {
  return digestOf(canonicalJson({ plan: plan.digest, deterministic: choice })).slice(0, 16);
}

function quantityOf(s: Series): Quantity {
  return quantity(s.measure, { serviceType: s.serviceType, sector: s.sector, ageBand: s.ageBand });
}

function whyNotSeries(s: Series, reason: (q: Quantity) => string | undefined): string | undefined {
  if (s.needClass !== 'all' || s.reason !== 'all' || s.providerCountry !== 'all') {
    return reason(quantityOf(s)) ?? 'Its expectation is not propagated by this dimension.';
  }
  return reason(quantityOf(s));
}
