import type { IsoDate } from '../../domain/calendar.ts';
import type { Repair } from '../../domain/errors.ts';
import type { FlowRow } from '../../domain/tables.ts';
import { AGE_BANDS } from '../../domain/vocabulary.ts';
import type { HistoryArea } from '../history/count-history.ts';
import type { Exposure } from './exposure.ts';
import { EVERY_BAND, restOf, startsOfArea, sumOfRanges } from './flow-counts.ts';
import type { CountRange, StartsRange } from './flow-counts.ts';
import type { RateObservation } from './rate-problem.ts';
import type { StockCounts } from './stock-counts.ts';

const BANDS = AGE_BANDS.length;
/** Years whose starts tell of the rate of an area; earlier ones tell of the country's path alone, for areas change. */
export const OWN_YEARS = 5;
/** How far the stays of one area, and those of a country, may differ from the table, as a share: an assumption. */
const DOUBT_OF_AREA = 0.15;
const DOUBT_OF_COUNTRY = 0.03;

/** Children who come by a law of their own, by area and age band: those who start a year, and those looked after. */
export interface OwnStream {
  readonly starts: Float64Array;
  readonly stock: Float64Array;
}

export interface ObservationInputs {
  readonly codes: readonly string[];
  readonly dates: readonly IsoDate[];
  /** Starts, with the place of their year among the dates. */
  readonly started: readonly { readonly row: FlowRow; readonly year: number }[];
  readonly stock: StockCounts | undefined;
  /** Regions and the country, with their members. */
  readonly above: readonly HistoryArea[];
  readonly exposure: Exposure;
  readonly own: OwnStream;
  readonly file: string;
}

export interface Observed {
  readonly observations: RateObservation[];
  /** Whether an area has starts of its own in the last years. */
  readonly hasStarts: readonly boolean[];
  /** Whether starts are known by age anywhere. */
  readonly byAge: boolean;
  readonly repairs: Repair[];
}

/**
 * What starts and stocks say of rates. Starts of an area count by themselves; what a region or the country counts beyond its
 * areas tells of the others together. The stock of an area tells of its rate only where it has no starts of its own; the
 * stock of all others together tells of the length of stays.
 */
