import { STRENGTHS } from '../../domain/status.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { formatDate } from '../../domain/calendar.ts';
import type { AssuranceSource } from './assurance-source.ts';
import type { Effects } from './effects.ts';
import type { MonthTrace } from './trace-month.ts';

export const NOT_TESTED = 'Not tested';
/** What stands where nobody has written anything. */
export const NOT_STATED = 'not stated';
export const IMPACTS = ['High', 'Medium', 'Low', NOT_TESTED] as const;
export type Impact = (typeof IMPACTS)[number];
export const QUALITIES = ['Red', 'Amber', 'Green'] as const;
export type Quality = (typeof QUALITIES)[number];

/** One line of the assumptions log. Columns follow the assumptions log of the ONS analytical assurance template. */
export interface LoggedAssumption {
  readonly id: string;
  /** Processes of the month that read it. */
  readonly depends_on: string;
  readonly description: string;
  readonly evidence: string;
  readonly likely_impact_if_wrong: string;
  readonly range: string;
  readonly links: string;
  /** Person or body that answers for it. */
  readonly owner: string;
  readonly reviewed_by: string;
  readonly next_review: string;
  /** Strength of the source: A, B, C or X. */
  readonly strength: string;
  /** Proposed from the strength and from whether it was tested; the assurer decides. */
  readonly quality: Quality;
  readonly impact: Impact;
  readonly effect: number | undefined;
  readonly effect_unit: string;
  readonly effect_headline: string;
  readonly effect_measured_on: string;
}

export const ASSUMPTIONS_LOG_COLUMNS = [
  'id',
  'depends_on',
  'description',
  'evidence',
  'likely_impact_if_wrong',
  'range',
  'links',
  'owner',
  'reviewed_by',
  'next_review',
  'strength',
  'quality',
  'impact',
  'effect',
  'effect_unit',
  'effect_headline',
  'effect_measured_on',
] as const satisfies readonly (keyof LoggedAssumption)[];

/**
 * The assumptions of a run as an assurer reads them: what is said with what source, and what a wrong value would do. Those
 * that matter most and are known least come first. An effect that was not measured on this data, or was measured for another
 * range than the scenario gives, is not tested.
 */
export function assumptionsLog(
  source: AssuranceSource,
  effects: Effects | undefined,
  trace: MonthTrace,
): LoggedAssumption[] {
  const { plan, inputs } = source;
  const rows = plan.assumptions.map((row): LoggedAssumption => {
    const override = inputs.scenario.assumptions[row.id];
    const measured = override === undefined ? effects?.byId.get(row.id) : undefined;
    const impact = measured?.effectClass ?? NOT_TESTED;
    const readers = trace.processes.filter(({ assumptions }) => assumptions.includes(row.id)).map(({ name }) => name);
    const owner = row.owner ?? NOT_STATED;
    return {
      id: row.id,
      depends_on: readers.join(', ') || 'read before the first month',
      description: row.meaning,
      evidence:
        override === undefined
          ? row.source
          : `set by the scenario ${inputs.scenario.name}; the table says: ${row.source}`,
      likely_impact_if_wrong: impactText(row, impact, measured, override !== undefined),
      range: rangeOf(row),
      links: `assumptions.csv, ${row.id}`,
      owner,
      reviewed_by: NOT_STATED,
      next_review: row.review_by === undefined ? NOT_STATED : row.review_by,
      strength: override === undefined ? row.strength : 'X',
      quality: qualityOf(override === undefined ? row.strength : 'X', impact),
      impact,
      effect: measured === undefined ? undefined : Number(measured.effect),
      effect_unit: measured?.unit ?? '',
      effect_headline: measured?.headline ?? '',
      effect_measured_on:
        measured === undefined
          ? ''
          : plan.digest.startsWith(effects!.planDigest)
            ? 'the plan of this run'
            : `another plan, ${effects!.planDigest.slice(0, 16)}`,
    };
  });
  const rank = (row: LoggedAssumption): number =>
    IMPACTS.indexOf(row.impact) * 10 - STRENGTHS.indexOf(row.strength as (typeof STRENGTHS)[number]);
  return rows
    .map((row, i) => ({ row, i }))
    .sort((a, b) => rank(a.row) - rank(b.row) || a.i - b.i)
    .map(({ row }) => row);
}

/** Red without a source; Green only with a Welsh official source and a measured effect; else Amber. */
function qualityOf(strength: string, impact: Impact): Quality {
  if (strength === 'X') return 'Red';
  return strength === 'A' && impact !== NOT_TESTED ? 'Green' : 'Amber';
}

function impactText(
  row: AssumptionRow,
  impact: Impact,
  measured: { readonly effect: string; readonly unit: string; readonly headline: string } | undefined,
  overridden: boolean,
): string {
  if (measured !== undefined)
    return `${impact}: going across its range moves ${measured.headline} by ${measured.effect} ${measured.unit}`;
  if (overridden) return `${NOT_TESTED}: the scenario gives it another value than the one that was tested`;
  if (row.distribution === 'fixed') return `${NOT_TESTED}: it has one value and no range`;
  return `${NOT_TESTED}: no sensitivity analysis moved it`;
}

function rangeOf(row: AssumptionRow): string {
  const { central, low, high, unit, quantiles, distribution } = row;
  const shown = unit === '' ? '' : ` ${unit}`;
  if (distribution.startsWith('dirichlet')) return `${central}${shown}, moves with the shares of its group`;
  if (low === undefined || high === undefined || distribution === 'fixed') return `${central}${shown}, one value`;
  const what = quantiles === '' || quantiles === 'mean' ? '' : ` (${quantiles})`;
  return `${central}${shown}, ${low} to ${high}${what}`;
}

/** Date of the next review in words. */
export const reviewText = (row: LoggedAssumption): string =>
  row.next_review === NOT_STATED ? NOT_STATED : formatDate(row.next_review);
