import { writeCsv } from '../../domain/csv.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import type { NewValue } from '../workbook/values.ts';
import { shownValue } from '../workbook/values.ts';
import { readRecords } from './score-file.ts';

/** A cell that would change, for a person to approve. */
export interface ProposedChange {
  readonly sheet: number;
  readonly row: number;
  readonly column: number;
  readonly value: NewValue;
  /** The row is a new one. */
  readonly added: boolean;
  /** As the list shows it. */
  readonly shown: ShownChange;
}

/** A line of the list of changes. */
export interface ShownChange {
  readonly sheet: string;
  readonly cell: string;
  readonly 'risk id': string;
  readonly column: string;
  readonly before: string;
  readonly after: string;
  readonly why: string;
}

const COLUMNS = ['sheet', 'cell', 'risk id', 'column', 'before', 'after', 'why', 'workbook'] as const;

/** Mark of the workbook that a list belongs to: its digest, written so that no spreadsheet takes it for a number. */
export const workbookMark = (bytes: Uint8Array): string => `sha256:${digestOf(bytes).slice(0, 24)}`;

/** The list of changes as CSV. Deleting a line is not approving it. */
export function changeListCsv(changes: readonly ProposedChange[], mark: string): string {
  return writeCsv({ columns: COLUMNS, rows: changes.map(({ shown }) => ({ ...shown, workbook: mark })) });
}

/**
 * The proposed changes that a list approves: each of its lines must be one that was proposed, word for word.
 *
 * @param mark of the workbook as it is now
 * @throws InputError when the workbook has changed since, or a line was changed
 */
export async function approvedChanges(
  file: string,
  proposed: readonly ProposedChange[],
  mark: string,
): Promise<ProposedChange[]> {
  const { rows } = await readRecords(file, COLUMNS);
  const problem = (
    row: number | undefined,
    column: string,
    value: string,
    what: string,
    allowed: string,
    mend: string,
  ): InputError =>
    new InputError([
      { kind: 'input', file, ...(row === undefined ? {} : { row }), column, value, problem: what, allowed, mend },
    ]);
  if (rows.length === 0)
    throw problem(
      undefined,
      'cell',
      'no line',
      'The list approves nothing.',
      'At least one line.',
      'Leave the lines that are approved in the list.',
    );
  const byCell = new Map(proposed.map((change) => [`${change.shown.sheet}!${change.shown.cell}`, change]));
  const approved = new Set<ProposedChange>();
  for (const { row, values } of rows) {
    if (values['workbook'] !== mark)
      throw problem(
        row,
        'workbook',
        values['workbook']!,
        'The workbook has changed since the list was made.',
        `The workbook ${values['workbook']}; the one given is ${mark}.`,
        'Make a new list from the workbook as it is now, and have it approved.',
      );
    const name = `${values['sheet']}!${values['cell']}`;
    const change = byCell.get(name);
    const again = 'Make the list again, or take the line out.';
    if (change === undefined)
      throw problem(
        row,
        'cell',
        name,
        'No change of this cell was proposed.',
        'A line as it was proposed.',
        `${again} Give the same scores as before.`,
      );
    for (const column of ['risk id', 'column', 'before', 'after'] as const)
      if (!sameShown(values[column]!, change.shown[column]))
        throw problem(
          row,
          column,
          values[column]!,
          `The line of ${name} is not what was proposed.`,
          `${change.shown[column] === '' ? 'Nothing' : change.shown[column]}.`,
          `${again} Another score than the modelled one is an override: record it with its reason, and score again.`,
        );
    approved.add(change);
  }
  for (const change of approved)
    if (
      change.added &&
      !proposed.every(
        (other) => !(other.added && other.row === change.row && other.sheet === change.sheet) || approved.has(other),
      )
    )
      throw problem(
        undefined,
        'risk id',
        change.shown['risk id'],
        'A new risk is approved in part.',
        'All lines of a new risk, or none.',
        'Put its other lines back, or take all of them out.',
      );
  return proposed.filter((change) => approved.has(change));
}

/** Whether two texts of a list are the same once a spreadsheet has opened and saved it: numbers and dates may look otherwise. */
function sameShown(listed: string, proposed: string): boolean {
  const line = (t: string): string => t.replace(/\r\n?/g, '\n');
  if (line(listed) === line(proposed)) return true;
  const day = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(listed);
  if (day !== null) return proposed === `${day[3]}-${day[2]!.padStart(2, '0')}-${day[1]!.padStart(2, '0')}`;
  return (
    listed.trim() !== '' &&
    proposed !== '' &&
    /^-?[\d.]+(e[+-]?\d+)?$/i.test(proposed) &&
    Math.abs(Number(listed) - Number(proposed)) <= 1e-9 * Math.abs(Number(proposed))
  );
}

/** A proposed change as the list shows it. */
export function shownChange(
  place: { readonly sheet: string; readonly cell: string; readonly id: string; readonly header: string },
  before: string,
  value: NewValue,
  why: string,
): ShownChange {
  const { sheet, cell, id, header } = place;
  return { sheet, cell, 'risk id': id, column: header, before, after: shownValue(value), why };
}
