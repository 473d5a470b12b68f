import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { OUTCOME_COLUMNS } from '../measures/outcomes.ts';
import type { OutcomeRow } from '../measures/outcomes.ts';

const LINES_IN_CHUNK = 4096;
const TEXT_COLUMNS = OUTCOME_COLUMNS.filter((c) => c !== 'value' && c !== 'mc_error');

/** Columns that say which figure a row is about: all before its statistic. */
const IDENTITY = TEXT_COLUMNS.slice(0, TEXT_COLUMNS.indexOf('statistic'));

/** A figure as text: seven significant digits unless told, which is what a draw holds; empty where there is none. */
export function figureText(value: number, digits = 7): string {
  if (Number.isInteger(value)) return String(value);
  return Number.isFinite(value) ? String(Number(value.toPrecision(digits))) : '';
}

function sameFigure(a: OutcomeRow, b: OutcomeRow): boolean {
  for (let i = IDENTITY.length - 1; i >= 0; i--) if (a[IDENTITY[i]!] !== b[IDENTITY[i]!]) return false;
  return true;
}

/** Text of a CSV cell (RFC 4180). Names of scenarios and areas cannot hold formulas: their schemas forbid it. */
function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes `outcomes.csv` and `outcomes.parquet` from the same rows. Both are written beside their names and renamed when
 * they are whole, so that an interrupted run leaves no half file.
 */
export async function writeOutcomes(
  folder: string,
  produce: (visit: (row: OutcomeRow) => void) => void,
): Promise<{ rows: number }> {
  const csvPath = `${folder}/outcomes.csv`;
  const parquetPath = `${folder}/outcomes.parquet`;
  const texts = new Map<string, string[]>(TEXT_COLUMNS.map((c) => [c, []]));
  const values: number[] = [];
  const errors: number[] = [];
  const chunks: string[] = [];
  let chunk = `${OUTCOME_COLUMNS.join(',')}\r\n`;
  const columns = TEXT_COLUMNS.map((c) => ({ name: c, values: texts.get(c)! }));
  let beginning = '';
  let last: OutcomeRow | undefined;
  produce((row) => {
    // The statistics of one figure follow each other and begin alike.
    if (last === undefined || !sameFigure(row, last)) beginning = IDENTITY.map((c) => quoted(row[c])).join(',');
    last = row;
    chunk += `${beginning},${row.statistic},${figureText(row.value)},${figureText(row.mc_error, 4)},${row.status}\r\n`;
    for (const { name, values: texts } of columns) texts.push(row[name]);
    values.push(row.value);
    errors.push(row.mc_error);
    if (values.length % LINES_IN_CHUNK === 0) {
      chunks.push(chunk);
      chunk = '';
    }
  });
  chunks.push(chunk);
  await writeWhole(csvPath, chunks);
  const buffer = parquetWriteBuffer({
    columnData: OUTCOME_COLUMNS.map((name) =>
      name === 'value'
        ? { name, data: Float64Array.from(values), type: 'DOUBLE' as const }
        : name === 'mc_error'
          ? { name, data: errors.map((e) => (Number.isFinite(e) ? e : null)), type: 'DOUBLE' as const }
          : { name, data: texts.get(name)!, type: 'STRING' as const },
    ),
  });
  await writeWhole(parquetPath, [new Uint8Array(buffer)]);
  return { rows: values.length };
}

/** Writes a file beside its name, makes sure that it is on disk, and renames it. */
export async function writeWhole(path: string, chunks: Iterable<string | Uint8Array>): Promise<void> {
  const partial = `${path}.partial`;
  try {
    const stream = createWriteStream(partial);
    const failed = once(stream, 'error').then(([error]) => {
      throw error;
    });
    failed.catch(() => undefined);
    for (const chunk of chunks) if (!stream.write(chunk)) await Promise.race([once(stream, 'drain'), failed]);
    stream.end();
    await Promise.race([once(stream, 'finish'), failed]);
    const handle = await open(partial, 'r+');
    await handle.sync();
    await handle.close();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
