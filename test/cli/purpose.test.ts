import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { purposeCommand } from '../../src/cli/purpose.ts';
import { readDraws } from '../../src/experiments/read-blocks.ts';
import { readRun } from '../../src/experiments/read-run.ts';
import { run } from '../../src/experiments/run.ts';
import { quantileOfSorted } from '../../src/measures/quantile.ts';
import { linesOf, plainText } from '../../src/reporting/document/runs.ts';
import type { AimYear, PurposeRun } from '../../src/reporting/purpose/aims.ts';
import { directionOf } from '../../src/reporting/purpose/directions.ts';
import type { PastFigure } from '../../src/reporting/purpose/past.ts';
import { purpose } from '../../src/reporting/purpose/purpose.ts';
import type { PurposePanel } from '../../src/reporting/purpose/purpose.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { axeViolations } from '../reporting/document/page.ts';
import { wordProblems } from '../reporting/document/word-checks.ts';

const folder = await temporaryFolder();
const base = join(folder, 'base');
const less = join(folder, 'less');
const record = join(folder, 'record.csv');
let panel: PurposePanel;

const PREVENTION = 'levers:\n- prevention: {from: 2025-04-01, ramp_months: 0, entries_factor: 0.5}\n';

beforeAll(async () => {
  const data = join(folder, 'data');
  await cp(THREE_AREAS, data, { recursive: true });
  await writeFile(
    join(data, 'flows.csv'),
    'year_ending,area_code,age_band,measure,children,status,source\n' +
      '2023-03-31,LAND,all,started,70,published,made up\n2024-03-31,LAND,all,started,81,estimated,made up\n',
  );
  await writeFile(
    record,
    'date,area_code,measure,value,status,source\n2024-03-31,LAND,home_area_share,0.61,published,"made up; =1+1 <b>"\n',
  );
  for (const [out, name, lever] of [
    [base, 'base', ''],
    [less, 'less', PREVENTION],
  ] as const) {
    const scenario = join(folder, `${name}.yaml`);
    await writeFile(
      scenario,
      `name: ${name}\ntitle: Made up ${name}\nextends: as-legislated\nhorizon: 2027-03-31\n${lever}`,
    );
    await run({ scenario, dataDir: data, draws: 10, threads: 1, out });
  }
  panel = await purpose({ runs: [less, base], recorded: record, languages: ['en', 'cy'], area: 'LAND' });
}, 120_000);

const textOf = (made: PurposePanel, i = 0): string =>
  linesOf(made.documents[i]!)
    .map(({ runs }) => plainText(runs))
    .join('\n');
const bytesOf = (made: PurposePanel, end: string): Promise<Buffer> =>
  readFile(made.files.find((path) => path.endsWith(end))!);
const newFolder = (): Promise<string> => mkdtemp(join(folder, 'out-'));
async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const [out, err] = [[] as string[], [] as string[]];
  const code = await purposeCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The draws of a figure, found by its row in outcomes.csv and not by the grid. */
async function drawsOf(folder_: string, measure: string, date: string, period?: string): Promise<number[]> {
  const { manifest, rows } = await readRun(folder_);
  const { index, column } = await readDraws(folder_, manifest);
  const cell = rows
    .figures()
    .findIndex(
      (f) =>
        f.measure === measure &&
        f.area_code === 'LAND' &&
        f.date === date &&
        (period === undefined || f.period === period) &&
        [f.service_type, f.sector, f.age_band, f.reason].every((d) => d === 'all'),
    );
  const values = new Float32Array(index.draws);
  column(cell, values);
  return [...values];
}

const median = (values: readonly number[]): number =>
  quantileOfSorted(
    [...values].sort((a, b) => a - b),
    0.5,
  );
const plotted = (made: PurposePanel, scenario: string, aim: string, date: string): number =>
  made.chart.table.rows.find((r) => r['scenario'] === scenario && r['aim'] === aim && r['date'] === date)![
    'p50'
  ] as number;

