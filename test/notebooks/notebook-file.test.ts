import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findNotebooks, notebookText, readNotebook, writeNotebook } from '../../scripts/notebooks/notebook-file.mjs';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'notebook file '));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    {
      cell_type: 'code',
      source: 'a\nb',
      metadata: {},
      outputs: [
        { output_type: 'stream', name: 'stdout', text: '1\n2\n' },
        { output_type: 'display_data', data: { 'text/plain': 'x\ny', 'application/vnd.vegalite.v5+json': { b: 1, a: 2 } } },
      ],
    },
  ],
};

describe('the text of a notebook', () => {
  it('holds text in lines, JSON as it is, and keys in order, as Jupyter writes it', () => {
    const { cells } = JSON.parse(notebookText(notebook));
    expect(cells[0].source).toEqual(['a\n', 'b']);
    expect(cells[0].outputs[0].text).toEqual(['1\n', '2\n']);
    expect(cells[0].outputs[1].data['text/plain']).toEqual(['x\n', 'y']);
    expect(JSON.stringify(cells[0].outputs[1].data['application/vnd.vegalite.v5+json'])).toBe('{"a":2,"b":1}');
  });

  it('is the same after a second reading and writing', () => {
    const file = path.join(folder, 'x.ipynb');
    writeNotebook(file, notebook);
    const once = fs.readFileSync(file, 'utf8');
    writeNotebook(file, readNotebook(file));
    expect(fs.readFileSync(file, 'utf8')).toBe(once);
    expect(fs.readdirSync(folder)).toEqual(['x.ipynb']);
  });

  it('is refused when it is not a notebook, with the name of the file', () => {
    const file = path.join(folder, 'broken.ipynb');
    fs.writeFileSync(file, '{"cells": [');
    expect(() => readNotebook(file)).toThrow(/broken\.ipynb is not a notebook/);
    fs.writeFileSync(file, '{"nbformat": 3}');
    expect(() => readNotebook(file)).toThrow(/not a notebook of format 4/);
  });
});

describe('finding notebooks', () => {
  beforeEach(() => {
    for (const name of ['02-b.ipynb', '01-a.ipynb', '01-a.out.ipynb', '.hidden.ipynb', 'notes.md']) {
      fs.writeFileSync(path.join(folder, name), '{}');
    }
  });
  const names = (files: readonly string[]): string[] => files.map((file) => path.basename(file));

  it('gives all in reading order, without copies and hidden files', () => {
    expect(names(findNotebooks(folder))).toEqual(['01-a.ipynb', '02-b.ipynb']);
  });

  it('takes the beginning of a name, and says what there is when none begins so', () => {
    expect(names(findNotebooks(folder, ['02']))).toEqual(['02-b.ipynb']);
    expect(() => findNotebooks(folder, ['03'])).toThrow('There is no notebook 03. There are: 01-a.ipynb, 02-b.ipynb.');
  });

  it('gives none for a folder that is not there', () => {
    expect(findNotebooks(path.join(folder, 'nowhere'))).toEqual([]);
  });
});
