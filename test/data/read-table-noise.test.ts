import { randomFillSync } from 'node:crypto';
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../src/data/read-table.ts';
import { formatProblems } from '../../src/domain/errors.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { cpuMilliseconds } from '../cpu-time.ts';

const folder = await temporaryFolder();
const MEGABYTE = 1024 * 1024;

/** 200 MB that begin with some bytes; `whole` fills all of them, else the disk need not hold the rest. */
async function large(name: string, head: Uint8Array, block: Uint8Array, whole = false): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  await file.write(head);
  for (let i = 0; i < (whole ? 200 : 1); i++) await file.write(block);
  await file.truncate(200 * MEGABYTE);
  await file.close();
  return path;
}

async function message(path: string): Promise<string> {
  const began = cpuMilliseconds();
  const read = await readTable(path, 'stays');
  expect(cpuMilliseconds() - began).toBeLessThan(2000);
  expect(read.ok).toBe(false);
  return read.ok ? '' : formatProblems(read.problems);
}

describe('200 MB of noise is refused in under 2 seconds', () => {
  const noise = randomFillSync(new Uint8Array(MEGABYTE));
  // Lines of 60 letters: never a blank one, which would look like the space between two tables.
  const letters = noise.map((byte, i) => (i % 61 === 60 ? 10 : 97 + (byte % 26)));
  const header = new TextEncoder().encode('age_band,month,still_looked_after,status,source\n');

  it.each(['noise.csv', 'noise.xlsx'])('bytes called %s', async (name) => {
    expect(await message(await large(name, new Uint8Array(), noise, name === 'noise.csv'))).toContain('neither a table nor a scenario');
  });
  it('text', async () => {
    expect(await message(await large('letters.csv', header, letters))).toContain('The file is too large. Found "200 MB"');
  });
  it('zeros', async () => {
    expect(await message(await large('zeros.csv', new Uint8Array(), new Uint8Array(MEGABYTE)))).toContain('neither');
  });
  it('a zip signature and then noise', async () => {
    expect(await message(await large('zip.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4), noise))).toContain('too large');
  });
  it('40 MB of text under a right header', async () => {
    const path = join(folder, 'forty.csv');
    const file = await open(path, 'w');
    await file.write(header);
    for (let i = 0; i < 40; i++) await file.write(letters);
    await file.close();
    expect(await message(path)).toContain('too few fields');
  });
});

describe('what is not a file of a table', () => {
  const small = async (name: string, content: Uint8Array | string): Promise<string> => {
    await writeFile(join(folder, name), content);
    return message(join(folder, name));
  };
  it('an empty file', async () => {
    expect(await small('stays.csv', '')).toMatch(/stays\.csv: The file is empty\. Found "0 bytes"\. Allowed: .* Mend: /);
  });
  it('a folder', async () => {
    await mkdir(join(folder, 'folder.csv'));
    expect(await message(join(folder, 'folder.csv'))).toMatch(/is a folder.*Allowed: .*Mend: /);
  });
  it('a missing file, with the name that is near', async () => {
    await small('needs.csv', 'x');
    expect(await message(join(folder, 'neds.csv'))).toMatch(/no such file\. Found "neds\.csv".*Did you mean needs\.csv\?/);
  });
  it('a device', async () => {
    expect(await message('/dev/zero')).toContain('not an ordinary file');
  });
  it('text called .xlsx', async () => {
    expect(await small('text.xlsx', 'age_band,month\n')).toMatch(/content is not one.*Rename the file to text\.csv/);
  });
  it('a zip called .csv', async () => {
    expect(await small('zip.csv', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toMatch(/content does not.*zip\.xlsx/);
  });
  it('an old or locked workbook', async () => {
    expect(await small('old.xlsx', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1))).toContain('locked with a password');
  });
  it('UTF-16', async () => {
    expect(await small('utf16.csv', Buffer.from('\ufeffage_band', 'utf16le'))).toContain('UTF-16');
  });
});
