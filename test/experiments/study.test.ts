import { beforeAll, describe, expect, it } from 'vitest';
import { parameterValues, quantileOf } from '../../src/assumptions/sample.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { simulate } from '../../src/experiments/simulate.ts';
import { headlineValues, study, StudyDesk } from '../../src/experiments/study.ts';
import { datesOfRun, gridOfPaths, runOfPath } from '../../src/measures/headline.ts';
import type { Headline, Path } from '../../src/measures/headline.ts';
import { parameterSetOf } from '../../src/simulation/draw.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario } from '../simulation/small-country.ts';

const PATHS: readonly Path[] = [
  { measure: 'children_waiting' },
  { measure: 'places_registered', service_type: 'residential', sector: 'for-profit' },
  { measure: 'shortfall_compliant', service_type: 'residential' },
  { measure: 'children_started' },
];

let plan: Plan;
let shorter: Plan;
beforeAll(async () => {
  const data = orThrow(await loadDataSet(THREE_AREAS));
  plan = planOf(data, plainScenario('2026-03-31'));
  shorter = planOf(data, plainScenario('2025-03-31'));
});

const headline = (path: Path, over: Headline['over'], from?: string, to?: string): Headline => ({
  ...path,
  id: over,
  title: over,
  over,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

describe('a study', () => {
  it('gives the same figures as a run of the whole grid', async () => {
    const draws = 21;
    const whole = await simulate(plan, { draws, seed: 3, threads: 1 });
    const paths = [...PATHS, { measure: 'children_waiting', area_code: plan.geography.regionCodes[0]! }];
    const [answer] = await study([{ plan, seed: 3, draws }], paths, { threads: 1 });
    const column = new Float32Array(draws);
    for (const run of answer!.grid.runs) {
      const same = whole.grid.runs.find((r) => r.series === run.series && r.areaCode === run.areaCode)!;
      for (let k = 0; k < run.count; k++) {
        whole.column(same.first + k, column);
        const own = Array.from({ length: draws }, (_, d) => answer!.rows[d * answer!.grid.cells + run.first + k]);
        expect(own).toEqual([...column]);
      }
    }
    expect(answer!.grid.runs.length).toBe(PATHS.length + plan.geography.regionCodes.length);
    expect(answer!.grid.cells).toBeLessThan(whole.grid.cells / 10);
  });

  it('answers each question with its own plan, whatever was asked before', async () => {
    const alone = await study([{ plan: shorter, seed: 1, firstDraw: 4, draws: 3 }], PATHS, { threads: 1 });
    const desk = new StudyDesk(PATHS, 1);
    const questions = [plan, shorter, plan, shorter].map((p) => ({ plan: p, seed: 1, firstDraw: 4, draws: 3 }));
    const together = await desk.ask(questions);
    const again = await desk.ask([questions[3]!]);
    await desk.close();
    expect(together[1]!.rows).toEqual(alone[0]!.rows);
    expect(together[3]!.rows).toEqual(alone[0]!.rows);
    expect(again[0]!.rows).toEqual(alone[0]!.rows);
    expect(together[2]!.rows).toEqual(together[0]!.rows);
    expect(together[0]!.rows.length).toBe(2 * alone[0]!.rows.length);
  });

  it('gives at the points of a design what the parameter sets give, and what is NaN stays as it is', async () => {
    const ids = plan.assumptions.map((row) => row.id);
    const [own] = await study([{ plan, seed: 5, draws: 6 }], PATHS, { threads: 1 });
    const cells = own!.grid.cells;
    for (let d = 0; d < 6; d++) {
      // The quantiles of the draw's own set, half of them told and half left: the same draw.
      const quantiles = Float64Array.from(ids, (id, i) => (i % 2 === 0 ? quantileOf(5, id, parameterSetOf(d)) : NaN));
      const [point] = await study([{ plan, seed: 5, firstDraw: d, draws: 1, quantiles }], PATHS, { threads: 1 });
      expect(point!.rows).toEqual(own!.rows.slice(d * cells, (d + 1) * cells));
    }
    const points = Float64Array.from({ length: 5 * ids.length }, (_, k) =>
      k % ids.length === ids.indexOf('entries') ? 0.1 + 0.2 * Math.floor(k / ids.length) : NaN,
    );
    const [design] = await study([{ plan, seed: 5, draws: 40, quantiles: points }], PATHS, { threads: 1 });
    const started = headlineValues(design!, headline({ measure: 'children_started' }, 'sum'));
    const means = Array.from({ length: 5 }, (_, p) => started.slice(p * 40, (p + 1) * 40).reduce((s, v) => s + v) / 40);
    expect(design!.points).toBe(5);
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect(means[4]!).toBeGreaterThan(means[0]!);
    expect(
      parameterValues(plan.assumptions, 5, 0, points.subarray(0, ids.length))[ids.indexOf('entries')],
    ).toBeLessThan(plan.assumptions[ids.indexOf('entries')]!.central);
    await expect(study([{ plan, seed: 5, draws: 1, quantiles: new Float64Array(7) }], PATHS)).rejects.toThrow(
      'no whole number of points',
    );
  });

  it('ends when it is told to, and can be asked again', async () => {
    const desk = new StudyDesk(PATHS, 1);
    const stop = new AbortController();
    const question = { plan, seed: 1, draws: 64 };
    const stopped = desk.ask([question], { signal: stop.signal, onProgress: () => stop.abort(new Error('enough')) });
    await expect(stopped).rejects.toThrow('enough');
    const [answer] = await desk.ask([{ ...question, draws: 2 }]);
    expect(answer!.rows.length).toBe(2 * answer!.grid.cells);
    await desk.close();
  });
});

describe('a headline', () => {
  it('takes the periods between its days as it says', async () => {
    const [answer] = await study([{ plan, seed: 2, draws: 4 }], PATHS, { threads: 1 });
    const run = runOfPath(plan, answer!.grid, PATHS[0]!);
    const dates = datesOfRun(plan, run);
    const path = (d: number): number[] => dates.map((_, k) => answer!.rows[d * answer!.grid.cells + run.first + k]!);
    const value = (over: Headline['over'], from?: string, to?: string): number =>
      headlineValues(answer!, headline(PATHS[0]!, over, from, to))[3]!;
    const all = path(3);
    expect(value('at')).toBe(all.at(-1));
    expect(value('at', undefined, '2024-12-30')).toBe(all[dates.indexOf('2024-11-30')]);
    expect(value('sum')).toBe(all.reduce((s, v) => s + v, 0));
    expect(value('mean')).toBe(all.reduce((s, v) => s + v, 0) / all.length);
    const some = all.slice(dates.indexOf('2024-06-30'), dates.indexOf('2025-01-31') + 1);
    expect(value('most', '2024-06-15', '2025-01-31')).toBe(Math.max(...some));
    expect(value('least', '2024-06-15', '2025-01-31')).toBe(Math.min(...some));
    expect(() => value('most', '2030-01-01')).toThrow('no period of headline most');
    expect(() => gridOfPaths(plan, [{ measure: 'children_waiting', sector: 'for-profit' }])).toThrow('no figures of');
  });
});
