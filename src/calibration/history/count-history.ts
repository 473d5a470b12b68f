import type { IsoDate } from '../../domain/calendar.ts';
import { dayOf, daysInMonth, monthOf } from '../../domain/calendar.ts';
import type { Repair } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaLevel } from '../../domain/vocabulary.ts';

/** What is counted: a placement type, or services or places of a type and sector. */
export interface CountGroup {
  /** Columns that name it in a table, such as `{ placement_type: 'foster' }`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Groups, by their number, that add up to this one; none for a group that is no total. */
  readonly parts: readonly number[];
}

/** An area, with the authorities in it. An authority holds itself alone. */
export interface HistoryArea {
  readonly code: string;
  readonly level: AreaLevel;
  /** Authorities, by their place in `authorities`. */
  readonly members: readonly number[];
}

/** Counts of one group in one area at evenly spaced dates. NaN is unknown; it is never zero. */
export interface CountSeries {
  readonly values: Float64Array;
  /** Least and most that a value can stand for: the value itself unless it is suppressed or rounded. */
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Counts of some groups in all areas of a country, as they were published or counted. */
export interface CountHistory {
  readonly dates: readonly IsoDate[];
  /** Months between two dates. */
  readonly stepMonths: number;
  readonly groups: readonly CountGroup[];
  /** Codes of the areas that hold no other area. */
  readonly authorities: readonly string[];
  /** All areas of which forecasts are made, authorities first. */
  readonly areas: readonly HistoryArea[];
  /** By group and area code; what is not there was never counted. */
  readonly series: ReadonlyMap<string, CountSeries>;
  /** What published counts are multiples of: 10 or 5 where they are rounded, 1 for whole numbers, 0 for others. */
  readonly grid: number;
  readonly status: EvidenceStatus;
  readonly repairs: readonly Repair[];
}

/** Key of a series of a history. */
export function seriesKey(group: number, areaCode: string): string {
  return `${group}|${areaCode}`;
}

/**
 * Evenly spaced dates that end at the last one of a list, and the place of each date of the list among them; -1 for a date
 * that is more than a quarter of a step away from all. Two dates at the same place: the later counts.
 *
 * @param stepMonths months between two dates; the most frequent gap of the list unless told
 */
export function evenDates(
  dates: readonly IsoDate[],
  stepMonths: number = usualGap(dates),
): { readonly dates: IsoDate[]; readonly stepMonths: number; readonly placeOf: ReadonlyMap<IsoDate, number> } {
  const sorted = [...new Set(dates)].sort();
  const last = sorted.at(-1)!;
  const away = sorted.map((date) => monthsBetween(date, last) / stepMonths);
  const steps = Math.max(0, ...away.map((a) => Math.round(a)));
  const placeOf = new Map<IsoDate, number>();
  sorted.forEach((date, i) => {
    const near = Math.round(away[i]!);
    placeOf.set(date, Math.abs(away[i]! - near) <= 0.25 ? steps - near : -1);
  });
  const even = Array.from({ length: steps + 1 }, (_, k) => addMonths(last, (k - steps) * stepMonths));
  return { dates: even, stepMonths, placeOf };
}

/** The most frequent gap between dates in months: 12, 6, 3 or 1, whichever is nearest; 12 for a single date. */
function usualGap(dates: readonly IsoDate[]): number {
  const sorted = [...new Set(dates)].sort();
  const counts = new Map<number, number>();
  for (let i = 1; i < sorted.length; i++) {
    const months = monthsBetween(sorted[i - 1]!, sorted[i]!);
    const gap = [12, 6, 3, 1].find((g) => months > g * 0.75) ?? 1;
    counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 12;
}

/** Months from one date to another, in parts of months. */
function monthsBetween(from: IsoDate, to: IsoDate): number {
  return monthOf(to) - monthOf(from) + (dayOf(to) - dayOf(from)) / 31;
}

/** The same day some months later; the last day of a month stays the last day. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const month = monthOf(date) + months;
  const isLast = dayOf(date) === daysInMonth(monthOf(date));
  const day = isLast ? daysInMonth(month) : Math.min(dayOf(date), daysInMonth(month));
  const year = Math.floor(month / 12);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month - year * 12 + 1)}-${two(day)}`;
}

/** A count and the range that it can stand for. */
export interface RangedCount {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The sum of some counts. What is not known of one is independent of the others, so the half-widths of their ranges add up
 * as squares do.
 */
export function sumOfCounts(counts: readonly RangedCount[]): RangedCount {
  const value = counts.reduce((sum, c) => sum + c.value, 0);
  const below = Math.sqrt(counts.reduce((sum, c) => sum + (c.value - c.low) ** 2, 0));
  const above = Math.sqrt(counts.reduce((sum, c) => sum + (c.high - c.value) ** 2, 0));
  return { value, low: Math.max(0, value - below), high: value + above };
}

/** Share of the counts that must be multiples of a number for them to count as rounded to it. */
const ROUNDED_SHARE = 0.98;
/** Counts that are too few to tell. */
const TOO_FEW = 20;

/** What the counts of some series are multiples of: see `CountHistory.grid`. Suppressed counts tell nothing. */
export function gridOf(series: Iterable<CountSeries>): number {
  const known: number[] = [];
  for (const { values, low, high } of series)
    values.forEach((value, t) => {
      if (!Number.isNaN(value) && (Number.isInteger(value) || high[t] === low[t])) known.push(value);
    });
  if (!known.every((value) => Number.isInteger(value))) return 0;
  const multiples = (base: number): number => known.filter((value) => value % base === 0).length / known.length;
  const rounded = known.length < TOO_FEW ? undefined : [10, 5].find((base) => multiples(base) >= ROUNDED_SHARE);
  return rounded ?? 1;
}

/** An empty series for some dates. */
export function unknownSeries(length: number): CountSeries {
  const unknown = (): Float64Array => new Float64Array(length).fill(NaN);
  return { values: unknown(), low: unknown(), high: unknown() };
}

/**
 * The counts of a group in an area: as published, and where that is not known the sum over its authorities, or of the
 * parts of a total, at the dates at which all of them are known.
 */
export function countsOf(history: CountHistory, group: number, area: HistoryArea): CountSeries {
  const own = history.series.get(seriesKey(group, area.code));
  const result = unknownSeries(history.dates.length);
  const sums: (readonly (CountSeries | undefined)[])[] = [];
  if (area.level !== 'authority')
    sums.push(area.members.map((m) => history.series.get(seriesKey(group, history.authorities[m]!))));
  const { parts } = history.groups[group]!;
  if (parts.length > 0) sums.push(parts.map((part) => history.series.get(seriesKey(part, area.code))));
  for (let t = 0; t < history.dates.length; t++) {
    const known = [...(own === undefined ? [] : [[own]]), ...sums].find(
      (list) => list.length > 0 && list.every((s) => s !== undefined && !Number.isNaN(s.values[t]!)),
    );
    if (known === undefined) continue;
    const sum = sumOfCounts(known.map((s) => ({ value: s!.values[t]!, low: s!.low[t]!, high: s!.high[t]! })));
    result.values[t] = sum.value;
    result.low[t] = sum.low;
    result.high[t] = sum.high;
  }
  return result;
}

/** The history as it was known at one of its dates. */
export function historyUntil(history: CountHistory, place: number): CountHistory {
  const cut = (values: Float64Array): Float64Array => values.slice(0, place + 1);
  const series = new Map(
    [...history.series]
      .map(([key, s]) => [key, { values: cut(s.values), low: cut(s.low), high: cut(s.high) }] as const)
      .filter(([, s]) => s.values.some((v) => !Number.isNaN(v))),
  );
  return { ...history, dates: history.dates.slice(0, place + 1), series };
}
