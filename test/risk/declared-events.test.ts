import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { shortScenario } from '../cli/short-scenario.ts';
import { temporaryFolder, THREE_AREAS } from '../data/temporary-folder.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { loadScenario } from '../../src/data/scenario-file.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { mergeRun } from '../../src/experiments/merge-run.ts';
import { run } from '../../src/experiments/run.ts';
import { parseCondition } from '../../src/assumptions/condition/parse-condition.ts';
import type { ConditionEvent } from '../../src/assumptions/condition/condition.ts';
import { conditionText } from '../../src/assumptions/condition/condition-text.ts';
import { targetsOf } from '../../src/measures/condition-targets.ts';
import { EventRecorder, NUMBERS_OF_EVENT } from '../../src/measures/event-recorder.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { allSeries, defaultGrid } from '../../src/measures/grid.ts';
import { declaredEvents } from '../../src/risk/events/declared-events.ts';
import { scoreRuns } from '../../src/risk/score/score-runs.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { eventText } from './event-text.ts';

const folder = await temporaryFolder();
const data = orThrow(await loadDataSet(THREE_AREAS));
const plan = orThrow(buildPlan(data, { ...orThrow(await loadScenario('as-legislated', data)), horizon: '2026-03-31' }));

const conditionOf = (text: string): ConditionEvent => orThrow(parseCondition(text, allSeries())) as ConditionEvent;

describe('an event that is judged inside the draw', () => {
  // Events that the kept figures can tell as well: both ways must agree in every draw.
  const region = plan.geography.regionCodes[0]!;
  const texts = [
    'placed_out_of_area >= 36 for 3 months',
    'children_looked_after residential <= 12 for 2 quarters',
    `shortfall_compliant residential >= 2 for 2 quarters in ${region}`,
    'shortfall_compliant foster >= 3 for 2 quarters in any region',
    `nights_unregistered >= 1 for 1 quarter in ${region}`,
    'children_displaced >= 1 for 2 months',
    'largest_owner_share residential >= 30 % for 2 quarters in every region',
    'cost_gross > 3000000 for 1 year in any authority',
    'children_started >= 1 for 2 months from 2025-01-01 to 2025-12-31',
  ];

  it('agrees with the figures that are kept, where they can tell it', () => {
    const declared = texts.map((text, k) => ({ id: `e${k}`, condition: conditionOf(text) }));
    const grid = defaultGrid(plan);
    const [recorder, figures] = [new EventRecorder(plan, declared), new GridRecorder(plan, grid)];
    recorder.row = new Float32Array(declared.length * NUMBERS_OF_EVENT);
    figures.row = new Float32Array(grid.cells);
    const targets = declared.map(
      ({ condition }) =>
        targetsOf(
          { kind: 'precision', of: { kind: 'probability', event: condition }, within: 1, scale: 'absolute' },
          plan,
          grid,
        )[0]!,
    );
    const state = createState(plan);
    const came = new Set<string>();
    for (let draw = 0; draw < 12; draw++) {
      const both = [recorder, figures];
      runDraw(state, 1, draw, {
        begin: (s) => both.forEach((r) => r.begin(s)),
        endMonth: (s) => both.forEach((r) => r.endMonth(s)),
      });
      targets.forEach((target, e) => {
        const expected = target.ofDraw(target.cells.map((cell) => figures.row[cell]!));
        expect([draw, texts[e], recorder.row[e * NUMBERS_OF_EVENT]]).toEqual([draw, texts[e], expected]);
        came.add(`${e} ${expected}`);
      });
    }
    // Most events must happen in some draws and not in others, else nothing was compared.
    expect(came.size).toBeGreaterThan(texts.length + 3);
  });
});

describe('a run with declared events', () => {
  const [plain, declared, events] = ['plain', 'declared', 'events.yaml'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const predicate = 'children_waiting >= 1 for 2 months in any authority';
  beforeAll(async () => {
    await writeFile(
      events,
      eventText({
        predicate,
        severity: '[{ scale: waiting, of: longest_run, per: children_looked_after, per_over: mean }]',
      }),
    );
    const scenario = await shortScenario(folder);
    const options = { scenario, dataDir: THREE_AREAS, draws: 4, threads: 1 };
    await run({ ...options, out: plain });
    await run({ ...options, out: declared, declared: await declaredEvents(events, THREE_AREAS) });
  }, 120_000);

  it('has the figures of a run without them, to the byte', async () => {
    for (const name of ['outcomes.csv', 'outcomes.parquet', 'inputs.json'])
      expect((await readFile(join(declared, name))).equals(await readFile(join(plain, name)))).toBe(true);
    expect(await readFile(join(plain, 'manifest.json'), 'utf8')).not.toContain('"events"');
    expect(JSON.parse(await readFile(join(plain, 'blocks', 'index.json'), 'utf8'))).not.toHaveProperty('declared');
  });

  it('can be scored for them, and a run without them is refused and told how', async () => {
    const { modelled } = await scoreRuns({ runs: [declared], events });
    const [score] = modelled;
    expect(score!.draws).toBe(4);
    expect(conditionText(score!.event.condition!)).toContain('for 2 months in any authority');
    await expect(scoreRuns({ runs: [plain], events })).rejects.toThrow(/by financial year.*run SCENARIO --events/s);
    await writeFile(events, eventText({ predicate: predicate.replace('>= 1', '>= 2') }));
    await expect(scoreRuns({ runs: [declared], events })).rejects.toThrow('--events');
  });

  it('is merged from its blocks with the same index', async () => {
    const index = join(declared, 'blocks', 'index.json');
    const before = await readFile(index, 'utf8');
    await mergeRun(declared, { threads: 1 });
    expect(await readFile(index, 'utf8')).toBe(before);
  });
});
