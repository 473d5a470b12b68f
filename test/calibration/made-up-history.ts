import type { AreaRow, ChildrenRow, RegisterHistoryRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';

const SOURCE = { status: 'illustrative', source: 'made up for a test' } as const;

/** Areas of a country with some authorities in two regions. */
export function madeUpAreas(authorities: number): AreaRow[] {
  const area = (area_code: string, level: AreaRow['level'], region_code?: string, parent?: string): AreaRow => ({
    area_code,
    level,
    name_en: area_code,
    name_cy: area_code,
    ...(region_code === undefined ? {} : { region_code }),
    ...(parent === undefined ? {} : { parent }),
  });
  return [
    ...Array.from({ length: authorities }, (_, a) =>
      area(`A${a + 1}`, 'authority', a % 2 === 0 ? 'R1' : 'R2', a % 2 === 0 ? 'R1' : 'R2'),
    ),
    area('R1', 'region', undefined, 'C'),
    area('R2', 'region', undefined, 'C'),
    area('C', 'country'),
    area('OUT', 'outside'),
  ];
}

/** A count of children of all ages. */
export function count(
  year: number,
  area_code: string,
  children: number | readonly [low: number, high: number],
  placement_type: ChildrenRow['placement_type'] = 'all',
): ChildrenRow {
  const known = typeof children === 'number';
  return {
    date: `${year}-03-31`,
    area_code,
    placement_type,
    age_band: 'all',
    ...(known ? { children } : {}),
    children_low: known ? children : children[0],
    children_high: known ? children : children[1],
    ...SOURCE,
  };
}

/** A home as a register listed it at the end of March of a year. */
export function listed(
  year: number,
  service_id: string,
  area_code: string,
  sector: Sector,
  places: number,
): RegisterHistoryRow {
  return {
    snapshot_date: `${year}-03-31`,
    service_id,
    name: service_id,
    service_type: 'residential',
    sector,
    area_code,
    places,
    evidence: 'none',
    registered_for: 'general',
    regional: false,
    snapshot_complete: true,
    ...SOURCE,
  };
}

/** Numbers between 0 and 1 that look random and are the same each time (the fractional parts of a quadratic). */
export function steadyLuck(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39) >>> 0;
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x100000000;
  };
}
