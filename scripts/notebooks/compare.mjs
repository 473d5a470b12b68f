// @ts-check
import { codeCells, isJsonMime, wholeText } from './notebook-file.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */
/** @typedef {import('./notebook-file.mjs').Output} Output */

const WINDOW = 100;

/**
 * The parts of an output: what kind it is, and its content as text.
 *
 * @param {Output} output
 * @returns {[kind: string, content: string][]}
 */
function parts(output) {
  if (output.output_type === 'stream') return [[`printed to ${output.name}`, wholeText(output.text)]];
  if (output.output_type === 'error') return [['error', `${output.ename}: ${output.evalue}`]];
  return Object.entries(output.data ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([mime, value]) => [mime, isJsonMime(mime) ? JSON.stringify(value, null, 1) : wholeText(value)]);
}

/**
 * The first place where two texts differ, as a line of each.
 *
 * @param {string} committed
 * @param {string} fresh
 */
function firstDifference(committed, fresh) {
  const a = committed.split('\n');
  const b = fresh.split('\n');
  const line = a.findIndex((text, index) => text !== b[index]);
  const at = line < 0 ? a.length : line;
  const [was = '(no such line)', is = '(no such line)'] = [a[at], b[at]];
  let column = 0;
  while (column < was.length && was[column] === is[column]) column += 1;
  const from = Math.max(0, column - WINDOW / 2);
  /** @param {string} text */
  const cut = (text) => `${from > 0 ? '…' : ''}${text.slice(from, from + WINDOW)}${text.length > from + WINDOW ? '…' : ''}`;
  return `line ${at + 1}\n      committed  ${cut(was)}\n      fresh      ${cut(is)}`;
}

/**
 * Differences between a committed notebook and a fresh copy of it, as readable lines; none when they are equal.
 * Give both settled. `shape` compares only which outputs there are, not what is in them.
 *
 * @param {Notebook} committed
 * @param {Notebook} fresh
 * @param {'content' | 'shape'} depth
 * @returns {string[]}
 */
export function compareNotebooks(committed, fresh, depth) {
  const [ours, theirs] = [codeCells(committed), codeCells(fresh)];
  if (ours.length !== theirs.length) return [`${ours.length} code cells are committed, ${theirs.length} are fresh`];
  return ours.flatMap((cell, index) => {
    const where = `code cell ${index + 1}`;
    const other = theirs[index];
    if (wholeText(cell.source) !== wholeText(other?.source)) return [`${where}: the source differs; execute it again`];
    const [was, is] = [(cell.outputs ?? []).flatMap(parts), (other?.outputs ?? []).flatMap(parts)];
    const [kindsWere, kindsAre] = [was, is].map((list) => list.map(([kind]) => kind).join(', ') || 'nothing');
    if (kindsWere !== kindsAre) return [`${where}: committed shows ${kindsWere}; fresh shows ${kindsAre}`];
    if (depth === 'shape') return [];
    return was.flatMap(([kind, content], at) => {
      const now = is[at]?.[1] ?? '';
      return content === now ? [] : [`${where}, ${kind}: ${firstDifference(content, now)}`];
    });
  });
}
