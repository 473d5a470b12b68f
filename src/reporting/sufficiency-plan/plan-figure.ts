import type { EvidenceStatus } from '../../domain/status.ts';
import type { OutcomeRow } from '../../measures/outcomes.ts';

/** Columns of `outcomes.csv` that say which figure of the run is meant. */
export const FIGURE_KEY = [
  'area_code',
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
] as const satisfies readonly (keyof OutcomeRow)[];

/** Which figure of the run is meant. */
export type FigureKey = Pick<OutcomeRow, (typeof FIGURE_KEY)[number]>;

/** Rows of `outcomes.csv` of one figure, by statistic. */
export type Statistics = ReadonlyMap<string, OutcomeRow>;

/** What is printed of a figure, in its unit. Counts are whole; ends of ranges are rounded away from the middle. */
export interface PrintedValues {
  /** The middle of the runs: half lie above and half below. For a share of runs, that share. */
  readonly central: number;
  /** 8 of 10 runs, and 9 of 10, lie between the two. Undefined for a share of runs, which has no range. */
  readonly low80?: number;
  readonly high80?: number;
  readonly low90?: number;
  readonly high90?: number;
  /** Mean of the runs. Means may be added up; middles and ranges may not. */
  readonly average?: number;
  /** Monte Carlo standard error of the central value; undefined where too few draws were made to know it. */
  readonly samplingError?: number;
  readonly status: EvidenceStatus;
  readonly unit: string;
}

const SHARE_DIGITS = 2;

/** Nearest number of a step of 1 / 10^digits; tells nothing apart that float32 cannot. */
const stepped = (value: number, digits: number, round: (x: number) => number): number =>
  Number((round(Number((value * 10 ** digits).toPrecision(6))) / 10 ** digits).toFixed(digits)) + 0;

/**
 * A figure as printed: whole children and places, whole percentages of shares; the average and the sampling error to a
 * tenth. A range is rounded outward, so that it never claims more than the runs show.
 */
export function printedValues(statistics: Statistics, statistic = 'p50'): PrintedValues {
  const row = statistics.get(statistic)!;
  if (statistic.startsWith('prob_')) {
    const { status } = row;
    return { central: stepped(row.value, SHARE_DIGITS, Math.round), ...errorOf(row, 3), status, unit: 'share of runs' };
  }
  const digits = row.unit === 'share' || row.unit === 'ratio' ? SHARE_DIGITS : 0;
  const value = (name: string, round: (x: number) => number, more = 0): number =>
    stepped(statistics.get(name)!.value, digits + more, round);
  return {
    central: value('p50', Math.round),
    low80: value('p10', Math.floor),
    high80: value('p90', Math.ceil),
    low90: value('p05', Math.floor),
    high90: value('p95', Math.ceil),
    average: value('mean', Math.round, 1),
    ...errorOf(row, digits + 1),
    status: row.status,
    unit: row.unit,
  };
}

/** An error is rounded up: a figure is never printed as surer than it is. */
function errorOf(row: OutcomeRow, digits: number): { samplingError?: number } {
  return Number.isFinite(row.mc_error) ? { samplingError: stepped(row.mc_error, digits, Math.ceil) } : {};
}
