// @ts-check
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @typedef {object} Failure
 * @property {number} cell which of the code cells, from 1
 * @property {number} [line] line in the cell, from 1, where it is known
 * @property {string} source that line, or the first line of the cell
 * @property {string} message what went wrong, in the kernel's words without the frames of the kernel itself
 */

/**
 * Finds the line of a cell that an error belongs to.
 *
 * @param {readonly string[]} cells sources up to and with the failing one
 * @param {string} error what the kernel printed
 * @param {string} folder working directory of the cells
 * @returns {Failure}
 */
export function describeFailure(cells, error, folder) {
  const source = (cells.at(-1) ?? '').split('\n');
  const line = typeErrorLine(error) ?? thrownErrorLine(cells, error, folder);
  const shown = line === undefined ? source.find((text) => text.trim() !== '') : source[line - 1];
  return { cell: cells.length, line, source: (shown ?? '').trim(), message: withoutKernelFrames(error) };
}

/** The kernel tells type errors as `line:column - message`. @param {string} error */
function typeErrorLine(error) {
  const found = /^(\d+):\d+ - /m.exec(error);
  return found === null ? undefined : Number(found[1]);
}

/**
 * The stack of a thrown error counts lines of the compiled cell. The outermost of them is the statement that failed.
 *
 * @param {readonly string[]} cells
 * @param {string} error
 * @param {string} folder
 */
function thrownErrorLine(cells, error, folder) {
  const frames = [...error.matchAll(/^ +at .*evalmachine\.<anonymous>:(\d+):\d+\)?$/gm)].map((match) => Number(match[1]));
  if (frames.length === 0) return undefined;
  const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'compiled-cell.mjs');
  const result = spawnSync(process.execPath, [script], { cwd: folder, input: JSON.stringify(cells), encoding: 'utf8' });
  if (result.status !== 0) return undefined;
  const compiled = result.stdout.split('\n');
  const statement = frames.map((frame) => compiled[frame - 1] ?? '').findLast((text) => text.trim() !== '');
  return statement === undefined ? undefined : mostAlike(statement, (cells.at(-1) ?? '').split('\n'));
}

/** Names, numbers and texts of a line, without those that the compiler adds. @param {string} line */
function words(line) {
  const all = line.match(/[A-Za-z_$][\w$]*|\d+|'[^']*'|"[^"]*"|`[^`]*`/g) ?? [];
  return new Set(all.filter((word) => !/^(exports|tsLastExpr|0|\w+_\d+)$/.test(word)));
}

/**
 * The line, from 1, that shares most words with a statement; undefined when none shares half of them.
 *
 * @param {string} statement
 * @param {readonly string[]} lines
 */
export function mostAlike(statement, lines) {
  const wanted = words(statement);
  let best;
  let bestScore = 0.5;
  for (const [index, line] of lines.entries()) {
    const there = words(line);
    const shared = [...wanted].filter((word) => there.has(word)).length;
    const score = shared / Math.max(1, wanted.size + there.size - shared);
    if (score > bestScore) {
      best = index + 1;
      bestScore = score;
    }
  }
  return best;
}

/** @param {string} error */
function withoutKernelFrames(error) {
  const foreign = /node:internal|node:vm|[\\/]tslab[\\/]dist[\\/]|evalmachine\.<anonymous>/;
  const kept = error
    .replace(/^evalmachine\.<anonymous>:\d+\n[\s\S]*?\n\n/, '')
    .split('\n')
    .filter((line) => !/^ +at /.test(line) || !foreign.test(line));
  return kept.join('\n').trim();
}

/**
 * A failure as text: where it is, the line, the error.
 *
 * @param {string} notebook
 * @param {Failure} failure
 */
export function failureText(notebook, { cell, line, source, message }) {
  const where = line === undefined ? 'which begins' : `line ${line}`;
  const indented = message.replaceAll('\n', '\n    ');
  return `${notebook}: code cell ${cell}, ${where}:\n    ${source}\n  failed with\n    ${indented}`;
}
