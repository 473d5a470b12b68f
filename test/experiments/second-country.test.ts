import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkCommand } from '../../src/cli/check.ts';
import { run } from '../../src/experiments/run.ts';
import type { Run } from '../../src/experiments/run.ts';
import type { OutcomeRow } from '../../src/measures/outcomes.ts';
import { oneFigure } from '../../src/measures/select.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';

const folder = await temporaryFolder();
let result: Run;
let text: string;
let children: Record<string, string>[];
beforeAll(async () => {
  result = await run({
    scenario: 'as-legislated',
    dataDir: THREE_AREAS,
    draws: 4,
    threads: 1,
    out: join(folder, 'run'),
  });
  text = await readFile(join(folder, 'run', 'outcomes.csv'), 'utf8');
  children = parse(await readFile(join(THREE_AREAS, 'children.csv')), { columns: true });
}, 120_000);

describe('a country that is not Wales', () => {
  it('passes the check', async () => {
    const lines: string[] = [];
    const output = { out: () => undefined, err: (line: string) => lines.push(line) };
    expect(await checkCommand([THREE_AREAS], output)).toBe(0);
    expect(lines).toEqual([]);
  });

  it('is reported under its own codes, each at its own level, and under no code of Wales', () => {
    const levels = new Map(result.rows.map((row) => [row.area_code, row.area_level]));
    expect(Object.fromEntries(levels)).toEqual({
      LAND: 'country',
      R1: 'region',
      R2: 'region',
      T01: 'authority',
      T02: 'authority',
      T03: 'authority',
    });
    expect(text).not.toMatch(/,W\d{8},/);
    expect(result.manifest.data).toBe('three-areas');
  });

  it('starts from its own children: the first month closes with them, plus those who came, less those who left', () => {
    const baseline = children.reduce((sum, row) => sum + Number(row['children']), 0);
    const mean = (measure: string): number =>
      oneFigure(result.rows, { area_code: 'LAND', measure, date: '2024-04-30', statistic: 'mean' }).value;
    // Means of whole children over four draws, held as 32-bit numbers: exact to far less than a hundredth of a child.
    const opening = mean('children_looked_after') - mean('children_started') + mean('children_ceased');
    expect(opening).toBeCloseTo(baseline, 3);
    expect(baseline).toBeGreaterThan(0);
  });

  it('has a status no firmer than its counts', () => {
    expect(new Set(result.rows.map((row) => row.status))).toEqual(new Set(['illustrative']));
  });

  it('has a figure, an error and a known statistic in every row', () => {
    const statistics = new Set(result.rows.map((row) => row.statistic));
    const named = ['mean', 'sd', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'prob_ge_1', 'prob_ge_10'];
    const shares = ['share_parameters', 'share_chance'];
    expect(statistics).toEqual(new Set([...named, ...shares]));
    const wrong = (row: OutcomeRow): boolean => !Number.isFinite(row.value) || !(row.mc_error >= 0);
    expect(result.rows.filter((row) => !shares.includes(row.statistic) && wrong(row))).toEqual([]);
  });

  it('splits the spread of its headlines, and of figures that vary alone', () => {
    const where = { area_code: 'LAND', measure: 'children_looked_after', date: '2030-03-31' };
    const { value: parameters } = oneFigure(result.rows, { ...where, statistic: 'share_parameters' });
    const { value: chance } = oneFigure(result.rows, { ...where, statistic: 'share_chance' });
    expect(parameters + chance).toBeCloseTo(1, 12);
    expect(chance).toBeGreaterThan(0);
    const split = result.rows.filter((row) => row.statistic === 'share_chance');
    const sd = result.rows.filter((row) => row.statistic === 'sd');
    const figureOf = ({ statistic: _s, value: _v, mc_error: _e, ...figure }: OutcomeRow): string =>
      JSON.stringify(figure);
    const spread = new Map(sd.map((row) => [figureOf(row), row.value]));
    expect(split.length).toBeGreaterThan(1000);
    expect(split.filter((row) => Number.isNaN(row.value) !== (spread.get(figureOf(row)) === 0))).toEqual([]);
    expect(new Set(split.map((row) => row.area_level))).toEqual(new Set(['country', 'region']));
    expect(new Set(split.map((row) => row.date.slice(5, 7)))).toEqual(new Set(['03', '06', '09', '12']));
  });
});
