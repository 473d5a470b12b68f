import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesIn, writtenSince } from '../../scripts/notebooks/written-files.mjs';

let folder = '';
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'written-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string, seconds: number): void => {
  const file = path.join(folder, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  fs.utimesSync(file, seconds, seconds);
};

describe('the list of written files', () => {
  it('names new and rewritten files with their sizes, and no others', () => {
    write('old.csv', 'x', 1000);
    write('again.csv', 'x', 1000);
    const before = filesIn(folder);
    write('again.csv', 'xy', 2000);
    write('charts/new.svg', 'x'.repeat(1234), 2000);
    expect(writtenSince(before, folder, folder).map((line) => line.trim())).toEqual([
      '2 B  again.csv',
      `1.2 kB  ${path.join('charts', 'new.svg')}`,
    ]);
  });

  it('is empty for a folder that is not there', () => {
    expect(filesIn(path.join(folder, 'nowhere')).size).toBe(0);
  });
});
