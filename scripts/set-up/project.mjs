// @ts-check
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the project: the one that holds package.json. */
export const projectFolder = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * A path inside the project.
 *
 * @param {string[]} parts
 */
export const inProject = (...parts) => path.join(projectFolder, ...parts);

/**
 * Seconds since a moment, as text with one decimal.
 *
 * @param {number} startMilliseconds from `performance.now()`
 */
export const secondsSince = (startMilliseconds) => `${((performance.now() - startMilliseconds) / 1000).toFixed(1)} s`;
