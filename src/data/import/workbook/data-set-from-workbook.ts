import { basename } from 'node:path';
import { baselineDate } from '../../../assumptions/scenario/baseline-date.ts';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import type { EvidenceStatus } from '../../../domain/status.ts';
import { completeAreas } from '../../complete-areas.ts';
import { fileProblem, readFileBytes } from '../../file-bytes.ts';
import { findAreas } from '../../find-areas.ts';
import { findTables } from '../../find-tables.ts';
import { shippedDataDir } from '../../shipped-paths.ts';
import { TABLE_KINDS } from '../../tables/tables.ts';
import type { RowOf, TableKind } from '../../tables/tables.ts';
import type { ImportedTable, ImportSource } from '../import-format.ts';
import { CHILDREN, NOTES } from './authority-form.ts';
import { mergeAuthority, replacedRows } from './merge-authority.ts';
import type { ChangedTables, Replaced } from './merge-authority.ts';
import { readAuthorityWorkbook } from './read-authority-workbook.ts';

/** A data set in which one authority's own figures stand in the place of those that were there. */
export interface WorkbookDataSet {
  /** The authority whose workbook it is. */
  readonly area: AreaRow;
  /** How firm its own figures are, as it chose. */
  readonly status: EvidenceStatus;
  /** Every table of the set, to be written as a folder that `run --data` takes, and three tables beside them: what was replaced, the notes. */
  readonly tables: readonly ImportedTable[];
  readonly replaced: readonly Replaced[];
  /** Rows of the workbook that were read, without examples. */
  readonly ownRows: number;
  /** What a reader must know, in whole sentences. */
  readonly notes: readonly string[];
}

export interface FromWorkbookOptions {
  /** Data set that the rest is taken from; the shipped one unless told. */
  readonly baseDir?: string;
}

/**
 * Reads a filled-in workbook of one authority and puts it into a data set: its own rows replace those of that authority, the rest
 * keeps its figures and their status. Writes nothing.
 *
 * @param path the workbook, made by `template --area CODE` and filled in
 * @example
 * const set = orThrow(await dataSetFromWorkbook('cardiff.xlsx'));
 * console.log(set.area.name_en, set.notes);
 */
export async function dataSetFromWorkbook(path: string, options: FromWorkbookOptions = {}): Promise<Checked<WorkbookDataSet>> {
  const read = await readFileBytes(path);
  if ('problem' in read) return { ok: false, problems: [read.problem] };
  return dataSetFromSource({ bytes: read.bytes, fileName: path }, options);
}

