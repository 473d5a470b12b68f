import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { compareCommand } from '../../src/cli/compare.ts';
import { run } from '../../src/experiments/run.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { shortScenario } from './short-scenario.ts';

const folder = await temporaryFolder();
const plain = await shortScenario(folder, 'plain');
const more = await shortScenario(
  folder,
  'more',
  `levers:
  - places: {area: T01, service_type: residential, sector: local-authority, places: 9, opens: 2024-10-01}
assumptions:
  staffed_share: 0.9
`,
);
const at = (name: string): string => join(folder, name);

async function command(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await compareCommand(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('compare RUN RUN', () => {
  beforeAll(async () => {
    for (const [name, scenario] of Object.entries({ plain, more }))
      await run({ scenario, dataDir: THREE_AREAS, draws: 6, seed: 1, threads: 1, out: at(name) });
  }, 120_000);

  it('says what differs, how sure that is, and where the files are', async () => {
    const answer = await command(at('plain'), at('more'), '--levels', 'country', '--out', at('compared'));
    expect(answer.err).not.toContain('Usage');
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('Short against Short: 6 draws on the same luck, seed 1');
    expect(answer.out).toContain('Projections under scenarios, not forecasts.');
    expect(answer.out).toMatch(
      /places-local-authority; illustrative\)\n {2}plain: .*\n {2}more: .*\n {4}difference 9;/,
    );
    expect(answer.out).toContain('above in all of the 6 runs');
    expect(answer.out).toContain('Warning: Only 6 draws');
    for (const file of ['comparison.csv', 'comparison.parquet', 'headlines.csv'])
      expect(answer.out).toContain(join(at('compared'), file));
  });

  it.each([
    [[], 'Two or more runs are compared'],
    [['a'], 'Two or more runs are compared'],
    [['a', 'b', '--draws', '10'], '--draws belongs to --waterfall'],
    [['a', 'b', '--waterfall', 'cost', '--levels', 'region'], '--levels does not go with --waterfall'],
    [['a', 'b', 'c', '--waterfall', 'cost'], 'name two'],
    [['a', 'b', '--waterfall', 'cost', '--by', 'area'], '--by takes change or kind'],
    [['a', 'b', '--nonsense'], "Unknown option '--nonsense'"],
  ])('refuses %j with the usage', async (args, message) => {
    const answer = await command(...args);
    expect([answer.code, answer.out]).toEqual([2, '']);
    expect(answer.err).toContain(message);
    expect(answer.err).toContain('Usage: market-stability compare');
  });

  it('refuses what is no run, in one message without usage', async () => {
    const answer = await command(at('plain'), at('nothing'));
    expect(answer.code).toBe(2);
    expect(answer.err).toContain('not the folder of a finished run');
    expect(answer.err).not.toContain('Usage');
  });
});

describe('compare SCENARIO SCENARIO --waterfall', () => {
  const waterfall = (...args: string[]): ReturnType<typeof command> =>
    command(plain, more, '--data', THREE_AREAS, '--threads', '1', ...args);

  it('says what each change adds, and writes rows that add up', { timeout: 60_000 }, async () => {
    const answer = await waterfall(
      '--waterfall',
      'cost,places-local-authority',
      '--draws',
      '6',
      '--out',
      at('waterfall'),
    );
    expect(answer.err).toContain('24 of 24 draws');
    expect(answer.code).toBe(0);
    expect(answer.out).toContain('2 changes shared out by the Shapley value');
    expect(answer.out).toMatch(/ {4}9: Lever places: 9 residential places/);
    expect((await readdir(at('waterfall'))).sort()).toEqual(['manifest.json', 'waterfall.csv']);
    const rows: Record<string, string>[] = parse(await readFile(join(at('waterfall'), 'waterfall.csv')), {
      columns: true,
    });
    const mean = (headline: string, role: string): number[] =>
      rows
        .filter((r) => r['headline'] === headline && r['role'] === role && r['statistic'] === 'mean')
        .map((r) => Number(r['value']));
    for (const headline of ['cost', 'places-local-authority']) {
      const changes = mean(headline, 'change');
      expect(changes).toHaveLength(2);
      const [difference] = mean(headline, 'difference');
      // Seven digits are written.
      expect(changes.reduce((a, b) => a + b, 0) / difference!).toBeCloseTo(1, 5);
    }
    expect(new Set(rows.map((r) => r['status']))).toEqual(new Set(['illustrative']));
  });

  it('refuses a headline that does not exist, and scenarios that do the same', async () => {
    const wrong = await waterfall('--waterfall', 'costs', '--out', at('never'));
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('Did you mean cost?');
    const same = await command(plain, plain, '--data', THREE_AREAS, '--waterfall', 'all', '--out', at('never'));
    expect(same.err).toContain('do the same');
    const few = await waterfall('--waterfall', 'cost', '--draws', '2', '--out', at('never'));
    expect(few.err).toContain('--draws');
    expect(await readdir(at('never')).catch(() => 'nothing')).toBe('nothing');
  });
});
