import type * as register from '../src/data/register/index.ts';
import type { FactCheck, SupplyFact } from '../src/data/register/index.ts';

/** Helpers of src/data/register, handed in so that the builder runs from source in tests and from dist in the shell. */
export type RegisterTools = typeof register;

/** One row as it is written: by column, blank where undefined. */
export type BuiltRow = Readonly<Record<string, string | number | undefined>>;

export interface PublishedSupplyFact extends SupplyFact {
  readonly statement: string;
  readonly date: string;
  readonly source: string;
  readonly url: string;
  readonly status: string;
}

export const COLUMNS: readonly string[];
export function buildServices(tools: RegisterTools, children?: readonly Readonly<Record<string, string>>[]): BuiltRow[];
export function readFacts(): PublishedSupplyFact[];
export function checkServices(rows: readonly BuiltRow[], tools: RegisterTools): FactCheck<PublishedSupplyFact>[];
export function documentOf(
  text: string,
  rows: readonly BuiltRow[],
  checks: readonly FactCheck<PublishedSupplyFact>[],
): string;
