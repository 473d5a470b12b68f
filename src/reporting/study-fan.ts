import type { StudyAnswer } from '../experiments/study.ts';
import { datesOfRun, runOfPath } from '../measures/headline.ts';
import type { Path } from '../measures/headline.ts';
import { summarise } from '../measures/summarise.ts';
import type { FanPoint } from './fan-series.ts';

/**
 * Points of a fan from an answer of a study: quantiles over the draws at each date of a path.
 *
 * @param factor what each figure is multiplied by, such as 1e-6 for pounds that are shown in millions
 * @throws Error when the answer does not hold the path
 */
export function fanPointsOf(answer: StudyAnswer, path: Path, factor = 1): FanPoint[] {
  const { plan, grid, rows, draws, points } = answer;
  if (points !== 1) throw new Error(`a fan is made from the draws of one point, not of ${points}`);
  const run = runOfPath(plan, grid, path);
  const values = new Float32Array(draws);
  return datesOfRun(plan, run).map((date, k) => {
    for (let d = 0; d < draws; d++) values[d] = factor * rows[d * grid.cells + run.first + k]!;
    const of = Object.fromEntries(summarise(values).map(({ statistic, value }) => [statistic, value]));
    return { date, p10: of['p10']!, p25: of['p25']!, p50: of['p50']!, p75: of['p75']!, p90: of['p90']! };
  });
}
