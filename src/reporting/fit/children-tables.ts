import type { ChildrenInputs } from '../../calibration/children/children-inputs.ts';
import type { ChildrenFit } from '../../calibration/children/fit-children.ts';
import type { Repair } from '../../domain/errors.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { writeCsv } from '../csv.ts';

/** A fit of children, with what it was made from. */
export interface AboutFit {
  readonly inputs: ChildrenInputs;
  readonly fit: ChildrenFit;
  /** Name of the history. */
  readonly file: string;
  readonly repairs: readonly Repair[];
}

const BANDS = AGE_BANDS.length;
/** Decimals of shares, so that those of an age band add to exactly 1. */
const UNITS = 1_000_000;

const round = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Number(value.toPrecision(6));

/** Where a fitted figure is from, in words for a column `source`. */
export function sourceOf({ inputs, fit, file }: AboutFit): string {
  const starts = fit.countsOfStarts > 0 ? `, ${fit.countsOfStarts} counts of starts (${inputs.origins.flows})` : '';
  return `fitted to ${file}${starts}, stays (${inputs.origins.stays}); rates of the year to ${fit.date}`;
}

/** `flows.csv`: starts that are expected in the last year by area and age, unaccompanied children included. */
export function flowsCsv(about: AboutFit): string {
  const { fit } = about;
  return writeCsv({
    columns: ['year_ending', 'area_code', 'age_band', 'measure', 'children', 'status', 'source'],
    rows: fit.codes.flatMap((area_code, a) =>
      AGE_BANDS.map((age_band, b) => ({
        year_ending: fit.date,
        area_code,
        age_band,
        measure: 'started',
        children: Number(fit.starts[a * BANDS + b]!.toFixed(4)),
        status: fit.status,
        source: sourceOf(about),
      })),
    ),
  });
}

/** `stays.csv`: a published table as it was; any other with its times stretched to the stock and the starts. */
export function staysCsv(about: AboutFit): string {
  const { fit, inputs } = about;
  const columns = ['age_band', 'month', 'still_looked_after', 'status', 'source'];
  if (fit.staysAreGiven) return writeCsv({ columns, rows: inputs.stays.map((row) => ({ ...row })) });
  const source = `${sourceOf(about)}; times of the table stretched to hold stocks and starts together`;
  return writeCsv({
    columns,
    rows: AGE_BANDS.flatMap((age_band, b) =>
      Array.from(fit.survival[b]!, (share, month) => ({
        age_band,
        month,
        still_looked_after: Number(share.toFixed(6)),
        status: fit.status,
        source,
      })),
    ),
  });
}

/** Shares in millionths that add to exactly one: what is left over goes to the largest remainders. */
function wholeShares(shares: readonly number[]): number[] {
  const units = shares.map((share) => share * UNITS);
  const whole = units.map(Math.floor);
  const order = [...units.keys()].sort((a, b) => units[b]! - whole[b]! - (units[a]! - whole[a]!) || a - b);
  for (const i of order.slice(0, UNITS - whole.reduce((s, n) => s + n, 0))) whole[i]! += 1;
  return whole.map((n) => n / UNITS);
}

/** `needs.csv`: placement at entry by age; the table of the data set where the mix by age is not known. */
export function needsCsv(about: AboutFit): string {
  const { fit, inputs } = about;
  const columns = ['age_band', 'placement_type', 'share_at_entry', 'status', 'source'];
  if (fit.needs === undefined) return writeCsv({ columns, rows: inputs.needs.map((row) => ({ ...row })) });
  const source = `${sourceOf(about)}; solved so that these entries and stays hold the placement mix of that day`;
  return writeCsv({
    columns,
    rows: AGE_BANDS.flatMap((age_band, b) => {
      const shares = wholeShares(fit.needs![b]!);
      return PLACEMENT_TYPES.map((placement_type, k) => ({
        age_band,
        placement_type,
        share_at_entry: shares[k]!,
        status: fit.status,
        source,
      }));
    }),
  });
}

/** `exposure.csv`: events over child-years, and the fitted rate with its intervals, by area and age. */
export function exposureCsv({ fit }: AboutFit): string {
  return writeCsv({
    columns: [
      'area_code',
      'age_band',
      'basis',
      'events_low',
      'events_high',
      'child_years',
      'raw_rate',
      'rate',
      'p025',
      'p10',
      'p90',
      'p975',
      'children',
      'starts',
      'rate_for',
      'status',
    ],
    rows: fit.rates.map((row) => ({
      ...row,
      child_years: round(row.child_years),
      raw_rate: round(row.raw_rate),
      rate: round(row.rate),
      p025: round(row.p025),
      p10: round(row.p10),
      p90: round(row.p90),
      p975: round(row.p975),
      children: round(row.children),
      starts: round(row.starts),
      rate_for: fit.exposureOf === 'population' ? 'child and year' : 'child looked after and year',
      status: fit.status,
    })),
  });
}

/** `mix.csv`: placement types by area at the last date, and the yearly change of each share. */
export function mixCsv({ fit }: AboutFit): string {
  const share = ['raw_share', 'share', 'p025', 'p10', 'p90', 'p975', 'drift', 'drift_error'] as const;
  return writeCsv({
    columns: ['area_code', 'placement_type', 'children', ...share, 'status'],
    rows: fit.mix.map((row) => ({
      ...row,
      ...Object.fromEntries(share.map((name) => [name, round(row[name])])),
      status: fit.status,
    })),
  });
}
