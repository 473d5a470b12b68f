import { createHash } from 'node:crypto';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { readDraws } from '../../src/experiments/read-blocks.ts';
import { readManifest } from '../../src/experiments/read-run.ts';
import { run } from '../../src/experiments/run.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import { runOfPath } from '../../src/measures/headline.ts';
import { writeScores } from '../../src/reporting/risk/write-scores.ts';
import { SCORE_COLUMNS } from '../../src/risk/score-row.ts';
import { besideModelled } from '../../src/risk/score/score-rows.ts';
import { scoreRuns } from '../../src/risk/score/score-runs.ts';
import { eventText } from './event-text.ts';

const folder = await temporaryFolder();
const path = (name: string): string => join(folder, name);
const [current, target, otherSeed, events] = ['current', 'target', 'other', 'events.yaml'].map(path) as [
  string,
  string,
  string,
  string,
];
/** About what half of the draws reach two quarters running. */
let limit = 0;
let country = '';

beforeAll(async () => {
  const scenario = await shortScenario(folder);
  const better = await shortScenario(
    folder,
    'better',
    'levers:\n  - prevention: { from: 2024-04-01, ramp_months: 1, entries_factor: 0.5 }\n',
  );
  const options = { dataDir: THREE_AREAS, draws: 20, threads: 1 };
  const made = await run({ ...options, scenario, out: current });
  country = made.plan.geography.countryCode;
  const last = made.figures({
    measure: 'placed_out_of_area',
    area_level: 'country',
    period: 'month',
    statistic: 'p75',
  });
  limit = Math.max(...last.map(({ value }) => value));
  await run({ ...options, scenario: better, out: target });
  await run({ ...options, scenario, seed: 2, draws: 2, out: otherSeed });
  const more = eventText({
    id: 'looked-after',
    predicate: 'children_looked_after >= 0 for 2 quarters',
    severity: '[{ scale: waiting, of: peak, per: children_looked_after, per_over: mean }]',
  });
  await writeFile(
    events,
    `${eventText({ predicate: `placed_out_of_area >= ${limit} for 2 quarters` })}${more.slice(more.indexOf('  - id'))}`,
  );
}, 120_000);

const assessments = async (...rows: string[]): Promise<string> => {
  const file = path('assessments.csv');
  await writeFile(file, `risk_id,kind,state,likelihood,impact,who,when,reason,words,priority\n${rows.join('\n')}\n`);
  return file;
};

