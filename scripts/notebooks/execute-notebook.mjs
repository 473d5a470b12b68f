// @ts-check
import path from 'node:path';
import { describeFailure } from './failure.mjs';
import { Kernel, TimeOut } from './kernel.mjs';
import { codeCells, wholeText } from './notebook-file.mjs';
import { addOutput, errorText, unnoticedError } from './outputs.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */
/** @typedef {import('./failure.mjs').Failure} Failure */

export const CELL_SECONDS = 600;

/**
 * @typedef {object} ExecuteOptions
 * @property {string} file where the notebook lies; its folder is the working directory of the cells
 * @property {string} outputsFolder given to the cells as MARKET_STABILITY_OUTPUTS
 * @property {number} [cellSeconds] longest time that one cell may take
 * @property {number} [threads] threads of a run that names none; given to them as MARKET_STABILITY_THREADS, unless the shell says
 * @property {boolean} [full] whether the cells make their full results; given to them as MARKET_STABILITY_FULL
 * @property {Kernel[]} [idle] kernels that other notebooks of the folder have left; one of them begins anew for this one, and
 *   the one that was used is left there when all went well. Without it the notebook has a kernel of its own.
 * @property {(cell: number, cells: number) => void} [onCell] told before each code cell, from 1
 */

/**
 * What the cells see of the environment. Time zone, language and size are fixed, so that a notebook prints the same everywhere.
 *
 * @param {string} outputsFolder
 * @param {boolean} full
 * @param {number | undefined} threads
 */
function environmentOfCells(outputsFolder, full, threads) {
  const { FORCE_COLOR: _colour, NODE_OPTIONS: _options, ...rest } = process.env;
  const shared = threads === undefined ? {} : { MARKET_STABILITY_THREADS: String(threads) };
  const fixed = { TZ: 'UTC', LC_ALL: 'en_GB.UTF-8', NO_COLOR: '1', MARKET_STABILITY_FULL: full ? '1' : '' };
  return { ...shared, ...rest, ...fixed, MARKET_STABILITY_OUTPUTS: path.resolve(outputsFolder) };
}

/**
 * Executes all code cells of a notebook with the tslab kernel and puts the outputs into it. Stops at the first failure.
 *
 * @param {Notebook} notebook changed in place
 * @param {ExecuteOptions} options
 * @returns {Promise<Failure | undefined>}
 */
export async function executeNotebook(notebook, options) {
  const { file, outputsFolder, cellSeconds = CELL_SECONDS, threads, full = false, idle, onCell } = options;
  const folder = path.dirname(path.resolve(file));
  const cells = codeCells(notebook);
  for (const cell of cells) {
    cell.outputs = [];
    cell.execution_count = null;
  }
  const environment = environmentOfCells(outputsFolder, full, threads);
  let kernel;
  try {
    kernel = (await takeIdle(idle, folder)) ?? (await Kernel.start({ folder, environment, lasting: idle !== undefined }));
  } catch (error) {
    return { cell: 0, source: '(before the first cell)', message: messageOf(error) };
  }
  /** @type {string[]} */
  const sources = [];
  let wentWell = false;
  try {
    for (const [index, cell] of cells.entries()) {
      onCell?.(index + 1, cells.length);
      sources.push(wholeText(cell.source));
      const problem = await executeCell(kernel, cell, cellSeconds);
      if (problem !== undefined) return describeFailure(sources, problem, folder);
    }
    // A promise that nobody awaited reports itself after its cell; one more round lets it arrive.
    await kernel.request('kernel_info_request', {}, { seconds: cellSeconds });
    const failure = firstUnnoticed(cells, sources, folder);
    wentWell = failure === undefined;
    return failure;
  } catch (error) {
    return describeFailure(sources, messageOf(error), folder);
  } finally {
    if (wentWell && idle !== undefined) idle.push(kernel);
    else await kernel.stop();
    notebook.metadata.language_info = kernel.information?.language_info ?? notebook.metadata.language_info;
  }
}

/**
 * An idle kernel of the folder that has begun anew, where there is one.
 *
 * @param {Kernel[] | undefined} idle
 * @param {string} folder
 */
async function takeIdle(idle, folder) {
  const at = idle?.findIndex((kernel) => kernel.folder === folder) ?? -1;
  const [kernel] = at < 0 ? [] : (idle?.splice(at, 1) ?? []);
  if (kernel === undefined) return undefined;
  try {
    await kernel.beginAnew();
    return kernel;
  } catch {
    await kernel.stop();
    return undefined;
  }
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/**
 * @param {Kernel} kernel
 * @param {import('./notebook-file.mjs').Cell} cell
 * @param {number} seconds
 * @returns {Promise<string | undefined>} what went wrong
 */
async function executeCell(kernel, cell, seconds) {
  const outputs = cell.outputs ?? [];
  try {
    const reply = await kernel.execute(wholeText(cell.source), {
      seconds,
      onOutput: (message) => addOutput(outputs, message),
    });
    cell.execution_count = reply.execution_count ?? null;
    return reply.status === 'ok' ? undefined : errorText(outputs) || `the cell ended as "${reply.status}"`;
  } catch (error) {
    if (!(error instanceof TimeOut)) throw error;
    return `the cell did not end in ${seconds} s (a longer time is given by --cell-seconds N)`;
  }
}

/**
 * @param {readonly import('./notebook-file.mjs').Cell[]} cells
 * @param {readonly string[]} sources
 * @param {string} folder
 */
function firstUnnoticed(cells, sources, folder) {
  for (const [index, cell] of cells.entries()) {
    const error = unnoticedError(cell.outputs ?? []);
    if (error !== undefined) return describeFailure(sources.slice(0, index + 1), error, folder);
  }
  return undefined;
}
