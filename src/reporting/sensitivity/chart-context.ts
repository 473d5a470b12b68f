import { packageVersion } from '../../experiments/manifest.ts';
import type { Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import type { ChartContext } from '../chart.ts';
import { headlineTarget } from './words.ts';

/** What every chart of a sensitivity analysis says besides its figures. */
export function contextOf(found: Sensitivity, title: string, headline: string): ChartContext {
  const { plan, screening, seed } = found;
  return {
    title,
    source:
      `market-stability ${packageVersion()}, data set “${plan.dataName}”, ` +
      `Morris screening with ${screening.design.layout.size} trajectories`,
    status: headlineTarget(found, headline).status,
    scenario: { title: plan.scenarioTitle, draws: screening.design.rows, seed },
  };
}
