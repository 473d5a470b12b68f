import { PLACEMENT_TYPES, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import {
  FOSTER,
  INDEPENDENT,
  PLACEMENT_TYPE_COUNT,
  RESIDENTIAL,
  SECTOR_COUNT,
  SECURE,
  SERVICE_TYPE_COUNT,
} from '../../simulation/constants.ts';
import type { Levels, Series } from '../series.ts';
import { series } from '../series.ts';
import {
  COUNTRY,
  COUNTRY_BY_QUARTER,
  EVERYWHERE,
  QUARTER_AND_AUTHORITIES,
  SHOWN_SECTORS,
  YEARLY,
  counterFamily,
  range,
} from './family.ts';
import type { Family } from './family.ts';

const PARENTS = PLACEMENT_TYPES.indexOf('parents');

/** Stocks of children: looked after, needing, placed, waiting, and placed outside their own area or the country. */
export function childrenFamilies(): Family[] {
  const kinds = PLACEMENT_TYPE_COUNT + 1;
  const stock = (measure: string, levels: Levels, dimensions: Partial<Series>, evidence: Series['evidence']): Series =>
    series(measure, 'children', 'responsible', 'stock', evidence, levels, dimensions);
  const limited = [RESIDENTIAL, FOSTER];
  return [
    counterFamily(kinds, (s) => s.counters.lookedAfter, [
      { series: stock('children_looked_after', EVERYWHERE, {}, 'children'), cells: range(kinds) },
      ...PLACEMENT_TYPES.map((type, i) => ({
        series: stock(
          'children_looked_after',
          limited.includes(i) ? EVERYWHERE : i === SECURE ? COUNTRY : COUNTRY_BY_QUARTER,
          { serviceType: type },
          i < 4 ? 'both' : 'children',
        ),
        cells: [i],
      })),
      // Those whom the duty of sufficiency is about: looked after and not placed with a parent.
      {
        series: stock('children_not_with_parents', YEARLY, {}, 'children'),
        cells: range(kinds).filter((kind) => kind !== PARENTS),
      },
    ]),
    counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters.needing, [
      ...[RESIDENTIAL, FOSTER, SECURE, INDEPENDENT].map((type) => ({
        series: stock(
          'children_needing',
          limited.includes(type) ? EVERYWHERE : COUNTRY_BY_QUARTER,
          { serviceType: SERVICE_TYPES[type]! },
          'children',
        ),
        cells: [type],
      })),
    ]),
    counterFamily(SERVICE_TYPE_COUNT * SECTOR_COUNT, (s) => s.counters.placed, [
      ...limited.flatMap((type) => [
        ...SHOWN_SECTORS.map((sector) => ({
          series: stock(
            'children_placed',
            QUARTER_AND_AUTHORITIES,
            { serviceType: SERVICE_TYPES[type]!, sector: SECTORS[sector]! },
            'both',
          ),
          cells: [type * SECTOR_COUNT + sector],
        })),
        {
          series: stock('children_placed', COUNTRY, { serviceType: SERVICE_TYPES[type]! }, 'both'),
          cells: range(SECTOR_COUNT).map((k) => type * SECTOR_COUNT + k),
        },
      ]),
    ]),
    counterFamily(1, (s) => s.counters.unaccompanied, [
      { series: stock('unaccompanied_children', COUNTRY_BY_QUARTER, {}, 'children'), cells: [0] },
    ]),
    counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters.waiting, [
      {
        series: stock('children_waiting', EVERYWHERE, { thresholds: [1, 10] }, 'both'),
        cells: range(PLACEMENT_TYPE_COUNT),
      },
      ...limited.map((type) => ({
        series: stock(
          'children_waiting',
          EVERYWHERE,
          { serviceType: SERVICE_TYPES[type]!, thresholds: [1, 10] },
          'both',
        ),
        cells: [type],
      })),
    ]),
    ...(['placedElsewhere', 'placedOutside'] as const).map((name) =>
      counterFamily(PLACEMENT_TYPE_COUNT, (s) => s.counters[name], [
        {
          series: stock(
            name === 'placedOutside' ? 'placed_outside_wales' : 'placed_out_of_area',
            EVERYWHERE,
            {},
            'both',
          ),
          cells: range(PLACEMENT_TYPE_COUNT),
        },
        ...limited.map((type) => ({
          series: stock(
            name === 'placedOutside' ? 'placed_outside_wales' : 'placed_out_of_area',
            QUARTER_AND_AUTHORITIES,
            { serviceType: SERVICE_TYPES[type]! },
            'both',
          ),
          cells: [type],
        })),
      ]),
    ),
  ];
}
