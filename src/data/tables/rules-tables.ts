import { z } from 'zod';
import type { MeasureRow, TimetableRow } from '../../domain/tables.ts';
import { MILESTONES, PROVIDER_DESCRIPTIONS, SERVICE_TYPES } from '../../domain/vocabulary.ts';
import type { Column } from './column.ts';
import { isoDate, oneOf } from './column.ts';
import type { TableDefinition } from './table-definition.ts';
import { sourceColumn } from './table-definition.ts';

/** Dates of the law, by service type and description of provider. */
export const timetableTable: TableDefinition<TimetableRow> = {
  name: 'timetable',
  description: 'Date from which one step of the law binds one description of provider of one service type.',
  columns: {
    milestone: oneOf('Step of the law.', MILESTONES),
    service_type: oneOf('Kind of service.', SERVICE_TYPES),
    provider_description: oneOf('Providers that it binds.', PROVIDER_DESCRIPTIONS),
    date: isoDate('First day on which it binds; empty when no date is set.', { optional: true }),
    source: sourceColumn(),
  },
  key: ['milestone', 'service_type', 'provider_description'],
};

const dimension = (description: string): Column => {
  const allowed = 'all, each, or one name of the dimension.';
  return {
    kind: 'text',
    required: true,
    allowed,
    schema: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9 _-]{0,79}$/)
      .meta({ description: `${description} ${allowed}` }),
  };
};

/** Combinations of measures and dimensions that a run records. */
export const measuresTable: TableDefinition<MeasureRow> = {
  name: 'measures',
  description: 'One combination that a run records. A dimension is all (the total), each (every value) or one value.',
  columns: {
    measure: {
      ...dimension('Name of the measure.'),
      allowed: 'Name of a measure, as children_waiting.',
    },
    unit: dimension('Unit of the measure.'),
    area_role: oneOf('Whether the area looks after the children or holds the places.', ['responsible', 'located']),
    service_type: dimension('Service or placement type.'),
    sector: dimension('Sector.'),
    age_band: dimension('Age band.'),
    need_class: dimension('Need class.'),
    reason: dimension('Reason of a supplementary application.'),
    provider_country: dimension('Whether the provider is in the country (own) or outside it.'),
    levels: {
      kind: 'text',
      required: true,
      allowed: 'Levels of area and their periods, with spaces between, as: country:month region:quarter.',
      schema: z
        .string()
        .regex(/^[a-z:-]+( [a-z:-]+)*$/)
        .meta({ description: 'Levels of area that are recorded. Each with its period, as: country:month region:quarter authority:financial-year.' }),
    },
  },
  key: [
    'measure',
    'area_role',
    'service_type',
    'sector',
    'age_band',
    'need_class',
    'reason',
    'provider_country',
    'levels',
  ],
};
