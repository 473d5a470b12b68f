import type { IsoDate } from '../../../domain/calendar.ts';
import type { InputProblem } from '../../../domain/errors.ts';
import { REGISTERED_FOR, SECTORS, SERVICE_TYPES } from '../../../domain/vocabulary.ts';
import { identifier, isoDate, oneOf, text } from '../../tables/column.ts';
import type { Column } from '../../tables/column.ts';
import { convertCell } from '../../tables/convert-cell.ts';
import { rowNumberOf } from '../../tables/row-numbers.ts';
import type { TableDefinition } from '../../tables/table-definition.ts';
import { servicesTable } from '../../tables/supply-tables.ts';
import { textCell } from '../../tables/cell.ts';
import type { ListedService } from './listed-service.ts';
import { meetsPattern } from './owner-list.ts';

/** Fields that a person may settle. `leave_out` takes a service out of the tables. */
export const OVERRIDE_FIELDS = [
  'sector',
  'owner_id',
  'service_type',
  'registered_for',
  'area_code',
  'places',
  'households',
  'opened',
  'leave_out',
] as const;
export type OverrideField = (typeof OVERRIDE_FIELDS)[number];

/** One decision of a person about a service, a provider, or providers with a name. */
export interface OverrideRow {
  readonly service_id?: string;
  readonly provider_id?: string;
  /** Name of a provider, `*` for any text. */
  readonly provider_name?: string;
  readonly field: OverrideField;
  readonly value: string;
  readonly who: string;
  readonly why: string;
  readonly date: IsoDate;
}

/** The table of overrides, `overrides.csv`: kept by people, read by every import. */
export const overridesTable: TableDefinition<OverrideRow> = {
  name: 'overrides',
  description: 'One decision of a person about one field of a service, a provider, or all providers with a name.',
  columns: {
    service_id: identifier('Service that it is about.', { optional: true }),
    provider_id: identifier('Provider whose services it is about.', { optional: true }),
    provider_name: text('Name of providers that it is about; * stands for any text.', { optional: true }),
    field: oneOf('What is settled.', OVERRIDE_FIELDS),
    value: text('The value, as in services.csv; yes for leave_out.'),
    who: text('Who decided it.'),
    why: text('What it rests on.'),
    date: isoDate('Day of the decision.'),
  },
  key: ['service_id', 'provider_id', 'provider_name', 'field'],
  finish: (row) => {
    const named = ['service_id', 'provider_id', 'provider_name'].filter((column) => row[column] !== undefined);
    if (named.length !== 1)
      return {
        fault: {
          column: named[1] ?? 'service_id',
          value: named.map((column) => String(row[column])).join(', '),
          problem: named.length === 0 ? 'The row does not say what it is about.' : 'The row names more than one thing.',
          allowed: 'Exactly one of service_id, provider_id and provider_name.',
          mend: 'Fill one of the three and leave the others empty.',
        },
      };
    const field = row['field'] as OverrideField;
    if (field === 'owner_id' && named[0] === 'service_id')
      return {
        fault: {
          column: 'field',
          value: 'owner_id',
          problem: 'An owner owns a provider, not one of its services.',
          allowed: 'owner_id beside provider_id or provider_name.',
          mend: 'Name the provider.',
        },
      };
    const converted = convertCell('value', fieldColumn(field), textCell(row['value'] as string));
    if (!converted.ok)
      return {
        fault: { column: 'value', value: row['value'] as string, problem: converted.problem, allowed: converted.allowed, mend: converted.mend },
      };
    return { row: row as unknown as OverrideRow };
  },
};

function fieldColumn(field: OverrideField): Column {
  if (field === 'leave_out') return oneOf('Whether it is left out.', ['yes']);
  if (field === 'sector') return oneOf('Who runs it.', SECTORS);
  if (field === 'service_type') return oneOf('Kind of service.', SERVICE_TYPES);
  if (field === 'registered_for') return oneOf('What it is registered for.', REGISTERED_FOR);
  return servicesTable.columns[field]!;
}

/** The overrides of one import: which one settles a field, and which settled nothing. */
export class Overrides {
  readonly rows: readonly OverrideRow[];
  private readonly used = new Set<OverrideRow>();
  readonly file: string;

  constructor(rows: readonly OverrideRow[], file: string) {
    this.rows = rows;
    this.file = file;
  }

  /** The decision about a field of a service: one about the service goes before one about its provider, that before a name. */
  find(service: ListedService, field: OverrideField): OverrideRow | undefined {
    const about = this.rows.filter((row) => row.field === field && isAbout(row, service));
    for (const row of about) this.used.add(row);
    const rank = (row: OverrideRow): number => (row.service_id !== undefined ? 0 : row.provider_id !== undefined ? 1 : 2);
    return about.sort((a, b) => rank(a) - rank(b))[0];
  }

  /** Decisions about nothing that the register lists any more. */
  unused(): readonly { readonly row: number | undefined; readonly about: string; readonly override: OverrideRow }[] {
    return this.rows
      .filter((row) => !this.used.has(row))
      .map((override) => ({
        row: rowNumberOf(override),
        about: override.service_id ?? override.provider_id ?? override.provider_name!,
        override,
      }));
  }

  /** Two names of providers that both meet one provider and say different things. */
  contradictions(services: readonly ListedService[]): InputProblem[] {
    const problems = new Map<string, InputProblem>();
    const patterns = this.rows.filter((row) => row.provider_name !== undefined);
    for (const service of services)
      for (const field of OVERRIDE_FIELDS) {
        const [first, ...others] = patterns.filter((row) => row.field === field && isAbout(row, service));
        const other = others.find((row) => row.value !== first!.value);
        if (other !== undefined)
          problems.set(`${first!.provider_name} ${other.provider_name} ${field}`, {
            kind: 'input',
            file: this.file,
            ...(rowNumberOf(other) === undefined ? {} : { row: rowNumberOf(other)! }),
            column: 'value',
            value: other.value,
            problem: `The provider "${service.provider_name}" meets two rows that disagree: "${first!.provider_name}" says ${first!.value}.`,
            allowed: 'One value for a field of a provider.',
            mend: 'Delete one of the two rows, or make its name narrower.',
          });
      }
    return [...problems.values()];
  }
}

function isAbout(row: OverrideRow, service: ListedService): boolean {
  if (row.service_id !== undefined) return row.service_id === service.service_id;
  if (row.provider_id !== undefined) return row.provider_id === service.provider_id;
  return service.provider_name !== undefined && meetsPattern(service.provider_name, row.provider_name!);
}
