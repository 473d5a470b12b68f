import type { Sensitivity } from '../../experiments/sensitivity/sensitivity.ts';
import { CHANCE } from '../../experiments/sensitivity/plan-designs.ts';
import type { Chart } from '../chart.ts';
import { makeChart } from '../chart.ts';
import { endLabelExtent, endLabelLayers } from '../end-labels.ts';
import type { EndLabel } from '../end-labels.ts';
import type { Frame } from '../frame.ts';
import { axisExtent, frameEncoding } from '../frame.ts';
import { niceTicks, yearFraction } from '../scale.ts';
import { cutText } from '../text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, PALETTE } from '../theme.ts';
import { contextOf } from './chart-context.ts';
import { shownNumber, shownUnit } from './shown-unit.ts';
import { headlineTarget, meaningOf, titleOf } from './words.ts';

const COLOURS = [PALETTE.darkBlue, PALETTE.turquoise, PALETTE.darkPink, PALETTE.orange, PALETTE.lightPurple];
const DASHES = [
  [1, 0],
  [7, 3],
  [2, 3],
  [10, 3, 2, 3],
  [4, 4],
];

/** The largest effects on the path of a headline at the end of each financial year, and what new luck alone does. */
export function throughTimeChart(found: Sensitivity, headline: string, lines = COLOURS.length): Chart {
  const target = headlineTarget(found, headline);
  const { factor, words } = shownUnit(target.unit);
  // Headlines that differ in their date alone share one path.
  const pathOf = (path: object): string => JSON.stringify(Object.entries(path).sort());
  const years = found.screening.targets.filter(
    (t) => t.target.scope === 'year' && pathOf(t.target.path) === pathOf(target.path),
  );
  if (years.length === 0) throw new Error(`no financial year of ${headline} ends inside the run`);
  const shown = found.screening.rankings.get(headline)!.effects.slice(0, Math.min(lines, COLOURS.length));
  const sizes = (id: string): { x: number; y: number; date: string }[] =>
    years.map(({ target: { date }, effects }) => ({
      x: yearFraction(date),
      date,
      y: effects.find((e) => e.factor === id)!.muStar.value * factor,
    }));
  const paths = shown.map((e) => ({ id: e.factor, points: sizes(e.factor) }));
  const chance = sizes(CHANCE);
  const ticks = niceTicks(0, Math.max(1e-9, ...[...paths.flatMap((p) => p.points), ...chance].map((p) => p.y)), 5);
  const labels = [
    ...paths.map((p): EndLabel => ({
      text: cutText(meaningOf(found, p.id), 30),
      value: p.points.at(-1)!.y,
      bold: true,
    })),
    { text: 'chance alone', value: chance.at(-1)!.y },
  ];
  const left = Math.max(44, axisExtent(ticks));
  const width = Math.floor(CONTENT_WIDTH - left - endLabelExtent(labels));
  const dates = chance.map((p) => p.x);
  const frame: Frame = {
    width,
    height: 340,
    from: Math.floor(dates[0]!),
    to: Math.max(dates.at(-1)!, dates[0]! + 0.5),
    ticks,
  };
  const encoding = frameEncoding(frame, 'y', left);
  const line = (values: object[], style: object): Record<string, unknown> => ({
    data: { values },
    mark: { type: 'line', strokeWidth: 2.5, point: false, ...style },
    encoding,
  });
  const first = shown[0];
  return makeChart(
    contextOf(
      found,
      `How the largest effects grow: ${titleOf(found, headline).replace(/, [^,]*\d{4}$/, '')}`,
      headline,
    ),
    {
      subtitle:
        `Mean size of the change when an assumption goes from its 5th to its 95th quantile, in ${words}, at the end of each financial year ` +
        '(for a flow: over the year).',
      altDraft:
        first === undefined
          ? 'Line chart without lines.'
          : `Lines by financial year. ${cutText(meaningOf(found, first.factor), 55)}: ${shownNumber(paths[0]!.points[0]!.y / factor, target.unit)} to ${shownNumber(paths[0]!.points.at(-1)!.y / factor, target.unit)} ${words}.`,
      table: {
        columns: ['date', 'factor', 'mu_star', 'unit'],
        rows: [...paths, { id: CHANCE, points: chance }].flatMap((p) =>
          p.points.map(({ date, y }) => ({ date, factor: p.id, mu_star: y / factor, unit: target.unit })),
        ),
      },
      body: {
        leftExtent: left,
        view: {
          width,
          height: frame.height,
          layer: [
            line(chance, { color: GUIDE_GREY, strokeDash: [3, 3] }),
            ...paths.map((p, i) => line(p.points, { color: COLOURS[i], strokeDash: DASHES[i] })),
            ...endLabelLayers(frame, labels),
          ],
        },
      },
    },
  );
}
