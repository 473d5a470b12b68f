import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { completeAreas } from '../../data/complete-areas.ts';
import { fileProblem, readFileBytes } from '../../data/file-bytes.ts';
import { findAreas } from '../../data/find-areas.ts';
import { identifyCsv } from '../../data/identify.ts';
import { isSheets, readTableBytes } from '../../data/read-table.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { kindOfHeader } from '../../data/identify.ts';
import type { Cell } from '../../data/tables/cell.ts';
import { openWorkbook } from '../../data/tables/workbook.ts';
import { digestOf } from '../../domain/digest.ts';
import type { Checked, InputProblem, Repair } from '../../domain/errors.ts';
import type { AreaRow, ChildrenRow, RegisterHistoryRow } from '../../domain/tables.ts';
import { childrenHistory } from './children-history.ts';
import type { CountHistory } from './count-history.ts';
import { registerHistory } from './register-history.ts';

/** A history that was read from a file. */
export interface ReadHistory {
  readonly kind: 'children' | 'register-history';
  readonly history: CountHistory;
  /** Digests of the file and of the areas that it was read with. */
  readonly digests: { readonly file: string; readonly areas: string };
}

/** Kinds of history, known from their columns. */
export type HistoryKind = 'children' | 'register-history';

/** The checked rows of a history, with the areas that they are read with. */
export type HistoryRows = (
  | { readonly kind: 'children'; readonly rows: readonly ChildrenRow[] }
  | { readonly kind: 'register-history'; readonly rows: readonly RegisterHistoryRow[] }
) & {
  readonly file: string;
  readonly areas: readonly AreaRow[];
  /** Digests of the file and of the areas that it was read with. */
  readonly digests: ReadHistory['digests'];
};

/**
 * Reads the rows of a history of counts of children, or of a register; which of the two is known from its columns. Areas are
 * those of the data set that is named, else those beside the file, else the shipped ones where they know every code, else
 * every code is an authority of one country, and that is listed among the repairs.
 */
export async function readHistoryRows(file: string, dataDir?: string): Promise<Checked<HistoryRows>> {
  const read = await readFileBytes(file);
  if ('problem' in read) return { ok: false, problems: [read.problem] };
  const kind = await kindOf(read.bytes, read.format, file);
  if (kind !== 'children' && kind !== 'register-history') return { ok: false, problems: [notAHistory(file, kind)] };
  const rows = await readTableBytes(read.bytes, read.format, file, kind);
  if (!rows.ok) return rows;
  const codes = new Set(rows.value.map((row) => row.area_code));
  const areas = await areasFor(file, dataDir, codes);
  if (!areas.ok) return areas;
  const digests = { file: digestOf(await readFile(file)), areas: digestOf(JSON.stringify(areas.value)) };
  const value = { kind, rows: rows.value, file, areas: areas.value, digests } as HistoryRows;
  return { ok: true, value, repairs: [...rows.repairs, ...areas.repairs] };
}

/** Reads a history as counts by area and date: see `readHistoryRows`. */
export async function readHistory(file: string, dataDir?: string): Promise<Checked<ReadHistory>> {
  const read = await readHistoryRows(file, dataDir);
  if (!read.ok) return read;
  const { value } = read;
  const history =
    value.kind === 'children'
      ? childrenHistory(value.rows, value.areas, file)
      : registerHistory(value.rows, value.areas, file);
  return {
    ok: true,
    value: { kind: value.kind, history, digests: value.digests },
    repairs: [...read.repairs, ...history.repairs],
  };
}

async function kindOf(bytes: Uint8Array, format: string, file: string): Promise<string | undefined> {
  if (format !== 'zip') return identifyCsv(bytes, file);
  const sheets = await openWorkbook(bytes, file);
  if (!isSheets(sheets)) return undefined;
  for (const sheet of sheets) {
    let header: readonly Cell[] = [];
    sheet.eachRow((_row, cells) => {
      header = cells;
      return false;
    });
    const kind = kindOfHeader(header);
    if (kind === 'children' || kind === 'register-history') return kind;
  }
  return undefined;
}

async function areasFor(
  file: string,
  dataDir: string | undefined,
  codes: ReadonlySet<string>,
): Promise<Checked<readonly AreaRow[]>> {
  const named = await findAreas(dataDir ?? dirname(file), dataDir !== undefined);
  if (named === undefined && dataDir !== undefined)
    return {
      ok: false,
      problems: [
        fileProblem(
          dataDir,
          dataDir,
          'The folder has no table areas.',
          'areas.csv, or a workbook with a sheet areas.',
          'Name the folder of the data set with --data.',
        ),
      ],
    };
  const found = named ?? (await findAreas(shippedDataDir(), true));
  if (found === undefined) return noAreas(file);
  if (!found.checked.ok) return found.checked;
  const complete = completeAreas(found.checked.value, found.file);
  if (!complete.ok) return complete;
  const known = new Set(complete.value.map((area) => area.area_code));
  const strange = [...codes].filter((code) => !known.has(code));
  if (strange.length === 0) return complete;
  if (named === undefined) return noAreas(file);
  const value = strange[0]!;
  return {
    ok: false,
    problems: [
      {
        kind: 'input',
        file,
        column: 'area_code',
        value,
        problem: `This code is not in ${found.file}${strange.length > 1 ? `, nor are ${strange.length - 1} others` : ''}.`,
        allowed: 'A code of areas.csv.',
        mend: 'Correct the code, or add its row to areas.csv.',
      },
    ],
  };
}

function noAreas(file: string): Checked<readonly AreaRow[]> {
  const repair: Repair = {
    file,
    column: 'area_code',
    found: 'no areas.csv that knows the codes',
    used: 'every code as an authority of one country',
    why: 'without a table of areas no region is known; put areas.csv beside the file, or name its folder with --data',
  };
  return { ok: true, value: [], repairs: [repair] };
}

function notAHistory(file: string, kind: string | undefined): InputProblem {
  return fileProblem(
    file,
    kind ?? 'other columns',
    'This is no history that can be forecast.',
    'A table with the columns of children.csv, or of register-history.csv (snapshot_date and the columns of services.csv).',
    'Check the header against the schemas of those tables.',
  );
}
