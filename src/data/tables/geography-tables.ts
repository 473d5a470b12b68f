import type { AreaRow, NearRow, PopulationRow } from '../../domain/tables.ts';
import { AREA_LEVELS } from '../../domain/vocabulary.ts';
import { areaCode, identifier, oneOf, text, wholeNumber } from './column.ts';
import type { TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

/** Areas: authorities, regions, the country and the one area outside it. */
export const areasTable: TableDefinition<AreaRow> = {
  name: 'areas',
  description:
    'One area. There is exactly one row with level outside. Rows for regions and the country may be left out.',
  columns: {
    area_code: identifier('Code of the area, best the official one (GSS), unique.'),
    level: oneOf('Level of the area.', AREA_LEVELS),
    name_en: text('Name in English.'),
    name_cy: text('Name in Welsh; the English name stands in where it is empty.', { optional: true }),
    region_code: identifier('Code of the region of an authority; empty at other levels.', { optional: true }),
    parent: identifier('Code of the area above: the region of an authority, the country of a region.', {
      optional: true,
    }),
  },
  key: ['area_code'],
  finish: (row) => {
    if (row['area_code'] === 'all')
      return {
        fault: {
          column: 'area_code',
          value: 'all',
          problem: 'The name all is kept for totals.',
          allowed: 'Any other code.',
          mend: 'Give the area another code.',
        },
      };
    return { row: { ...row, name_cy: row['name_cy'] ?? row['name_en'] } as AreaRow };
  },
};

/** Which authorities are near to which: what the search for a place takes `near to` the area to mean. */
export const nearTable: TableDefinition<NearRow> = {
  name: 'near',
  description: 'One pair of authorities that are near to each other, as seen from the first.',
  columns: {
    area_code: areaCode('Authority that looks for a place.', ['authority']),
    near_code: areaCode('Authority that is near to it.', ['authority']),
    minutes: wholeNumber('Travel time by road between the two.', { unit: 'minutes', max: 1440 }),
    status: statusColumn(undefined, true),
    source: text('Where the figure is from.', { optional: true }),
  },
  key: ['area_code', 'near_code'],
};

/** Children of the population by single year of age. */
export const populationTable: TableDefinition<PopulationRow> = {
  name: 'population',
  description: 'People of one age in one area at the middle of one year, estimated or projected.',
  columns: {
    mid_year: wholeNumber('Calendar year; the count is for 30 June.', { unit: 'year', min: 1900, max: 2150 }),
    area_code: areaCode('Area where they live.', ['authority', 'region', 'country']),
    age: wholeNumber('Age at the last birthday.', { unit: 'years', max: 17 }),
    population: wholeNumber('People of that age.', { unit: 'people', max: 10_000_000 }),
    status: statusColumn('published'),
    source: sourceColumn(),
  },
  key: ['mid_year', 'area_code', 'age'],
};
