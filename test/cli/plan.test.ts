import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { planCommand } from '../../src/cli/plan.ts';
import { readRun } from '../../src/experiments/read-run.ts';
import { run } from '../../src/experiments/run.ts';
import { plan } from '../../src/reporting/sufficiency-plan/plan.ts';
import type { PlanContents } from '../../src/reporting/sufficiency-plan/plan-contents.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();
const legislated = join(folder, 'legislated');
const early = join(folder, 'early');

/** A run of the three areas to the end of the first plan year. */
async function runTo(out: string, name: string, more = ''): Promise<void> {
  const scenario = join(folder, `${name}.yaml`);
  await writeFile(scenario, `name: ${name}\ntitle: ${name}\nextends: as-legislated\nhorizon: 2028-03-31\n${more}`);
  await run({ scenario, dataDir: THREE_AREAS, draws: 8, threads: 1, out });
}

beforeAll(async () => {
  await runTo(legislated, 'legislated');
  const lever = (type: string): string => `- approval_date: {service_type: ${type}, date: 2026-04-01}\n`;
  await runTo(early, 'early', `levers:\n${lever('residential')}${lever('foster')}`);
}, 240_000);

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await planCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const newFolder = (): Promise<string> => mkdtemp(join(folder, 'out-'));

describe('plan', () => {
  it('writes a workbook and a CSV inside the run, and says what to heed', async () => {
    const { code, out, err } = await command(legislated, '--area', 'Aber');
    expect(err).toBe('');
    expect(code).toBe(0);
    const files = await readdir(join(legislated, 'plans'));
    expect(files.sort()).toEqual(['csv', 'docx', 'html', 'xlsx'].map((ending) => `T01-2027-28.${ending}`));
    for (const file of files) expect(out).toContain(join(legislated, 'plans', file));
    expect(out).toContain('Draft sufficiency plan 2027-28, Aber');
    expect(out).toContain('Status: illustrative');
    expect(out).toContain('Warning: The run made 8 draws. A plan needs at least 1,000');
  });

  it('gives the same bytes again, so that nothing is written over', async () => {
    const out = await newFolder();
    const args = [legislated, '--area', 'T02', '--out', out];
    await command(...args);
    const before = await readFile(join(out, 'T02-2027-28.xlsx'));
    expect((await command(...args)).code).toBe(0);
    expect((await readFile(join(out, 'T02-2027-28.xlsx'))).equals(before)).toBe(true);
  });

  it('keeps a file that somebody has written into, unless it is forced', async () => {
    const out = await newFolder();
    const args = [legislated, '--area', 'T02', '--out', out];
    await command(...args);
    const path = join(out, 'T02-2027-28.csv');
    await rm(join(out, 'T02-2027-28.xlsx'));
    await appendFile(path, 'our own words\r\n');
    const refused = await command(...args);
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.err).toContain(`${path}: The file is there already and holds something else.`);
    // Nothing is written when anything is refused.
    expect(await readdir(out)).not.toContain('T02-2027-28.xlsx');
    expect(await readFile(path, 'utf8')).toContain('our own words');
    expect((await command(...args, '--force')).code).toBe(0);
    expect(await readFile(path, 'utf8')).not.toContain('our own words');
  });

  it('drafts a plan for every authority', async () => {
    const out = await newFolder();
    expect((await command(legislated, '--area', 'all', '--out', out)).code).toBe(0);
    expect((await readdir(out)).filter((f) => f.endsWith('.xlsx')).sort()).toEqual([
      'T01-2027-28.xlsx',
      'T02-2027-28.xlsx',
      'T03-2027-28.xlsx',
    ]);
    // The plans of all together, for Ministers.
    expect((await readdir(out)).filter((f) => f.startsWith('all-')).sort()).toEqual(
      ['csv', 'docx', 'html'].map((ending) => `all-2027-28.${ending}`),
    );
  });

  it('writes the paper in Welsh beside the English one, and says what a translator must confirm', async () => {
    const out = join(folder, 'both');
    const answer = await command(legislated, '--area', 'Aber', '--language', 'both', '--out', out);
    expect(answer.code).toBe(0);
    expect(answer.out).toMatch(/Welsh: a translator must confirm or translate \d+ texts/);
    const name = 'T01-2027-28';
    const endings = ['-cy-for-translators.csv', '-cy.docx', '-cy.html', '.csv', '.docx', '.html', '.xlsx'];
    expect((await readdir(out)).sort()).toEqual(endings.map((ending) => `${name}${ending}`));
    const page = await readFile(join(out, `${name}-cy.html`), 'utf8');
    expect(page).toContain('<html lang="cy-GB">');
  });

  it.each([
    [['--area', 'Abre'], /--area: There is no such authority.*Did you mean Aber\?/],
    [['--area', 'R1'], /A plan is made by an authority; West is a region\. .*Aber \(T01\), Bryn \(T02\)\./],
    [['--area', 'LAND'], /Three Areas is the country/],
    [['--area', 'Aber', '--year', '2028-29'], /--year: The run does not cover this year.*2029-03-31/],
    [['--area', 'Aber', '--year', '2026-27'], /The duty covers 2027-28/],
    [['--area', 'Aber', '--year', 'soon'], /This is not a financial year/],
  ])('%j is refused with one message', async (args, message) => {
    const out = join(await newFolder(), 'none');
    const answer = await command(legislated, ...args, '--out', out);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(message);
    expect(answer.err.split('\n')).toHaveLength(1);
    await expect(readdir(out)).rejects.toThrow();
  });

  it('refuses a folder that is no run, and one of an older version', async () => {
    const empty = await newFolder();
    expect(await command(empty, '--area', 'Aber')).toMatchObject({
      code: 2,
      err: expect.stringContaining('finished run'),
    });
    const old = await newFolder();
    const manifest = JSON.parse(await readFile(join(legislated, 'manifest.json'), 'utf8')) as { files: object };
    const { 'inputs.json': _inputs, ...files } = manifest.files as Record<string, string>;
    await writeFile(join(old, 'manifest.json'), JSON.stringify({ ...manifest, files }));
    await writeFile(join(old, 'outcomes.parquet'), await readFile(join(legislated, 'outcomes.parquet')));
    const answer = await command(old, '--area', 'Aber');
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(/does not say what it was asked.*Make the run again/);
  });

  it('refuses a folder to write that is a file', async () => {
    const out = join(await newFolder(), 'taken');
    await writeFile(out, '');
    const answer = await command(legislated, '--area', 'Aber', '--out', out);
    expect(answer).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Nothing can be written there.') });
    const inside = join(await newFolder(), 'T01-2027-28.xlsx');
    await mkdir(inside);
    expect((await command(legislated, '--area', 'Aber', '--out', join(inside, '..'))).code).toBe(2);
  });

  it.each([
    [[], /No run is named/],
    [['a', 'b', '--area', 'Aber'], /Only one run/],
    [['a'], /No area is named/],
    [['a', '--place', 'b'], /--place/],
    [['a', '--area', 'Aber', '--language', 'fr'], /--language takes en, cy or both/],
  ])('%j is answered with the usage', async (args, message) => {
    const answer = await command(...args);
    expect(answer).toMatchObject({ code: 2, out: '' });
    expect(answer.err).toMatch(message);
    expect(answer.err).toContain('Usage: market-stability plan RUN --area AREA');
  });

  it('shows its usage when asked', async () => {
    expect(await command('--help')).toMatchObject({ code: 0, err: '', out: expect.stringContaining('Usage: ') });
  });
});