describe('scores of a run', () => {
  it('count the draws as a look at each column finds them', async () => {
    const { modelled } = await scoreRuns({ runs: [current], events });
    const { plan } = await scoreRunsPlan();
    const grid = defaultGrid(plan);
    const cells = runOfPath(plan, grid, { measure: 'placed_out_of_area', area_code: country, period: 'month' });
    const { index, column } = await readDraws(current, await readManifest(current));
    const columns = Array.from({ length: cells.count }, (_, k) => {
      const values = new Float32Array(index.draws);
      column(cells.first + k, values);
      return values;
    });
    const quarters = columns.filter((_, k) => (plan.startMonth + k) % 3 === 2);
    const hits = Array.from({ length: index.draws }, (_, d) =>
      quarters.some((q, k) => k > 0 && q[d]! >= limit && quarters[k - 1]![d]! >= limit),
    ).filter(Boolean).length;
    expect(modelled[0]!.hits).toBe(hits);
    expect(hits).toBeGreaterThan(0);
    expect(hits).toBeLessThan(20);
  });

  it('route what happens in every draw to the issues', async () => {
    const { modelled } = await scoreRuns({ runs: [current], events });
    expect(modelled[1]).toMatchObject({ issue: true, hits: 20 });
    expect(modelled[1]!.rating).toBeUndefined();
    expect(modelled[1]!.notes[0]).toContain('an issue, not a risk');
  });

  it('of current and target runs are on the same luck, and others are refused', async () => {
    const { modelled } = await scoreRuns({ runs: [current], target, events });
    const [now, later] = [modelled[0]!, modelled[2]!];
    expect([now.state, later.state]).toEqual(['current', 'target']);
    expect(later.hits).toBeLessThanOrEqual(now.hits);
    await expect(scoreRuns({ runs: [current], target: otherSeed, events })).rejects.toThrow('What differs: the seed');
  });

  it('stand side by side, and are averaged with weights that somebody set alone', async () => {
    const beside = await scoreRuns({ runs: [current, target], events });
    expect(beside.weighted).toEqual([]);
    expect(beside.warnings.join(' ')).toContain('not averaged');
    const weights = path('weights.yaml');
    await writeFile(
      weights,
      'set_by: the Board\ndate: 2026-11-20\nwhy: a test\nweights: { short: 0.75, better: 0.25 }\n',
    );
    const { modelled, weighted } = await scoreRuns({ runs: [current, target], events, weights });
    expect(weighted[0]!.probability.share).toBeCloseTo(
      0.75 * modelled[0]!.probability.share + 0.25 * modelled[2]!.probability.share,
      12,
    );
    expect(weighted[0]!.loss.expected).toBeCloseTo(
      0.75 * modelled[0]!.loss.expected + 0.25 * modelled[2]!.loss.expected,
      9,
    );
    await writeFile(
      weights,
      'set_by: the Board\ndate: 2026-11-20\nwhy: a test\nweights: { short: 0.75, better: 0.5 }\n',
    );
    await expect(scoreRuns({ runs: [current, target], events, weights })).rejects.toThrow('do not add up to 1');
  });

  it('that people gave need a reason and words where they differ, and take no other place', async () => {
    const { modelled } = await scoreRuns({ runs: [current], events });
    const { likelihood, rating } = modelled[0]!;
    const other = likelihood.band.level === 5 ? 4 : 5;
    const row = (reason: string, words: string): string =>
      `waiting,agreed,current,${other},5,Chair,2026-11-20,${reason},${words},1`;
    await expect(scoreRuns({ runs: [current], events, assessments: await assessments(row('', '')) })).rejects.toThrow(
      'no reason is given',
    );
    await expect(
      scoreRuns({ runs: [current], events, assessments: await assessments(row('precaution', '')) }),
    ).rejects.toThrow('has no words');
    await expect(
      scoreRuns({ runs: [current], events, assessments: await assessments(row('because', 'so')) }),
    ).rejects.toThrow('row 2, column reason');
    const file = await assessments(row('precaution', 'A home is about to close.'));
    const scores = await scoreRuns({ runs: [current], events, assessments: file });
    expect(besideModelled(scores.given[0]!)).toBe(`Agreed ${other * 5} (modelled ${rating!.score})`);
    expect(scores.modelled[0]!.rating).toEqual(rating);
    const same = await assessments(
      `waiting,assessed,current,${likelihood.band.level},${rating!.impactLevel},Owner,2026-11-20,,,`,
    );
    expect((await scoreRuns({ runs: [current], events, assessments: same })).given[0]!.overrides).toBe(false);
  });

  it('are written as a table whose bytes are the same again, with a manifest that names them', async () => {
    const out = path('scores');
    const { files } = await writeScores({ runs: [current], events, out });
    const text = await readFile(join(out, 'risk-scores.csv'));
    const rows = parse(text, { columns: true }) as unknown as Record<string, string>[];
    expect(Object.keys(rows[0]!)).toEqual(SCORE_COLUMNS);
    expect(rows.map((r) => [r['risk_id'], r['issue'], r['horizon'], r['scheme']])).toEqual([
      ['waiting', 'no', '2026-03', 'ons-2026 1'],
      ['looked-after', 'yes', '2026-03', 'ons-2026 1'],
    ]);
    const manifest = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {
      files: Record<string, string>;
    };
    expect(manifest.files['risk-scores.csv']).toBe(createHash('sha256').update(text).digest('hex'));
    const before = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    await rm(out, { recursive: true });
    await writeScores({ runs: [current], events, out });
    expect(await Promise.all(files.map((file) => readFile(file, 'utf8')))).toEqual(before);
  });

  it('refuse draws that were changed', async () => {
    const { index } = await readDraws(otherSeed, await readManifest(otherSeed));
    await appendFile(join(otherSeed, 'blocks', index.blocks[0]!.file), 'x');
    await expect(scoreRuns({ runs: [otherSeed], events })).rejects.toThrow('file of draws');
  });
});

async function scoreRunsPlan(): Promise<{ plan: Parameters<typeof defaultGrid>[0] }> {
  const { readRunPlan } = await import('../../src/experiments/run-plan.ts');
  return readRunPlan(current);
}
