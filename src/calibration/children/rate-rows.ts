import type { IsoDate } from '../../domain/calendar.ts';
import type { FlowRow } from '../../domain/tables.ts';
import { AGE_BANDS } from '../../domain/vocabulary.ts';
import { stockPerEntryAYear } from '../../simulation/stationary.ts';
import type { Exposure } from './exposure.ts';
import { rangeOf, startsOfArea, sumOfRanges } from './flow-counts.ts';
import { OWN_YEARS } from './observations.ts';
import type { Observed, OwnStream } from './observations.ts';
import { quantileOf } from './posterior-checks.ts';
import type { RateDraws } from './rate-problem.ts';
import type { StockCounts } from './stock-counts.ts';

const BANDS = AGE_BANDS.length;

/** A rate of entry: starts for each child and year in the last year, unaccompanied children apart. */
export interface RateRow {
  readonly area_code: string;
  readonly age_band: string;
  /** What tells of the rate: starts of the area, its stock, or other areas alone. */
  readonly basis: 'starts' | 'stock' | 'other areas';
  /** Starts in the years that tell, least and most, and the child-years behind them; of all years together, never a mean of ratios. */
  readonly events_low: number | undefined;
  readonly events_high: number | undefined;
  readonly child_years: number;
  readonly raw_rate: number | undefined;
  readonly rate: number;
  readonly p025: number;
  readonly p10: number;
  readonly p90: number;
  readonly p975: number;
  /** Child-years of the last year, and starts that are expected in it without unaccompanied children. */
  readonly children: number;
  readonly starts: number;
}

/** Rates by area and age band, and of all ages and areas together. */
export function rateRows(of: {
  readonly codes: readonly string[];
  readonly started: readonly { readonly row: FlowRow; readonly year: number }[];
  readonly stock: StockCounts | undefined;
  readonly exposure: Exposure;
  readonly own: OwnStream;
  readonly observed: Observed;
  readonly draws: RateDraws;
  readonly dates: readonly IsoDate[];
  readonly survival: readonly Float64Array[];
  readonly ageShares: ArrayLike<number>;
}): RateRow[] {
  const { codes, exposure, dates, draws, observed, own, stock } = of;
  const cells = codes.length * BANDS;
  const last = dates.length - 1;
  const child = Float64Array.from({ length: cells }, (_, c) =>
    exposure.at(Math.floor(c / BANDS), c % BANDS, dates[last]!),
  );
  const recent = dates.map((_, t) => t).filter((t) => t > last - OWN_YEARS);
  const rowsOf = new Map<string, FlowRow[]>();
  for (const { row, year } of of.started) {
    const key = `${row.area_code}|${year}`;
    const list = rowsOf.get(key);
    if (list === undefined) rowsOf.set(key, [row]);
    else list.push(row);
  }
  const perEntry = stockPerEntryAYear(of.survival, of.ageShares);
  const stayOf = (b: number): number => perEntry.reduce((sum, row) => sum + row[b]!, 0);
  const rows: RateRow[] = [];
  const add = (area_code: string, age_band: string, members: readonly number[], told: Told): void => {
    const sums = Float64Array.from({ length: draws.draws }, (_, d) =>
      members.reduce((sum, c) => sum + child[c]! * draws.rates[d * cells + c]!, 0),
    );
    const children = members.reduce((sum, c) => sum + child[c]!, 0);
    const starts = sums.reduce((sum, v) => sum + v, 0) / draws.draws;
    const at = (p: number): number => quantileOf(sums, p) / children;
    const { low, high, years, raw } = told;
    rows.push({
      area_code,
      age_band,
      basis: told.basis,
      events_low: low,
      events_high: high,
      child_years: years,
      raw_rate: raw,
      rate: starts / children,
      p025: at(0.025),
      p10: at(0.1),
      p90: at(0.9),
      p975: at(0.975),
      children,
      starts,
    });
  };
  codes.forEach((code, a) => {
    const told = (bands: readonly number[]): Told => {
      if (observed.hasStarts[a]) {
        let [low, high, years, apart] = [0, 0, 0, 0];
        for (const t of recent) {
          const own = startsOfArea(rowsOf.get(`${code}|${t}`) ?? []);
          const used =
            bands.length === BANDS && own.reduce((n, s) => n + s.bands.length, 0) === BANDS
              ? own
              : own.filter((s) => s.bands.length === 1 && bands.includes(s.bands[0]!));
          if (used.reduce((n, s) => n + s.bands.length, 0) < bands.length) continue;
          const sum = sumOfRanges(used.map((s) => rangeOf({ children_low: s.low, children_high: s.high })));
          low += sum.low;
          high += sum.high;
          for (const b of bands) {
            years += exposure.at(a, b, dates[t]!);
            apart += of.own.starts[a * BANDS + b]!;
          }
        }
        if (years > 0) return { basis: 'starts', low, high, years, raw: Math.max(0, (low + high) / 2 - apart) / years };
        return { basis: 'starts', low: undefined, high: undefined, years: 0, raw: undefined };
      }
      const counts = stock?.byArea[a] ?? [];
      if (counts.length === 0)
        return { basis: 'other areas', low: undefined, high: undefined, years: 0, raw: undefined };
      if (bands.length < BANDS) return { basis: 'stock', low: undefined, high: undefined, years: 0, raw: undefined };
      const sum = sumOfRanges(counts);
      const apart = bands.reduce((s, b) => s + own.stock[a * BANDS + b]!, 0);
      // Children looked after over those that one start a child-year would hold.
      const held = bands.reduce((s, b) => s + child[a * BANDS + b]! * stayOf(b), 0);
      return { basis: 'stock', ...sum, years: held, raw: Math.max(0, (sum.low + sum.high) / 2 - apart) / held };
    };
    const cellsOfArea = AGE_BANDS.map((_, b) => a * BANDS + b);
    if (cellsOfArea.every((c) => child[c] === 0)) return;
    AGE_BANDS.forEach((band, b) => {
      if (child[a * BANDS + b]! > 0) add(code, band, [a * BANDS + b], told([b]));
    });
    add(code, 'all', cellsOfArea, told(AGE_BANDS.map((_, b) => b)));
  });
  const none: Told = { basis: 'other areas', low: undefined, high: undefined, years: 0, raw: undefined };
  const everyArea = codes.map((_, a) => a);
  const basis = observed.hasStarts.some((has) => has) || stock === undefined ? 'starts' : 'stock';
  AGE_BANDS.forEach((band, b) =>
    add(
      'all',
      band,
      everyArea.map((a) => a * BANDS + b),
      { ...none, basis },
    ),
  );
  add(
    'all',
    'all',
    Array.from({ length: cells }, (_, c) => c),
    { ...none, basis },
  );
  return rows;
}

interface Told {
  readonly basis: RateRow['basis'];
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly years: number;
  readonly raw: number | undefined;
}
