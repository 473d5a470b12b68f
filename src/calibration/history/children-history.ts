import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow, ChildrenRow } from '../../domain/tables.ts';
import { AGE_BANDS, PLACEMENT_TYPES } from '../../domain/vocabulary.ts';
import { areasOfHistory } from './areas-of-history.ts';
import { evenDates, gridOf, seriesKey, sumOfCounts, unknownSeries } from './count-history.ts';
import type { CountGroup, CountHistory, CountSeries } from './count-history.ts';

/**
 * The history of counts of children by area and placement type, of all ages. Where a count of all ages is missing and
 * those of the five age bands are there, they are added up; where `all` is missing and every placement type is there,
 * they are. Dates are a year apart and end at the last one; a date between is left out and listed.
 *
 * @param areas rows of `areas.csv`; without any, each code is an authority of one country
 */
export function childrenHistory(rows: readonly ChildrenRow[], areas: readonly AreaRow[], file: string): CountHistory {
  const { dates, stepMonths, placeOf } = evenDates(
    rows.map((row) => row.date),
    12,
  );
  const repairs: Repair[] = [...placeOf]
    .filter(([, place]) => place < 0)
    .map(([date]) => ({
      file,
      column: 'date',
      found: date,
      used: 'nothing',
      why: 'counts between the anniversaries of the last date are left out of the history',
    }));
  const types = [...new Set(rows.map((row) => row.placement_type))].sort();
  const withAll = types.includes('all') ? types : [...types, 'all' as const];
  const parts = PLACEMENT_TYPES.filter((type) => types.includes(type)).map((type) => withAll.indexOf(type));
  const groups = withAll.map((type): CountGroup => ({
    labels: { placement_type: type },
    parts: type === 'all' ? parts : [],
  }));
  const series = new Map<string, CountSeries>();
  const cells = new Map<string, ChildrenRow[]>();
  for (const row of rows) {
    if (placeOf.get(row.date)! < 0) continue;
    const key = `${seriesKey(withAll.indexOf(row.placement_type), row.area_code)}|${placeOf.get(row.date)}`;
    const list = cells.get(key);
    if (list === undefined) cells.set(key, [row]);
    else list.push(row);
  }
  for (const [key, list] of cells) {
    const [group, area, place] = key.split('|');
    const lastDay = list.reduce((latest, row) => (row.date > latest ? row.date : latest), '');
    const now = list.filter((row) => row.date === lastDay);
    const total = now.filter((row) => row.age_band === 'all');
    const bands = now.filter((row) => row.age_band !== 'all');
    const used = total.length > 0 ? total : bands.length === AGE_BANDS.length ? bands : [];
    if (used.length === 0) continue;
    const name = seriesKey(Number(group), area!);
    const s = series.get(name) ?? unknownSeries(dates.length);
    series.set(name, s);
    const t = Number(place);
    const { value, low, high } = sumOfCounts(
      used.map((row) => ({
        value: row.children ?? (row.children_low + row.children_high) / 2,
        low: row.children_low,
        high: row.children_high,
      })),
    );
    s.values[t] = value;
    s.low[t] = low;
    s.high[t] = high;
  }
  return {
    dates,
    stepMonths,
    groups,
    ...areasOfHistory(
      areas,
      rows.map((row) => row.area_code),
    ),
    series,
    grid: gridOf(series.values()),
    status: weakestStatus(...new Set(rows.map((row) => row.status))),
    repairs,
  };
}
