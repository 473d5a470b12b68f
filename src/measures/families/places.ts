import { SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, INDEPENDENT, RESIDENTIAL, SECURE } from '../../simulation/constants.ts';
import { series } from '../series.ts';
import { COUNTRY, EVERYWHERE, SHOWN_SECTORS, familyOf } from './family.ts';
import type { Family, Part, Source } from './family.ts';
import { MATCHED, OCCUPIED, REGISTERED, USABLE, serviceCells } from './services-source.ts';

const MEASURES = [
  ['places_registered', REGISTERED],
  ['places_usable', USABLE],
  ['places_occupied', OCCUPIED],
  ['headroom_matched', MATCHED],
] as const;

/** Places by service type and sector: registered, usable, occupied, and vacant ones that suit an ordinary child. */
export function placesFamily(services: Source): Family {
  const parts: Part[] = [];
  for (const [measure, kind] of MEASURES) {
    for (const type of [RESIDENTIAL, FOSTER, SECURE, INDEPENDENT]) {
      const limited = type === RESIDENTIAL || type === FOSTER;
      if (kind === MATCHED && !limited) continue;
      const serviceType = SERVICE_TYPES[type]!;
      for (const sector of limited ? SHOWN_SECTORS : []) {
        const levels = type === RESIDENTIAL && kind === REGISTERED ? EVERYWHERE : COUNTRY;
        parts.push({
          series: series(measure, 'places', 'located', 'stock', 'places', levels, {
            serviceType,
            sector: SECTORS[sector]!,
          }),
          cells: serviceCells(kind, type, [sector]),
        });
      }
      parts.push({
        series: series(measure, 'places', 'located', 'stock', 'places', limited ? EVERYWHERE : COUNTRY, {
          serviceType,
        }),
        cells: serviceCells(kind, type),
      });
    }
  }
  return familyOf(services, parts);
}
