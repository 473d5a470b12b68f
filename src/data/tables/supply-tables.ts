import type { ProjectRow, RegisterHistoryRow, ServiceRow } from '../../domain/tables.ts';
import { PROJECT_STAGES, REGISTERED_FOR, SECTORS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import { areaCode, decimal, identifier, isoDate, oneOf, text, wholeNumber, yesNo } from './column.ts';
import type { RowFault, TableDefinition } from './table-definition.ts';
import { sourceColumn, statusColumn } from './table-definition.ts';

/** The register of services that hold places. */
export const servicesTable: TableDefinition<ServiceRow> = {
  name: 'services',
  description:
    'One service. A children’s home, a secure home or supported accommodation has places; a fostering service has ' +
    'one row for each area where its carers live, with households.',
  columns: {
    service_id: identifier('Name of the row, unique.'),
    name: text('Name of the service.'),
    service_type: oneOf('Kind of service.', SERVICE_TYPES),
    sector: oneOf('Who runs it. other is for health bodies and the like.', SECTORS),
    provider_id: identifier('The registered provider.', { optional: true }),
    owner_id: identifier('The ultimate owner; empty when unknown, then the service is an owner of its own.', {
      optional: true,
    }),
    area_code: areaCode('Authority in whose area it lies, or where the carers live.', ['authority']),
    places: wholeNumber('Registered places; needed for all but fostering services.', {
      unit: 'places',
      max: 5000,
      optional: true,
    }),
    households: wholeNumber('Approved mainstream fostering households; for fostering services.', {
      unit: 'households',
      max: 50_000,
      optional: true,
    }),
    opened: isoDate('Day of registration.', { optional: true }),
    closed: isoDate('Day on which registration ended; empty while it is open.', { optional: true }),
    status: statusColumn(),
    evidence: text('What the row rests on.'),
    source: sourceColumn(),
    registered_for: oneOf('What a home is registered for.', REGISTERED_FOR, { fallback: 'general' }),
    age_min: wholeNumber('Youngest age taken.', { unit: 'years', max: 25, optional: true }),
    age_max: wholeNumber('Oldest age taken.', { unit: 'years', max: 25, optional: true }),
    regional: yesNo('Whether its places are shared by the authorities of the region.', { fallback: 'no' }),
  },
  key: ['service_id'],
  finish: (row) => {
    const fault = serviceFault(row as unknown as ServiceRow);
    return fault ? { fault } : { row: row as unknown as ServiceRow };
  },
};

/** Dated copies of a register, stacked. */
export const registerHistoryTable: TableDefinition<RegisterHistoryRow> = {
  name: 'register-history',
  description: 'One service as the register listed it on one day: dated copies of services.csv, one under the other.',
  columns: {
    snapshot_date: isoDate('Day of the copy.'),
    ...servicesTable.columns,
    site_id: identifier('The place where it is, which stays when it registers anew.', { optional: true }),
    previous_service_id: identifier('The registration that it follows at the same place.', { optional: true }),
    snapshot_complete: yesNo('Whether the copy lists every service; no where some are known to be missing.', {
      fallback: 'yes',
    }),
  },
  key: ['snapshot_date', 'service_id'],
  finish: (row) => {
    const history = row as unknown as RegisterHistoryRow;
    const fault = serviceFault(history);
    return fault ? { fault } : { row: history };
  },
};

function serviceFault(row: ServiceRow): RowFault | undefined {
  if (row.service_type === 'foster' && row.places === undefined && row.households === undefined)
    return {
      column: 'households',
      value: '',
      problem: 'A fostering service has neither households nor places.',
      allowed: 'A whole number of households (or of places) for service_type foster.',
      mend: 'Fill households, or leave the row out when the number is unknown.',
    };
  if (row.service_type !== 'foster' && row.places === undefined)
    return {
      column: 'places',
      value: '',
      problem: `A ${row.service_type} service has no places.`,
      allowed: 'A whole number of registered places.',
      mend: 'Fill places, or leave the row out when the number is unknown.',
    };
  if (row.service_type !== 'foster' && row.households !== undefined)
    return {
      column: 'households',
      value: String(row.households),
      problem: `A ${row.service_type} service has households.`,
      allowed: 'Households are for service_type foster only.',
      mend: 'Empty the cell, or correct service_type.',
    };
  if (row.age_min !== undefined && row.age_max !== undefined && row.age_min > row.age_max)
    return {
      column: 'age_min',
      value: String(row.age_min),
      problem: `age_min is greater than age_max (${row.age_max}).`,
      allowed: 'age_min <= age_max, in years.',
      mend: 'Put the lesser age in age_min.',
    };
  if (row.opened !== undefined && row.closed !== undefined && row.closed < row.opened)
    return {
      column: 'closed',
      value: row.closed,
      problem: `The service closed before it opened (${row.opened}).`,
      allowed: 'A day on or after opened.',
      mend: 'Correct one of the two dates.',
    };
  return undefined;
}

/** Services that are planned. */
export const projectsTable: TableDefinition<ProjectRow> = {
  name: 'projects',
  description: 'One planned service.',
  columns: {
    project_id: identifier('Name of the row, unique.'),
    area_code: areaCode('Authority in whose area it is to open.', ['authority']),
    service_type: oneOf('Kind of service.', SERVICE_TYPES),
    sector: oneOf('Who is to run it.', SECTORS),
    places: wholeNumber('Places when it is full.', { unit: 'places', min: 1, max: 500 }),
    stage: oneOf('How far it has come.', PROJECT_STAGES),
    planned_open: isoDate('Day on which it is to open.'),
    capital_gbp: decimal('Capital cost.', { unit: 'pounds', min: 0, max: 1e9, optional: true }),
    fund: text('Fund that pays the capital.', { optional: true }),
    regional: yesNo('Whether its places are shared by the authorities of the region.', { fallback: 'no' }),
    status: statusColumn('estimated'),
    source: sourceColumn(),
  },
  key: ['project_id'],
};
