// @ts-check
/* Where things are, and how the bench reaches the built project: always dist, never the sources. */
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const benchFolder = fileURLToPath(new URL('../', import.meta.url));
export const projectFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Scratch files of the bench; nothing there is kept. */
export function scratch(/** @type {string[]} */ ...parts) {
  const folder = join(projectFolder, '.cache', 'bench');
  mkdirSync(folder, { recursive: true });
  return join(folder, ...parts);
}

/**
 * A module of dist, for example `simulation/draw.js`.
 *
 * @param {string} path
 * @returns {Promise<any>}
 */
export function built(path) {
  return import(pathToFileURL(join(projectFolder, 'dist', path)).href);
}

/**
 * A package that only the bench uses.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export function benchPackage(name) {
  const manifest = join(benchFolder, 'node_modules', name, 'package.json');
  if (!existsSync(manifest)) throw new Error(`The package ${name} is not installed in bench. Run npm run bench.`);
  const content = createRequire(import.meta.url)(manifest);
  const entry = content.exports?.['.']?.import ?? content.module ?? content.main;
  const path = typeof entry === 'string' ? entry : entry.default;
  return import(pathToFileURL(join(benchFolder, 'node_modules', name, path)).href);
}