describe('purpose', () => {
  it('works the three figures out inside each draw', async () => {
    const date = '2027-03-31';
    const flow = (measure: string): Promise<number[]> => drawsOf(less, measure, date, 'financial-year');
    const [started, months, ceased] = await Promise.all(
      ['children_started', 'months_in_care', 'children_ceased'].map(flow),
    );
    const [all, elsewhere, outside] = await Promise.all(
      ['children_looked_after', 'placed_out_of_area', 'placed_outside_wales'].map((m) => drawsOf(less, m, date)),
    );
    expect(started!.some((n) => n > 0) && elsewhere!.some((n) => n > 0)).toBe(true);
    expect(plotted(panel, 'less', 'entries', date)).toBe(median(started!));
    // Draws are kept as 32-bit numbers.
    expect(plotted(panel, 'less', 'stay', date)).toBeCloseTo(median(months!.map((m, d) => m / ceased![d]!)), 4);
    const home = all!.map((n, d) => (100 * (n - elsewhere![d]! - outside![d]!)) / n);
    expect(plotted(panel, 'less', 'home', date)).toBeCloseTo(median(home), 4);
  });

  it('says that fewer come in where half are prevented, and that it is not clear where nothing is done', () => {
    const [less_, , , base_] = panel.directions;
    expect(less_).toMatchObject({ aim: 'entries', verdict: 'below', below: 1 });
    expect(less_!.base).toMatchObject({ kind: 'recorded', figure: { value: 81, status: 'estimated' } });
    expect(base_!.aim).toBe('entries');
    const text = textOf(panel);
    expect(text).toMatch(
      /Fewer children come in\. In 2026-27 \d+ \(between \d+ and \d+\) children start .* against 81 recorded in 2023-24: fewer in all of the 10 runs\./,
    );
    expect(text).toContain('Whether children are safe and well.');
    expect(panel.chart.table.rows.filter((r) => r['recorded'] !== null).map((r) => r['recorded'])).toEqual([
      70, 81, 61,
    ]);
    expect(panel.chart.scenarioLine).toContain('Made up less');
    expect(textOf(panel)).toContain('nothing recorded here');
  });

  it('is sound in Word, HTML and Markdown, in both languages, and the same bytes again', async () => {
    for (const language of ['en', 'cy']) {
      expect(wordProblems(await bytesOf(panel, `${language}.docx`))).toEqual([]);
      const html = (await bytesOf(panel, `${language}.html`)).toString();
      expect(html).toContain('=1+1 &lt;b&gt;');
    }
    const welsh = (await bytesOf(panel, 'cy.html')).toString();
    expect(await axeViolations(welsh)).toEqual([]);
    expect(textOf(panel, 1)).toContain('[EN] ');
    const numbers = parse(await bytesOf(panel, 'en-numbers.csv'), { columns: true, bom: true }) as Record<
      string,
      string
    >[];
    expect(numbers.every((row) => row['value'] !== '' && row['run_id'] !== '')).toBe(true);
    const out = await newFolder();
    const again = await purpose({ runs: [less, base], recorded: record, area: 'LAND', out });
    expect(again.files.length).toBeGreaterThan(7);
    for (const file of again.files.filter((name) => !name.endsWith('.json')))
      expect((await readFile(file)).equals(await bytesOf(panel, basename(file))), file).toBe(true);
  });

  it('marks the page of an authority as a working copy, without a past where nothing is recorded', async () => {
    const out = await newFolder();
    const made = await command(base, '--area', 'T01', '--year', '2025-26', '--out', out);
    expect(made.code).toBe(0);
    expect(made.out).toMatch(
      /come in\. In 2025-26 .* in 2024-25, the first year projected: .*\n.*(less long|longer)\. .*\n.*own area\. /,
    );
    const page = await readFile(join(out, 'purpose-T01-en.md'), 'utf8');
    expect(page).toContain('not for publication');
    expect(page).toContain('nothing recorded here');
    expect(await readFile(join(out, 'purpose-T01.svg'), 'utf8')).toContain(
      'No past is recorded here of: children who start',
    );
  });

  it('refuses what it cannot use, in one message, and writes nothing', async () => {
    const many = await command(base, base, base, base);
    expect([many.code, many.err]).toEqual([2, expect.stringContaining('do not fit on a page')]);
    expect((await command(base, '--year', '2040-41')).err).toContain('From 2024-25 to 2026-27.');
    expect((await command(base, '--area', 'Atlantis')).err).toContain('There is no such area');
    const wrong = join(folder, 'wrong.csv');
    await writeFile(wrong, (await readFile(record, 'utf8')).replace('0.61', '61'));
    const refused = await command(base, '--recorded', wrong);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('Write 66% as 0.66')]);
    expect((await command()).code).toBe(2);
    expect((await command(base, '--language', 'fr')).code).toBe(2);
    const bare = join(folder, 'bare');
    await cp(base, bare, { recursive: true });
    await rm(join(bare, 'blocks'), { recursive: true });
    expect((await command(bare)).err).toContain('The draws of the run are not there');
  });
});

describe('a direction', () => {
  const yearOf = (yearEnding: number, values: number[]): AimYear => ({
    yearEnding,
    date: `${yearEnding}-03-31`,
    values: Float32Array.from(values),
    statistics: new Map(),
    status: 'estimated',
  });
  const runOf = (...years: AimYear[]): PurposeRun => ({ aims: { entries: years, stay: years, home: years } }) as never;
  const ten = (low: number): number[] => Array.from({ length: 10 }, (_, i) => (i < low ? 1 : 3));
  const past = [{ aim: 'entries', yearEnding: 2024, value: 2 }] as PastFigure[];

  it('is told only where nine runs in ten agree', () => {
    const verdict = (low: number): string | undefined =>
      directionOf(runOf(yearOf(2025, ten(5)), yearOf(2031, ten(low))), 'entries', 2031, past)?.verdict;
    expect([9, 8, 2, 1].map(verdict)).toEqual(['below', 'unclear', 'unclear', 'above']);
  });

  it('is set against the same draw of the first year where nothing is recorded, and passes over draws without a figure', () => {
    const first = [1, 2, 3, NaN];
    const found = directionOf(runOf(yearOf(2025, first), yearOf(2031, [0, 1, 3, 9])), 'stay', 2031, past)!;
    expect(found).toMatchObject({ below: 2 / 3, above: 0, verdict: 'unclear' });
    expect(directionOf(runOf(yearOf(2025, first)), 'stay', 2025, past)).toBeUndefined();
    expect(directionOf(runOf(yearOf(2025, first)), 'stay', 2031, past)).toBeUndefined();
  });
});
