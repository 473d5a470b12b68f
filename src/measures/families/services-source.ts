import { CLOSED, FOR_PROFIT, FOSTER, SECTOR_COUNT, SERVICE_TYPE_COUNT } from '../../simulation/constants.ts';
import type { State } from '../../simulation/state.ts';
import { range, roomFor } from './family.ts';
import type { Source } from './family.ts';

/*
 * What is known of the open services, added up in one walk over all of them, by type and sector.
 */

/** Places registered, usable, in use by anyone, and vacant ones that suit an ordinary child. */
export const REGISTERED = 0;
export const USABLE = 1;
export const OCCUPIED = 2;
export const MATCHED = 3;
/** Places in use by others than the country's own children: other countries' children, and young adults who stayed. */
export const TAKEN = 4;
/** Approved foster households. */
export const HOUSEHOLDS = 5;
const KINDS = 6;
const WIDTH = SERVICE_TYPE_COUNT * SECTOR_COUNT * KINDS;

/** Cells of one number of a service type over some sectors. */
export function serviceCells(kind: number, type: number, sectors: readonly number[] = range(SECTOR_COUNT)): number[] {
  return sectors.map((sector) => (type * SECTOR_COUNT + sector) * KINDS + kind);
}

/** Sectors that the law lets grow. */
export const COMPLIANT_SECTORS: readonly number[] = range(SECTOR_COUNT).filter((sector) => sector !== FOR_PROFIT);

/** Open services that serve children looked after, by type and sector of the service and the area in which it lies. */
export function servicesSource(): Source {
  let areas: Float64Array = new Float64Array(0);
  const country = new Float64Array(WIDTH);
  return {
    width: WIDTH,
    areas: (state) => {
      areas = roomFor(areas, state.luck.areas * WIDTH);
      return addUp(state, areas, WIDTH);
    },
    country: (state) => addUp(state, country, 0),
  };
}

/** Adds the services into rows of a table that lie `stride` apart, one an area; 0 puts the whole country into one. */
function addUp(state: State, table: Float64Array, stride: number): Float64Array {
  const { parameters, firstOfType } = state;
  const {
    sector,
    area,
    status,
    serves,
    registered,
    usable,
    occupied,
    otherCountry,
    held,
    vacant,
    households,
    nextOfType,
  } = state.services;
  table.fill(0);
  for (let type = 0; type < SERVICE_TYPE_COUNT; type++) {
    for (let s = firstOfType[type]!; s >= 0; s = nextOfType[s]!) {
      if (status[s] === CLOSED) continue;
      const at = area[s]! * stride + (type * SECTOR_COUNT + sector[s]!) * KINDS;
      if (type === FOSTER) table[at + HOUSEHOLDS]! += households[s]!;
      if (serves[s] === 0) continue;
      const taken = otherCountry[s]! + held[s]!;
      table[at]! += registered[s]!;
      table[at + USABLE]! += usable[s]!;
      table[at + OCCUPIED]! += occupied[s]! + taken;
      table[at + MATCHED]! += vacant[s]!;
      table[at + TAKEN]! += taken;
    }
  }
  const cells = SECTOR_COUNT * KINDS;
  for (let at = 0; at < table.length; at += KINDS) {
    const type = Math.floor(at / cells) % SERVICE_TYPE_COUNT;
    table[at + MATCHED]! *= type === FOSTER ? parameters.matchedFoster : parameters.matchedOrdinary;
  }
  return table;
}
