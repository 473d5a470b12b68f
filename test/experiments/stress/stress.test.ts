import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from '../../../src/assumptions/scenario/diff.ts';
import type { Scenario } from '../../../src/assumptions/scenario/scenario.ts';
import { changesBetween } from '../../../src/assumptions/scenario/changes.ts';
import { stressCommand } from '../../../src/cli/stress.ts';
import { loadDataSet } from '../../../src/data/data-set.ts';
import { loadScenario } from '../../../src/data/scenario-file.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import type { DataSet } from '../../../src/domain/tables.ts';
import { NAMED_TESTS, stressed } from '../../../src/experiments/stress/named-tests.ts';
import { stress } from '../../../src/experiments/stress/stress.ts';
import type { StressResult } from '../../../src/experiments/stress/stress-result.ts';
import { stressDates } from '../../../src/experiments/stress/stress-dates.ts';
import {
  amountsOf,
  came,
  heldAgainst,
  proposedTolerances,
  tolerancePaths,
} from '../../../src/experiments/stress/tolerances.ts';
import type { Tolerance } from '../../../src/experiments/stress/tolerances.ts';
import { study } from '../../../src/experiments/study.ts';
import type { StudyAnswer } from '../../../src/experiments/study.ts';
import { runOfPath } from '../../../src/measures/headline.ts';
import { stressTable } from '../../../src/reporting/stress/stress-rows.ts';
import { buildPlan } from '../../../src/simulation/plan/build-plan.ts';
import { THREE_AREAS } from '../../data/temporary-folder.ts';

const HORIZON = '2033-03-31';

let data: DataSet;
let legislated: Scenario;
let short: Scenario;
beforeAll(async () => {
  data = orThrow(await loadDataSet(THREE_AREAS));
  legislated = orThrow(await loadScenario('as-legislated', data, THREE_AREAS));
  short = { ...legislated, horizon: HORIZON };
});

describe('the named tests', () => {
  it('are the changes of scenarios of the library, of which each changes something', async () => {
    for (const { scenario, id } of NAMED_TESTS) {
      const to = orThrow(await loadScenario(scenario, data, THREE_AREAS));
      const changes = changesBetween(legislated, to);
      expect(changes.length > 0, id).toBe(id !== 'baseline');
      // On the law as it stands they are the scenario itself.
      expect(changesBetween(stressed(legislated, legislated, to).scenario, to), id).toEqual([]);
    }
  });

  it('keep what the scenario does of its own, and say what they replace', async () => {
    const own: Scenario = {
      ...short,
      levers: [{ workforce: { from: '2026-04-01', staffed_share: 0.97 } }],
      assumptions: { project_months: 20, notice: 9 },
      events: [{ demand_shock: { from: '2026-04-01', months: 6, factor: 1.1 } }],
    };
    const to = orThrow(await loadScenario('compound-stress', data, THREE_AREAS));
    const { scenario, replaced } = stressed(own, legislated, to, namesOf(data));
    expect(scenario.horizon).toBe(HORIZON);
    expect(scenario.levers).toEqual(expect.arrayContaining([...own.levers, ...to.levers]));
    expect(scenario.events).toEqual(expect.arrayContaining([...own.events, ...to.events]));
    expect(scenario.assumptions).toEqual({ notice: 9, ...to.assumptions });
    expect(replaced).toHaveLength(1);
    expect(replaced[0]).toMatch(/months from decision to opening/);
  });
});

