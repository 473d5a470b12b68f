import type { ApplicationsRow, ClaimRow, RecordRow } from '../../domain/tables.ts';
import { RECORDED_MEASURES, SERVICE_TYPES, SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import { areaCode, decimal, identifier, isoDate, oneOf, text, wholeNumber } from './column.ts';
import type { TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

/** Applications for supplementary placements that authorities made: what a look-back (section 75D) sets against the estimate. */
export const applicationsTable: TableDefinition<ApplicationsRow> = {
  name: 'applications',
  description: 'Applications for supplementary placements that an authority made in a financial year.',
  columns: {
    area_code: areaCode('Authority that applied.', ['authority']),
    financial_year: text('Financial year, as 2030-31.'),
    service_type: oneOf('Kind of service; all for all of them together.', ['all', ...SERVICE_TYPES]),
    reason: oneOf('Reason of the application; all for all of them together.', ['all', ...SUPPLEMENTARY_REASONS]),
    provider_country: oneOf('Provider in the country (own), outside it, or all.', ['all', 'own', 'outside']),
    applications: wholeNumber('Applications made.', { unit: 'applications', max: 100_000 }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['area_code', 'financial_year', 'service_type', 'reason', 'provider_country'],
};

/** Vacancies of not-for-profit services that plans count on: two plans may count on the same one. */
export const claimsTable: TableDefinition<ClaimRow> = {
  name: 'claims',
  description: 'Places of a not-for-profit service that the sufficiency plan of an authority counts on.',
  columns: {
    plan_area_code: areaCode('Authority whose plan counts on the places.', ['authority']),
    service_id: identifier('Service, as in services.csv.'),
    places_claimed: wholeNumber('Places that the plan counts on.', { unit: 'places', min: 1, max: 5000 }),
    places_offered: wholeNumber('Places that the service offers to all authorities together.', { unit: 'places', max: 5000 }),
    source: sourceColumn(),
  },
  key: ['plan_area_code', 'service_id'],
};

/** What was recorded of the aims of the programme: it stands before the projection in the panel of `purpose`. */
export const recordTable: TableDefinition<RecordRow> = {
  name: 'record',
  description: 'What was recorded of an aim of the programme: entries to care, months in care, or the share placed in their own area.',
  columns: {
    date: isoDate('Day of the count, or last day of the twelve months, as 2024-03-31.'),
    area_code: areaCode('Area whose authority looks after the children.', ['authority', 'region', 'country']),
    measure: oneOf(
      'Children who started to be looked after in the year; mean months in care of those who left in the year; or the share of children looked after who are placed neither elsewhere in the country nor outside it.',
      RECORDED_MEASURES,
    ),
    value: decimal('Children, months, or a share from 0 to 1.', { unit: 'children, months or share', min: 0, max: 1_000_000 }),
    status: statusColumn(),
    source: sourceColumn(),
  },
  key: ['date', 'area_code', 'measure'],
  finish: (row) => {
    const line = row as unknown as RecordRow;
    if (line.measure !== 'home_area_share' || line.value <= 1) return { row: line };
    return {
      fault: {
        column: 'value',
        value: String(line.value),
        problem: 'A share is above 1.',
        allowed: 'A share from 0 to 1.',
        mend: 'Write 66% as 0.66.',
      },
    };
  },
};
