import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeBlockIndex, removeBlocks, tidyBlocks } from './blocks-folder.ts';
import { blocksOf } from './draw-blocks.ts';
import { removeDraws } from './finish-run.ts';
import { readManifest } from './read-run.ts';
import type { Manifest } from './manifest.ts';
import { PARTIAL } from './partial.ts';
import type { PreparedRun } from './prepare-run.ts';
import { INPUTS_FILE } from './run-inputs.ts';
import { fileDigest, standingEntries, wholeBlocks } from './standing-blocks.ts';

const OUTCOMES = ['outcomes.csv', 'outcomes.parquet'];

/** Record of the run when its folder holds it whole, every file as its record names it; undefined when something lacks. */
export async function finishedRun(prepared: PreparedRun): Promise<Manifest | undefined> {
  const { folder, key, draws, until, keepDraws } = prepared;
  const manifest = await readManifest(folder).catch(() => undefined);
  if (manifest === undefined || manifest.engine !== key.engine) return undefined;
  if (manifest.plan_digest !== key.plan_digest || manifest.seed !== key.seed) return undefined;
  const rule = manifest.until?.rule;
  if (rule !== until?.text || (manifest.until?.most_draws ?? manifest.draws) !== draws) return undefined;
  for (const [name, sha256] of Object.entries(manifest.files))
    if ((await fileDigest(join(folder, name)).catch(() => undefined)) !== sha256) return undefined;
  const kept = manifest.files['blocks/index.json'] !== undefined;
  if (kept !== keepDraws) return undefined;
  if (kept && (await wholeBlocks(folder, key, manifest.draws)).size !== blocksOf(manifest.draws)) return undefined;
  if (kept) await tidyBlocks(folder, manifest.draws);
  else await removeDraws(folder);
  return manifest;
}

/**
 * Takes what a finished run left away, before its folder is written: no record may stand beside files of another run,
 * whatever happens while they are written.
 */
export async function clearFinished(folder: string): Promise<void> {
  await rm(join(folder, 'manifest.json'), { force: true });
  await removeBlockIndex(folder);
  for (const name of [...OUTCOMES, INPUTS_FILE]) {
    for (const file of [name, name + PARTIAL]) await rm(join(folder, file), { force: true }).catch(() => undefined);
  }
}

/** Leaves the finished blocks of a run that was stopped, with its plan, and nothing else; nothing at all when it has none. */
export async function keepFinishedBlocks(folder: string): Promise<void> {
  await clearFinished(folder);
  await tidyBlocks(folder);
  if ((await standingEntries(folder)).length > 0) return;
  await removeBlocks(folder);
  await removeDraws(folder);
  await rmdir(folder).catch(() => undefined);
}

/** Draws that stand finished in the folder of a run. */
export async function finishedDraws(folder: string): Promise<number> {
  return (await standingEntries(folder)).reduce((sum, entry) => sum + entry.draws, 0);
}
