import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { digestOf } from '../../src/domain/digest.ts';
import { InputError } from '../../src/domain/errors.ts';
import { eachCell, defaultGrid } from '../../src/measures/grid.ts';
import type { Cell } from '../../src/measures/grid.ts';
import { DRAWS_IN_BLOCK } from '../../src/experiments/draw-blocks.ts';
import { prepareRun } from '../../src/experiments/prepare-run.ts';
import { readDraws } from '../../src/experiments/read-blocks.ts';
import { run, runPrepared } from '../../src/experiments/run.ts';
import type { Run, RunOptions, WrittenRun } from '../../src/experiments/run.ts';
import { checkpointsOf, judge, readStopRule } from '../../src/experiments/stop-rule.ts';
import { WatchedTarget } from '../../src/experiments/watched-target.ts';

const folder = await temporaryFolder();
let scenario: string;
let hundred: Run;

const options = (out: string, more: Partial<RunOptions> = {}): RunOptions => ({
  ...{ scenario, dataDir: THREE_AREAS, threads: 1, seed: 1, draws: 100 },
  ...{ out: join(folder, out), ...more },
});
const make = async (out: string, more: Partial<RunOptions>): Promise<WrittenRun> => {
  const all = options(out, more);
  return runPrepared(await prepareRun(all), all);
};

beforeAll(async () => {
  scenario = await shortScenario(folder);
  hundred = await run(options('hundred'));
}, 120_000);

describe('the numbers of draws at which a run may stop', () => {
  it('double from 100, are whole blocks, and end with the most that is allowed', () => {
    expect(checkpointsOf(1000)).toEqual([100, 200, 400, 800, 1000]);
    expect(checkpointsOf(100)).toEqual([100]);
    expect(checkpointsOf(43)).toEqual([43]);
    for (const at of checkpointsOf(1_000_000).slice(0, -1)) expect(at % DRAWS_IN_BLOCK).toBe(0);
  });
});

/** Value of a rule's first number over the draws of the finished run, and the same by the plainest means. */
async function numberOf(rule: string): Promise<{ value: number; mcError: number }> {
  const { targets } = readStopRule(rule, hundred.plan);
  const watched = new WatchedTarget(targets[0]!, join(hundred.folder, 'blocks'));
  const { index } = await readDraws(hundred.folder, hundred.manifest);
  // The order in which blocks come must not matter.
  for (const block of [...index.blocks].reverse()) watched.take(block);
  return watched.soFar()!;
}

/** Draws of the cells that match, cell by cell. */
async function columns(wanted: (cell: Cell) => boolean): Promise<{ dates: string[]; values: Float32Array[] }> {
  const { column } = await readDraws(hundred.folder, hundred.manifest);
  const dates: string[] = [];
  const values: Float32Array[] = [];
  eachCell(hundred.plan, defaultGrid(hundred.plan), (cell, at) => {
    if (!wanted(cell)) return;
    const into = new Float32Array(100);
    column(at, into);
    dates.push(cell.date);
    values.push(into);
  });
  return { dates, values };
}

const shortfall =
  (period: string, level: string) =>
  ({ series, areaLevel, period: p }: Cell): boolean =>
    series.measure === 'shortfall_compliant' &&
    series.serviceType === 'residential' &&
    p === period &&
    areaLevel === level;

describe('the number of a rule', () => {
  it.each(['mean', 'p50', 'p90'])('is the %s that the file of figures has, with its error', async (statistic) => {
    const { value, mcError } = await numberOf(`${statistic} of children_waiting residential on 2025-12-31 within 1 %`);
    const [row] = hundred.figures({
      ...{ measure: 'children_waiting', service_type: 'residential', area_level: 'country' },
      ...{ date: '2025-12-31', statistic },
    });
    expect({ value, mcError }).toEqual({ value: row!.value, mcError: row!.mc_error });
  });

  it('is the share of draws in which an event happens, for so many quarters running', async () => {
    const { values } = await columns(shortfall('quarter', 'country'));
    const means = values.flatMap((v) => [...v]).sort((a, b) => a - b);
    // A threshold in the middle of what happens, so that the share is neither 0 nor 1.
    const threshold = means[means.length >> 1]!;
    let happened = 0;
    for (let d = 0; d < 100; d++)
      if (values.some((_, q) => q >= 2 && [q - 2, q - 1, q].every((k) => values[k]![d]! >= threshold))) happened++;
    expect(happened).toBeGreaterThan(0);
    expect(happened).toBeLessThan(100);
    const { value } = await numberOf(
      `P(shortfall_compliant residential >= ${threshold} for 3 quarters) within 5 points`,
    );
    expect(value).toBe(happened / 100);
  });

  it('is about the regions together where the brackets name them', async () => {
    const { dates, values } = await columns(shortfall('quarter', 'region'));
    const regions = hundred.plan.geography.regionCodes.length;
    expect(regions).toBeGreaterThan(1);
    const last = dates.flatMap((date, k) => (date === '2026-03-31' ? [k] : []));
    expect(last.length).toBe(regions);
    const threshold = [...values[last[0]!]!].sort((a, b) => a - b)[50]!;
    const share = (met: (values: number[]) => boolean): number =>
      Array.from({ length: 100 }, (_, d) => (met(last.map((k) => values[k]![d]!)) ? 1 : 0)).reduce<number>(
        (s, x) => s + x,
        0,
      ) / 100;
    const ask = async (how: string): Promise<number> =>
      (
        await numberOf(
          `P(shortfall_compliant residential > ${threshold} in ${how} region on 2026-03-31) within 5 points`,
        )
      ).value;
    expect(await ask('any')).toBe(share((v) => v.some((x) => x > threshold)));
    expect(await ask('every')).toBe(share((v) => v.every((x) => x > threshold)));
  });
});

