import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../domain/errors.ts';
import type { OutcomeTable } from '../measures/outcome-table.ts';
import type { OutcomeRow } from '../measures/outcomes.ts';
import type { Where } from '../measures/select.ts';
import type { Manifest } from './manifest.ts';
import { readOutcomes } from './read-outcomes.ts';

/** A finished run, read from its folder. */
export interface FinishedRun {
  readonly folder: string;
  readonly manifest: Manifest;
  /** All figures of the run; reads like a list of rows and holds them in little memory. */
  readonly rows: OutcomeTable;
  /** Figures that match; a dimension that is not named is taken at `all`. */
  readonly figures: (where: Where) => OutcomeRow[];
}

/**
 * Reads a finished run: its record and its figures.
 *
 * @param folder folder that `run` wrote, such as `outputs/as-legislated-1`
 * @throws InputError when the folder is not that of a finished run, or its figures are not those that the record names
 * @example
 * const { figures, manifest } = await readRun('outputs/as-legislated-1');
 * figures({ measure: 'places_registered', service_type: 'residential', area_level: 'country', statistic: 'p50' });
 */
export async function readRun(folder: string): Promise<FinishedRun> {
  const manifest = await readManifest(folder);
  const rows = await readFigures(folder, manifest);
  return { folder, manifest, rows, figures: (where) => rows.select(where) };
}

/**
 * Reads the record of a finished run.
 *
 * @throws InputError when there is none that can be read
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return refuse(folder, undefined, 'This is not the folder of a finished run: it has no manifest.json to read.');
  }
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    found = undefined;
  }
  if (!isManifest(found)) return refuse(path, text.slice(0, 80), 'This is not the record of a run.');
  return found;
}

/** Whether a value has the fields that name a run and its files. */
function isManifest(value: unknown): value is Manifest {
  if (typeof value !== 'object' || value === null) return false;
  const { run_id, draws, files, status } = value as Partial<Record<keyof Manifest, unknown>>;
  return (
    typeof run_id === 'string' &&
    typeof draws === 'number' &&
    typeof status === 'object' &&
    status !== null &&
    typeof files === 'object' &&
    files !== null &&
    typeof (files as Record<string, unknown>)['outcomes.parquet'] === 'string'
  );
}

/**
 * The two tables that were read last, by the digest of their bytes: a run, its plan and its paper are asked for one after the
 * other, and a paper sets two runs side by side. A table is not changed once it is read.
 */
const kept = new Map<string, Promise<OutcomeTable>>();

/**
 * Reads the figures of a run from its Parquet file.
 *
 * @throws InputError when the file is missing, or is not the one that the record names
 */
export async function readFigures(folder: string, manifest: Manifest): Promise<OutcomeTable> {
  const path = join(folder, 'outcomes.parquet');
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch {
    return refuse(path, undefined, 'The file with the figures of the run cannot be read.');
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== manifest.files['outcomes.parquet']) {
    return refuse(path, `digest ${digest.slice(0, 16)}`, 'The file is not the one that the record of the run names.');
  }
  let table = kept.get(digest);
  if (table === undefined) {
    table = readOutcomes(bytes);
    table.catch(() => kept.delete(digest));
    for (const old of [...kept.keys()].slice(0, -1)) kept.delete(old);
    kept.set(digest, table);
  }
  return table;
}

function refuse(file: string, value: string | undefined, problem: string): never {
  const allowed = 'The folder of a finished run, with manifest.json and outcomes.parquet as the run wrote them.';
  const mend = 'Name the folder that the run was written to, or make the run again.';
  throw new InputError([{ kind: 'input', file, ...(value === undefined ? {} : { value }), problem, allowed, mend }]);
}
