// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/**
 * Size and time of every file under a folder.
 *
 * @param {string} folder
 * @returns {Map<string, { size: number, changed: number }>}
 */
export function filesIn(folder) {
  const found = new Map();
  if (!fs.existsSync(folder)) return found;
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.join(entry.parentPath ?? entry.path, entry.name);
    const { size, mtimeMs } = fs.statSync(file);
    found.set(file, { size, changed: mtimeMs });
  }
  return found;
}

/** @param {number} bytes */
function readableSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/**
 * The files that were written since an earlier look, as lines of size and path.
 *
 * @param {ReadonlyMap<string, { size: number, changed: number }>} before
 * @param {string} folder
 * @param {string} relativeTo
 */
export function writtenSince(before, folder, relativeTo) {
  return [...filesIn(folder)]
    .filter(([file, now]) => before.get(file)?.changed !== now.changed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, { size }]) => `${readableSize(size).padStart(10)}  ${path.relative(relativeTo, file)}`);
}
