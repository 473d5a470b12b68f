import type { IsoDate } from '../../domain/calendar.ts';
import { monthOf } from '../../domain/calendar.ts';
import type { Repair } from '../../domain/errors.ts';
import type { PopulationRow } from '../../domain/tables.ts';
import { AGE_BANDS, ageBandIndex } from '../../domain/vocabulary.ts';

const BANDS = AGE_BANDS.length;

/** Child-years by area, age band and year. */
export interface Exposure {
  /** What a rate is for: a child of the area, or a child looked after where the population is not known. */
  readonly of: 'population' | 'looked after';
  /** Child-years of the twelve months to a date. */
  readonly at: (area: number, band: number, yearEnding: IsoDate) => number;
  readonly repairs: readonly Repair[];
}

/**
 * Child-years from mid-year populations: that of the mid-year inside the twelve months, or the nearest there is, which is
 * listed. Where an area has none at all, every area is measured by its children looked after instead.
 *
 * @param sizes children looked after by area
 */
export function childYears(
  rows: readonly PopulationRow[],
  codes: readonly string[],
  sizes: readonly number[],
  dates: readonly IsoDate[],
  file: string,
): Exposure {
  const place = new Map(codes.map((code, a) => [code, a]));
  const byYear = new Map<number, Float64Array>();
  for (const row of rows) {
    const a = place.get(row.area_code);
    if (a === undefined || row.age >= 18) continue;
    let year = byYear.get(row.mid_year);
    if (year === undefined) byYear.set(row.mid_year, (year = new Float64Array(codes.length * BANDS)));
    year[a * BANDS + ageBandIndex(row.age * 12)]! += row.population;
  }
  const years = [...byYear.keys()].sort((a, b) => a - b);
  const midYear = (date: IsoDate): number => Math.floor((monthOf(date) - 6) / 12);
  const nearest = (date: IsoDate, cell: number): number | undefined => {
    const wanted = midYear(date);
    let best: number | undefined;
    for (const year of years) {
      const isNearer = best === undefined || Math.abs(year - wanted) < Math.abs(best - wanted);
      if (isNearer && byYear.get(year)![cell]! > 0) best = year;
    }
    return best;
  };
  const last = dates.at(-1)!;
  const without = codes.filter((_, a) => nearest(last, a * BANDS) === undefined);
  if (without.length > 0) {
    const repairs: Repair[] =
      years.length === 0
        ? []
        : [
            {
              file,
              column: 'area_code',
              found: `no child population for ${without.length} of ${codes.length} areas, such as ${without[0]!}`,
              used: 'children looked after as the size of every area',
              why: 'a rate needs one measure of size for all areas',
            },
          ];
    return { of: 'looked after', at: (area) => sizes[area]!, repairs };
  }
  const missing = dates.map(midYear).filter((year) => !byYear.has(year));
  const repairs: Repair[] =
    missing.length === 0
      ? []
      : [
          {
            file,
            column: 'mid_year',
            found: `no population at mid-${missing.join(', mid-')}`,
            used: 'that of the nearest year',
            why: 'starts of a year are measured against the children of an area in that year',
          },
        ];
  return {
    of: 'population',
    at: (area, band, date) => {
      const cell = area * BANDS + band;
      const year = nearest(date, cell);
      return year === undefined ? 0 : byYear.get(year)![cell]!;
    },
    repairs,
  };
}
