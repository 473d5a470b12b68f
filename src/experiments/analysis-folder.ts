import { mkdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refuseFolder } from './run-folder.ts';
import { writeWhole } from './whole-file.ts';
import { writeProblem } from './write-problem.ts';

/** Where an analysis writes. */
export interface AnalysisFolder {
  readonly folder: string;
  /** Name of the analysis, as its manifest has it in `analysis_id` or `run_id`: only the same analysis is written over. */
  readonly id: string;
  /** Whether a folder with something else may be written over. */
  readonly force?: boolean | undefined;
}

/** What a file of an analysis holds, or how it is made when its turn comes. */
export type FileContent = string | Uint8Array | (() => string | Uint8Array | Promise<string | Uint8Array>);

/** What was written. */
export interface WrittenAnalysis {
  /** SHA-256 of each file by its name, without pictures and manifest. */
  readonly digests: Readonly<Record<string, string>>;
  /** Paths of the files in their order, then of the pictures, then of the manifest. */
  readonly paths: readonly string[];
}

/**
 * Writes the files of an analysis into a folder, each beside its name and renamed, and `manifest.json` last: a folder with a
 * manifest is whole, and the manifest of an older analysis never stands beside files of this one.
 *
 * @param manifest what stands in `manifest.json`, from the digests of the files
 * @param draw writes pictures into the folder before the manifest and answers their paths
 * @throws InputError when the folder holds something else or cannot be written
 * @example
 * await writeAnalysis({ folder: 'outputs/example', id: '0123456789abcdef' }, { 'figures.csv': 'place,children\n' },
 *   (files) => ({ analysis_id: '0123456789abcdef', files }));
 */
export async function writeAnalysis(
  { folder, id, force = false }: AnalysisFolder,
  contents: Readonly<Record<string, FileContent>>,
  manifest: (digests: Readonly<Record<string, string>>) => object,
  draw: (folder: string) => Promise<readonly string[]> = () => Promise.resolve([]),
): Promise<WrittenAnalysis> {
  await refuseFolder(folder, id, force);
  const last = join(folder, 'manifest.json');
  try {
    await mkdir(folder, { recursive: true });
    await rm(last, { force: true });
    const digests: Record<string, string> = {};
    for (const [name, content] of Object.entries(contents))
      digests[name] = await writeWhole(join(folder, name), typeof content === 'function' ? await content() : content);
    const pictures = await draw(folder);
    await writeWhole(last, `${JSON.stringify(manifest(digests), null, 2)}\n`);
    return { digests, paths: [...Object.keys(digests).map((name) => join(folder, name)), ...pictures, last] };
  } catch (error) {
    // A folder in which nothing stands yet is taken away again.
    await rmdir(folder).catch(() => undefined);
    throw writeProblem(error, folder);
  }
}
