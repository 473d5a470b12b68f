import { z } from 'zod';
import { assumptionsTable } from './assumptions-table.ts';
import { childrenTable, flowsTable, needsTable, staysTable } from './children-tables.ts';
import { areasTable, nearTable, populationTable } from './geography-tables.ts';
import { fundingTable, indicesTable, pricesTable } from './money-tables.ts';
import { measuresTable, timetableTable } from './rules-tables.ts';
import { applicationsTable, claimsTable, recordTable } from './plan-tables.ts';
import { programmeTable } from './programme-table.ts';
import { projectsTable, registerHistoryTable, servicesTable } from './supply-tables.ts';
import type { TableDefinition } from './table-definition.ts';

/** Every table that this version knows, by the name of its file. */
export const TABLES = {
  areas: areasTable,
  children: childrenTable,
  flows: flowsTable,
  stays: staysTable,
  needs: needsTable,
  population: populationTable,
  services: servicesTable,
  'register-history': registerHistoryTable,
  near: nearTable,
  funding: fundingTable,
  indices: indicesTable,
  projects: projectsTable,
  prices: pricesTable,
  timetable: timetableTable,
  assumptions: assumptionsTable,
  measures: measuresTable,
  programme: programmeTable,
  applications: applicationsTable,
  claims: claimsTable,
  record: recordTable,
} as const;

/** Name of a table: `children` for `children.csv`. */
export type TableKind = keyof typeof TABLES;

/** Row type of a table. */
export type RowOf<K extends TableKind> = (typeof TABLES)[K] extends TableDefinition<infer Row> ? Row : never;

export const TABLE_KINDS = Object.keys(TABLES) as readonly TableKind[];

/** Whether a text is the name of a table. */
export function isTableKind(name: string): name is TableKind {
  return Object.hasOwn(TABLES, name);
}

/** The definition of a table, with its row type left open. */
export function definitionOf(kind: TableKind): TableDefinition<unknown> {
  return TABLES[kind] as TableDefinition<unknown>;
}

/**
 * JSON Schema (draft 2020-12) of a table, as an array of rows with the texts of the file turned into numbers. Columns
 * that a user adds are allowed. Rules between cells and rows (ranges in order, unique keys, shares that add to 1) are
 * checked by `check` and are not part of it.
 */
export function tableJsonSchema(kind: TableKind): Record<string, unknown> {
  const definition = definitionOf(kind);
  const shape = Object.fromEntries(Object.entries(definition.columns).map(([name, c]) => [name, c.schema]));
  const row = z.looseObject(shape).meta({ description: definition.description });
  const schema = z.toJSONSchema(
    z.array(row).min(1).meta({
      title: `${kind}.csv`,
      description: `Rows of ${kind}.csv. No two rows share: ${definition.key.join(', ')}.`,
    }),
  );
  return schema as Record<string, unknown>;
}
