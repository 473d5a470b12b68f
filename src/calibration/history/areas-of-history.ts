import type { AreaRow } from '../../domain/tables.ts';
import type { CountHistory, HistoryArea } from './count-history.ts';

/** Code under which the sum of all authorities stands where no table of areas names a country. */
export const ALL_AREAS = 'all';

/**
 * The authorities of a history and every area above them.
 *
 * @param rows rows of `areas.csv`, completed; without any, every code of the history is an authority
 * @param codes codes that the history holds
 */
export function areasOfHistory(
  rows: readonly AreaRow[],
  codes: readonly string[],
): Pick<CountHistory, 'authorities' | 'areas'> {
  if (rows.length === 0) {
    const authorities = [...new Set(codes)].sort();
    const single = authorities.map((code, a): HistoryArea => ({ code, level: 'authority', members: [a] }));
    const all: HistoryArea = { code: ALL_AREAS, level: 'country', members: authorities.map((_, a) => a) };
    return { authorities, areas: authorities.length > 1 ? [...single, all] : single };
  }
  const authorities = rows.filter((row) => row.level === 'authority').map((row) => row.area_code);
  const regionOf = new Map(rows.map((row) => [row.area_code, row.region_code]));
  const above = (level: 'region' | 'country'): HistoryArea[] =>
    rows
      .filter((row) => row.level === level)
      .map((row) => ({
        code: row.area_code,
        level,
        members: authorities
          .map((_, a) => a)
          .filter((a) => level === 'country' || regionOf.get(authorities[a]!) === row.area_code),
      }));
  return {
    authorities,
    areas: [
      ...authorities.map((code, a): HistoryArea => ({ code, level: 'authority', members: [a] })),
      ...above('region'),
      ...above('country'),
    ],
  };
}
