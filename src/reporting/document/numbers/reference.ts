import { financialYearName, isIsoDate, lastDay } from '../../../domain/calendar.ts';
import type { IsoDate, Period } from '../../../domain/calendar.ts';

/** Dimensions that a reference may narrow, beside the service type. */
export const NARROWED = ['sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;
type Narrowed = (typeof NARROWED)[number];

/** How a figure is printed: one statistic, its range, or the middle with its range, in words or short for the cell of a table. */
export const PRINTED = [
  'p50',
  'range',
  'p50-range',
  'p50-cell',
  'mean-cell',
  'mean',
  'p05',
  'p10',
  'p25',
  'p75',
  'p90',
  'p95',
] as const;

/** A figure of a run and how it is printed, as a text names it. */
export interface NumberReference {
  /** Name of the run among several; the first run where it is left out. */
  readonly run?: string;
  readonly measure: string;
  readonly service_type: string;
  readonly narrowed: Partial<Record<Narrowed, string>>;
  /** Code or English name of an area, words joined by `-`. */
  readonly area: string;
  readonly date: IsoDate;
  /** Told by the way in which the date is written; left out for a plain date, which asks for a stock. */
  readonly period?: Period;
  /** One of `PRINTED`, or `prob_ge_X`. */
  readonly statistic: string;
}

const FORM =
  /^(?:([a-z0-9-]+)@)?([a-z0-9_]+)(?:\[([^\]]*)\])?\.([a-z0-9_-]+)\.([A-Za-z0-9-]+)\.([0-9Qq-]+)\.([a-z0-9_.-]+)$/;

/**
 * Reads a reference such as `shortfall_compliant.residential.wales.2030Q1.p50`,
 * `places_registered[sector=for-profit].residential.W92000004.2030-03-31.range` or `early-exit@cost_gross.all.wales.2030-31.p50-range`.
 * A date is a day (`2030-03-31`: a stock), a month (`2030-03`), a quarter (`2030Q1`) or a financial year (`2030-31`).
 * Gives a sentence instead where it is no reference.
 */
export function parseReference(text: string): NumberReference | string {
  const parts = FORM.exec(text.trim());
  if (parts === null) return 'A reference is measure.service_type.area.date.statistic.';
  const [, run, measure, filters, service_type, area, when, statistic] = parts;
  const date = dateOf(when!);
  if (date === undefined)
    return `"${when!}" is no day (2030-03-31), month (2030-03), quarter (2030Q1) or financial year (2030-31).`;
  if (!(PRINTED as readonly string[]).includes(statistic!) && !/^prob_ge_\d+(\.\d+)?$/.test(statistic!))
    return `"${statistic!}" is no statistic; use one of ${PRINTED.join(', ')}, or prob_ge_1.`;
  const narrowed: Partial<Record<Narrowed, string>> = {};
  for (const filter of (filters ?? '').split(',').filter((f) => f !== '')) {
    const [name, value] = filter.split('=');
    const dimension = NARROWED.find((d) => d === name?.trim());
    if (dimension === undefined || value === undefined)
      return `"${filter}" does not narrow a figure; use ${NARROWED.join(', ')}, such as sector=for-profit.`;
    narrowed[dimension] = value.trim();
  }
  return {
    ...(run === undefined ? {} : { run }),
    measure: measure!,
    service_type: service_type!,
    narrowed,
    area: area!,
    ...date,
    statistic: statistic!,
  };
}

function dateOf(text: string): { date: IsoDate; period?: Period } | undefined {
  if (isIsoDate(text)) return { date: text };
  const quarter = /^(\d{4})[Qq]([1-4])$/.exec(text);
  if (quarter !== null)
    return { date: lastDay(Number(quarter[1]) * 12 + Number(quarter[2]) * 3 - 1), period: 'quarter' };
  const pair = /^(\d{4})-(\d{2})$/.exec(text);
  if (pair === null) return undefined;
  const [year, second] = [Number(pair[1]), Number(pair[2])];
  // 2030-31 is a financial year; 2030-03 is a month. 2011-12 would be both, and is read as a financial year.
  if (financialYearName(year + 1) === text) return { date: lastDay((year + 1) * 12 + 2), period: 'financial-year' };
  return second >= 1 && second <= 12 ? { date: lastDay(year * 12 + second - 1), period: 'month' } : undefined;
}

/** A reference as text; reading it gives the same. */
export function referenceText(reference: NumberReference): string {
  const { run, measure, service_type, narrowed, area, date, period, statistic } = reference;
  const filters = NARROWED.flatMap((d) => (narrowed[d] === undefined ? [] : [`${d}=${narrowed[d]}`]));
  const year = Number(date.slice(0, 4));
  const when =
    period === 'financial-year'
      ? financialYearName(year)
      : period === 'quarter'
        ? `${year}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
        : period === 'month'
          ? date.slice(0, 7)
          : date;
  return `${run === undefined ? '' : `${run}@`}${measure}${filters.length === 0 ? '' : `[${filters.join(',')}]`}.${service_type}.${area}.${when}.${statistic}`;
}
