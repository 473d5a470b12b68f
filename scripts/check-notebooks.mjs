// @ts-check
/*
 * Checks that the committed notebooks are what their cells give today. Durations, paths, ids and notes of execution do
 * not count. The content is promised for the Node line that made it; on another line only the shape is compared,
 * because the last digits of logarithms and the like may differ there.
 *
 *   node scripts/check-notebooks.mjs                                executes them afresh
 *   node scripts/check-notebooks.mjs --executed outputs/notebooks   takes copies that were just made
 */
import fs from 'node:fs';
import path from 'node:path';
import { endOnSignals, readArguments } from './notebooks/arguments.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { inProject } from './set-up/project.mjs';
import { setUp } from './set-up.mjs';

requireNode();
const { cellSeconds, executed, names } = readArguments(process.argv.slice(2));
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
endOnSignals();

const { compareNotebooks } = await import('./notebooks/compare.mjs');
const { executeAll } = await import('./notebooks/execute-all.mjs');
const { findNotebooks, readNotebook } = await import('./notebooks/notebook-file.mjs');
const { settled } = await import('./notebooks/settled.mjs');

const files = findNotebooks(inProject('notebooks'), names);
const temporary = inProject('.cache', `check-${process.pid}`);
const copiesFolder = executed ?? path.join(temporary, 'notebooks');
let different = 0;
try {
  if (executed === undefined) {
    different = await executeAll(files, { copiesFolder, outputsFolder: temporary, cellSeconds });
  }
  for (const file of files) different += checkOne(file) ? 0 : 1;
} finally {
  fs.rmSync(temporary, { recursive: true, force: true });
}
if (files.length === 0) console.error('There are no notebooks in the folder notebooks.');
process.exit(different === 0 && files.length > 0 ? 0 : 1);

/** @param {string} file */
function checkOne(file) {
  const name = path.basename(file);
  const copy = path.join(copiesFolder, name);
  if (!fs.existsSync(copy)) {
    console.error(`FAILED ${name}: there is no executed copy of it.`);
    return false;
  }
  const committed = readNotebook(file);
  const madeBy = committed.metadata.market_stability?.node_major;
  const here = Number(process.versions.node.split('.')[0]);
  if (madeBy === undefined) {
    console.error(`FAILED ${name}: it does not say which Node made it. Run npm run notebooks:save.`);
    return false;
  }
  const depth = madeBy === here ? 'content' : 'shape';
  const differences = compareNotebooks(settled(committed), settled(readNotebook(copy)), depth);
  if (differences.length > 0) {
    const places = differences.length === 1 ? 'one place' : `${differences.length} places`;
    console.error(`FAILED ${name}: the committed and the fresh copy differ in ${places}.`);
    for (const difference of differences) console.error(`  ${difference}`);
    console.error('  If the change is meant, run npm run notebooks:save, look at it, and commit it.');
    return false;
  }
  const promise = depth === 'content' ? 'same content' : `same shape (made by Node ${madeBy}, this is Node ${here})`;
  console.log(`ok     ${name}: ${promise}`);
  return true;
}
