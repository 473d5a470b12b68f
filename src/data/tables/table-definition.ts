import type { EvidenceStatus } from '../../domain/status.ts';
import { EVIDENCE_STATUSES } from '../../domain/status.ts';
import type { Column } from './column.ts';
import { oneOf, text } from './column.ts';

/** What is wrong with a whole row after each of its cells was read. */
export interface RowFault {
  readonly column: string;
  readonly value?: string;
  readonly problem: string;
  readonly allowed: string;
  readonly mend: string;
}

/** One table: its columns in order, what makes a row unique, and rules between the cells of a row. */
export interface TableDefinition<Row> {
  readonly name: string;
  /** What one row is, in one sentence. */
  readonly description: string;
  readonly columns: Readonly<Record<string, Column>>;
  /** Columns that no two rows may share. */
  readonly key: readonly string[];
  /** Fills what follows from other cells and checks the row; gives the row or the first fault. */
  readonly finish?: (row: Record<string, unknown>) => { readonly row: Row } | { readonly fault: RowFault };
}

/** The column `status`; a fallback stands in where a table may leave it out, and `optional` lets it be empty. */
export function statusColumn(fallback?: EvidenceStatus, optional = false): Column {
  return oneOf(
    'How firm the figure is: printed by an official source, derived from published figures, or a stand-in.',
    EVIDENCE_STATUSES,
    fallback === undefined ? { optional } : { fallback },
  );
}

/** The column `source`. */
export function sourceColumn(): Column {
  return text('Where the figure is from: publisher, table and date, or the method.');
}
