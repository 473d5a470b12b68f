import { FOR_PROFIT, RESIDENTIAL, SECTOR_COUNT, SERVICE_TYPE_COUNT } from '../../simulation/constants.ts';
import type { State } from '../../simulation/state.ts';
import { series } from '../series.ts';
import { counterFamily } from './family.ts';
import type { Family } from './family.ts';
import { COMPLIANT_SECTORS } from './services-source.ts';

/**
 * Residential places opened by those who may grow, and for-profit ones that have gone, both since the start: what the
 * cover by the pipeline is made from. They are not reported. A home that changes sector keeps its places and is in neither.
 */
export function replacementFamilies(): Family[] {
  const of = (measure: string, pick: (state: State) => Float64Array, sectors: readonly number[]): Family =>
    counterFamily(SERVICE_TYPE_COUNT * SECTOR_COUNT, pick, [
      {
        series: series(measure, 'places', 'located', 'stock', 'places', {}, { serviceType: 'residential' }),
        cells: sectors.map((sector) => RESIDENTIAL * SECTOR_COUNT + sector),
      },
    ]);
  return [
    of('places_opened_since_start', (s) => s.counters.placesOpened, COMPLIANT_SECTORS),
    of('for_profit_places_gone', (s) => s.counters.placesClosed, [FOR_PROFIT]),
  ];
}
