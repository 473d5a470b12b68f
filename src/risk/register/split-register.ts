import { join } from 'node:path';
import type { IsoDate } from '../../domain/calendar.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import type { FileContent } from '../../experiments/analysis-folder.ts';
import { writeAnalysis } from '../../experiments/analysis-folder.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import type { CellValue } from '../workbook/values.ts';
import { EMPTY, shownValue } from '../workbook/values.ts';
import { workbookMark } from './change-list.ts';
import { readRegister } from './settle.ts';
import { tableOfRegister } from './table-of-register.ts';
import type { RegisterTable } from './table-of-register.ts';
import { addTableSheet, addTextSheet, newWorkbook, registerBytes } from './workbook-writer.ts';
import { readWorkstreams, workstreamOn } from './workstreams.ts';

/** Sheets of a pack: the one that its chair edits, and the rows as they were sent. */
export const PACK_SHEET = 'Pack';
export const SENT_SHEET = 'As sent';

/** How a register is split. */
export interface SplitOptions {
  readonly register: string;
  /** Day on which the packs are sent: rows of a workstream that was merged go to the one that took it over. */
  readonly date: IsoDate;
  readonly columns?: string;
  readonly sheet?: string;
  readonly workstreams?: string;
  readonly out: string;
  readonly force?: boolean;
}

/** A pack that was written. */
export interface WrittenPack {
  readonly workstream: string;
  readonly risks: number;
  readonly file: string;
}

/**
 * Splits a register into a pack for each workstream. A pack holds the rows twice: to edit, and as they were sent, so that
 * `mergePacks` can tell what its chair changed.
 *
 * @throws InputError when the register has no column of workstreams
 */
export async function splitRegister(options: SplitOptions): Promise<WrittenPack[]> {
  const read = await readRegister(options.register, options.columns, options.sheet);
  const workstreams = await readWorkstreams(options.workstreams);
  const column = read.register.columns.get('workstream');
  if (column === undefined)
    throw new InputError([
      {
        kind: 'input',
        file: options.register,
        value: [...read.register.headers.values()].join(', '),
        problem: 'The register has no column of workstreams.',
        allowed: `A column ${read.columns.get('workstream')!.join(', or ')}.`,
        mend: 'Add the column in Excel, or name it in a columns file.',
      },
    ]);
  const table = tableOfRegister(read.workbook, read.register);
  const header = [...table.columnOf].find(([, c]) => c === column)![0];
  const packs = new Map<string, string[]>();
  for (const [id, cells] of table.risks) {
    const named = shownValue(cells.get(header)!.value).trim();
    const name = workstreamOn(workstreams, named, options.date)?.name ?? (named === '' ? 'No workstream' : named);
    packs.set(name, [...(packs.get(name) ?? []), id]);
  }
  const mark = workbookMark(read.bytes);
  const id = digestOf(JSON.stringify([mark, options.date])).slice(0, 16);
  const written: WrittenPack[] = [];
  const contents: Record<string, FileContent> = {};
  for (const [workstream, risks] of packs) {
    const base = `pack-${slug(workstream)}`;
    const name = contents[`${base}.xlsx`] === undefined ? base : `${base}-${written.length + 1}`;
    contents[`${name}.xlsx`] = () => packBytes(table, risks, workstream, mark, options.date);
    written.push({ workstream, risks: risks.length, file: join(options.out, `${name}.xlsx`) });
  }
  await writeAnalysis({ folder: options.out, id, force: options.force }, contents, (files) => ({
    analysis_id: id,
    register: { sha256: digestOf(read.bytes) },
    date: options.date,
    version: packageVersion(),
    files,
  }));
  return written;
}

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40) || 'unnamed';

async function packBytes(
  table: RegisterTable,
  risks: readonly string[],
  workstream: string,
  mark: string,
  date: IsoDate,
): Promise<Uint8Array> {
  const title = `Risks of ${workstream}`;
  const workbook = await newWorkbook(title);
  const columns = table.headers.map((header) => ({
    header,
    width: /risk$|cause|event|conseq|control|action|descr|ask/i.test(header) ? 32 : 14,
  }));
  const rows: CellValue[][] = risks.map((id) =>
    table.headers.map((header) => plain(table.risks.get(id)!.get(header)?.value ?? EMPTY)),
  );
  const style = { use: 'work', header: title, footer: `Sent ${date}. Register ${mark.slice(0, 19)}` } as const;
  const notes = [`Sent ${date} from the register ${mark}.`];
  addTableSheet(
    workbook,
    {
      name: PACK_SHEET,
      table: 'tbl_pack',
      title,
      notes: [
        ...notes,
        'Edit here. Leave the identifiers as they are. A new risk gets a row of its own under the last one.',
      ],
      columns,
      rows,
    },
    style,
  );
  addTableSheet(
    workbook,
    {
      name: SENT_SHEET,
      table: 'tbl_sent',
      title: `${title}, as sent`,
      notes: [...notes, 'Do not edit this sheet: it tells what you changed.'],
      columns,
      rows,
    },
    style,
  );
  addTextSheet(workbook, 'How to return', [
    'How to return this pack',
    'Edit the sheet "Pack", save the workbook and send it back.',
    'What you change is put beside the register as it is by then. Where somebody else changed the same cell, both are shown and nobody wins by being last.',
    'Cells that the register calculates by formula are shown as values here. Changes of these are not taken over.',
  ]);
  return registerBytes(workbook, true);
}

/** What a pack shows of a value: an error of the register is a text. */
function plain(value: CellValue): CellValue {
  return value.kind === 'error' || value.kind === 'yes-no' ? { kind: 'text', text: shownValue(value) } : value;
}
