import { expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { study } from '../../src/experiments/study.ts';
import { quantileOfSorted } from '../../src/measures/quantile.ts';
import { fanPointsOf } from '../../src/reporting/study-fan.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario } from '../simulation/small-country.ts';

it('a fan of a study has the quantiles of its draws at each date', async () => {
  const plan = planOf(orThrow(await loadDataSet(THREE_AREAS)), plainScenario('2025-03-31'));
  const path = { measure: 'children_looked_after', period: 'month' } as const;
  const [answer] = await study([{ plan, seed: 1, draws: 9 }], [path], { threads: 1 });
  const points = fanPointsOf(answer!, path);
  expect(points.map((p) => p.date)).toHaveLength(12);
  expect(points.at(-1)!.date).toBe('2025-03-31');
  const last = answer!.grid.runs.find((run) => run.areaLevel === 'country')!.first + 11;
  const sorted = Array.from({ length: 9 }, (_, d) => answer!.rows[d * answer!.grid.cells + last]!).sort(
    (a, b) => a - b,
  );
  expect(sorted[0]).toBeLessThan(sorted[8]!);
  expect(points.at(-1)!.p50).toBe(sorted[4]);
  expect(points.at(-1)!.p10).toBeCloseTo(quantileOfSorted(sorted, 0.1), 4);
  expect(fanPointsOf(answer!, path, 0.5).at(-1)!.p90).toBeCloseTo(points.at(-1)!.p90 / 2, 4);
});
