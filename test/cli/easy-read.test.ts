import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { easyReadCommand } from '../../src/cli/easy-read.ts';
import { run } from '../../src/experiments/run.ts';
import { easyRead } from '../../src/reporting/easy-read/easy-read.ts';
import { readAudiences } from '../../src/reporting/easy-read/audiences.ts';
import { everyTen } from '../../src/reporting/easy-read/easy-numbers.ts';
import { lintEasyRead } from '../../src/reporting/easy-read/lint-easy-read.ts';
import { readingGrade, syllables } from '../../src/reporting/easy-read/reading-level.ts';
import { linesOf, plainText } from '../../src/reporting/document/runs.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();
const base = join(folder, 'base');

async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await easyReadCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

beforeAll(async () => {
  const scenario = join(folder, 'base.yaml');
  await writeFile(scenario, 'name: base\ntitle: Made up\nextends: as-legislated\nhorizon: 2031-03-31\n');
  await run({ scenario, dataDir: THREE_AREAS, draws: 6, threads: 1, out: base });
});

describe('reading level', () => {
  it('is the formula of Kincaid and others', () => {
    // 6 words of one syllable in one sentence: 0.39 * 6 + 11.8 - 15.59.
    expect(readingGrade('The cat sat on the mat.')).toBeCloseTo(-1.45, 10);
    expect(['made', 'people', 'children', 'asked', 'computer', 'needed', 'places', 'table'].map(syllables)).toEqual([
      1, 2, 2, 1, 3, 2, 2, 2,
    ]);
  });

  it('says shares as people do', () => {
    expect([0, 0.01, 0.06, 0.3, 0.94, 0.99, 1].map(everyTen)).toEqual([
      'none of the',
      'fewer than 1 in every 20',
      'about 1 in every 10',
      'about 3 in every 10',
      'about 9 in every 10',
      'more than 19 in every 20',
      'all of the',
    ]);
  });
});

describe('easy-read', () => {
  it('is refused for children and for the public before carers and workers have theirs', async () => {
    const out = join(folder, 'order');
    const skipped = await command(base, '--for', 'children', '--out', out);
    expect(skipped.code).toBe(2);
    expect(skipped.err).toContain('would be told before carers');
    expect((await command(base, '--for', 'carers', '--out', out)).code).toBe(0);
    expect((await command(base, '--for', 'public', '--out', out)).err).toContain('would be told before children');
    expect((await command(base, '--for', 'children', '--out', out)).code).toBe(0);
    expect((await command(base, '--for', 'public', '--out', out)).code).toBe(0);
    expect((await readdir(out)).filter((name) => name.endsWith('.docx'))).toHaveLength(3);
    // A draft of another run is no draft of this one.
    const record = join(out, 'easy-read-carers-manifest.json');
    await writeFile(record, (await readFile(record, 'utf8')).replace(/"run_id": "./, '"run_id": "x'));
    expect((await command(base, '--for', 'children', '--out', out, '--force')).code).toBe(2);
  });

  it('tells children that nobody moves, marks a draft, and breaks no rule; the same bytes when repeated', async () => {
    const out = join(folder, 'words');
    const { document, files } = await easyRead({ run: base, out });
    const text = linesOf(document)
      .map(({ runs }) => plainText(runs))
      .join('\n');
    expect(text).toContain('Nobody is asked to move because of a computer model.');
    expect(document.draft).toBeDefined();
    expect(text).toContain('Some facts about homes are made up');
    expect(text).toMatch(/It showed \S.* children in care/);
    const html = await readFile(
      files.find((f) => f.endsWith('.html'))!,
      'utf8',
    );
    expect(html).toContain('Draft.');
    await easyRead({ run: base, out });
    const children = await easyRead({ run: base, for: 'children', out });
    const words = linesOf(children.document)
      .map(({ runs }) => plainText(runs))
      .join('\n');
    expect(words).toContain('Nobody is asked to move');
    expect(words).not.toMatch(/score/i);
  });

  it('finds what is hard, and what is left out', async () => {
    const { not_said, audiences } = await readAudiences();
    const { document } = await easyRead({ run: base, out: join(folder, 'lint') });
    const children = audiences.find(({ id }) => id === 'children')!;
    const with_ = (text: string): string[] =>
      lintEasyRead(
        { ...document, blocks: [...document.blocks, { kind: 'paragraph', runs: [text] }] },
        children,
        not_said,
        [],
      ).map((p) => p.problem);
    expect(with_('You are safe.')).toEqual([]);
    expect(with_('The risk score is high.')).toHaveLength(1);
    expect(with_('It is 30% now.')).toHaveLength(1);
    expect(with_('Ask the LA.')).toHaveLength(1);
    expect(with_('One two three four five six seven eight nine ten one two three four five six.')[0]).toContain(
      '16 words',
    );
    expect(with_('Interdisciplinary accommodation considerations. '.repeat(40)).join(' ')).toContain('reading grade');
    expect(lintEasyRead(document, children, [], ['Nobody is hurt.'])[0]!.problem).toContain('not said');
  });

  it('refuses a table that puts children before carers, an area too small, and an unknown audience', async () => {
    const file = join(folder, 'audiences.yaml');
    const shipped = await readFile('data/language/audiences.yaml', 'utf8');
    await writeFile(file, shipped.replace('after: [carers]\n', 'after: []\n'));
    await expect(readAudiences(file)).rejects.toThrow('Children would be told before');
    expect((await command(base, '--for', 'board')).err).toContain('There is no such audience');
    expect((await command(base, '--area', 'T01')).err).toContain('not told of an area this small');
  });
});
