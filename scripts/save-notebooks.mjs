// @ts-check
/* Executes the notebooks and writes the outputs back into notebooks/, for committing. All of them succeed, or none is saved. */
import fs from 'node:fs';
import path from 'node:path';
import { endOnSignals, readArguments } from './notebooks/arguments.mjs';
import { requireNode } from './set-up/node-version.mjs';
import { inProject } from './set-up/project.mjs';
import { setUp } from './set-up.mjs';

requireNode();
const { cellSeconds, names } = readArguments(process.argv.slice(2));
const problem = await setUp();
if (problem !== undefined) {
  console.error(problem);
  process.exit(1);
}
endOnSignals();

const { findNotebooks } = await import('./notebooks/notebook-file.mjs');
const { executeAll } = await import('./notebooks/execute-all.mjs');
const { settled } = await import('./notebooks/settled.mjs');

const files = findNotebooks(inProject('notebooks'), names);
const copiesFolder = inProject('.cache', `save-${process.pid}`);
try {
  const failed = await executeAll(files, {
    copiesFolder,
    outputsFolder: inProject('outputs'),
    cellSeconds,
    settle: settled,
  });
  if (failed > 0) {
    console.error('\nNothing was saved.');
    process.exitCode = 1;
  } else {
    for (const file of files) fs.renameSync(path.join(copiesFolder, path.basename(file)), file);
    console.log(`Saved ${files.length} in notebooks. Look at the difference before you commit it.`);
  }
} finally {
  fs.rmSync(copiesFolder, { recursive: true, force: true });
}
