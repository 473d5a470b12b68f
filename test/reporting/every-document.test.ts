import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../src/experiments/run.ts';
import { assure } from '../../src/reporting/assurance/assure.ts';
import { documentDocx } from '../../src/reporting/document/docx.ts';
import { easyRead } from '../../src/reporting/easy-read/easy-read.ts';
import { PACK_KINDS } from '../../src/reporting/packs/pack-contents.ts';
import { pack } from '../../src/reporting/packs/pack.ts';
import { plans } from '../../src/reporting/sufficiency-plan/plan.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { axeViolations } from './document/page.ts';
import { sampleDocument } from './document/sample.ts';
import { wordProblems } from './document/word-checks.ts';

const folder = await temporaryFolder();
const made = join(folder, 'run');
const out = join(folder, 'out');
let names: string[] = [];

beforeAll(async () => {
  const scenario = join(folder, 'short.yaml');
  await writeFile(scenario, 'name: short\ntitle: "Short & <b>bold</b>"\nextends: as-legislated\nhorizon: 2028-03-31\n');
  await run({ scenario, dataDir: THREE_AREAS, draws: 6, threads: 1, out: made });
  for (const kind of PACK_KINDS) {
    const submitted = kind === 'feedback' ? { applications: 2 } : {};
    await pack({ kind, run: made, area: kind === 'market-stability' ? 'West' : 'T01', out, ...submitted });
  }
  for (const audience of ['carers', 'children', 'public']) await easyRead({ run: made, for: audience, out });
  await plans({ run: made, areas: 'all', out: join(out, 'all') });
  await assure({ run: made, data: THREE_AREAS, out: join(out, 'assurance') });
  names = (await readdir(out, { recursive: true })).sort();
}, 240_000);

describe('every document of the toolkit', () => {
  it('is there: plan, roll-up, five packs, three easy read versions and assurance; others have such a test of their own', () => {
    const words = names.filter((name) => name.endsWith('.docx'));
    for (const start of ['all/T01-2027-28', 'all/', 'assurance/', 'easy-read-children', ...PACK_KINDS])
      expect(
        words.filter((name) => name.startsWith(start)),
        start,
      ).not.toEqual([]);
  });

  it('as Word has title, language, headings in order, header rows, words on drawings, and nothing merged', async () => {
    for (const name of names.filter((file) => file.endsWith('.docx')))
      expect(wordProblems(await readFile(join(out, name))), name).toEqual([]);
  });

  it('as a page passes axe-core', async () => {
    // One of each kind of content: the others are made by the same code from like parts.
    const like = /^all.T0[23]|^feedback|^grant|carers|public/;
    const pages = names.filter((file) => file.endsWith('.html') && !like.test(file));
    expect(pages.length).toBeGreaterThan(6);
    for (const name of pages) {
      const html = await readFile(join(out, name), 'utf8');
      // Long tables have rows of one kind: one of them holds every part that axe-core judges.
      const short = html.replace(/<tbody>.*?<\/tbody>/gs, (rows) =>
        rows.replace(/((?:<tr\b.*?<\/tr>\s*){1}).*(?=<\/tbody>)/s, '$1'),
      );
      expect(await axeViolations(short), name).toEqual([]);
    }
  });

  it('would be found out: a table without header row, a merged cell, a drawing without words, a heading that jumps', async () => {
    const parts = unzipSync(await documentDocx(await sampleDocument()));
    const text = strFromU8(parts['word/document.xml']!);
    const broken = (from: string | RegExp, to: string): string[] => {
      expect(text.replace(from, to)).not.toBe(text);
      return wordProblems(zipSync({ ...parts, 'word/document.xml': strToU8(text.replace(from, to)) }));
    };
    expect(broken('<w:tblHeader/>', '')).toEqual(['table 1 has not one header row']);
    expect(broken('<w:tcPr>', '<w:tcPr><w:gridSpan w:val="2"/>')).toEqual(['merged cells']);
    expect(broken(/descr="[^"]*"/, 'descr=""')).toEqual(['a drawing has no words']);
    expect(broken('"Heading2"', '"Heading4"')[0]).toMatch(/jumps a level/);
  });
});
