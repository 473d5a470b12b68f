import type { FundingRow, IndexRow, PriceRow } from '../../domain/tables.ts';
import { PLACEMENT_TYPES, SECTORS } from '../../domain/vocabulary.ts';
import { areaCode, decimal, isoDate, oneOf, text, wholeNumber } from './column.ts';
import type { TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

const financialYear = { unit: 'financial year by the year in which it ends', min: 1990, max: 2150 } as const;

/** Weekly prices of placements. */
export const pricesTable: TableDefinition<PriceRow> = {
  name: 'prices',
  description:
    'Price of a week in a placement. The row emergency prices a night without a registered place, by the week.',
  columns: {
    service_type: oneOf('Service or placement that is priced.', [...PLACEMENT_TYPES, 'emergency']),
    sector: oneOf('Who provides it; all where the price does not differ.', [...SECTORS, 'all']),
    weekly_gbp: decimal('Price of one week for one child.', { unit: 'pounds a week', min: 0, max: 100_000 }),
    price_date: isoDate('Day whose prices these are.'),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['service_type', 'sector', 'price_date'],
};

/** Grants and programme money. */
export const fundingTable: TableDefinition<FundingRow> = {
  name: 'funding',
  description: 'Money of one fund for one area in one financial year.',
  columns: {
    area_code: areaCode('Area that has the money.', ['authority', 'region', 'country']),
    fund: text('Name of the fund.'),
    year: wholeNumber('Financial year, named by the year in which it ends: 2028 is 2027-28.', financialYear),
    capital_gbp: decimal('Capital money.', { unit: 'pounds', min: 0, max: 1e11, optional: true }),
    revenue_gbp: decimal('Revenue money.', { unit: 'pounds', min: 0, max: 1e11, optional: true }),
    status: statusColumn(),
    ends: isoDate('Day on which the fund ends, where it is known.', { optional: true }),
    source: sourceColumn(),
  },
  key: ['area_code', 'fund', 'year'],
  finish: (row) =>
    row['capital_gbp'] === undefined && row['revenue_gbp'] === undefined
      ? {
          fault: {
            column: 'revenue_gbp',
            value: '',
            problem: 'The row holds no money: capital_gbp and revenue_gbp are both empty.',
            allowed: 'A number of pounds in one of the two, or in both.',
            mend: 'Fill one of them, or leave the row out when the sum is unknown.',
          },
        }
      : { row: row as unknown as FundingRow },
};

/** Indices that bring money of different years to one price base. */
export const indicesTable: TableDefinition<IndexRow> = {
  name: 'indices',
  description: 'Value of a pay or price index in one financial year.',
  columns: {
    year: wholeNumber('Financial year, named by the year in which it ends: 2028 is 2027-28.', financialYear),
    index: oneOf('Which index.', ['pay', 'prices']),
    value: decimal('Value of the index on any base.', { unit: 'index points', min: 0.000001, max: 1e6 }),
    status: statusColumn(undefined, true),
    source: sourceColumn(),
  },
  key: ['year', 'index'],
};