describe('the verdict', () => {
  const rule = (text: string): ReturnType<typeof readStopRule> => readStopRule(text, hundred.plan);
  const at = (value: number, mcError: number, varies = true, which = rule('children_waiting residential within 1 %')) =>
    ({ target: which.targets[0]!, draws: 100, value, mcError, varies }) as const;

  it('is met when 1.96 errors are no more than what is allowed; the number that is known least decides', () => {
    const one = rule('children_waiting residential within 10 %');
    expect(judge(one, [at(100, 5)], 100)).toMatchObject({ met: true, half_width: 9.8, allowed: 10 });
    expect(judge(one, [at(100, 5.2)], 100)).toMatchObject({ met: false });
    expect(judge(one, [at(100, 5), at(10, 1), at(200, 1)], 100)).toMatchObject({ met: false, value: 10 });
    expect(judge(rule('children_waiting residential within 10 children'), [at(0, 5)], 100)).toMatchObject({
      met: true,
    });
  });

  it('is not met by a number that no draw has changed yet, nor by one whose error is not known', () => {
    const one = rule('children_waiting residential within 10 %');
    expect(judge(one, [at(0, 0, false)], 100).met).toBe(false);
    expect(judge(one, [at(5, 0, false)], 100).met).toBe(false);
    expect(judge(one, [at(5, NaN)], 100).met).toBe(false);
    const share = rule('P(children_waiting residential >= 10000) within 2 points');
    expect(judge(share, [at(0, 0.015, false, share)], 100).met).toBe(false);
    expect(judge(share, [at(0, 0.0075, false, share)], 200).met).toBe(true);
  });
});

describe('a run with a stop rule', () => {
  it('stops at the first checkpoint that meets it, with the files of a run of as many draws', async () => {
    const until = 'mean of children_looked_after within 20 %';
    const { manifest, folder: out } = await make('until', { draws: 260, until });
    expect(manifest.draws).toBe(100);
    expect(manifest.run_id).toBe(hundred.manifest.run_id);
    expect(manifest.files).toEqual(hundred.manifest.files);
    for (const [name, digest] of Object.entries(manifest.files))
      expect(digestOf(await readFile(join(out, name))), name).toBe(digest);
    expect(manifest.until).toMatchObject({ rule: until, met: true, most_draws: 260, draws: 100 });
    const { value, mc_error, half_width } = manifest.until!;
    expect(half_width).toBeCloseTo(1.96 * mc_error, 12);
    expect(half_width).toBeLessThan(0.2 * value);
    const again = await make('until', { draws: 260, until, resume: true });
    expect(again.manifest).toEqual(manifest);
    // A stricter rule goes on from there, and ends with the most that is allowed.
    const strict = await make('until', { draws: 120, until: 'mean of children_waiting within 0.001 %', resume: true });
    expect(strict.reusedDraws).toBe(100);
    expect(strict.manifest.draws).toBe(120);
    expect(strict.manifest.until!.met).toBe(false);
    expect(strict.manifest.warnings.join(' ')).toContain('The stop rule was not met with the most draws allowed, 120');
  }, 120_000);

  it('takes draws away that lie behind where it stops, so that its files are those of one that began there', async () => {
    const { manifest } = await make('shorter', { draws: 140 });
    expect(manifest.draws).toBe(140);
    const until = 'mean of children_looked_after within 20 %';
    const stopped = await make('shorter', { draws: 140, until, resume: true });
    expect(stopped.manifest.files).toEqual(hundred.manifest.files);
    await readDraws(stopped.folder, stopped.manifest);
  }, 120_000);
});

describe('a rule that cannot be kept', () => {
  it.each([
    ['children_waiting residential >= 10', 'says how sure a number must be, not how large'],
    ['P(children_waiting residential >= 10) <= 10 %', 'says how sure a number must be, not how large'],
    ['children_waiting residential on 2020-01-31 within 1 %', 'No period of the run ends at that time'],
    ['children_waiting residential from 2025-01-31 within 1 %', 'One period must be named here'],
    ['children_waiting residential in X9 within 1 %', 'There is no area X9 in the data set'],
    ['children_waiting residential in any region within 1 %', '"in any" cannot be asked here'],
    ['hhi residential in every authority within 1 %', 'is not kept for area'],
    ['P(children_waiting residential >= 1 for 90 quarters) within 1 points', 'Only 8 periods end at that time'],
    ['P(places_registered residential >= 1 for 3 months) within 1 points in every region', 'is not kept for area'],
    ['children_wating residential within 1 %', 'There is no such measure'],
  ])('%s', (text, message) => {
    expect(() => readStopRule(text, hundred.plan)).toThrow(InputError);
    expect(() => readStopRule(text, hundred.plan)).toThrow(message);
  });
});
