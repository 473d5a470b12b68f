// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { secondsSince } from '../set-up/project.mjs';
import { executeNotebook } from './execute-notebook.mjs';
import { failureText } from './failure.mjs';
import { codeCells, readNotebook, writeNotebook } from './notebook-file.mjs';
import { progressOn } from './progress.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */

const AT_ONCE = 2;

/**
 * Executes notebooks, two at once, and writes the executed copies to a folder. A notebook that fails is written as
 * `NAME.failed.ipynb`, and a copy of an earlier run is taken away, so that nobody reads it as the new one.
 *
 * @param {readonly string[]} files
 * @param {{ copiesFolder: string, outputsFolder: string, cellSeconds?: number, full?: boolean,
 *   shareKernels?: boolean, settle?: (notebook: Notebook) => Notebook }} options shareKernels: notebooks follow each other in one
 *   kernel that begins anew for each, which saves seconds; else each has a kernel of its own; settle: a last change to a copy before it is written
 * @returns {Promise<number>} how many failed
 */
export async function executeAll(files, options) {
  const { copiesFolder, outputsFolder, cellSeconds, full, shareKernels = false, settle = (notebook) => notebook } = options;
  const progress = progressOn(process.stdout);
  const waiting = [...files];
  const failures = /** @type {string[]} */ ([]);
  const idle = shareKernels ? /** @type {import('./kernel.mjs').Kernel[]} */ ([]) : undefined;
  const atOnce = Math.min(AT_ONCE, files.length);
  // Notebooks that run side by side share the processors. Full results take hours, and the last notebook may have them all.
  const threads = full === true ? undefined : Math.max(1, Math.floor(os.availableParallelism() / atOnce));

  /** @param {string} file */
  const executeOne = async (file) => {
    const name = path.basename(file, '.ipynb');
    const start = performance.now();
    const notebook = readNotebook(file);
    const failure = await executeNotebook(notebook, {
      file,
      outputsFolder,
      cellSeconds,
      threads,
      full,
      idle,
      onCell: (cell, cells) => progress.cell(name, cell, cells),
    });
    const copy = path.join(copiesFolder, `${name}.ipynb`);
    const failedCopy = path.join(copiesFolder, `${name}.failed.ipynb`);
    if (failure === undefined) {
      writeNotebook(copy, settle(notebook));
      fs.rmSync(failedCopy, { force: true });
    } else {
      writeNotebook(failedCopy, notebook);
      if (path.resolve(copy) !== path.resolve(file)) fs.rmSync(copy, { force: true });
      failures.push(failureText(`${name}.ipynb`, failure));
    }
    const verdict = failure === undefined ? 'ok    ' : 'FAILED';
    progress.done(name, `${verdict} ${name}.ipynb  ${codeCells(notebook).length} code cells, ${secondsSince(start)}`);
  };
  const worker = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await executeOne(file);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  await Promise.all((idle ?? []).map((kernel) => kernel.stop()));
  progress.end();
  for (const failure of failures) console.error(`\n${failure}`);
  return failures.length;
}