export function observe(inputs: ObservationInputs): Observed {
  const { codes, dates, started, stock, above, exposure, own } = inputs;
  const observations: RateObservation[] = [];
  const repairs: Repair[] = [];
  const add = (
    kind: 'started' | 'stock',
    areas: readonly number[],
    bands: readonly number[],
    year: number,
    { low, high }: { low: number; high: number },
    extra: { ages: readonly number[]; doubt: number } = { ages: [], doubt: 0 },
  ): void => {
    const cells = areas.flatMap((a) => bands.map((b) => a * BANDS + b));
    const child = cells.map((c) => exposure.at(Math.floor(c / BANDS), c % BANDS, dates[year]!));
    if (child.every((e) => e === 0)) return;
    const apart = kind === 'started' ? own.starts : own.stock;
    const counted = kind === 'started' ? bands : extra.ages;
    const offset = areas.reduce((sum, a) => sum + counted.reduce((s, b) => s + apart[a * BANDS + b]!, 0), 0);
    observations.push({
      kind,
      cells: Int32Array.from(cells),
      exposure: Float64Array.from(child),
      low,
      high,
      offset,
      year,
      ...extra,
    });
  };

  const byArea = new Map<string, FlowRow[]>();
  for (const { row, year } of started) {
    const key = `${row.area_code}|${year}`;
    const list = byArea.get(key);
    if (list === undefined) byArea.set(key, [row]);
    else list.push(row);
  }
  const rowsOf = (code: string, year: number): StartsRange[] => startsOfArea(byArea.get(`${code}|${year}`) ?? []);
  const hasStarts = codes.map((code) =>
    dates.some((_, t) => t > dates.length - 1 - OWN_YEARS && rowsOf(code, t).length > 0),
  );
  let byAge = false;
  dates.forEach((date, year) => {
    const known = codes.map((code) => rowsOf(code, year));
    const isRecent = year > dates.length - 1 - OWN_YEARS;
    const areas = known.flatMap((list, a) => (list.length > 0 ? [a] : []));
    if (isRecent)
      areas.forEach((a) => {
        for (const starts of known[a]!) {
          add('started', [a], starts.bands, year, starts);
          byAge ||= starts.bands.length < BANDS;
        }
      });
    else {
      const whole = areas.filter((a) => known[a]!.reduce((n, s) => n + s.bands.length, 0) === BANDS);
      if (whole.length > 0)
        add('started', whole, EVERY_BAND, year, sumOfRanges(whole.map((a) => sumOfRanges(known[a]!))));
    }
    const covered = new Map<number, CountRange | undefined>();
    for (const a of areas) {
      const isWhole = known[a]!.reduce((n, s) => n + s.bands.length, 0) === BANDS;
      covered.set(a, isWhole ? sumOfRanges(known[a]!) : undefined);
    }
    for (const area of above) {
      const missing = area.members.filter((m) => !covered.has(m));
      const list = rowsOf(area.code, year);
      if (missing.length === 0 || list.length === 0) continue;
      const parts = area.members.filter((m) => covered.has(m)).map((m) => covered.get(m));
      const isWhole = list.reduce((n, s) => n + s.bands.length, 0) === BANDS;
      let told: CountRange | undefined;
      if (parts.length === 0) {
        for (const starts of list) add('started', missing, starts.bands, year, starts);
        byAge ||= list.some((starts) => starts.bands.length < BANDS);
        told = isWhole ? sumOfRanges(list) : undefined;
      } else if (isWhole && parts.every((p) => p !== undefined)) {
        told = restOf(sumOfRanges(list), parts);
        if (told === undefined)
          repairs.push({
            file: inputs.file,
            column: 'children',
            found: `${area.code}, ${date}: fewer starts than its areas together`,
            used: 'those of its areas',
            why: 'a count that contradicts its parts tells nothing of the areas that are left',
          });
        else add('started', missing, EVERY_BAND, year, told);
      } else continue;
      // What a region tells of some areas together counts once: the country is asked for the others alone.
      missing.forEach((m, i) => covered.set(m, i === 0 ? told : told && { low: 0, high: 0 }));
    }
  });
  if (stock !== undefined) observeStock(stock, hasStarts, add);
  return { observations, hasStarts, byAge, repairs };
}

function observeStock(
  stock: StockCounts,
  hasStarts: readonly boolean[],
  add: (
    kind: 'stock',
    areas: readonly number[],
    bands: readonly number[],
    year: number,
    range: { low: number; high: number },
    extra: { ages: readonly number[]; doubt: number },
  ) => void,
): void {
  const together = stock.byArea.flatMap((counts, a) => (hasStarts[a] && counts.length > 0 ? [a] : []));
  stock.byArea.forEach((counts, a) => {
    if (hasStarts[a]) return;
    for (const count of counts)
      add('stock', [a], EVERY_BAND, stock.year, count, { ages: count.bands, doubt: DOUBT_OF_AREA });
  });
  if (together.length === 0) return;
  const byBand = together.every((a) => stock.byArea[a]!.every((count) => count.bands.length === 1));
  if (byBand)
    for (const band of EVERY_BAND) {
      const counts = together.map((a) => stock.byArea[a]!.find((count) => count.bands[0] === band));
      if (counts.every((count) => count !== undefined))
        add('stock', together, EVERY_BAND, stock.year, sumOfRanges(counts), { ages: [band], doubt: DOUBT_OF_COUNTRY });
    }
  else
    add('stock', together, EVERY_BAND, stock.year, sumOfRanges(together.flatMap((a) => stock.byArea[a]!)), {
      ages: EVERY_BAND,
      doubt: DOUBT_OF_COUNTRY,
    });
}
