import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sensitivityCommand } from '../../src/cli/sensitivity.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { shortScenario } from './short-scenario.ts';

const folder = await temporaryFolder();
const scenario = await shortScenario(folder);
const out = join(folder, 'found');

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function command(...args: string[]): Promise<Answer> {
  const lines: string[] = [];
  const errors: string[] = [];
  const output = { out: (line: string) => lines.push(line), err: (line: string) => errors.push(line) };
  const code = await sensitivityCommand([...args, '--threads', '1', '--data', THREE_AREAS], output);
  return { code, out: lines.join('\n'), err: errors.join('\n') };
}

const small = [
  '--trajectories',
  '2',
  '--points',
  '2',
  '--top',
  '3',
  '--headline',
  'waiting-foster',
  '--headline',
  'cost',
];

describe('sensitivity', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await command(scenario, ...small, '--out', out);
  }, 120_000);

  it('writes tables, a page, charts and a record, and says how sure it is', async () => {
    expect(answer.code).toBe(0);
    expect((await readdir(out)).sort()).toEqual([
      'assumptions-with-effects.csv',
      'charts',
      'manifest.json',
      'sensitivity.csv',
      'summary.md',
    ]);
    expect((await readdir(join(out, 'charts'))).filter((f) => f.endsWith('.png')).sort()).toEqual([
      'cost-largest.png',
      'cost-through-time.png',
      'waiting-foster-largest.png',
      'waiting-foster-through-time.png',
    ]);
    expect(answer.out).toContain('A projection under a scenario, not a forecast.');
    expect(answer.out).toContain('A step that changes nothing moves this figure by 0, as it must.');
    expect(answer.out).toContain('this is a rough ranking');
    const page = await readFile(join(out, 'summary.md'), 'utf8');
    expect(page).toContain('One value only: ');
    expect(page).toContain('`places_per_new_home`');
    expect(page).toContain('Status: illustrative');
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as { designs: { draws: number }[] };
    expect(manifest.designs).toHaveLength(2);
    expect((await readFile(join(out, 'sensitivity.csv'), 'utf8')).split('\r\n')[0]).toMatch(
      /^method,scenario,headline,/,
    );
  });

  it('writes the effects back so that the table is read like the old one and gives the same plan', async () => {
    const copy = join(folder, 'with-effects');
    await cp(THREE_AREAS, copy, { recursive: true });
    const text = await readFile(join(out, 'assumptions-with-effects.csv'), 'utf8');
    const plain = join(folder, 'without-effects');
    await cp(THREE_AREAS, plain, { recursive: true });
    await writeFile(join(copy, 'assumptions.csv'), text);
    const [head, ...lines] = text.split('\r\n').map((line) => line.split(','));
    expect(head!.slice(-5)).toEqual(['effect', 'effect_unit', 'effect_class', 'headline', 'design_digest']);
    expect(lines.some((line) => line.at(-3) === 'High')).toBe(true);
    const cut = text.split('\r\n').map((line) => line.split(',').slice(0, -5).join(','));
    await writeFile(join(plain, 'assumptions.csv'), cut.join('\r\n'));
    const plans = await Promise.all(
      [copy, plain].map(async (dir) => {
        const set = await loadDataSet(dir);
        const data = orThrow(set);
        expect(data.repairs.filter((repair) => repair.file.endsWith('assumptions.csv'))).toEqual([]);
        return orThrow(buildPlan(data, orThrow(await loadScenario(scenario, data))));
      }),
    );
    expect(plans[0]!.dataDigest).toBe(plans[1]!.dataDigest);
    expect(plans[0]!.digest).toBe(plans[1]!.digest);
    await writeFile(join(copy, 'assumptions.csv'), text.replace(',High,', ',Huge,'));
    const refused = await loadDataSet(copy);
    expect(refused.ok ? 'accepted' : refused.problems[0]).toMatchObject({ column: 'effect_class', value: 'Huge' });
  });

  it('gives the same tables again, and does not write over another analysis', async () => {
    const before = await readFile(join(out, 'sensitivity.csv'), 'utf8');
    expect((await command(scenario, ...small, '--out', out)).code).toBe(0);
    expect(await readFile(join(out, 'sensitivity.csv'), 'utf8')).toBe(before);
    const other = await command(scenario, ...small, '--seed', '2', '--out', out);
    expect(other.code).toBe(2);
    expect(other.err).toContain('does not hold this run');
  }, 120_000);

  it.each([
    [['--headline', 'waiting-fostr'], 'Did you mean waiting-foster?'],
    [['--trajectories', '1'], 'A whole number from 2 to'],
    [['--points', '1'], 'A whole number from 2 to'],
    [['--top', '0'], 'A whole number from 1 to'],
    [['--top', '999'], 'A whole number from 1 to'],
    [['--levels', '4'], "Unknown option '--levels'"],
    [['another'], 'Only one scenario can be named.'],
  ])('refuses %j and writes nothing', async (args, message) => {
    const target = join(folder, 'refused');
    const refused = await command(scenario, ...args, '--out', target);
    expect(refused.code).toBe(2);
    expect(refused.err).toContain(message);
    await expect(readdir(target)).rejects.toThrow();
  });
});
