import { basename } from 'node:path';
import { writeCsv } from '../../domain/csv.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import { cellName } from '../workbook/references.ts';
import type { CellValue, NewValue } from '../workbook/values.ts';
import { EMPTY, shownValue } from '../workbook/values.ts';
import type { ProposedChange } from './change-list.ts';
import { shownChange } from './change-list.ts';
import type { ReadRegister } from './settle.ts';
import { readRegister } from './settle.ts';
import { findRegister } from './find-register.ts';
import { PACK_SHEET, SENT_SHEET } from './split-register.ts';
import { tableOfRegister } from './table-of-register.ts';
import type { RegisterTable } from './table-of-register.ts';

/** A cell that somebody changed in a pack and somebody else elsewhere. Nothing is written for it. */
export interface MergeConflict {
  readonly 'risk id': string;
  readonly column: string;
  readonly 'as sent': string;
  readonly 'register now': string;
  readonly 'in the pack': string;
  readonly pack: string;
  readonly why: string;
}

/** What packs would change in a register. */
export interface MergePlan {
  readonly changes: readonly ProposedChange[];
  readonly conflicts: readonly MergeConflict[];
  readonly notices: readonly string[];
}

/** A pack that came back. */
export interface ReturnedPack {
  readonly name: string;
  readonly digest: string;
  readonly sent: RegisterTable;
  readonly now: RegisterTable;
}

/** Columns of `conflicts.csv`. */
const CONFLICT_COLUMNS = ['risk id', 'column', 'as sent', 'register now', 'in the pack', 'pack', 'why'] as const;

export const conflictsCsv = (conflicts: readonly MergeConflict[]): string =>
  writeCsv({ columns: CONFLICT_COLUMNS, rows: conflicts.map((c) => ({ ...c })) });

/** Reads a pack that came back. @throws InputError when it is no pack */
export async function readPack(file: string, columnsFile?: string): Promise<ReturnedPack> {
  const read = await readRegister(file, columnsFile, PACK_SHEET);
  const sent = findRegister(read.workbook, read.columns, SENT_SHEET);
  return {
    name: basename(file),
    digest: digestOf(read.bytes),
    sent: tableOfRegister(read.workbook, sent),
    now: tableOfRegister(read.workbook, read.register),
  };
}

/**
 * Works out, cell by cell, what packs change: a cell that only the pack changed is proposed; one that was changed to
 * different values in the register, or in two packs, is a conflict, and nothing is proposed for it.
 */
export function planMerge(read: ReadRegister, packs: readonly ReturnedPack[]): MergePlan {
  const { workbook, register } = read;
  const sheet = workbook.sheets[register.sheet]!.name;
  const current = tableOfRegister(workbook, register);
  const changes = new Map<string, ProposedChange & { readonly pack: string; readonly sent: string }>();
  const conflicts: MergeConflict[] = [];
  const notices: string[] = [];
  const disputed = new Set<string>();
  let next = register.last + 1;
  const added = new Map<string, { readonly row: number; readonly pack: string }>();
  for (const pack of packs) {
    const unknown = pack.now.headers.filter((header) => !current.columnOf.has(header));
    if (unknown.length > 0)
      notices.push(
        `${pack.name}: the register has no column ${unknown.join(', ')}. What stands there is not taken over.`,
      );
    const gone = [...pack.sent.risks.keys()].filter((id) => !pack.now.risks.has(id));
    if (gone.length > 0)
      notices.push(
        `${pack.name}: ${gone.join(', ')} no longer in the pack. The register keeps them; close them there.`,
      );
    for (const [id, cells] of pack.now.risks) {
      const sent = pack.sent.risks.get(id);
      const held = current.risks.get(id);
      if (sent === undefined && held === undefined && !added.has(id)) added.set(id, { row: next++, pack: pack.name });
      const fresh = added.get(id);
      for (const [header, { value }] of cells) {
        const column = current.columnOf.get(header);
        if (column === undefined) continue;
        const [was, is, wanted] = [shownOf(sent, header), shownOf(held, header), shownValue(value)];
        const why = (text: string): MergeConflict => ({
          'risk id': id,
          column: header,
          'as sent': was,
          'register now': is,
          'in the pack': wanted,
          pack: pack.name,
          why: text,
        });
        if (wanted === was || wanted === is) continue;
        if (sent !== undefined && held === undefined) {
          conflicts.push(why('The risk is no longer in the register.'));
          continue;
        }
        if (held?.get(header)?.formula === true) {
          notices.push(
            `${pack.name}: ${id}, ${header} is calculated by a formula of the register. The change to ${wanted} is not taken over.`,
          );
          continue;
        }
        const key = `${id}\n${header}`;
        const other = changes.get(key);
        if (sent !== undefined && is !== was) conflicts.push(why('The register was changed since the pack was sent.'));
        else if (sent === undefined && held !== undefined)
          conflicts.push(why('The pack and the register both added a risk of this identifier.'));
        else if (disputed.has(key) || (other !== undefined && other.shown.after !== wanted)) {
          if (other !== undefined)
            conflicts.push({
              ...why(`Changed in ${pack.name} as well.`),
              'in the pack': other.shown.after,
              pack: other.pack,
            });
          conflicts.push(
            why(other === undefined ? 'Changed in other packs as well.' : `Changed in ${other.pack} as well.`),
          );
          changes.delete(key);
          disputed.add(key);
        } else {
          const row = held === undefined ? fresh!.row : register.rows.get(id)!;
          const place = { sheet, cell: cellName(row, column), id, header };
          const shown = shownChange(
            place,
            is,
            newValue(value),
            held === undefined ? `New risk in ${pack.name}.` : `Changed in ${pack.name}.`,
          );
          changes.set(key, {
            sheet: register.sheet,
            row,
            column,
            value: newValue(value),
            added: held === undefined,
            shown,
            pack: pack.name,
            sent: was,
          });
        }
      }
    }
  }
  return { changes: [...changes.values()], conflicts, notices };
}

const shownOf = (cells: ReadonlyMap<string, { readonly value: CellValue }> | undefined, header: string): string =>
  shownValue(cells?.get(header)?.value ?? EMPTY);

function newValue(value: CellValue): NewValue {
  return value.kind === 'yes-no' || value.kind === 'error' ? { kind: 'text', text: shownValue(value) } : value;
}

/** Refuses two packs of one name, which nobody could tell apart in the list. */
export function refuseSameNames(packs: readonly ReturnedPack[]): void {
  const names = packs.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined)
    throw new InputError([
      {
        kind: 'input',
        file: twice,
        value: twice,
        problem: 'Two packs have the same name.',
        allowed: 'Each pack under a name of its own.',
        mend: 'Rename one of them.',
      },
    ]);
}
