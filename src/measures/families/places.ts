import { SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, INDEPENDENT, RESIDENTIAL, SECURE } from '../../simulation/constants.ts';
import { COUNT_HOUSED, COUNT_REGISTERED, COUNT_TAKEN, COUNT_USABLE } from '../../simulation/place-counts.ts';
import { series } from '../series.ts';
import type { Levels } from '../series.ts';
import { COUNTRY, COUNTRY_BY_QUARTER, EVERYWHERE, SHOWN_SECTORS, familyOf } from './family.ts';
import type { Family, Part, Source } from './family.ts';
import { headroomCells, headroomSource, placeCells } from './services-source.ts';

const LIMITED = [RESIDENTIAL, FOSTER] as const;
const MONTH_AND_AUTHORITIES: Levels = { country: 'month', authority: 'financial-year' };

/** One measure of one service type: by sector where it is limited, and over all sectors. */
function partsOf(
  measure: string,
  type: number,
  bySector: Levels,
  total: Levels,
  cells: (sectors?: readonly number[]) => number[],
): Part[] {
  const limited = type === RESIDENTIAL || type === FOSTER;
  const part = (sector: string, levels: Levels, of: number[]): Part => ({
    series: series(measure, 'places', 'located', 'stock', 'places', levels, {
      serviceType: SERVICE_TYPES[type]!,
      sector,
    }),
    cells: of,
  });
  return [
    ...(limited ? SHOWN_SECTORS.map((sector) => part(SECTORS[sector]!, bySector, cells([sector]))) : []),
    part('all', total, cells()),
  ];
}

const totalOf = (type: number): Levels =>
  type === RESIDENTIAL || type === FOSTER ? EVERYWHERE : type === SECURE ? COUNTRY : COUNTRY_BY_QUARTER;

/** Places by service type and sector: registered, usable and occupied, by anyone. */
export function placesFamily(places: Source): Family {
  const types = [...LIMITED, SECURE, INDEPENDENT];
  return familyOf(places, [
    ...types.flatMap((type) =>
      partsOf(
        'places_registered',
        type,
        type === RESIDENTIAL ? EVERYWHERE : MONTH_AND_AUTHORITIES,
        totalOf(type),
        (sectors) => placeCells(COUNT_REGISTERED, type, sectors),
      ),
    ),
    ...types.flatMap((type) =>
      partsOf('places_usable', type, COUNTRY_BY_QUARTER, totalOf(type), (sectors) =>
        placeCells(COUNT_USABLE, type, sectors),
      ),
    ),
    ...types.flatMap((type) =>
      partsOf('places_occupied', type, COUNTRY_BY_QUARTER, totalOf(type), (sectors) => [
        ...placeCells(COUNT_HOUSED, type, sectors),
        ...placeCells(COUNT_TAKEN, type, sectors),
      ]),
    ),
  ]);
}

/** Vacant places that suit an ordinary child. */
export function headroomFamily(): Family {
  return familyOf(
    headroomSource(),
    LIMITED.flatMap((type) =>
      partsOf('headroom_matched', type, COUNTRY_BY_QUARTER, EVERYWHERE, (sectors) => headroomCells(type, sectors)),
    ),
  );
}
