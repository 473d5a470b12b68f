import type { IsoDate } from '../domain/calendar.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import { linesThatFit, pixelLayers } from './pixel-layers.ts';
import type { PixelText } from './pixel-layers.ts';
import { moveApart } from './scale.ts';
import { textWidth } from './text-metrics.ts';
import { formatDate, formatNumber, roundBySpread, withUnit } from './text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, SCENARIO_COLOURS, SCENARIO_DASHES, TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

/** A figure at one date: the median of the runs, and where their middle 80% lies. */
export interface SlopeEnd {
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
}

/** A scenario at two dates. */
export interface SlopeSeries {
  readonly name: string;
  readonly first: SlopeEnd;
  readonly last: SlopeEnd;
}

export interface SlopeInput extends ChartContext {
  readonly quantity: string;
  readonly unit: string;
  readonly dates: readonly [IsoDate, IsoDate];
  /** One to eight scenarios. */
  readonly series: readonly SlopeSeries[];
}

const MOST = 8;
const HEAD = 30;
const LINE = 16;
const LEADER = 18;
const RIGHT = 330;
const BELOW = 10;

/**
 * How a figure changes from one date to another under each scenario: one line a scenario from median to median, with the figure
 * at its left end, and name, figure and range at its right end.
 *
 * @throws Error where there are no or more than eight scenarios, two have one name, or a range is out of order
 */
export function slopeChart(input: SlopeInput): Chart {
  const { series, dates, quantity, unit } = input;
  if (series.length < 1 || series.length > MOST)
    throw new Error(`a slope chart shows 1 to ${MOST} scenarios, not ${series.length}`);
  if (new Set(series.map(({ name }) => name)).size < series.length) throw new Error('two scenarios have one name');
  for (const { name, first, last } of series)
    for (const end of [first, last])
      if (!(end.p10 <= end.p50 && end.p50 <= end.p90))
        throw new Error(`${name}: ${end.p10}, ${end.p50}, ${end.p90} are not P10, P50 and P90 in order`);
  const ends = series.map(({ name, first, last }) => ({
    name,
    left: figureOf(first),
    right: [name, `${figureOf(last)}${rangeOf(last)}`],
  }));
  const left =
    Math.max(
      ...ends.map((e) => textWidth(e.left, TEXT_SIZE.label)),
      textWidth(formatDate(dates[0]), TEXT_SIZE.label, true),
    ) +
    LEADER +
    8;
  const blocks = ends.map(({ right: [name, figure] }) => [
    ...linesThatFit(name!, (RIGHT - LEADER - 4) * 0.93, 1),
    figure!,
  ]);
  const height = Math.max(240, series.length * (2 * LINE + 8)) + HEAD + BELOW;
  const [low, high] = [
    Math.min(...series.flatMap((s) => [s.first.p50, s.last.p50])),
    Math.max(...series.flatMap((s) => [s.first.p50, s.last.p50])),
  ];
  const y = (value: number): number =>
    high === low ? (HEAD + height) / 2 : HEAD + 14 + ((high - value) / (high - low)) * (height - HEAD - BELOW - 28);
  const from = left;
  const to = CONTENT_WIDTH - RIGHT;
  const { layer, spans, text } = pixelLayers(CONTENT_WIDTH, height);
  const within = (wanted: readonly number[], block: number): number[] =>
    moveApart(wanted, block, HEAD + block / 2, height - BELOW - block / 2);
  // Lines that begin together share one figure.
  const starts = [
    ...new Map(
      ends.map((e, i) => [`${e.left}|${y(series[i]!.first.p50)}`, { text: e.left, y: y(series[i]!.first.p50) }]),
    ).values(),
  ];
  const startAt = within(
    starts.map((s) => s.y),
    LINE,
  );
  const endAt = within(
    series.map((s) => y(s.last.p50)),
    2 * LINE + 4,
  );
  const colour = { color: { field: 'colour', type: 'nominal', scale: null, legend: null } };
  const dots = series.flatMap((s, i) => [
    { x: from, y: y(s.first.p50), colour: SCENARIO_COLOURS[i % SCENARIO_COLOURS.length] },
    { x: to, y: y(s.last.p50), colour: SCENARIO_COLOURS[i % SCENARIO_COLOURS.length] },
  ]);
  const right = (bold: boolean): PixelText[] =>
    blocks.flatMap((lines, i) =>
      lines.flatMap((words, l) =>
        (l === 0) === bold ? [{ x: to + LEADER, y: endAt[i]! + (l - 0.5) * LINE, text: words }] : [],
      ),
    );
  const largest = series.reduce((a, b) =>
    Math.abs(b.last.p50 - b.first.p50) > Math.abs(a.last.p50 - a.first.p50) ? b : a,
  );
  return makeChart(input, {
    subtitle: `${withUnit(quantity, unit)}: median of the runs on ${formatDate(dates[0])} and ${formatDate(dates[1])}. In brackets: middle 80% of runs. The scale does not start at 0.`,
    altDraft: `Slopes of ${series.length} scenarios between two dates. Largest change: ${largest.name}, ${figureOf(largest.first)} to ${figureOf(largest.last)}.`,
    table: {
      columns: ['scenario', 'date', 'p10', 'p50', 'p90', 'unit'],
      rows: series.flatMap(({ name, first, last }) =>
        [first, last].map(({ p10, p50, p90 }, d) => ({ scenario: name, date: dates[d]!, p10, p50, p90, unit })),
      ),
    },
    body: {
      leftExtent: 0,
      view: {
        width: CONTENT_WIDTH,
        height,
        layer: [
          spans(
            [from, to].map((x) => ({ x, x2: x, y: HEAD, y2: height })),
            { type: 'rule', color: GUIDE_GREY },
          ),
          spans(
            [
              ...starts.map((s, i) => ({ x: from - 5, x2: from - LEADER + 2, y: s.y, y2: startAt[i]! })),
              ...series.map((s, i) => ({ x: to + 5, x2: to + LEADER - 3, y: y(s.last.p50), y2: endAt[i]! })),
            ],
            { type: 'rule', color: GUIDE_GREY },
          ),
          ...series.map((s, i) =>
            layer(
              [
                { x: from, y: y(s.first.p50) },
                { x: to, y: y(s.last.p50) },
              ],
              {
                type: 'line',
                color: SCENARIO_COLOURS[i % SCENARIO_COLOURS.length],
                strokeWidth: 2.5,
                strokeDash: SCENARIO_DASHES[i % SCENARIO_DASHES.length],
              },
            ),
          ),
          layer(dots, { type: 'point', filled: true, size: 80, opacity: 1, stroke: 'white' }, colour),
          text(
            starts.map((s, i) => ({ x: from - LEADER, y: startAt[i]!, text: s.text })),
            { align: 'right' },
          ),
          text(right(true), { fontWeight: 'bold' }),
          text(right(false)),
          text([{ x: from, y: 12, text: formatDate(dates[0]) }], {
            fontWeight: 'bold',
            align: 'right',
            color: TEXT_COLOUR,
          }),
          text([{ x: to, y: 12, text: formatDate(dates[1]) }], { fontWeight: 'bold', color: TEXT_COLOUR }),
        ],
      },
    },
  });
}

const figureOf = ({ p10, p50, p90 }: SlopeEnd): string => formatNumber(roundBySpread(p50, p10, p90));

function rangeOf({ p10, p90 }: SlopeEnd): string {
  const [a, b] = [p10, p90].map((v) => formatNumber(roundBySpread(v, p10, p90)));
  return a === b ? '' : ` (${a} to ${b})`;
}
