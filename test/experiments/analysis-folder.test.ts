import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../src/domain/digest.ts';
import { InputError } from '../../src/domain/errors.ts';
import { writeAnalysis } from '../../src/experiments/analysis-folder.ts';

const folderFor = (): Promise<string> => mkdtemp(join(tmpdir(), 'analysis-folder-'));
const manifest = (id: string) => (files: object) => ({ analysis_id: id, files });

describe('the folder of an analysis', () => {
  test('files stand in their order with the digest of their bytes, then pictures, and the manifest is last', async () => {
    const folder = join(await folderFor(), 'new');
    const seen: string[][] = [];
    const draw = async (to: string): Promise<string[]> => {
      seen.push((await readdir(to)).sort());
      return [join(to, 'picture.png')];
    };
    const made = await writeAnalysis(
      { folder, id: 'a' },
      { 'one.csv': 'a,b\n', 'two.bin': () => Promise.resolve(new Uint8Array([1, 2])) },
      manifest('a'),
      draw,
    );
    expect(seen).toEqual([['one.csv', 'two.bin']]);
    expect(made.digests).toEqual({ 'one.csv': digestOf('a,b\n'), 'two.bin': digestOf(new Uint8Array([1, 2])) });
    expect(made.paths).toEqual(
      ['one.csv', 'two.bin', 'picture.png', 'manifest.json'].map((name) => join(folder, name)),
    );
    expect(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))).toEqual({
      analysis_id: 'a',
      files: made.digests,
    });
  });

  test('only the same analysis is written over, unless force is given', async () => {
    const folder = await folderFor();
    await writeAnalysis({ folder, id: 'a' }, { 'one.csv': '1' }, manifest('a'));
    await expect(writeAnalysis({ folder, id: 'b' }, { 'one.csv': '2' }, manifest('b'))).rejects.toThrow(InputError);
    expect(await readFile(join(folder, 'one.csv'), 'utf8')).toBe('1');
    await writeAnalysis({ folder, id: 'a' }, { 'one.csv': '3' }, manifest('a'));
    await writeAnalysis({ folder, id: 'b', force: true }, { 'one.csv': '4' }, manifest('b'));
    expect(await readFile(join(folder, 'one.csv'), 'utf8')).toBe('4');
  });

  test('an analysis that fails leaves no manifest of an older one beside its files', async () => {
    const folder = await folderFor();
    await writeAnalysis({ folder, id: 'a' }, { 'one.csv': '1' }, manifest('a'));
    const fails = { 'one.csv': '2', 'two.csv': () => Promise.reject(new Error('no figures')) };
    await expect(writeAnalysis({ folder, id: 'a' }, fails, manifest('a'))).rejects.toThrow('no figures');
    expect(await readdir(folder)).toEqual(['one.csv']);
  });

  test('a folder in which nothing was written is taken away again', async () => {
    const folder = join(await folderFor(), 'new');
    const fails = { 'one.csv': () => Promise.reject(new Error('no figures')) };
    await expect(writeAnalysis({ folder, id: 'a' }, fails, manifest('a'))).rejects.toThrow('no figures');
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
  });

  test('a fault of the disk becomes one message that says how to mend it', async () => {
    const folder = await folderFor();
    await mkdir(join(folder, 'one.csv'));
    await writeFile(join(folder, 'one.csv', 'in-the-way'), '');
    const problem = writeAnalysis({ folder, id: 'a', force: true }, { 'one.csv': '1' }, manifest('a'));
    await expect(problem).rejects.toThrow(/A folder has the name of the file/);
  });
});
