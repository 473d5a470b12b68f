import type { Repair } from '../../domain/errors.ts';
import { weakestStatus } from '../../domain/status.ts';
import type { AreaRow, RegisterHistoryRow } from '../../domain/tables.ts';
import { SECTORS } from '../../domain/vocabulary.ts';
import { areasOfHistory } from './areas-of-history.ts';
import { evenDates, seriesKey } from './count-history.ts';
import type { CountGroup, CountHistory, CountSeries } from './count-history.ts';

/** What is counted of a register: open services, and their registered places (households for fostering without places). */
export const REGISTER_MEASURES = ['services', 'places'] as const;

/**
 * Open services and their places by area, type and sector at each snapshot of a register. A snapshot lists every service,
 * so what it leaves out is zero; one that is marked as not complete is unknown.
 *
 * @param areas rows of `areas.csv`; without any, each code is an authority of one country
 */
export function registerHistory(
  rows: readonly RegisterHistoryRow[],
  areas: readonly AreaRow[],
  file: string,
): CountHistory {
  const { dates, stepMonths, placeOf } = evenDates(rows.map((row) => row.snapshot_date));
  const repairs: Repair[] = [...placeOf]
    .filter(([, place]) => place < 0)
    .map(([date]) => ({
      file,
      column: 'snapshot_date',
      found: date,
      used: 'nothing',
      why: `snapshots are taken every ${stepMonths} months, counted back from the last one`,
    }));
  // Of two snapshots at one place the later counts.
  const latest = new Map<number, string>();
  for (const [date, place] of placeOf) if (place >= 0 && date > (latest.get(place) ?? '')) latest.set(place, date);
  const partial = new Set(rows.filter((row) => !row.snapshot_complete).map((row) => row.snapshot_date));
  const used = rows.filter((row) => latest.get(placeOf.get(row.snapshot_date)!) === row.snapshot_date);
  const { authorities, areas: all } = areasOfHistory(
    areas,
    rows.map((row) => row.area_code),
  );
  const types = [...new Set(used.map((row) => row.service_type))].sort();
  const groups: CountGroup[] = [];
  const groupOf = new Map<string, number>();
  for (const service_type of types) {
    const sectors = SECTORS.filter((s) => used.some((r) => r.service_type === service_type && r.sector === s));
    for (const measure of REGISTER_MEASURES) {
      const parts = sectors.map((sector) => {
        groupOf.set(`${service_type}|${sector}|${measure}`, groups.length);
        return groups.push({ labels: { service_type, sector, measure }, parts: [] }) - 1;
      });
      groups.push({ labels: { service_type, sector: 'all', measure }, parts });
    }
  }
  const series = new Map<string, CountSeries>();
  const seen = new Set(used.map((row) => placeOf.get(row.snapshot_date)!));
  const isUnknown = (t: number): boolean => !seen.has(t) || partial.has(latest.get(t)!);
  for (const group of groupOf.values()) {
    for (const code of authorities) {
      const values = Float64Array.from(dates, (_, t) => (isUnknown(t) ? NaN : 0));
      series.set(seriesKey(group, code), { values, low: values, high: values });
    }
  }
  for (const row of used) {
    const t = placeOf.get(row.snapshot_date)!;
    if (isUnknown(t) || (row.closed !== undefined && row.closed <= row.snapshot_date)) continue;
    const add = (measure: string, amount: number): void => {
      const group = groupOf.get(`${row.service_type}|${row.sector}|${measure}`)!;
      const s = series.get(seriesKey(group, row.area_code));
      if (s !== undefined) s.values[t]! += amount;
    };
    add('services', 1);
    add('places', row.places ?? row.households ?? 0);
  }
  return {
    dates,
    stepMonths,
    groups,
    authorities,
    areas: all,
    series,
    grid: 1,
    status: weakestStatus(...new Set(rows.map((row) => row.status))),
    repairs,
  };
}