/** As `dataSetFromWorkbook`, from bytes that were read already. */
export async function dataSetFromSource(source: ImportSource, { baseDir = shippedDataDir() }: FromWorkbookOptions = {}): Promise<Checked<WorkbookDataSet>> {
  const areas = await readAreas(baseDir);
  if (!areas.ok) return areas;
  const read = await readAuthorityWorkbook(source, areas.value);
  if (!read.ok) return read;
  const book = read.value;
  const base = await readBase(baseDir);
  if (!base.ok) return base;
  const tables = base.value;
  const baseline = baselineDate(tables.children);
  if (baseline === undefined)
    return {
      ok: false,
      problems: [fileProblem(baseDir, 'children', 'No date has counts by age band and placement type.', 'A set that can start a run.', 'Name another set.')],
    };
  const { tables: merged, replaced } = mergeAuthority(
    { children: tables.children, services: tables.services, projects: tables.projects ?? [], prices: tables.prices ?? [] },
    book,
    baseline,
  );
  const clash = sameIds(merged, source.fileName);
  if (clash.length > 0) return { ok: false, problems: clash };
  const all = { ...tables, ...merged };
  const notes = book.rows[NOTES.name]!.map(({ values }) => ({ topic: values['topic'] as string, note: values['note'] as string }));
  const open = 40 - new Set(book.rows[CHILDREN.name]!.flatMap(({ values, row }) => Object.entries(values).filter(([f, v]) => /^\d/.test(f) && v !== undefined).map(([f]) => `${row} ${f}`))).size;
  const repairs: Repair[] =
    book.date === baseline || replaced.every(({ table }) => table !== 'children')
      ? []
      : [
          {
            file: `${book.file}, sheet Authority`,
            found: `figures of ${book.date}`,
            used: `as those of ${baseline}, estimated`,
            why: 'a run starts on one day for every area, and the rest of the set is of that day',
          },
        ];
  return {
    ok: true,
    value: {
      area: book.area,
      status: book.status,
      tables: [
        ...TABLE_KINDS.filter((kind) => all[kind] !== undefined && all[kind].length > 0).map((name) => ({ name, rows: all[name] as unknown as ImportedTable["rows"] })),
        { name: 'own-return', columns: ['area_code', ...Object.keys(replaced[0] ?? { table: '' })], rows: replacedRows(replaced, book.area) },
        ...(notes.length === 0 ? [] : [{ name: 'own-notes', columns: ['topic', 'note'], rows: notes }]),
      ],
      replaced,
      ownRows: Object.values(book.rows).reduce((sum, rows) => sum + rows.length, 0),
      notes: [
        `${book.area.name_en} (${book.area.area_code}): own figures of ${book.date}, ${book.status}. Every other area keeps the figures of ${basename(baseDir)} and their status.`,
        ...replaced.map(sentence),
        ...(replaced.length === 0 ? ['The workbook holds no figure: the set is as it was.'] : []),
        ...(open > 0 && open < 40 ? [`${open} of 40 cells of the sheet Children are empty; the figures of the set stay in them.`] : []),
      ],
    },
    repairs: [...read.repairs, ...repairs],
  };
}

type Tables = { readonly [K in TableKind]?: readonly RowOf<K>[] };
type BaseTables = Tables & { readonly children: ChangedTables['children']; readonly services: ChangedTables['services'] };

async function readAreas(dir: string): Promise<Checked<readonly AreaRow[]>> {
  const found = await findAreas(dir, true);
  if (found === undefined) return { ok: false, problems: [lacks(dir, 'areas')] };
  return found.checked.ok ? completeAreas(found.checked.value, found.file) : found.checked;
}

/** Every table of a set, row by row. */
async function readBase(dir: string): Promise<Checked<BaseTables>> {
  const found = await findTables(dir);
  if (!found.ok) return found;
  const tables: Record<string, readonly unknown[]> = {};
  const problems: InputProblem[] = [];
  for (const [kind, source] of found.value.sources) {
    const read = await source.read(kind, {});
    if (read.ok) tables[kind] = read.value;
    else problems.push(...read.problems);
  }
  for (const kind of ['children', 'services'])
    if (problems.length === 0 && tables[kind] === undefined) problems.push(lacks(dir, kind));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: tables as unknown as BaseTables, repairs: [] };
}

const lacks = (dir: string, kind: string): InputProblem =>
  fileProblem(dir, `${kind}.csv`, `The set has no table ${kind}.`, 'A data set with areas, children and services.', 'Name another folder.');

/** Numbers of homes that a home elsewhere has too. */
function sameIds({ services }: ChangedTables, file: string): InputProblem[] {
  const seen = new Map<string, string>();
  return services.flatMap(({ service_id, area_code }) => {
    const other = seen.get(service_id);
    seen.set(service_id, area_code);
    return other === undefined
      ? []
      : [fileProblem(file, service_id, `A service with this number is in the set already, in ${other}.`, 'A number that no other service has.', 'Correct the number on the sheet Homes, or leave it empty.')];
  });
}

function sentence({ table, what, rows_before, amount_before, rows_now, amount_now, unit, status_before, status_now }: Replaced): string {
  const amount = (n: number): string => (unit === 'pounds a week' ? '' : ` with ${n.toLocaleString('en-GB', { maximumFractionDigits: 1 })} ${unit}`);
  const before = rows_before === 0 ? 'nothing' : `${rows_before} rows${amount(amount_before)} (${status_before})`;
  const now = rows_now === 0 ? 'nothing' : `${rows_now} rows${amount(amount_now)} (${status_now})`;
  return `${table}, ${what}: ${now} in the place of ${before}.`;
}
