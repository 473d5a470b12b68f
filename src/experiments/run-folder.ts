import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../domain/errors.ts';
import { holdsOnlyBlocks } from './blocks-folder.ts';
import { PARTIAL } from './partial.ts';

/**
 * Refuses a folder that a run may not write: one that holds anything but the same run (unless `force` is set), and a path
 * on which there can be no folder. An analysis writes to a folder in the same way; its manifest names `analysis_id`.
 *
 * @throws InputError
 */
export async function refuseFolder(folder: string, runId: string, force: boolean): Promise<void> {
  const file = await nearestThatIsNoFolder(folder);
  if (file !== undefined) {
    refuse(folder, file, 'No folder can be made there, because a file has the name.', 'Give --out another folder.');
  }
  const there = await readdir(folder).catch(() => []);
  if (force || (await onlyRemains(folder, there))) return;
  const held = await heldRun(folder);
  if (held === runId) return;
  refuse(
    folder,
    held === undefined ? 'a folder without the manifest of a run' : `run ${held}`,
    'The folder is there already and does not hold this run.',
    'Give --out another folder, or add --force to write over it.',
  );
}

/** Whether all names are what a run that did not end leaves behind: files half-written, and draws. */
async function onlyRemains(folder: string, names: readonly string[]): Promise<boolean> {
  const others = names.filter((name) => !name.endsWith(PARTIAL));
  return others.length === 0 || (others.length === 1 && others[0] === 'blocks' && (await holdsOnlyBlocks(folder)));
}

function refuse(folder: string, value: string, problem: string, mend: string): never {
  const allowed = 'A new or empty folder, or one that holds the same run (same data, scenario, seed and draws).';
  throw new InputError([{ kind: 'input', file: folder, value, problem, allowed, mend }]);
}

/** The path itself, or the nearest part of it that exists, when that is not a folder. */
async function nearestThatIsNoFolder(path: string): Promise<string | undefined> {
  for (let at = resolve(path); ; at = dirname(at)) {
    const about = await stat(at).catch(() => undefined);
    if (about !== undefined) return about.isDirectory() ? undefined : at;
    if (dirname(at) === at) return undefined;
  }
}

/** Run or analysis that the manifest of a folder names; undefined when there is no manifest that can be read. */
async function heldRun(folder: string): Promise<string | undefined> {
  try {
    const manifest: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    if (typeof manifest !== 'object' || manifest === null) return undefined;
    const { run_id, analysis_id } = manifest as Readonly<Record<string, unknown>>;
    const id = run_id ?? analysis_id;
    return typeof id === 'string' ? id : undefined;
  } catch {
    return undefined;
  }
}
