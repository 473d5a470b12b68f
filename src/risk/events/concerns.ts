import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { shippedRoot } from '../../data/shipped-paths.ts';
import { InputError } from '../../domain/errors.ts';
import type { RiskEvent } from './risk-event.ts';

/** A concern that somebody raised. */
export interface Concern {
  readonly concern_id: string;
  readonly concern: string;
  readonly raised_in: string;
  readonly source: string;
}

const COLUMNS = ['concern_id', 'concern', 'raised_in', 'source'] as const;

export const shippedConcerns = (): string => join(shippedRoot(), 'risk', 'concerns.csv');

/**
 * Reads a file of concerns.
 *
 * @throws InputError when it cannot be read, a column is missing, or an id is empty or doubled
 */
export async function readConcerns(file: string): Promise<Concern[]> {
  const refuse = (row: number, column: string, problem: string, mend: string): never => {
    throw new InputError([
      {
        kind: 'input',
        file,
        row,
        column,
        problem,
        allowed: `Columns ${COLUMNS.join(', ')}; each concern_id once.`,
        mend,
      },
    ]);
  };
  const text = await readFile(file, 'utf8').catch(() =>
    refuse(1, 'concern_id', 'The file cannot be read.', 'Check its name.'),
  );
  let rows: Record<string, string>[] = [];
  try {
    rows = parse(text, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    refuse(1, 'concern_id', `The file is no table: ${(error as Error).message}.`, 'Save it as CSV (UTF-8).');
  }
  return rows.map((row, i) => {
    for (const column of COLUMNS) if (row[column] === undefined) refuse(1, column, 'The column is missing.', 'Add it.');
    const id = row['concern_id']!;
    if (id === '') refuse(i + 2, 'concern_id', 'The concern has no id.', 'Give it one.');
    if (rows.findIndex((other) => other['concern_id'] === id) < i)
      refuse(i + 2, 'concern_id', `The id ${id} stands twice.`, 'Rename one.');
    return { concern_id: id, concern: row['concern']!, raised_in: row['raised_in']!, source: row['source']! };
  });
}

/** Concerns that no risk answers. */
export function concernsWithoutRisk(concerns: readonly Concern[], events: readonly RiskEvent[]): Concern[] {
  const answered = new Set(events.map(({ concern_id }) => concern_id));
  return concerns.filter(({ concern_id }) => !answered.has(concern_id));
}

/** Ids of concerns that events name and the file does not have. */
export function unknownConcerns(concerns: readonly Concern[], events: readonly RiskEvent[]): string[] {
  const known = new Set(concerns.map(({ concern_id }) => concern_id));
  return [...new Set(events.map(({ concern_id }) => concern_id))].filter((id) => id !== '' && !known.has(id));
}
