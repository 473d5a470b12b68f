import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readRun } from '../../src/experiments/read-run.ts';
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

  it('draws places by sector and the shortfall in the market stability pack and the funding outline, from the figures of the run', async () => {
    const { figures } = await readRun(made);
    for (const [name, area_code] of [
      ['market-stability-R1', 'R1'],
      ['funding-T01', 'T01'],
    ] as const) {
      const html = await readFile(join(out, `${name}-2027-28.html`), 'utf8');
      expect(html.match(/<img /g), name).toHaveLength(2);
      const behind = html.slice(html.indexOf('Figures behind the charts'));
      const where = { area_code, date: '2027-03-31', service_type: 'residential' } as const;
      const mean = (sector: string): number =>
        Math.round(figures({ ...where, measure: 'places_registered', sector, statistic: 'mean' })[0]!.value);
      const cells = (row: string): string[] =>
        [...row.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, text]) => text!);
      const rows = [...behind.matchAll(/<tr>.*?<\/tr>/gs)]
        .map(([row]) => cells(row))
        .filter(([date]) => date === '31 March 2027');
      const sectors = ['local-authority', 'not-for-profit', 'for-profit'].map((sector) => String(mean(sector)));
      expect(rows.map((row) => row.slice(1))).toContainEqual(sectors);
      const [median] = figures({ ...where, measure: 'shortfall_compliant', statistic: 'p50' });
      expect(rows.flat().some((text) => text.startsWith(`${Math.round(median!.value)} (`))).toBe(true);
    }
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
