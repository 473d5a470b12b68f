// @ts-check
/*
 * Does the set-up that is missing, executes the notebooks, and writes the executed copies to outputs/notebooks.
 * The notebooks write their charts and tables under outputs as well.
 *
 *   npm start                                   all notebooks
 *   npm start -- 01                             the notebook whose name begins with 01
 *   npm start -- --cell-seconds 1800            gives each cell half an hour
 *   npm run full                                all notebooks with all their draws, under outputs/full; it takes long
 *   npm run full -- 02                          one of them
 */
import path from 'node:path';
import { readArguments, endOnSignals } from './notebooks/arguments.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { inProject, projectFolder, secondsSince } from './set-up/project.mjs';
import { setUp } from './set-up.mjs';

requireNode();
const start = performance.now();
const { cellSeconds, full, names } = readArguments(process.argv.slice(2), { full: true });
/** Longest time of a cell that makes full results, unless told. */
const FULL_CELL_SECONDS = 6 * 3600;
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
endOnSignals();

const { findNotebooks } = await import('./notebooks/notebook-file.mjs');
const { executeAll } = await import('./notebooks/execute-all.mjs');
const { filesIn, writtenSince } = await import('./notebooks/written-files.mjs');

let files;
try {
  files = findNotebooks(inProject('notebooks'), names);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exit(2);
}
if (files.length === 0) {
  console.error('There are no notebooks in the folder notebooks.');
  process.exit(1);
}

// The full results have a folder of their own: hours of work are not written over by a quick look.
const outputsFolder = full ? inProject('outputs', 'full') : inProject('outputs');
const before = filesIn(outputsFolder);
console.log(`Executing ${files.length === 1 ? 'one notebook' : `${files.length} notebooks`} with the tslab kernel.`);
const failed = await executeAll(files, {
  copiesFolder: path.join(outputsFolder, 'notebooks'),
  outputsFolder,
  cellSeconds: cellSeconds ?? (full ? FULL_CELL_SECONDS : undefined),
  full,
  // Hours of work are not put at risk by what an earlier notebook left in memory.
  shareKernels: !full,
});

console.log('\nWritten:');
for (const line of writtenSince(before, outputsFolder, projectFolder)) console.log(line);
console.log(
  `\nDone in ${secondsSince(start)}.${failed === 0 ? '' : ` ${failed} of ${files.length} notebooks failed.`}`,
);
process.exit(failed === 0 ? 0 : 1);
