import type { ApplicationsRow, ClaimRow } from '../../domain/tables.ts';
import { SERVICE_TYPES, SUPPLEMENTARY_REASONS } from '../../domain/vocabulary.ts';
import { areaCode, identifier, oneOf, text, wholeNumber } from './column.ts';
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
