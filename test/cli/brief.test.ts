import { cp, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { briefCommand } from '../../src/cli/brief.ts';
import { InputError } from '../../src/domain/errors.ts';
import { readRun } from '../../src/experiments/read-run.ts';
import { run } from '../../src/experiments/run.ts';
import { brief } from '../../src/reporting/briefing/brief.ts';
import type { Brief } from '../../src/reporting/briefing/brief.ts';
import type { NumberRun } from '../../src/reporting/document/model.ts';
import { answersCsv } from '../../src/reporting/language/answers.ts';
import { checkDocument } from '../../src/reporting/document/check-document.ts';
import { documentHtml } from '../../src/reporting/document/html.ts';
import { linesOf, plainText } from '../../src/reporting/document/runs.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { axeViolations } from '../reporting/document/page.ts';

const folder = await temporaryFolder();
const base = join(folder, 'base');
const more = join(folder, 'more');
const real = join(folder, 'real');
let both: Brief;
let changed: Brief;

const LEVER =
  'levers:\n- places: {area: T01, service_type: residential, sector: local-authority, places: 6, opens: 2028-04-01}\n';

/** A run of the three areas past the day on which placements need approval. */
async function runOf(out: string, name: string, lever = '', dataDir = THREE_AREAS): Promise<void> {
  const scenario = join(folder, `${name}.yaml`);
  await writeFile(
    scenario,
    `name: ${name}\ntitle: Made up ${name}\nextends: as-legislated\nhorizon: 2031-03-31\n${lever}`,
  );
  await run({ scenario, dataDir, draws: 6, threads: 1, out });
}

beforeAll(async () => {
  await runOf(base, 'base');
  await runOf(more, 'more', LEVER);
  const data = join(folder, 'real-data');
  await cp(THREE_AREAS, data, { recursive: true });
  for (const file of await readdir(data)) {
    const text = await readFile(join(data, file), 'utf8');
    await writeFile(join(data, file), text.replaceAll(/,illustrative,/g, ',published,'));
  }
  await runOf(real, 'base', '', data);
  both = await brief({ runs: [base, more], previous: more, languages: ['en', 'cy'], marking: 'OFFICIAL-SENSITIVE' });
  // An input changed: six more places.
  changed = await brief({ runs: [more], out: await newFolder() });
}, 240_000);

const fileOf = (made: Brief, end: string): Promise<string> =>
  readFile(
    made.files.find((path) => path.endsWith(end))!,
    'utf8',
  );
const numbersOf = (made: Brief): NumberRun[] =>
  linesOf(made.papers[0]!.document).flatMap(({ runs }) => runs.filter((r): r is NumberRun => r.kind === 'number'));
const newFolder = (): Promise<string> => mkdtemp(join(folder, 'out-'));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await briefCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** Writes what a person says of a paper. Answers its path. */
async function textFile(content: string): Promise<string> {
  const path = join(await newFolder(), 'paper.yaml');
  await writeFile(path, content);
  return path;
}

describe('the paper', () => {
  it('has the sections of a Board paper in their order, and each recommendation asks the Board', () => {
    const { blocks } = both.papers[0]!.document;
    const headings = blocks.flatMap((b) => (b.kind === 'heading' ? [plainText(b.runs)] : []));
    expect(headings.map((h) => h.replace(' [drafted]', ''))).toEqual([
      ...[
        'Purpose',
        'Recommendations',
        'Bottom line',
        'Background and legal dates',
        'Analysis',
        'Uncertainty and limits',
      ],
      ...['Risks', 'Finance', 'Legal', 'Integrated impact', 'Communications and engagement', 'Next steps'],
      ...[
        'Annex 1: integrated impact assessment',
        'Annex 2: charts and tables',
        'Annex 3: assumptions of the scenarios',
      ],
      ...['Annex 4: method and record of the runs', 'Annex 5: sources', 'Annex 6: glossary'],
    ]);
    expect(headings.filter((h) => h.endsWith('[drafted]'))).toHaveLength(12);
    const [recommendations, bottom] = blocks.filter((b) => b.kind === 'list');
    for (const item of recommendations!.items) expect(plainText(item)).toMatch(/^The Board is asked to /);
    expect(bottom!.items).toHaveLength(3);
    expect(blocks.filter((b) => b.kind === 'picture').length).toBeLessThanOrEqual(3);
    const impact = blocks.find((b) => b.kind === 'table' && plainText(b.caption).includes('integrated impact'));
    expect(impact?.kind === 'table' && plainText(impact.rows[0]![0]!)).toBe("Children's rights");
    for (const { document, problems } of both.papers) {
      expect(problems).toEqual([]);
      expect(checkDocument(document)).toEqual([]);
    }
  });

  it('has the run, the marking and the status on every page of each file', async () => {
    const { run_id } = JSON.parse(await readFile(join(base, 'manifest.json'), 'utf8')) as { run_id: string };
    const word = unzipSync(await readFile(both.files.find((f) => f.endsWith('brief-en.docx'))!));
    const [header, footer] = ['word/header1.xml', 'word/footer1.xml'].map((path) => strFromU8(word[path]!));
    expect(header).toContain(run_id);
    expect(header).toContain('OFFICIAL-SENSITIVE');
    expect(footer).toContain('Status: illustrative');
    const page = await fileOf(both, 'brief-en.html');
    expect(page).toMatch(new RegExp(`@top-left \\{ content: "Run ${run_id}.*OFFICIAL-SENSITIVE`));
    expect(page).toMatch(/@bottom-left \{ content: "Status: illustrative/);
    expect(await fileOf(both, 'brief-en.md')).toMatch(/Status: illustrative/);
  });

  it('passes axe-core, in Welsh as well', async () => {
    // A few rows of each table have every kind of part that the page has.
    const { document } = both.papers[1]!;
    const blocks = document.blocks.map((b) => (b.kind === 'table' ? { ...b, rows: b.rows.slice(0, 2) } : b));
    expect(await axeViolations(documentHtml({ ...document, blocks }))).toEqual([]);
  });

  it('binds every number to the outcomes of its run', async () => {
    const runs = await Promise.all([base, more].map(readRun));
    const byId = new Map(runs.map((r) => [r.manifest.run_id, r]));
    const rows = (await fileOf(both, 'brief-en-numbers.csv')).trim().split('\n').length - 1;
    const numbers = numbersOf(both);
    expect(numbers.length).toBe(rows);
    expect(numbers.length).toBeGreaterThan(100);
    expect(new Set(numbers.map((n) => n.run_id)).size).toBe(2);
    // Acceptance test: a number of the paper is the cell of the outcomes that its reference names.
    const plain = numbers.filter((n) =>
      /^(base|more)@children_displaced\.all\.LAND\.2030-31\.p50-cell$/.test(n.reference),
    );
    expect(plain.length).toBeGreaterThan(0);
    for (const { reference, run_id, text } of plain) {
      const of = (statistic: string): number =>
        byId.get(run_id)!.figures({
          measure: 'children_displaced',
          area_code: 'LAND',
          date: '2031-03-31',
          period: 'financial-year',
          statistic,
        })[0]!.value;
      expect(text.startsWith(String(Math.round(of('p50')))), reference).toBe(true);
    }
  });

  it('follows the run when an input changes, and keeps no number of the old one', async () => {
    const ids = new Set(numbersOf(changed).map((n) => n.run_id));
    const { run_id } = JSON.parse(await readFile(join(more, 'manifest.json'), 'utf8')) as { run_id: string };
    expect([...ids]).toEqual([run_id]);
    const printed = (made: Brief): Map<string, string> =>
      new Map(
        numbersOf(made)
          .filter((n) => n.run_id === numbersOf(made)[0]!.run_id)
          .map((n) => [n.reference.replace(/^(base|more)@/, ''), n.text]),
      );
    const [before, after] = [printed(both), printed(changed)];
    const share = [...after].filter(([reference]) => before.has(reference));
    expect(share.length).toBeGreaterThan(20);
    expect(share.some(([reference, text]) => before.get(reference) !== text)).toBe(true);
  });

  it('says illustrative only while the data are', async () => {
    expect(await fileOf(both, 'brief-en.md')).toContain('illustrative');
    const made = await brief({ runs: [real], out: await newFolder() });
    for (const end of ['brief-en.html', 'brief-en.md', 'manifest.json'])
      expect(await fileOf(made, end), end).not.toMatch(/illustrative|stand-in/i);
    for (const block of made.papers[0]!.document.blocks)
      if (block.kind === 'picture') expect(block.svg).not.toMatch(/illustrative|stand-in/i);
  });
});

describe('the Welsh paper', () => {
  it('is in verified Welsh or marked English, with the language of each, and lists what a translator must see', async () => {
    const paper = both.papers[1]!;
    const headings = paper.document.blocks.flatMap((b) => (b.kind === 'heading' ? [plainText(b.runs)] : []));
    expect(headings.slice(0, 3).map((h) => h.replace(' [drafted]', ''))).toEqual(['Diben', 'Argymhellion', 'Crynodeb']);
    expect(paper.document.title).toContain('Three Areas');
    const page = await fileOf(both, 'brief-cy.html');
    expect(page).toContain('<html lang="cy-GB">');
    expect(page).toMatch(/<span lang="en-GB">\[EN\] <\/span>/);
    expect(page).toContain('31 Mawrth 2030');
    expect(paper.left.join(' ')).toMatch(/A translator must confirm or translate \d+ items/);
    const asked = await fileOf(both, 'brief-cy-for-translators.csv');
    expect(asked.split('\r\n')[0]).toBe('\ufeffid,asked,english,welsh,status');
    expect(asked).toMatch(/^purpose\.text,translate,/m);
  });

  it('has its charts in Welsh, with their alternative text whole', () => {
    const [english, welsh] = both.papers.map(({ document }) => document.blocks.filter((b) => b.kind === 'picture'));
    expect(welsh!.length).toBe(english!.length);
    for (const [i, picture] of welsh!.entries()) {
      expect(picture.language).toBe('cy');
      expect(picture.svg).toContain('Statws: enghreifftiol.');
      expect(picture.svg).toContain('rhediad ');
      expect(picture.svg).not.toBe(english![i]!.svg);
      expect(picture.alt).toMatch(/Mawrth 20\d\d\)?\.$/);
      expect(english![i]!.language).toBe('en');
      expect(english![i]!.svg).toContain('Status: illustrative.');
    }
  });

  it('takes what a translator has confirmed, says so in its manifest, and asks no more for it', async () => {
    const answers = join(await newFolder(), 'answers.csv');
    const english = 'Risks';
    const own = 'Decide about homes.';
    const answer = { english, welsh: 'Risgiau', confirmed_by: 'A Translator', date: '2026-11-20' };
    await writeFile(
      answers,
      answersCsv([
        { ...answer, id: 'briefing/heading.risks' },
        { ...answer, id: 'paper/sections.purpose, paragraph 1', english: own, welsh: 'Penderfynu am gartrefi.' },
        { ...answer, id: 'briefing/heading.finance', english: 'Money', welsh: 'Arian' },
      ]),
    );
    const text = await textFile(`sections: { purpose: ${own} }\n`);
    const out = await newFolder();
    const said = await command(base, '--language', 'cy', '--text', text, '--answers', answers, '--out', out);
    expect(said.out).toContain('Welsh: 1 texts confirmed by translators');
    expect(said.out).toContain('Lapsed: briefing/heading.finance. Its English has changed since.');
    const page = await readFile(join(out, 'brief-cy.html'), 'utf8');
    expect(page).toMatch(/<h2 id="risks">Risgiau/);
    expect(page).toContain('<p>Penderfynu am gartrefi.</p>');
    const asked = await readFile(join(out, 'brief-cy-for-translators.csv'), 'utf8');
    expect(asked).not.toMatch(/^(heading\.risks|"?sections\.purpose)/m);
    expect(asked).toMatch(/^heading\.finance,translate/m);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as { welsh_answers: object };
    expect(manifest.welsh_answers).toMatchObject({ in_force: 1, lapsed: ['briefing/heading.finance'] });
  });

  it('is no release with a term that nobody has approved, or a name that is misspelt', async () => {
    const text = await textFile(
      'sections:\n  purpose:\n    en: July in Anglesey\n    cy: Gorffennhaf ym Ynys Mon, a chapasiti\n    approved_by: A Translator\n',
    );
    const made = await brief({ runs: [base], languages: ['cy'], text, out: await newFolder() });
    expect(made.papers[0]!.left.join(' ')).toContain('A translator must');
    const asked = await fileOf(made, 'brief-cy-for-translators.csv');
    expect(asked).toContain('mend the spelling,,Gorffennhaf -> Gorffennaf');
    expect(asked).toContain('mend the spelling,,Ynys Mon -> Ynys Môn');
    expect(asked).toContain('confirm the term,capacity,capasiti,U');
  });
});

describe('what people write', () => {
  it('takes the place of the draft, bound to its numbers', async () => {
    const text = await textFile(
      'paper: {number: RP-12, author: Analysis team, sro: A Director, for: decision, meeting_date: 2026-12-10}\n' +
        'reviewed: [legal]\n' +
        'recommendations: [The Board is asked to agree.]\n' +
        'sections:\n  purpose: "Waiting: {{children_waiting.all.three-areas.2030-03-31.p50-range}} children."\n' +
        'next_steps: [{action: "Write to <b>councils</b>", owner: A Person, date: 2026-12-20}]\n',
    );
    const { code, out, err } = await command(base, '--text', text, '--out', await newFolder());
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/Drafted sections that nobody has approved: bottom-line, background/);
    expect(out).not.toContain('The paper has no');
    const page = await readFile(/\S+brief-en\.html/.exec(out)![0], 'utf8');
    expect(page).toMatch(
      /Waiting: <data value="children_waiting.all.three-areas.2030-03-31.p50-range">[\d,]+( \(between|<)/,
    );
    expect(page).toContain('Write to &lt;b&gt;councils&lt;/b&gt;');
    expect(page).toContain('Meeting: 10 December 2026');
    expect(page).toContain('<h2 id="purpose">Purpose</h2>');
  });

  it('is refused with the place of each fault and how to mend it, and a release while anything is left to do', async () => {
    const text = await textFile(
      'run_id: 0123456789abcdef\n' +
        'sections:\n' +
        '  finance: About 120 children wait.\n' +
        '  legal: "{{gone.all.wales.2030Q1.p50}}"\n' +
        '  risks: ["{{children_waiting.all.LAND.2030-03-31.p50}} wait.", It is highly likely that homes close.]\n' +
        '  communications: This forecast is bad.\n',
    );
    const out = join(await newFolder(), 'paper');
    const { code, err } = await command(base, '--text', text, '--release', '--out', out);
    expect(code).toBe(1);
    for (const message of [
      /section "Finance", paragraph 1: A number is typed.*Found "120".*Mend: Put a reference/,
      /sections.legal, paragraph 1: There is no area "wales".*Found "\{\{gone/,
      /section "Risks", paragraph 1: .* without its range.*Mend: Write \{\{children_waiting.all.LAND.2030-03-31.p50-range\}\}/,
      /section "Risks", paragraph 2: A word of likelihood stands without its probability.*"highly likely"/,
      /section "Communications and engagement", paragraph 1: .*called a forecast/,
      /The text was written about another run than [0-9a-f]{16}/,
      /Before release: The figures are illustrative/,
    ])
      expect(err).toMatch(message);
    expect(err).toContain('Nothing was written.');
    await expect(readdir(out)).rejects.toThrow();
  });

  it('is refused where its form is wrong, by line', async () => {
    const { code, err } = await command(base, '--text', await textFile('paper:\n  numbr: 3\n'));
    expect(code).toBe(2);
    expect(err).toContain('column paper: This key is not known here. Found "numbr".');
  });
});

describe('what goes in', () => {
  it('has the risks of its own run, the highest first', async () => {
    const { run_id } = JSON.parse(await readFile(join(base, 'manifest.json'), 'utf8')) as { run_id: string };
    const header =
      'risk_id,title,state,kind,scheme,run_id,likelihood_label,impact_label,score,band,owner,confidence,status\n';
    const rows = (id: string): string =>
      `${header}R1,Low one,current,modelled,npsa 1,${id},Unlikely,Minor,4,Moderate,,Low,illustrative\n` +
      `R2,=High one,current,modelled,npsa 1,${id},Likely,Major,16,Extreme,A Person,Low,illustrative\n` +
      `R2,=High one,current,agreed,npsa 1,${id},Certain,Major,20,Extreme,A Person,Low,illustrative\n`;
    const scores = join(await newFolder(), 'risk-scores.csv');
    await writeFile(scores, rows(run_id));
    const text = await textFile('above_tolerance: [Extreme]\n');
    const made = await brief({ runs: [base], scores, text, out: await newFolder() });
    const table = made.papers[0]!.document.blocks.find(
      (b) => b.kind === 'table' && plainText(b.caption).includes('scheme npsa 1'),
    );
    expect(table?.kind === 'table' && table.rows.map((row) => row.map(plainText))).toEqual([
      ['R2: =High one', 'Certain', 'Major', '20, Extreme', 'A Person'],
    ]);
    expect(plainText(made.papers[0]!.document.header[0]!)).toContain('Risk scheme: npsa 1.');
    await writeFile(scores, rows('ffffffffffffffff'));
    await expect(brief({ runs: [base], scores })).rejects.toThrow('The scores are of another run than the paper.');
  });

  it('is refused where runs cannot stand side by side, or the area is not there', async () => {
    await expect(brief({ runs: [base, base] })).rejects.toThrow('Two runs are of one scenario.');
    await expect(brief({ runs: [base], area: 'Mars' })).rejects.toBeInstanceOf(InputError);
    const { code, err } = await command(base, '--language', 'fr');
    expect([code, err]).toEqual([2, expect.stringContaining('--language takes en, cy or both.')]);
  });

  it('gives the same bytes again', async () => {
    const out = await newFolder();
    const again = await brief({ runs: [more], out });
    for (const path of again.files) {
      const first = changed.files.find((f) => basename(f) === basename(path))!;
      expect(Buffer.compare(await readFile(first), await readFile(path)), path).toBe(0);
    }
  });
});
