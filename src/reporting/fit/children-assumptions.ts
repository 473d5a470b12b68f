import { quantileOf } from '../../calibration/children/posterior-checks.ts';
import type { EvidenceStatus, Strength } from '../../domain/status.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import { sourceOf } from './children-tables.ts';
import type { AboutFit } from './children-tables.ts';

const STRENGTH_OF: Readonly<Record<EvidenceStatus, Strength>> = { published: 'A', estimated: 'B', illustrative: 'X' };

/** Rows of `assumptions.csv` that the fit informs: medians and 5th and 95th percentiles, in the units of the shipped table. */
export function childrenAssumptions(about: AboutFit): AssumptionRow[] {
  const { fit, inputs } = about;
  const [year, rest] = [Number(fit.date.slice(0, 4)), fit.date.slice(4)];
  return Object.entries(fit.draws).map(([id, draws]: [string, Float64Array]) => {
    const shipped = inputs.assumptions.find((row) => row.id === id)!;
    const at = (p: number): number => Number(quantileOf(draws, p).toPrecision(6));
    return {
      id,
      meaning: shipped.meaning,
      unit: shipped.unit,
      distribution: id === 'entries_trend' ? 'normal' : 'lognormal',
      low: at(0.05),
      central: at(0.5),
      high: at(0.95),
      quantiles: 'p05,p95',
      strength: STRENGTH_OF[fit.status],
      source: `${sourceOf(about)}; ${fit.status}`,
      date: fit.date,
      review_by: `${year + 1}${rest === '-02-29' ? '-02-28' : rest}`,
    };
  });
}
