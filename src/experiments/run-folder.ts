import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../domain/errors.ts';
import type { BlockKey } from './block-entry.ts';
import { holdsOnlyBlocks } from './blocks-folder.ts';
import { PARTIAL } from './partial.ts';
import { RUN_PLAN_FILE } from './run-plan.ts';
import { standingEntries } from './standing-blocks.ts';

/**
 * Refuses a folder that a run may not write: a path on which there can be no folder, and, unless `force` is set, one that
 * holds anything but the same run. Finished draws are not written over without a word. An analysis writes to a folder in the
 * same way; its manifest names `analysis_id`.
 *
 * @throws InputError
 */
export async function refuseFolder(folder: string, runId: string, force: boolean): Promise<void> {
  await refuseFileOnTheWay(folder);
  const there = await namesIn(folder);
  if (force || there.length === 0) return;
  const manifest = await heldManifest(folder);
  const held = manifest?.run_id ?? manifest?.analysis_id;
  if (held === runId) return;
  const kept = manifest === undefined ? await standingEntries(folder) : [];
  if (kept.length > 0) {
    const draws = kept.reduce((sum, entry) => sum + entry.draws, 0);
    throw folderProblem(
      folder,
      `${draws.toLocaleString('en-GB')} draws of a run that was not finished`,
      'The folder holds draws that would be lost.',
      'Add --resume to go on with them, add --force to begin anew, or give --out another folder.',
    );
  }
  if (await onlyRemains(folder, there)) return;
  throw folderProblem(
    folder,
    held === undefined ? 'a folder without the manifest of a run' : `run ${held}`,
    'The folder is there already and does not hold this run.',
    'Give --out another folder, or add --force to write over it.',
  );
}

/** Names in a folder, without what is half-written; none when there is no folder. */
export async function namesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  return names.filter((name) => !name.endsWith(PARTIAL));
}

/** Refuses a path on which there can be no folder. */
export async function refuseFileOnTheWay(folder: string): Promise<void> {
  const file = await nearestThatIsNoFolder(folder);
  if (file === undefined) return;
  const problem = 'No folder can be made there, because a file has the name.';
  throw folderProblem(folder, file, problem, 'Give --out another folder.');
}

/** Whether all names are what a run that did not end leaves behind: its plan, and draws. */
export async function onlyRemains(folder: string, names: readonly string[]): Promise<boolean> {
  const others = names.filter((name) => name !== RUN_PLAN_FILE);
  return others.length === 0 || (others.length === 1 && others[0] === 'blocks' && (await holdsOnlyBlocks(folder)));
}

/** A folder that may not be written, as an error that says how to mend it. */
export function folderProblem(
  folder: string,
  value: string,
  problem: string,
  mend: string,
  allowed = 'A new or empty folder, or one that holds the same run (same data, scenario, seed and draws).',
): InputError {
  return new InputError([{ kind: 'input', file: folder, value, problem, allowed, mend }]);
}

/** The path itself, or the nearest part of it that exists, when that is not a folder. */
async function nearestThatIsNoFolder(path: string): Promise<string | undefined> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const about = await stat(at).catch(() => undefined);
    if (about !== undefined) return about.isDirectory() ? undefined : at;
    if (dirname(at) === at) return undefined;
  }
}

/** What a manifest names: a run with its key, or an analysis. */
export type HeldManifest = Partial<BlockKey> & { readonly run_id?: string; readonly analysis_id?: string };

/** Manifest of a folder; undefined when there is none that names a run or an analysis. */
export async function heldManifest(folder: string): Promise<HeldManifest | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) return undefined;
    const { run_id, analysis_id } = manifest as Readonly<Record<string, unknown>>;
    return typeof (run_id ?? analysis_id) === 'string' ? manifest : undefined;
  } catch {
    return undefined;
  }
}