describe('the statutory number', () => {
  const numbers = (contents: PlanContents, number: string): PlanContents['figures'] =>
    contents.figures.filter((f) => f.number === number && f.values !== undefined);

  it('is 0 in every draw before approval is needed, while the shadow number is not', async () => {
    let shadow = 0;
    for (const area of ['T01', 'T02', 'T03']) {
      const { contents } = await plan({ run: legislated, area, out: await newFolder() });
      expect(numbers(contents, 'statutory').length).toBe(8);
      for (const { id, values } of numbers(contents, 'statutory'))
        expect(values, id).toMatchObject({ central: 0, low90: 0, high90: 0, average: 0, samplingError: 0 });
      shadow += numbers(contents, 'shadow')[0]!.values!.average!;
    }
    expect(shadow).toBeGreaterThan(1);
  });

  it('is the number of applications once approval is needed, and the shadow number is never added to it', async () => {
    const { figures } = await readRun(early);
    let applications = 0;
    let shadowed = 0;
    for (const area of ['T01', 'T02', 'T03']) {
      const { contents } = await plan({ run: early, area, out: await newFolder() });
      for (const [number, measure] of [
        ['statutory', 'supplementary_applications'],
        ['shadow', 'placements_would_need_approval'],
      ] as const) {
        for (const { id, where, values } of numbers(contents, number)) {
          const rows = figures({ ...where, measure, area_code: area, date: '2028-03-31', period: 'financial-year' });
          const value = (statistic: string): number => rows.find((row) => row.statistic === statistic)!.value;
          expect(Math.abs(values!.central - value('p50')), id).toBeLessThanOrEqual(0.5);
          expect(Math.abs(values!.average! - value('mean')), id).toBeLessThanOrEqual(0.05 + 1e-6);
          expect(values!.low90, id).toBeLessThanOrEqual(value('p05') + 1e-3);
          expect(values!.high90, id).toBeGreaterThanOrEqual(value('p95') - 1e-3);
        }
      }
      applications += numbers(contents, 'statutory')[0]!.values!.average!;
      shadowed += numbers(contents, 'shadow')[0]!.values!.average!;
      expect(contents.statutoryReason.join()).toContain('approval is needed from 1 April 2026, so all of the year');
    }
    expect(applications).toBeGreaterThan(1);
    // Each child who was applied for is in both; were one added to the other, the sum would be more than twice as large.
    expect(shadowed).toBeLessThan(2 * applications);
  });
});
