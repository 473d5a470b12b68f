import { SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import {
  CLOSED,
  FOSTER,
  INDEPENDENT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
} from '../../simulation/constants.ts';
import type { Series } from '../series.ts';
import { series } from '../series.ts';
import { COUNTRY, EVERYWHERE, SHOWN_SECTORS } from './family.ts';
import type { Family } from './family.ts';

/** Places by service type and sector: registered, usable, occupied, and those of the vacancies that suit an ordinary child. */
export function placesFamily(): Family {
  const measures = [
    ['places_registered', 'places'],
    ['places_usable', 'places'],
    ['places_occupied', 'places'],
    ['headroom_matched', 'places'],
  ] as const;
  const list: Series[] = [];
  const slots: { measure: number; type: number; sector: number }[] = [];
  measures.forEach(([measure, unit], m) => {
    for (const type of [RESIDENTIAL, FOSTER, SECURE, INDEPENDENT]) {
      const limited = type === RESIDENTIAL || type === FOSTER;
      if (measure === 'headroom_matched' && !limited) continue;
      for (const sector of limited ? [...SHOWN_SECTORS, -1] : [-1]) {
        const fine = sector === -1 || (type === RESIDENTIAL && m === 0);
        list.push(
          series(measure, unit, 'located', 'stock', 'places', fine && limited ? EVERYWHERE : COUNTRY, {
            serviceType: SERVICE_TYPES[type]!,
            sector: sector === -1 ? 'all' : SECTORS[sector]!,
          }),
        );
        slots.push({ measure: m, type, sector });
      }
    }
  });
  const position = (measure: number, type: number, sector: number): number =>
    slots.findIndex((s) => s.measure === measure && s.type === type && s.sector === sector);
  const table = new Int32Array(4 * SERVICE_TYPE_COUNT * (SECTOR_COUNT + 1));
  for (let m = 0; m < 4; m++) {
    for (let t = 0; t < SERVICE_TYPE_COUNT; t++) {
      for (let s = 0; s <= SECTOR_COUNT; s++) {
        table[(m * SERVICE_TYPE_COUNT + t) * (SECTOR_COUNT + 1) + s] = position(m, t, s === SECTOR_COUNT ? -1 : s);
      }
    }
  }
  return {
    series: list,
    every: 'month',
    read: (state, out, at) => {
      const { services, parameters, luck } = state;
      const areas = luck.areas;
      for (let s = 0; s < services.count; s++) {
        if (services.status[s] === CLOSED || services.serves[s] === 0) continue;
        const type = services.type[s]!;
        const sector = services.sector[s]!;
        const area = services.area[s]!;
        for (let m = 0; m < 4; m++) {
          const value =
            m === 0
              ? services.registered[s]!
              : m === 1
                ? services.usable[s]!
                : m === 2
                  ? services.occupied[s]! + services.otherCountry[s]! + services.held[s]!
                  : services.vacant[s]! * (type === FOSTER ? parameters.matchedFoster : parameters.matchedOrdinary);
          const row = (m * SERVICE_TYPE_COUNT + type) * (SECTOR_COUNT + 1);
          const own = table[row + sector]!;
          const all = table[row + SECTOR_COUNT]!;
          if (own >= 0) out[(at + own) * areas + area]! += value;
          if (all >= 0) out[(at + all) * areas + area]! += value;
        }
      }
    },
  };
}
