import { datesOfRun, runOfPath } from '../measures/headline.ts';
import { headlinesOfTheBoard } from '../measures/headlines-of-the-board.ts';
import type { ConditionTarget } from '../measures/condition-targets.ts';
import { defaultGrid } from '../measures/grid.ts';
import { statusOf } from '../measures/outcomes.ts';
import type { Plan } from '../simulation/plan/plan.ts';
import type { RunInputs } from './run-inputs.ts';

/**
 * The number that the progress of a run shows unless a stop rule names another: children who wait for a home on the last
 * day, in the country. Its mean and not its median: half of the draws or more may have nobody waiting.
 */
export function headlineTarget(plan: Plan, inputs: RunInputs): ConditionTarget | undefined {
  const headline = headlinesOfTheBoard(plan).find((h) => h.over === 'at');
  if (headline === undefined) return undefined;
  const grid = defaultGrid(plan);
  const run = runOfPath(plan, grid, headline);
  const before = datesOfRun(plan, run).filter((date) => headline.to === undefined || date <= headline.to).length;
  const series = grid.series[run.series]!;
  const country = inputs.areas.find((area) => area.area_code === run.areaCode)?.name_en ?? run.areaCode;
  return {
    title: `${headline.title}, ${country}, mean`,
    areaCode: run.areaCode,
    status: statusOf(series, plan),
    statistic: 'mean',
    cells: [run.first + before - 1],
    ofDraw: (values) => values[0]!,
  };
}
