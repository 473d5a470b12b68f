import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { backtestCommand } from '../../src/cli/backtest.ts';
import { forecastCommand } from '../../src/cli/forecast.ts';
import { temporaryFolder } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();

const AREAS = [
  'area_code,level,name_en,name_cy,region_code,parent',
  'A1,authority,One,Un,R1,R1',
  'A2,authority,Two,Dau,R1,R1',
  'R1,region,Region,Rhanbarth,,C',
  'C,country,Country,Gwlad,,',
  'OUT,outside,Outside,Y tu allan,,',
].join('\n');
const COUNTS = [
  'date,area_code,placement_type,age_band,children,children_low,children_high,status,source',
  ...Array.from({ length: 9 }, (_, t) =>
    ['A1', 'A2'].map(
      (area, a) => `${2014 + t}-03-31,${area},all,all,${(a + 1) * 100 + 7 * t + ((t * t) % 5)},,,published,made up`,
    ),
  ).flat(),
].join('\n');

async function command(
  run: typeof forecastCommand,
  ...args: string[]
): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function history(name: string, text = COUNTS): Promise<string> {
  await writeFile(join(folder, 'areas.csv'), AREAS);
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

describe('forecast', () => {
  it('writes every level of areas at the anniversaries of the last date, and says what it is not', async () => {
    const file = await history('counts.csv');
    const out = join(folder, 'forecast');
    const {
      code,
      out: said,
      err,
    } = await command(forecastCommand, file, '--horizon', '2', '--draws', '200', '--out', out);
    expect(code, err).toBe(0);
    expect(said).toContain('No law, scenario or plan is in it.');
    const rows = parse<Record<string, string>>(await readFile(join(out, 'forecast.csv'), 'utf8'), { columns: true });
    expect(rows.map((r) => `${r['area_code']} ${r['date']}`)).toEqual(
      ['A1', 'A2', 'R1', 'C'].flatMap((a) => [`${a} 2023-03-31`, `${a} 2024-03-31`]),
    );
    for (const row of rows) {
      const quantiles = ['p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'].map((q) => Number(row[q]));
      expect(quantiles).toEqual([...quantiles].sort((a, b) => a - b));
      expect(row['status']).toBe('estimated');
    }
    // The same again is the same bytes; another seed wants another folder.
    const before = await readFile(join(out, 'forecast.csv'), 'utf8');
    expect((await command(forecastCommand, file, '--horizon', '2', '--draws', '200', '--out', out)).code).toBe(0);
    expect(await readFile(join(out, 'forecast.csv'), 'utf8')).toBe(before);
    const other = await command(forecastCommand, file, '--horizon', '2', '--draws', '200', '--seed', '2', '--out', out);
    expect([other.code, other.err.includes('--force')]).toEqual([2, true]);
  });

  it.each([
    ['no horizon', COUNTS, [], 'how many years ahead is not said'],
    ['a horizon of none', COUNTS, ['--horizon', '0'], 'A whole number from 1 to 30'],
    ['a code that areas.csv does not know', COUNTS.replaceAll('A2', 'A9'), ['--horizon', '1'], 'This code is not in'],
    [
      'another table',
      'year,index,value,source\n2020,pay,1,x',
      ['--horizon', '1'],
      'This is no history that can be forecast.',
    ],
    ['a count that is no number', COUNTS.replace(',100,', ',a hundred,'), ['--horizon', '1'], 'row 2'],
  ])('refuses %s with one message and writes nothing', async (name, text, args, message) => {
    const file = await history(`${name.replaceAll(' ', '-')}.csv`, text);
    const out = join(folder, `nothing-${name.replaceAll(' ', '-')}`);
    const { code, err } = await command(forecastCommand, file, ...args, '--out', out);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
    expect(await readdir(out).catch(() => 'no folder')).toBe('no folder');
  });
});

describe('backtest', () => {
  it('writes its own forecasts beside what came, and the scores of all methods', async () => {
    const file = await history('counts-again.csv');
    const out = join(folder, 'backtest');
    const { code, out: said, err } = await command(backtestCommand, file, '--draws', '200', '--out', out);
    expect(code, err).toBe(0);
    expect(said).toContain('negative-binomial-walk');
    const rows = parse<Record<string, string>>(await readFile(join(out, 'backtest.csv'), 'utf8'), { columns: true });
    const one = rows.find((r) => r['area_code'] === 'A1' && r['origin'] === '2018-03-31' && r['horizon'] === '2')!;
    expect(Number(one['actual'])).toBe(100 + 7 * 6 + (36 % 5));
    expect(['0', '1']).toContain(one['covered_80']);
    const inside = Number(one['actual']) >= Number(one['p10']) && Number(one['actual']) <= Number(one['p90']);
    expect(one['covered_80']).toBe(inside ? '1' : '0');
    const summary = parse<Record<string, string>>(await readFile(join(out, 'backtest-summary.csv'), 'utf8'), {
      columns: true,
    });
    const panel = summary.find(
      (r) => r['method'] === 'panel' && r['area_level'] === 'authority' && r['horizon'] === '1' && r['size'] === 'all',
    )!;
    const own = rows.filter((r) => r['horizon'] === '1' && r['area_code']!.startsWith('A'));
    const mae = own.reduce((s, r) => s + Math.abs(Number(r['p50']) - Number(r['actual'])), 0) / own.length;
    expect(Number(panel['mae'])).toBeCloseTo(mae, 4);
  });

  it('refuses a history that is too short', async () => {
    const short = COUNTS.split('\n').slice(0, 3).join('\n');
    const { code, err } = await command(
      backtestCommand,
      await history('short.csv', short),
      '--out',
      join(folder, 'short'),
    );
    expect([code, err]).toEqual([2, expect.stringContaining('too short')]);
  });
});
