import {
  FOR_PROFIT,
  FOSTER,
  LOCAL_AUTHORITY,
  REGIONAL_POOL,
  RESIDENTIAL,
  SECTOR_COUNT,
  SERVICE_TYPE_COUNT,
} from '../../simulation/constants.ts';
import { PLACE_COUNTS } from '../../simulation/place-counts.ts';
import { poolOf } from '../../simulation/state.ts';
import { range, roomFor } from './family.ts';
import type { Source } from './family.ts';

/** Counts of places, by the area in which they lie. */
export function placesSource(): Source {
  return { width: SERVICE_TYPE_COUNT * SECTOR_COUNT * PLACE_COUNTS, areas: (state) => state.counters.places };
}

/** Cells of one count of places for a service type over some sectors. */
export function placeCells(count: number, type: number, sectors: readonly number[] = range(SECTOR_COUNT)): number[] {
  return sectors.map((sector) => (type * SECTOR_COUNT + sector) * PLACE_COUNTS + count);
}

/** Sectors that the law lets grow. */
export const COMPLIANT_SECTORS: readonly number[] = range(SECTOR_COUNT).filter((sector) => sector !== FOR_PROFIT);

const LIMITED = [FOSTER, RESIDENTIAL] as const;

/** Usable vacancies that suit an ordinary child, of foster and residential care by sector, from the pools. */
export function headroomSource(): Source {
  const width = LIMITED.length * SECTOR_COUNT;
  let table: Float64Array = new Float64Array(0);
  return {
    width,
    areas: ({ luck, parameters, poolVacant }) => {
      table = roomFor(table, luck.areas * width);
      for (let t = 0; t < LIMITED.length; t++) {
        const type = LIMITED[t]!;
        const matched = type === FOSTER ? parameters.matchedFoster : parameters.matchedOrdinary;
        for (let a = 0; a < luck.areas; a++) {
          const pool = poolOf(luck.areas, type, a, 0);
          for (let sector = 0; sector < SECTOR_COUNT; sector++) {
            let vacant = poolVacant[pool + sector]!;
            if (sector === LOCAL_AUTHORITY) vacant += poolVacant[pool + REGIONAL_POOL]!;
            table[a * width + t * SECTOR_COUNT + sector] = vacant * matched;
          }
        }
      }
      return table;
    },
  };
}

/** Cells of vacancies that suit for a service type over some sectors. */
export function headroomCells(type: number, sectors: readonly number[] = range(SECTOR_COUNT)): number[] {
  return sectors.map((sector) => LIMITED.indexOf(type as 0) * SECTOR_COUNT + sector);
}
