// @ts-check
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder } from '../set-up/project.mjs';
import { isJsonMime, wholeText } from './notebook-file.mjs';

/** @typedef {import('./notebook-file.mjs').Notebook} Notebook */
/** @typedef {import('./notebook-file.mjs').Output} Output */

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const DURATION = /\b\d[\d,]*(?:\.\d+)?( ?ms| s| seconds?| milliseconds?)\b|\b\d+\.\d+(s)\b/g;

/** Texts that name places on this computer, longest first, with what stands for them. */
function placesHere() {
  const places = [
    [projectFolder, '.'],
    [os.tmpdir(), '<temporary folder>'],
    [os.homedir(), '~'],
  ];
  return places
    .flatMap(([folder = '', name = '']) => [
      [pathToFileURL(folder).href + '/', `${name}/`],
      [folder + path.sep, `${name}/`],
    ])
    .sort(([a = ''], [b = '']) => b.length - a.length);
}
const places = placesHere();

/** @param {string} text */
function withoutPlaces(text) {
  let result = text;
  for (const [here = '', name = ''] of places) result = result.replaceAll(here, name);
  return result.replaceAll(projectFolder, '.').replace(UUID, '<id>');
}

/** @param {string} text */
const withoutDurations = (text) => text.replace(DURATION, (_, unit, short) => `…${unit ?? short}`);

/** @param {any} value @returns {any} */
function settledJson(value) {
  if (typeof value === 'string') return withoutPlaces(value);
  if (Array.isArray(value)) return value.map(settledJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, settledJson(inner)]));
}

/** @param {string} mime @param {any} value */
function settledData(mime, value) {
  if (isJsonMime(mime)) return settledJson(value);
  if (mime.startsWith('image/') && mime !== 'image/svg+xml') return wholeText(value).trim();
  const text = withoutPlaces(wholeText(value));
  return mime === 'text/plain' ? withoutDurations(text) : text;
}

/** @param {Output} output @returns {Output} */
function settledOutput(output) {
  const data = Object.entries(output.data ?? {}).map(([mime, value]) => [mime, settledData(mime, value)]);
  return {
    ...output,
    ...(output.text === undefined ? {} : { text: withoutDurations(withoutPlaces(wholeText(output.text))) }),
    ...(output.data === undefined ? {} : { data: Object.fromEntries(data) }),
    ...(output.traceback === undefined ? {} : { traceback: output.traceback.map(withoutPlaces) }),
  };
}

/**
 * A notebook without what differs between two runs of the same cells: paths of this computer, durations in printed
 * text, ids, and notes of the program that executed it. The Node that made it is written down.
 *
 * @param {Notebook} notebook
 * @returns {Notebook}
 */
export function settled(notebook) {
  const cells = notebook.cells.map((cell) => {
    const { execution: _times, ...metadata } = cell.metadata;
    if (cell.cell_type !== 'code') return { ...cell, metadata };
    return { ...cell, metadata, outputs: (cell.outputs ?? []).map(settledOutput) };
  });
  const { language_info } = notebook.metadata;
  const metadata = {
    kernelspec: { display_name: 'TypeScript', language: 'typescript', name: 'tslab' },
    language_info,
    market_stability: { node_major: Number(process.versions.node.split('.')[0]) },
  };
  return { ...notebook, cells, metadata };
}
