import { dayOf, daysInMonth, monthOf } from '../domain/calendar.ts';
import type { IsoDate } from '../domain/calendar.ts';

/** A date as a year and a part of it: 1 April 2030 is 2030.25. Charts use it as their horizontal axis. */
export function yearFraction(date: IsoDate): number {
  const month = monthOf(date);
  return (month + (dayOf(date) - 1) / daysInMonth(month)) / 12;
}

/** Round values for an axis that reaches from `low` (or 0) to at least `high`, about `count` steps. */
export interface AxisTicks {
  readonly low: number;
  readonly high: number;
  readonly values: readonly number[];
}

/** Steps of 1, 2 or 5 times a power of ten; whole numbers only, because places and children are whole. */
export function niceTicks(low: number, high: number, count = 5, wholeNumbers = true): AxisTicks {
  const span = high > low ? high - low : Math.max(Math.abs(high), 1);
  const rough = span / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough * 0.999) ?? 10;
  const step = wholeNumbers ? Math.max(1, Math.round(factor * power)) : factor * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil((high > low ? high : low + span) / step - 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  return { low: values[0]!, high: values.at(-1)!, values };
}

/** Whole years to print under an axis so that labels keep `minimumPixels` between them. */
export function yearTicks(from: number, to: number, widthPixels: number, minimumPixels = 44): number[] {
  const first = Math.ceil(from - 1e-9);
  const last = Math.floor(to + 1e-9);
  const perYear = widthPixels / Math.max(to - from, 1e-9);
  const step = [1, 2, 4, 10, 20, 50].find((s) => s * perYear >= minimumPixels) ?? 100;
  const start = step === 1 ? first : Math.ceil(first / step) * step;
  const years: number[] = [];
  for (let year = start; year <= last; year += step) years.push(year);
  return years;
}

/**
 * Moves positions apart until neighbours are at least `gap` apart, with the least movement (pooled neighbours), and
 * inside `from` to `to` where they fit. The order is kept. Where they cannot fit they start at `from`.
 */
export function moveApart(wanted: readonly number[], gap: number, from: number, to: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]! || a - b);
  const pools: { sum: number; count: number }[] = [];
  order.forEach((index, rank) => {
    let pool = { sum: wanted[index]! - rank * gap, count: 1 };
    for (let last = pools.at(-1); last && last.sum / last.count > pool.sum / pool.count; last = pools.at(-1)) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  });
  const highest = Math.max(from, to - (wanted.length - 1) * gap);
  const bases = pools.flatMap((p) => new Array<number>(p.count).fill(p.sum / p.count));
  const result = new Array<number>(wanted.length);
  order.forEach((index, rank) => {
    result[index] = Math.min(Math.max(bases[rank]!, from), highest) + rank * gap;
  });
  return result;
}
