// @ts-check
import fs from 'node:fs';
import path from 'node:path';

/**
 * @typedef {{ output_type: string, name?: string, text?: any, data?: Record<string, any>, metadata?: object,
 *   execution_count?: number | null, ename?: string, evalue?: string, traceback?: string[] }} Output
 * @typedef {{ cell_type: string, id?: string, source: string | string[], metadata: Record<string, any>,
 *   outputs?: Output[], execution_count?: number | null }} Cell
 * @typedef {{ cells: Cell[], metadata: Record<string, any>, nbformat: number, nbformat_minor: number }} Notebook
 */

/**
 * Text that a notebook may hold whole or in lines.
 *
 * @param {string | readonly string[] | undefined} text
 */
export const wholeText = (text) => (typeof text === 'string' ? text : (text ?? []).join(''));

/** @param {string} text */
const inLines = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** @param {string} file @returns {Notebook} */
export function readNotebook(file) {
  let notebook;
  try {
    notebook = JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not a notebook: ${/** @type {Error} */ (error).message}`);
  }
  if (notebook.nbformat !== 4 || !Array.isArray(notebook.cells)) {
    throw new Error(`${file} is not a notebook of format 4. Open it in JupyterLab and save it again.`);
  }
  return notebook;
}

/** @param {Notebook} notebook */
export const codeCells = (notebook) => notebook.cells.filter((cell) => cell.cell_type === 'code');

/** Whether data of a mime type is JSON rather than text. @param {string} mime */
export const isJsonMime = (mime) => mime === 'application/json' || /^application\/.*\+json$/.test(mime);

/** @param {any} value @returns {any} */
function withSortedKeys(value) {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, withSortedKeys(value[name])]));
}

/** @param {Output} output @returns {Output} */
function outputInLines(output) {
  const data = Object.entries(output.data ?? {}).map(([mime, value]) => [
    mime,
    typeof value === 'string' && !isJsonMime(mime) ? inLines(value) : value,
  ]);
  return {
    ...output,
    ...(output.text === undefined ? {} : { text: inLines(wholeText(output.text)) }),
    ...(output.data === undefined ? {} : { data: Object.fromEntries(data) }),
  };
}

/** A notebook as text in the layout that Jupyter itself writes, so that a save there changes little. @param {Notebook} notebook */
export function notebookText(notebook) {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: inLines(wholeText(cell.source)),
    ...(cell.outputs === undefined ? {} : { outputs: cell.outputs.map(outputInLines) }),
  }));
  return `${JSON.stringify(withSortedKeys({ ...notebook, cells }), null, 1)}\n`;
}

/**
 * Writes a notebook beside its place and moves it there, so that nobody sees half of one.
 *
 * @param {string} file
 * @param {Notebook} notebook
 */
export function writeNotebook(file, notebook) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.part`;
  fs.writeFileSync(beside, notebookText(notebook));
  fs.renameSync(beside, file);
}

/**
 * Notebooks of a folder in reading order, or those named.
 *
 * @param {string} folder
 * @param {readonly string[]} names paths, file names or beginnings of file names, such as `01`
 * @returns {string[]}
 */
export function findNotebooks(folder, names = []) {
  const all = fs.existsSync(folder)
    ? fs
        .readdirSync(folder)
        .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.out.ipynb') && !name.startsWith('.'))
        .sort()
        .map((name) => path.join(folder, name))
    : [];
  if (names.length === 0) return all;
  return names.map((name) => {
    const here = all.find((file) => path.basename(file).startsWith(path.basename(name)));
    if (here !== undefined) return here;
    if (fs.existsSync(name)) return path.resolve(name);
    const known = all.map((file) => path.basename(file)).join(', ') || 'none';
    throw new Error(`There is no notebook ${name}. There are: ${known}.`);
  });
}