describe('tolerances', () => {
  let answers: StudyAnswer[];
  let tolerances: Tolerance[];
  beforeAll(async () => {
    const plan = orThrow(buildPlan(data, short));
    const dates = stressDates(plan);
    const close = { date: dates.shock, service_type: 'residential', sector: 'for-profit' } as const;
    const cut = orThrow(buildPlan(data, { ...short, horizon: dates.countedTo }));
    const shocked = orThrow(buildPlan(data, { ...short, events: [{ close }] }));
    answers = await study(
      [plan, shocked, cut].map((p) => ({ plan: p, seed: 1, draws: 12 })),
      tolerancePaths(proposedTolerances(plan, dates), plan),
      { threads: 1 },
    );
    answers = answers.map((answer) => ({ ...answer, seed: 1, firstDraw: 0 }));
    tolerances = proposedTolerances(plan, dates, answers[0]);
  });

  it('are not breached without a shock, where they are about what a shock adds', () => {
    for (const tolerance of tolerances.filter((t) => t.above)) {
      expect([...heldAgainst(tolerance, answers[0]!, answers[0]!)]).toEqual(new Array(12).fill(0));
      expect([...came(tolerance, answers[0]!, answers[0]!)]).toEqual(new Array(12).fill(0));
    }
    const most = tolerances.find((t) => t.id === 'most-waiting')!;
    expect(most.limit).toBeGreaterThanOrEqual([...amountsOf(most.amount, answers[0]!)].sort((a, b) => a - b)[9]!);
  });

  it('are read alike from a run that ends when harm is no longer counted', () => {
    for (const { amount } of tolerances)
      expect([...amountsOf(amount, answers[2]!)]).toEqual([...amountsOf(amount, answers[0]!)]);
  });

  it('are held against the difference of the same draw', () => {
    const displaced = tolerances.find((t) => t.id === 'displaced')!;
    const [without, with_] = [answers[0]!, answers[1]!].map((answer) => amountsOf(displaced.amount, answer));
    const held = heldAgainst(displaced, answers[1]!, answers[0]!);
    expect([...held]).toEqual([...with_!].map((value, d) => value - without![d]!));
    // All for-profit homes close at once: somebody is displaced who would not have been.
    expect(Math.max(...held)).toBeGreaterThan(0);
  });

  it('count regions under a number at the same quarter', () => {
    const empty = tolerances.find((t) => t.amount.of === 'regions-under')!;
    const { plan, grid } = answers[0]!;
    const rows = new Float32Array(grid.cells).fill(5);
    const path = (empty.amount as Extract<Tolerance['amount'], { of: 'regions-under' }>).path;
    const runs = plan.geography.regionCodes.map((area_code) => runOfPath(plan, grid, { ...path, area_code }));
    const amount = (): number => amountsOf(empty.amount, { ...answers[0]!, rows, draws: 1 })[0]!;
    expect(amount()).toBe(0);
    // Empty in one region at one time and in the other at another is never two at once.
    const last = runs[0]!.count - 5;
    rows[runs[0]!.first + last] = 0.5;
    rows[runs[1]!.first + last - 1] = 0;
    expect(amount()).toBe(1);
    rows[runs[1]!.first + last] = 0.99;
    expect(amount()).toBe(2);
  });

  it('refuse answers of other draws', () => {
    const [tolerance] = tolerances;
    const other = { ...answers[1]!, seed: 2 } as StudyAnswer;
    expect(() => heldAgainst(tolerance!, other, answers[0]!)).toThrow(/seed 2 and 1/);
    expect(() => came(tolerance!, { ...answers[1]!, firstDraw: 4 } as StudyAnswer, answers[0]!)).toThrow(/first draw/);
    expect(() => came(tolerance!, { ...answers[1]!, draws: 11 }, answers[0]!)).toThrow(/draws 11 and 12/);
  });
});

