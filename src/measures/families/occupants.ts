import { SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { FOSTER, RESIDENTIAL } from '../../simulation/constants.ts';
import { LIMITED_TYPE_COUNT } from '../../simulation/counters.ts';
import type { State } from '../../simulation/state.ts';
import type { Levels, Series } from '../series.ts';
import { COUNT_TAKEN, COUNT_USABLE } from '../../simulation/place-counts.ts';
import { series } from '../series.ts';
import { COUNTRY_QUARTER, REGIONS_YEARLY, counterFamily, familyOf } from './family.ts';
import type { Family, Source } from './family.ts';
import { COMPLIANT_SECTORS, placeCells } from './services-source.ts';

const LIMITED = [RESIDENTIAL, FOSTER] as const;
/** Children placed before approval was needed, and children in homes who are ready for a foster family. */
export function legacyFamilies(): Family[] {
  const stock = (measure: string, type: number, levels: Levels): Series =>
    series(measure, 'children', 'responsible', 'stock', 'both', levels, { serviceType: SERVICE_TYPES[type]! });
  return [
    counterFamily(
      LIMITED_TYPE_COUNT,
      (s) => s.counters.legacy,
      LIMITED.map((type) => ({ series: stock('children_legacy_for_profit', type, REGIONS_YEARLY), cells: [type] })),
    ),
    counterFamily(1, (s) => s.counters.stepDownWaiting, [
      { series: stock('step_down_waiting', RESIDENTIAL, { country: 'quarter', region: 'financial-year' }), cells: [0] },
    ]),
  ];
}

/** Places in use by children of other authorities. They are not reported: shortfalls are made from them. */
export function heldFamilies(): Family[] {
  const of = (measure: string, pick: (state: State) => Float64Array): Family =>
    counterFamily(
      LIMITED_TYPE_COUNT,
      pick,
      LIMITED.map((type) => ({
        series: series(measure, 'places', 'located', 'stock', 'both', {}, { serviceType: SERVICE_TYPES[type]! }),
        cells: [type],
      })),
    );
  return [
    of('held_from_other_authority', (s) => s.counters.heldFromAuthority),
    of('held_from_other_region', (s) => s.counters.heldFromRegion),
  ];
}

/** Places that the law lets grow: usable ones, and those of them that are in use by others than the country's children. */
export function compliantFamily(services: Source): Family {
  const of = (measure: string, type: number, levels: Levels, evidence: Series['evidence']): Series =>
    series(measure, 'places', 'located', 'stock', evidence, levels, { serviceType: SERVICE_TYPES[type]! });
  return familyOf(services, [
    ...LIMITED.map((type) => ({
      series: of('held_from_other_country', type, {}, 'both'),
      cells: placeCells(COUNT_TAKEN, type, COMPLIANT_SECTORS),
    })),
    ...LIMITED.map((type) => ({
      series: of('places_compliant', type, COUNTRY_QUARTER, 'places'),
      cells: placeCells(COUNT_USABLE, type, COMPLIANT_SECTORS),
    })),
  ]);
}
