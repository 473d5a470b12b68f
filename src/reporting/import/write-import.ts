import { mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { folderProblem, namesIn, refuseFileOnTheWay } from '../../experiments/run-folder.ts';
import { writeWhole } from '../../experiments/whole-file.ts';
import { writeProblem } from '../../experiments/write-problem.ts';
import { writeCsv } from '../csv.ts';
import type { Imported } from './import-files.ts';

const MANIFEST = 'import.json';
const REPAIRS = 'repairs.csv';

/**
 * Refuses a folder that an import may not write: one that holds anything but the same import, unless `force` is set.
 *
 * @throws InputError
 */
export async function refuseImportFolder(folder: string, importId: string, force: boolean): Promise<void> {
  await refuseFileOnTheWay(folder);
  const there = await namesIn(folder);
  if (force || there.length === 0) return;
  const held = await heldImport(folder);
  if (held.import_id === importId) return;
  throw folderProblem(
    folder,
    held.import_id === undefined ? 'a folder that holds something else' : `import ${held.import_id}`,
    'The folder is there already and does not hold this import.',
    'Give --out another folder, or add --force to write over it.',
    'A new or empty folder, or one that holds the same import (same files, options and areas).',
  );
}

/** Writes the tables, the repairs and, last, the manifest. Tables of an earlier import in the folder are taken away. Answers the paths. */
export async function writeImport(
  folder: string,
  imported: Imported,
  design: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true });
    const earlier = Object.keys((await heldImport(folder)).files ?? {});
    const digests: Record<string, string> = {};
    for (const { name, text } of imported.texts)
      digests[`${name}.csv`] = await writeWhole(join(folder, `${name}.csv`), text);
    digests[REPAIRS] = await writeWhole(join(folder, REPAIRS), repairsCsv(imported));
    for (const name of earlier)
      if (!Object.hasOwn(digests, name) && name === basename(name) && name.endsWith('.csv'))
        await rm(join(folder, name), { force: true });
    const manifest = {
      import_id: imported.importId,
      ...design,
      recognised: imported.because,
      unit: imported.unit,
      read: imported.read,
      kept: imported.kept,
      left_out: imported.leftOut,
      tables: Object.fromEntries(imported.texts.map(({ name, rows }) => [`${name}.csv`, { rows }])),
      notes: imported.notes,
      repairs: imported.repairs.length,
      node: process.version,
      files: digests,
    };
    await writeWhole(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
    return [...Object.keys(digests), MANIFEST].map((name) => join(folder, name));
  } catch (error) {
    throw writeProblem(error, folder);
  }
}

function repairsCsv({ repairs, leftOut, notes }: Imported): string {
  return writeCsv({
    columns: ['kind', 'file', 'row', 'column', 'found', 'used', 'why'],
    rows: [
      ...repairs.map((repair) => ({ kind: 'repair', ...repair, file: basename(repair.file) })),
      ...leftOut.map(({ reason, count, example }) => ({
        kind: 'left out',
        found: example,
        used: `nothing, ${count} times`,
        why: reason,
      })),
      ...notes.map((note) => ({ kind: 'note', why: note })),
    ],
  });
}

async function heldImport(
  folder: string,
): Promise<{ readonly import_id?: string; readonly files?: Readonly<Record<string, string>> }> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8'));
    return typeof manifest === 'object' && manifest !== null ? manifest : {};
  } catch {
    return {};
  }
}