describe('a stress test', () => {
  let result: StressResult;
  beforeAll(async () => {
    result = await stress({
      scenario: short,
      dataDir: THREE_AREAS,
      draws: 8,
      reverseDraws: 8,
      threads: 1,
      tests: ['baseline', 'cliff', 'demand-surge'],
      drivers: ['exit-share', 'demand', 'price'],
      finest: 8,
    });
  }, 120_000);

  it('finds no difference at all where nothing changes', () => {
    const [baseline] = result.tests;
    expect(baseline!.planDigest).toBe(result.plan.digest);
    for (const { difference } of baseline!.figures)
      for (const { value, low, high } of Object.values(difference)) expect([value, low, high]).toEqual([0, 0, 0]);
  });

  it('compares headlines of the country and of each region', () => {
    const [, cliff] = result.tests;
    const areas = new Set(cliff!.figures.map(({ headline }) => headline.area_code ?? 'country'));
    expect([...areas].sort()).toEqual(['country', ...result.plan.geography.regionCodes].sort());
    for (const test of result.tests.slice(1))
      expect(test.figures.some(({ difference }) => difference.mean.value !== 0)).toBe(true);
  });

  it('lets the largest owner of each region leave', () => {
    expect(result.ownersLeave.map((leaves) => leaves.region)).toEqual(result.plan.geography.regionCodes);
    for (const leaves of result.ownersLeave) {
      if (leaves.owner.homes === 0) {
        expect(leaves.meaningless).toMatch(/0 homes/);
        continue;
      }
      expect(leaves.placesLost.p90.value).toBeGreaterThan(0);
      expect(leaves.owner.places).toBeLessThanOrEqual(leaves.owner.ofPlaces);
    }
  });

  it('answers for each driver and tolerance, beside what was recorded', () => {
    expect(result.reverse).toHaveLength(3 * result.tolerances.length);
    for (const { driver, smallest, size, tolerance } of result.reverse) {
      expect(smallest.tried.map((t) => t.size)).toEqual(expect.arrayContaining([0, 0.25, 0.5, 0.75, 1]));
      if (tolerance.above) expect(smallest.without).toBe(0);
      if (size !== undefined)
        expect(Math.abs(size - driver.none)).toBeLessThanOrEqual(Math.abs(driver.most - driver.none));
    }
    // Prices move no child, so no price breaches what is counted in children who are placed or wait.
    for (const { driver, tolerance, smallest } of result.reverse)
      if (driver.id === 'price' && tolerance.above) expect(smallest).toMatchObject({ found: 'none', most: 0 });
  });

  it('is the same on any number of threads, draw for draw', async () => {
    const again = await stress({
      scenario: short,
      dataDir: THREE_AREAS,
      draws: 8,
      threads: 1,
      tests: ['cliff'],
      parts: ['tests'],
    });
    expect(again.tests[0]!.figures).toEqual(result.tests[1]!.figures);
  });

  it('is written one row a figure, each with its status and nothing that is no number', () => {
    const { columns, rows } = stressTable(result);
    for (const row of rows) {
      expect(Object.keys(row)).toEqual([...columns]);
      expect(row['status']).toMatch(/^(published|estimated|illustrative)$/);
      for (const key of ['value', 'low', 'high']) expect(row[key] === null || Number.isFinite(row[key])).toBe(true);
    }
    const keys = rows.map((r) =>
      [r['analysis'], r['item'], r['area_code'], r['figure'], r['statistic'], r['words']].join('|'),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(new Set(rows.map((r) => r['analysis']))).toEqual(
      new Set([
        'limits',
        'changes',
        'test',
        'tolerance',
        'n-1',
        'reverse',
        ...(result.pairs.length > 0 ? ['pair'] : []),
      ]),
    );
  });
});

describe('the command', () => {
  let folder: string;
  const lines: string[] = [];
  const output = { out: (line: string) => lines.push(line), err: (line: string) => lines.push(line) };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stress-'));
  });
  afterAll(async () => rm(folder, { recursive: true }));

  it('writes stress.csv and its manifest, and says what it found', async () => {
    const out = join(folder, 'a');
    const args = [
      'as-legislated',
      '--data',
      THREE_AREAS,
      '--draws',
      '2',
      '--only',
      'tests,n-1',
      '--tests',
      'baseline',
      '--threads',
      '1',
      '--out',
      out,
    ];
    expect(await stressCommand(args, output)).toBe(0);
    expect((await readdir(out)).sort()).toEqual(['manifest.json', 'stress.csv']);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest).toMatchObject({ kind: 'stress', draws: 2, scenario: 'as-legislated' });
    expect(lines.join('\n')).toMatch(/A projection under a scenario/);
    // Another test is not written over it.
    expect(await stressCommand([...args.slice(0, 8), '--seed', '2', ...args.slice(8)], output)).toBe(2);
    expect(lines.at(-1)).toMatch(/--force/);
  }, 60_000);

  it('refuses with one message what it does not know', async () => {
    for (const [args, message] of [
      [[], /No scenario is named/],
      [['as-legislated', '--tests', 'clif'], /Did you mean cliff\?/],
      [['as-legislated', '--only', 'n-2'], /Did you mean n-1\?/],
      [['as-legislated', '--owner-leaves', 'soon'], /A date as 2027-04-01/],
      [['as-legislated', '--draws', '1'], /from 2 to/],
      [['as-legislatd', '--data', THREE_AREAS], /as-legislated/],
    ] as const) {
      lines.length = 0;
      expect(await stressCommand([...args], output)).toBe(2);
      expect(lines.join('\n')).toMatch(message);
    }
  });
});
