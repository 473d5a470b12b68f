import type { Chart, WordedContext } from './chart.ts';
import { fanPanels } from './fan-panels.ts';
import type { PanelScale } from './fan-panels.ts';
import type { FanSeries } from './fan-series.ts';
import type { StatutoryRule } from './statutory-dates.ts';

/** What `fanChart` draws. */
export interface FanChartInput extends WordedContext {
  /** What the values are, `Residential places registered in Wales`. */
  readonly quantity: string;
  /** Unit of the values, `places`. */
  readonly unit: string;
  /** One series is one large fan; several become small panels. */
  readonly series: FanSeries | readonly FanSeries[];
  readonly rules?: readonly StatutoryRule[];
  /** Scale of several panels, `shared` by default. */
  readonly scale?: PanelScale;
  readonly fromZero?: boolean;
}

/**
 * A fan: the median of the runs with bands of 50% and 80%, labelled on the chart, what was recorded before it, and the
 * dates of the law as labelled dashed lines.
 *
 * @example
 * fanChart({ title: 'Residential places fall by a third', quantity: 'Residential places registered in Wales',
 *   unit: 'places', series: fanSeriesOf(rows, 'service_type'), rules: statutoryRules(timetable, 'residential'),
 *   source: 'market-stability 0.1.0', status: 'illustrative', scenario: { title: 'As legislated', draws: 1000 } });
 */
export function fanChart(input: FanChartInput): Chart {
  const series = 'points' in input.series ? [input.series] : input.series;
  return fanPanels({ ...input, series });
}
