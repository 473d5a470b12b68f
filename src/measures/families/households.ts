import { SECTORS } from '../../domain/vocabulary.ts';
import { FOSTER } from '../../simulation/constants.ts';
import { COUNT_HOUSEHOLDS } from '../../simulation/place-counts.ts';
import { series } from '../series.ts';
import { EVERYWHERE, SHOWN_SECTORS, familyOf } from './family.ts';
import type { Family, Source } from './family.ts';
import { placeCells } from './services-source.ts';

/** Approved foster households by sector. */
export function householdsFamily(services: Source): Family {
  const stock = (sector: string, levels = EVERYWHERE): ReturnType<typeof series> =>
    series('households_approved', 'households', 'located', 'stock', 'places', levels, {
      serviceType: 'foster',
      sector,
    });
  return familyOf(services, [
    ...SHOWN_SECTORS.map((sector) => ({
      series: stock(SECTORS[sector]!, { country: 'quarter' }),
      cells: placeCells(COUNT_HOUSEHOLDS, FOSTER, [sector]),
    })),
    { series: stock('all'), cells: placeCells(COUNT_HOUSEHOLDS, FOSTER) },
  ]);
}
