import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unitRange } from '../assumptions/scenario/unit-range.ts';
import { digestOf } from '../domain/digest.ts';
import type { InputProblem } from '../domain/errors.ts';
import { nearestName } from '../domain/errors.ts';
import type { AssumptionRow, PosteriorTable } from '../domain/tables.ts';
import { fileProblem, LARGEST_FILE_BYTES } from './file-bytes.ts';

/** Joint values of assumptions, beside `assumptions.csv` of a data set. */
export const POSTERIOR_FILE = 'posterior.parquet';
const POSTERIOR_NAME = /^posterior(-[\w-]+)?\.parquet$/;

/** A table of joint values with the digest of its file, or what is wrong with it. */
export type ReadPosterior =
  | { readonly table: PosteriorTable; readonly digest: string }
  | { readonly problems: readonly InputProblem[] };

/**
 * Reads `posterior.parquet` of a folder: one column an assumption, one row a parameter set. A second fit stands beside it as
 * `posterior-NAME.parquet`, and row k of each is parameter set k: fits of other evidence are independent, so any rows of them
 * may go together. Undefined where there is none.
 *
 * @param rows the assumptions of the data set, which say what each column may hold
 */
export async function readPosterior(dir: string, rows: readonly AssumptionRow[]): Promise<ReadPosterior | undefined> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => POSTERIOR_NAME.test(name)).sort();
  const read: { readonly file: string; readonly table: PosteriorTable; readonly digest: string }[] = [];
  const problems: InputProblem[] = [];
  for (const name of names) {
    const file = join(dir, name);
    const one = await readOne(file, rows);
    if ('problems' in one) problems.push(...one.problems);
    else read.push({ file, ...one });
  }
  const [first, ...others] = read;
  for (const { file, table } of others) {
    if (table.sets !== first!.table.sets)
      problems.push(
        fileProblem(file, `${table.sets} parameter sets`, `The fits beside each other do not have as many parameter sets: ${first!.file} has ${first!.table.sets}.`, 'The same number in all.', 'Run fit again with the same --sets.'),
      );
  }
  const seen = new Map<string, string>();
  for (const { file, table } of read)
    for (const id of table.ids) {
      const before = seen.get(id);
      if (before === undefined) seen.set(id, file);
      else
        problems.push({
          kind: 'input',
          file,
          column: id,
          value: id,
          problem: `The assumption has joint values in ${before} too.`,
          allowed: 'Each id in one fit.',
          mend: 'Take one of the two files away, with its rows of assumptions.csv.',
        });
    }
  if (problems.length > 0) return { problems };
  if (first === undefined || others.length === 0) return first;
  const ids = read.flatMap(({ table }) => table.ids);
  const { sets } = first.table;
  const values = new Float64Array(sets * ids.length);
  for (let set = 0, at = 0; set < sets; set++)
    for (const { table } of read)
      for (let c = 0; c < table.ids.length; c++) values[at++] = table.values[set * table.ids.length + c]!;
  return { table: { ids, sets, values }, digest: digestOf(read.map(({ digest }) => digest).join('\n')) };
}

/** Reads one file of joint values. */
async function readOne(file: string, rows: readonly AssumptionRow[]): Promise<ReadPosterior> {
  const about = await stat(file);
  if (!about.isFile() || about.size > LARGEST_FILE_BYTES)
    return {
      problems: [
        fileProblem(file, about.isFile() ? `${about.size} bytes` : 'no ordinary file', 'The file cannot be read.', `A Parquet file of at most ${LARGEST_FILE_BYTES / 1024 / 1024} MB.`, 'Copy posterior.parquet from the folder of the fit; run fit with fewer --sets if it is too large.'),
      ],
    };
  const bytes = await readFile(file);
  const columns = await columnsOf(bytes);
  if (columns === undefined)
    return {
      problems: [
        fileProblem(file, 'bytes that are no Parquet table of numbers', 'The file cannot be read.', 'A Parquet file as fit writes it: one column an assumption, one row a parameter set.', 'Copy posterior.parquet from the folder of the fit again, together with assumptions.csv.'),
      ],
    };
  const byId = new Map(rows.map((row) => [row.id, row]));
  const problems: InputProblem[] = [];
  const sets = columns[0]?.values.length ?? 0;
  if (sets === 0) problems.push(fileProblem(file, 'no rows', 'The file has no parameter set.', 'At least one row.', 'Run fit again.'));
  for (const { id, values } of columns) {
    const row = byId.get(id);
    if (row === undefined) {
      const near = nearestName(id, [...byId.keys()]);
      problems.push({
        kind: 'input',
        file,
        column: id,
        value: id,
        problem: 'The column has no row in assumptions.csv.',
        allowed: 'Ids of assumptions.csv: the two files of one fit belong together.',
        mend: near === undefined ? 'Copy the rows of the fit into assumptions.csv too.' : `Copy the rows of the fit into assumptions.csv too, or did you mean ${near}?`,
      });
      continue;
    }
    const range = unitRange(row.unit, row.distribution);
    const wrong = values.findIndex((value) => !(value >= range.min && value <= range.max));
    if (wrong >= 0)
      problems.push({
        kind: 'input',
        file,
        row: wrong + 1,
        column: id,
        value: String(values[wrong]),
        problem: `The number does not fit the unit "${row.unit}" of ${id}.`,
        allowed: `${range.text}.`,
        mend: 'Run fit again; its values are in the units of assumptions.csv.',
      });
  }
  if (problems.length > 0) return { problems };
  const table = new Float64Array(sets * columns.length);
  columns.forEach(({ values }, c) => values.forEach((value, set) => (table[set * columns.length + c] = value)));
  return {
    table: { ids: columns.map(({ id }) => id), sets, values: table },
    digest: digestOf(bytes),
  };
}

async function columnsOf(bytes: Uint8Array): Promise<{ readonly id: string; readonly values: Float64Array }[] | undefined> {
  const { parquetMetadata, parquetRead } = await import('hyparquet');
  try {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const metadata = parquetMetadata(file);
    const sets = Number(metadata.num_rows);
    const columns = new Map<string, Float64Array>();
    await parquetRead({
      file,
      metadata,
      onChunk: ({ columnName, columnData, rowStart }) => {
        let values = columns.get(columnName);
        if (values === undefined) columns.set(columnName, (values = new Float64Array(sets).fill(NaN)));
        for (let i = 0; i < columnData.length; i++) {
          const value = (columnData as ArrayLike<unknown>)[i];
          values[rowStart + i] = typeof value === 'number' ? value : NaN;
        }
      },
    });
    return [...columns].map(([id, values]) => ({ id, values }));
  } catch {
    return undefined;
  }
}
