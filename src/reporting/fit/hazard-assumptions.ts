import type { FittedHazard, HazardFit } from '../../calibration/hazards/fit-hazards.ts';
import type { EvidenceStatus, Strength } from '../../domain/status.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { PosteriorColumn } from './posterior-bytes.ts';

const CAUSE_WORDS = { close: 'registration ends', transfer: 'change of owner', convert: 'conversion' } as const;
const STRENGTH_OF: Readonly<Record<EvidenceStatus, Strength>> = { published: 'A', estimated: 'B', illustrative: 'X' };

/** Chance a year from a hazard a year: 1 - exp(-h). The table of assumptions gives chances for agencies, and hazards by their own id. */
function amountOf({ subject }: FittedHazard, hazard: number): number {
  return subject === 'agencies' ? -Math.expm1(-hazard) : hazard;
}

/** Rows of `assumptions.csv`: the median and the 95 % interval of each hazard. */
export function hazardAssumptions(fit: HazardFit, file: string, status: EvidenceStatus): AssumptionRow[] {
  const [year, rest] = [Number(fit.lastDate.slice(0, 4)), fit.lastDate.slice(4)];
  const reviewBy = `${year + 1}${rest === '-02-29' ? '-02-28' : rest}`;
  return fit.hazards.map((hazard) => {
    const amount = (value: number): number => Number(amountOf(hazard, value).toPrecision(6));
    return {
      id: hazard.id,
      meaning: meaningOf(hazard),
      unit: 'per year',
      distribution: 'lognormal',
      low: amount(hazard.low),
      central: amount(hazard.central),
      high: amount(hazard.high),
      quantiles: 'p025,p975',
      strength: STRENGTH_OF[status],
      source: `fitted to ${file}: ${sourceOf(hazard)}; snapshots ${fit.firstDate} to ${fit.lastDate}; ${status}`,
      date: fit.lastDate,
      review_by: reviewBy,
    };
  });
}

function meaningOf({ subject, cause, sector, size, year }: FittedHazard): string {
  const what = subject === 'homes' ? `${sector} homes` : `${sector} fostering agencies`;
  const places = size === undefined ? '' : ` with ${size} places`;
  return `${CAUSE_WORDS[cause]} of ${what}${places}${year === undefined ? '' : ` in ${year}`}${subject === 'homes' ? ' (hazard)' : ''}`;
}

function sourceOf({ events, years, year }: FittedHazard): string {
  const exposure = `${years.toFixed(years < 100 ? 1 : 0)} service-years`;
  return Number.isNaN(events) ? `${exposure} in ${year}, pooled with other years` : `${events} events in ${exposure}`;
}

/** Columns of `posterior.parquet`, in the units of `assumptions.csv`. */
export function hazardPosterior(fit: HazardFit): PosteriorColumn[] {
  return fit.hazards.map((hazard) => ({ id: hazard.id, draws: hazard.draws.map((h) => amountOf(hazard, h)) }));
}
