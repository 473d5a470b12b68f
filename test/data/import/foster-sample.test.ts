import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importCommand } from '../../../src/cli/import.ts';
import { digestOf } from '../../../src/domain/digest.ts';

/** As downloaded: foster placements inside the responsible authority, 2023-24 and six rows of 2022-23. */
const SAMPLE = fileURLToPath(new URL('../../fixtures/import/foster-placements-inside-authority-2023-24.csv', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'import-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await importCommand(args, {
    out: (text) => {
      said.out += `${text}\n`;
    },
    err: (text) => {
      said.err += `${text}\n`;
    },
  });
  return { code, ...said };
}

describe('import of a real sample of stats.gov.wales', () => {
  it('writes its figures with their ranges, and a manifest with digests and counts', async () => {
    const out = join(folder, 'foster');
    const { code, out: said } = await command('auto', SAMPLE, '--out', out);
    expect(code).toBe(0);
    expect(said).toContain('is stats-gov-wales because its header has a column of figures');
    expect((await readdir(out)).sort()).toEqual(['import.json', 'placement-locations.csv', 'repairs.csv']);
    const text = await readFile(join(out, 'placement-locations.csv'), 'utf8');
    // Read off the sample by hand: Wales 3,305 and Cardiff 320 in 2023-24, Anglesey 75 in 2022-23; each rounded to 5.
    const row = (date: string, area: string): string | undefined =>
      text.split('\r\n').find((line) => line.startsWith(`${date},${area},foster-including-kinship,Inside local authority in Wales,all,`));
    expect(row('2024-03-31', 'W92000004')).toContain(',3305,3303,3307,published,');
    expect(row('2024-03-31', 'W06000004')).toContain(',90,88,92,published,');
    expect(row('2023-03-31', 'W06000001')).toContain(',75,73,77,published,');
    const manifest = JSON.parse(await readFile(join(out, 'import.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({
      format: 'stats-gov-wales',
      read: 29,
      kept: 29,
      files_read: [{ sha256: digestOf(await readFile(SAMPLE)) }],
      tables: { 'placement-locations.csv': { rows: 29 } },
    });
    expect((manifest['files'] as Record<string, string>)['placement-locations.csv']).toBe(digestOf(text));
  });

  it('writes the same bytes again, and nothing over another import without --force', async () => {
    const out = join(folder, 'foster');
    const before = await readFile(join(out, 'import.json'), 'utf8');
    expect((await command('stats-gov-wales', SAMPLE, '--out', out)).code).toBe(0);
    const cut = join(folder, 'cut-foster.csv');
    await writeFile(cut, (await readFile(SAMPLE, 'utf8')).split('\n').slice(0, 24).join('\n'));
    const refused = await command('auto', cut, '--out', out);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain('does not hold this import');
    expect(before).toContain('import_id');
    expect((await command('auto', cut, '--out', out, '--force')).code).toBe(0);
  });

  it.each([
    ['a name and a code that differ', (t: string) => t.replace('Isle of Anglesey', 'Isle of Angelsea Bridge'), 'The area is not known'],
    ['a formula', (t: string) => t.replace('\n75,', '\n=1+74,'), 'formula'],
    ['a total that its parts cannot reach', (t: string) => t.replace('3305', '4305'), 'add up to'],
    ['a figure that is not rounded among many that are', (t: string) => t.replace('\n120,', '\n121,'), 'not rounded to 5'],
    ['a mark beside a figure', (t: string) => t.replace('\n120,', '\n120 [x],'), 'says that there is none'],
    ['a point of thousands', (t: string) => t.replace('3305', '3.305'), 'thousands'],
    ['nothing but a line break', () => '\n', 'holds no figures'],
  ])('refuses %s and writes nothing', async (_what, change, why) => {
    const file = join(folder, 'foster-changed.csv');
    const out = join(folder, 'refused');
    await writeFile(file, change(await readFile(SAMPLE, 'utf8')));
    const { code, err } = await command('auto', file, '--out', out);
    expect(err).toContain(why);
    expect(code).toBe(2);
    await expect(readdir(out)).rejects.toThrow();
  });

  it('lists the formats', async () => {
    const { code, out } = await command('--list');
    expect(code).toBe(0);
    expect(out).toContain('stats-gov-wales');
  });
});
