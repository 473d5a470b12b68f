import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { checkTables } from '../../data/import/check-tables.ts';
import type { TableText } from '../../data/import/check-tables.ts';
import type { ImportedTables, ImportFormat, ImportSource } from '../../data/import/import-format.ts';
import { MOST_FILES } from '../../data/import/limits.ts';
import { importProblem } from '../../data/import/problems.ts';
import { formatNamed, recogniseFormat } from '../../data/import/recognise.ts';
import { completeAreas } from '../../data/complete-areas.ts';
import { fileProblem, readRawBytes } from '../../data/file-bytes.ts';
import { findAreas } from '../../data/find-areas.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { canonicalJson, digestOf } from '../../domain/digest.ts';
import { InputError, orThrow } from '../../domain/errors.ts';
import type { Repair } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { refuseImportFolder, writeImport } from './write-import.ts';

/** Version of the rules by which files are read; other rules give other tables. */
const RULES = 1;

export interface ImportOptions {
  /** Name of the format, or `auto`. */
  readonly format: string;
  /** Paths of the files, all of one format. */
  readonly files: readonly string[];
  /** Data set whose areas count; the shipped one unless told. */
  readonly dataDir?: string | undefined;
  /** Folder to write; nothing is written without one. */
  readonly out?: string | undefined;
  readonly force?: boolean | undefined;
  /** Options of the format, by name. */
  readonly options?: Readonly<Record<string, string | undefined>>;
}

/** What an import found, before or after it was written. */
export interface Imported extends ImportedTables {
  readonly format: string;
  /** How the format was known. */
  readonly because: string;
  readonly texts: readonly TableText[];
  readonly repairs: readonly Repair[];
  /** Digest of all that the tables depend on. */
  readonly importId: string;
  /** Files that were written. */
  readonly files: readonly string[];
}

/**
 * Turns files as their publishers hand them out into tables of the package. With `out` it writes the tables, `repairs.csv`
 * and `import.json`. Every table is checked by its own schema first.
 *
 * @throws InputError when a file, an option or the folder is wrong; nothing is written then
 * @example
 * const { texts, notes } = await importFiles({ format: 'auto', files: ['children-looked-after.csv'] });
 */
export async function importFiles(options: ImportOptions): Promise<Imported> {
  const named = options.format === 'auto' ? undefined : orThrow(formatNamed(options.format));
  const sources = await readSources(options.files);
  const { format, because } =
    named === undefined
      ? orThrow(await recogniseFormat(sources))
      : { format: named, because: `The format ${named.name} was named.` };
  const asked = optionsOf(format, options.options ?? {});
  const { areas, areasFile } = await areasOf(options.dataDir);
  const files: Record<string, ImportSource> = {};
  for (const { name, isFile, fromOutput } of format.options) {
    const kept = fromOutput === undefined || options.out === undefined ? undefined : join(options.out, fromOutput);
    const file = asked[name] ?? (kept !== undefined && (await isFileThere(kept)) ? kept : undefined);
    if (isFile === true && file !== undefined) files[name] = await readSource(file);
  }

  const read = await format.read(sources, {
    areas,
    areasFile,
    options: asked,
    files,
    ...(options.dataDir === undefined ? {} : { dataDir: options.dataDir }),
  });
  const value = orThrow(read);
  const texts = orThrow(
    await checkTables(value.tables, areas, sources.map(({ fileName }) => basename(fileName)).join(', ')),
  );
  const design = {
    import_rules: RULES,
    format: format.name,
    version: packageVersion(),
    files_read: sources.map(({ fileName, bytes }) => ({ file: basename(fileName), sha256: digestOf(bytes) })),
    options: asked,
    option_files: Object.fromEntries(Object.entries(files).map(([name, { bytes }]) => [name, digestOf(bytes)])),
    areas_digest: digestOf(canonicalJson(areas)),
  };
  const importId = digestOf(canonicalJson(design));
  const imported: Imported = {
    ...value,
    format: format.name,
    because,
    texts,
    repairs: read.ok ? read.repairs : [],
    importId,
    files: [],
  };
  if (options.out === undefined) return imported;
  await refuseImportFolder(options.out, importId, options.force === true);
  return { ...imported, files: await writeImport(options.out, imported, design) };
}

/** Folder that the command writes unless told. */
export function usualImportFolder(file: string): string {
  return `outputs/import-${basename(file, extname(file))
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .slice(0, 60)}`;
}

const isFileThere = (path: string): Promise<boolean> =>
  stat(path).then(
    (about) => about.isFile(),
    () => false,
  );

async function readSources(paths: readonly string[]): Promise<ImportSource[]> {
  if (paths.length > MOST_FILES)
    throw new InputError([
      fileProblem(
        'FILE',
        `${paths.length} files`,
        'There are too many files.',
        `At most ${MOST_FILES}.`,
        'Import them in parts.',
      ),
    ]);
  const sources: ImportSource[] = [];
  for (const path of paths) sources.push(await readSource(path));
  const seen = new Map<string, string>();
  for (const { bytes, fileName } of sources) {
    const digest = digestOf(bytes);
    const other = seen.get(digest);
    if (other !== undefined)
      throw new InputError([
        fileProblem(
          fileName,
          other,
          'The file has the same content as another one.',
          'Each file once.',
          'Leave one of the two out; download the year again if it was saved under a wrong name.',
        ),
      ]);
    seen.set(digest, fileName);
  }
  return sources;
}

async function readSource(path: string): Promise<ImportSource> {
  const read = await readRawBytes(path);
  if ('problem' in read) throw new InputError([read.problem]);
  return { bytes: read.bytes, fileName: path };
}

function optionsOf(format: ImportFormat, given: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known = format.options.map(({ name }) => name);
  const asked: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!known.includes(name))
      throw new InputError([
        importProblem(
          { file: `--${name}` },
          value,
          `The format ${format.name} has no such option.`,
          known.length === 0 ? 'No option.' : `--${known.join(', --')}.`,
          'Leave it out, or name another format.',
        ),
      ]);
    asked[name] = value;
  }
  return asked;
}

async function areasOf(
  dataDir: string | undefined,
): Promise<{ readonly areas: readonly AreaRow[]; readonly areasFile: string }> {
  const dir = dataDir ?? shippedDataDir();
  const found = (await findAreas(dir, false)) ?? (await findAreas(dir, true));
  if (found === undefined)
    throw new InputError([
      fileProblem(
        dir,
        dir,
        'The folder has no table areas.',
        'areas.csv, or a workbook with a sheet areas.',
        'Name the folder of the data set with --data.',
      ),
    ]);
  return { areas: orThrow(completeAreas(orThrow(found.checked), found.file)), areasFile: basename(found.file) };
}
