import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { robustnessCommand } from '../../src/cli/robustness.ts';
import { solveCommand } from '../../src/cli/solve.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { planOf } from '../simulation/small-country.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { shortScenario } from './short-scenario.ts';

const folder = await temporaryFolder();
const short = await shortScenario(folder);
const UNTIL = 'P(shortfall_compliant foster >= 15) <= 20 % in every region from 2025-06-30 to 2026-03-31';

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function call(command: typeof solveCommand, ...args: string[]): Promise<Answer> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await command(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const quick = (...more: string[]): string[] => [
  ...[short, '--data', THREE_AREAS, '--draws', '40', '--threads', '1', '--decided', '2024-04-01'],
  ...more,
];
const newPath = async (): Promise<string> => join(await mkdtemp(join(folder, 'out-')), 'answer');

describe('solve', () => {
  it('writes an answer that can be run, with amounts, money, risk, status and what it was asked', async () => {
    const out = await newPath();
    const answer = await call(solveCommand, ...quick('--until', UNTIL, '--out', out, '--no-frontier'));
    expect(answer.err).toContain('Check on 40 fresh draws');
    expect(answer.code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['charts', 'manifest.json', 'solution.csv', 'solution.yaml']);
    const rows = parse(await readFile(join(out, 'solution.csv')), { columns: true }) as Record<string, string>[];
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect(new Set(rows.map((row) => row['area_code']))).toEqual(new Set(['R1', 'R2', 'LAND']));
    for (const row of rows) {
      expect(row).toMatchObject({
        unit: 'households',
        lever: 'carers',
        until: UNTIL,
        status: 'illustrative',
        money_unit: 'gbp-2024-25',
      });
      expect(row['run_id']).toBe(manifest['run_id']);
      if (row['area_code'] !== 'LAND')
        expect(Number(row['probability_low'])).toBeLessThanOrEqual(Number(row['probability']));
    }
    const total = (area: string): number =>
      Number(rows.find((r) => r['area_code'] === area && r['year'] === 'all')!['amount']);
    expect(total('R1') + total('R2')).toBe(total('LAND'));
    expect(answer.out).toContain(`So that ${UNTIL}`);
    const data = orThrow(await loadDataSet(THREE_AREAS));
    const scenario = orThrow(await loadScenario(join(out, 'solution.yaml'), data, THREE_AREAS));
    expect(planOf(data, scenario).digest).toBe(manifest['plan_digest']);
  }, 240_000);

  it('says what is wrong, and writes nothing', async () => {
    const ends = async (...args: string[]): Promise<string> => {
      const { code, err } = await call(solveCommand, ...args);
      expect(code).toBe(2);
      return err;
    };
    expect(await ends()).toContain('No scenario is named');
    expect(await ends(short)).toContain('--until is missing');
    expect(await ends(...quick('--until', UNTIL, '--lever', 'homes'))).toContain('places, carers, conversion_support');
    expect(await ends(...quick('--until', UNTIL, '--decided', '2024'))).toContain('This is not a date');
    expect(await ends(...quick('--until', UNTIL.replace('20 %', '0 %')))).toContain('No finite number of draws');
    expect(await ends(...quick('--until', UNTIL, '--lever', 'places'))).toContain('can open before the tolerance ends');
    expect(await ends(...quick('--until', 'nonsense'))).toContain('nonsense');
    const out = await newPath();
    await ends(...quick('--until', UNTIL, '--out', out, '--draws', '7'));
    await expect(readdir(out)).rejects.toThrow('ENOENT');
  });
});

describe('robustness', () => {
  it('writes its table and says which option has the least largest regret', async () => {
    const out = await newPath();
    const other = await shortScenario(
      folder,
      'other',
      'levers:\n  - prevention: { from: 2024-06-01, entries_factor: 0.5 }\n',
    );
    const args = [short, other, '--data', THREE_AREAS, '--draws', '40', '--threads', '1', '--out', out];
    const answer = await call(robustnessCommand, ...args);
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('2 options against 20 parameter sets');
    expect((await readdir(out)).sort()).toEqual(['manifest.json', 'robustness.csv']);
    expect((await call(robustnessCommand, short)).code).toBe(2);
    expect((await call(robustnessCommand, short, other, '--threshold', 'waiting')).err).toContain('HEADLINE=NUMBER');
  }, 240_000);
});
