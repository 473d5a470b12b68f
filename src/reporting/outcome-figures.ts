import type { IsoDate } from '../domain/calendar.ts';
import { SECTORS } from '../domain/vocabulary.ts';
import type { Sector } from '../domain/vocabulary.ts';
import type { OutcomeFigure } from './fan-series.ts';
import type { CentralRange } from './need-against-places.ts';
import type { SectorMean } from './stacked-places.ts';

type Column = 'date' | 'area_code' | 'service_type' | 'sector';

/** Statistics of each key, with an error where one is there twice: then rows of several measures were mixed. */
function statisticsBy(rows: readonly OutcomeFigure[], columns: readonly Column[]): Map<string, Map<string, number>> {
  const found = new Map<string, Map<string, number>>();
  for (const row of rows) {
    const key = columns.map((c) => row[c]).join('|');
    const statistics = found.get(key) ?? new Map<string, number>();
    if (statistics.has(row.statistic)) {
      throw new Error(`${key}: ${row.statistic} is there twice; choose one measure, date and area`);
    }
    found.set(key, statistics.set(row.statistic, row.value));
  }
  return found;
}

/**
 * Medians with the range from P10 to P90, by area. Rows must be of one measure and one date. A range of a sum is never
 * a sum of ranges: take a measure that was summed inside each run.
 */
export function rangesByArea(rows: readonly OutcomeFigure[]): Map<string, CentralRange> {
  const ranges = new Map<string, CentralRange>();
  for (const [area, statistics] of statisticsBy(rows, ['area_code'])) {
    const [low, central, high] = ['p10', 'p50', 'p90'].map((s) => statistics.get(s));
    if (low === undefined || central === undefined || high === undefined) {
      throw new Error(`${area}: p10, p50 or p90 is missing`);
    }
    ranges.set(area, { low, central, high });
  }
  return ranges;
}

/** Means by date and sector, with P10 and P90 where they are there. Rows of all sectors together are passed over. */
export function sectorMeansOf(rows: readonly OutcomeFigure[]): SectorMean[] {
  const ofSectors = rows.filter((r) => (SECTORS as readonly string[]).includes(r.sector));
  return [...statisticsBy(ofSectors, ['date', 'sector'])].map(([key, statistics]) => {
    const [date, sector] = key.split('|') as [IsoDate, Sector];
    const mean = statistics.get('mean');
    if (mean === undefined) throw new Error(`${sector}, ${date}: the mean is missing`);
    const [p10, p90] = [statistics.get('p10'), statistics.get('p90')];
    return p10 === undefined || p90 === undefined ? { date, sector, mean } : { date, sector, mean, p10, p90 };
  });
}
