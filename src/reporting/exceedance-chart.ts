import { independentDraws, wilson } from '../measures/share-interval.ts';
import type { Chart, ChartContext } from './chart.ts';
import { makeChart } from './chart.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import { centredLines, linesThatFit, pixelLayers } from './pixel-layers.ts';
import type { PixelSpan } from './pixel-layers.ts';
import { moveApart, niceTicks } from './scale.ts';
import { formatNumber, formatShare, frequencyText, withUnit } from './text.ts';
import { CONTENT_WIDTH, GUIDE_GREY, SCENARIO_COLOURS, SCENARIO_DASHES, TEXT_COLOUR } from './theme.ts';

/** The draws of one scenario. */
export interface ExceedanceSeries {
  readonly name: string;
  /** One figure a draw in the order of the draws, from an even one, in the unit of the chart. */
  readonly values: ArrayLike<number>;
}

export interface ExceedanceInput extends ChartContext {
  /** What is counted, such as `Children waiting on 31 March 2030`. */
  readonly quantity: string;
  readonly unit: string;
  /** One to four scenarios. */
  readonly series: readonly ExceedanceSeries[];
  /** A figure that matters, such as a tolerance: a line, with the chance of each scenario in words. */
  readonly threshold?: { readonly value: number; readonly label: string };
}

const LEFT = 44;
const TOP = 26;
const PLOT = 300;
const AXIS = 26;
const LABEL_WIDTH = 210;
const LINE = 16;
const STEPS = 80;

/**
 * The chance that a figure is at least so much, by how much: one falling line a scenario, named at the right.
 *
 * @throws Error where there are no or more than four scenarios, or no draws, or a draw is no finite number
 * @example
 * exceedanceChart({ title: 'Waiting is less likely with more carers', quantity: 'Children waiting on 31 March 2030', unit: 'children',
 *   series: [{ name: 'As legislated', values: headlineValues(answer, headline) }], source: 'market-stability 0.1.0', status: 'illustrative' });
 */
export function exceedanceChart(input: ExceedanceInput): Chart {
  const { series, threshold, quantity, unit } = input;
  if (series.length < 1 || series.length > SCENARIO_COLOURS.length)
    throw new Error(`an exceedance curve shows 1 to ${SCENARIO_COLOURS.length} scenarios, not ${series.length}`);
  const sorted = series.map(({ name, values }) => checked(name, values));
  const all = [...sorted.flatMap((v) => [v[0]!, v.at(-1)!]), ...(threshold === undefined ? [] : [threshold.value])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const whole = sorted.every((v) => v.every(Number.isInteger));
  const ticks = niceTicks(least >= 0 && least < most / 2 ? 0 : least, most, 6, whole);
  const plot = CONTENT_WIDTH - LEFT - LABEL_WIDTH;
  const height = TOP + PLOT + AXIS;
  const x = (value: number): number => LEFT + ((value - ticks.low) / (ticks.high - ticks.low)) * plot;
  const y = (share: number): number => TOP + (1 - share) * PLOT;
  const { layer, spans, text } = pixelLayers(CONTENT_WIDTH, height);
  const step = (ticks.high - ticks.low) / STEPS;
  const places = [
    ...new Set([
      ...Array.from({ length: STEPS + 1 }, (_, i) => Number((ticks.low + i * step).toPrecision(9))),
      ...(threshold === undefined ? [] : [threshold.value]),
    ]),
  ].sort((a, b) => a - b);
  const curves = series.map(({ name, values }, s) => ({
    name,
    points: places.map((value) => ({ value, ...chanceOf(values, sorted[s]!, value) })),
  }));
  const chances = series.map(({ values }, s) =>
    threshold === undefined ? undefined : chanceOf(values, sorted[s]!, threshold.value).share,
  );
  const labels = placeLabels(
    series.map(({ name }, s) => {
      const median = sorted[s]![Math.floor((sorted[s]!.length - 1) / 2)]!;
      const chance = chances[s];
      const said =
        chance === undefined
          ? `half of the runs reach ${formatNumber(median, decimalsOf(ticks.high))}`
          : frequencyText(chance);
      return { name, said, from: threshold === undefined ? median : threshold.value, share: chance ?? 0.5 };
    }),
    x,
    y,
  );
  const line = (s: number): VegaLiteSpec =>
    layer(
      curves[s]!.points.map((p) => ({ x: x(p.value), y: y(p.share) })),
      {
        type: 'line',
        color: SCENARIO_COLOURS[s],
        strokeWidth: 2.5,
        strokeDash: SCENARIO_DASHES[s],
        interpolate: 'linear',
      },
    );
  const grid: PixelSpan[] = [0, 0.25, 0.5, 0.75, 1].map((v) => ({ x: LEFT, x2: LEFT + plot, y: y(v), y2: y(v) }));
  const worst = curves.reduce((a, b) => (mean(b.points) > mean(a.points) ? b : a));
  return makeChart(input, {
    subtitle: `${withUnit(quantity, unit)}: share of the runs in which it is at least the figure below.`,
    altDraft:
      threshold === undefined
        ? `Falling lines: chance that a figure is at least so much, ${series.length} scenarios. Highest: ${worst.name}.`
        : `Falling lines: chance of at least so much. At ${formatNumber(threshold.value)}: ${series.map(({ name }, s) => `${name} ${formatShare(chances[s]!)}`).join(', ')}.`,
    notes: ['The share is of the runs of each scenario. It leaves out what no run knows.'],
    table: {
      columns: ['scenario', 'at_least', 'share_of_runs', 'low', 'high', 'unit'],
      rows: curves.flatMap(({ name, points }) =>
        points.map(({ value, share, low, high }) => ({
          scenario: name,
          at_least: value,
          share_of_runs: share,
          low,
          high,
          unit,
        })),
      ),
    },
    body: {
      leftExtent: 0,
      view: {
        width: CONTENT_WIDTH,
        height,
        layer: [
          spans(grid, { type: 'rule', color: '#E3E3E3' }),
          spans(
            labels.flatMap((l) => l.leader),
            { type: 'rule', color: GUIDE_GREY, strokeWidth: 1 },
          ),
          ...(threshold === undefined
            ? []
            : [
                spans([{ x: x(threshold.value), x2: x(threshold.value), y: TOP - 4, y2: TOP + PLOT }], {
                  type: 'rule',
                  color: TEXT_COLOUR,
                  strokeDash: [4, 3],
                }),
                text([thresholdWords(threshold.label, x(threshold.value))], {
                  align: x(threshold.value) > LEFT + plot / 2 ? 'right' : 'left',
                }),
              ]),
          ...series.map((_, s) => line(s)),
          layer(
            labels.map((l, s) => ({ x: l.leader[0]!.x, y: l.leader[0]!.y, colour: SCENARIO_COLOURS[s] })),
            { type: 'point', filled: true, size: 60, opacity: 1, stroke: 'white' },
            { color: { field: 'colour', type: 'nominal', scale: null, legend: null } },
          ),
          text(
            labels.flatMap((l) => l.name),
            { fontWeight: 'bold' },
          ),
          text(labels.flatMap((l) => l.said)),
          text(
            [0, 0.25, 0.5, 0.75, 1].map((v) => ({ x: LEFT - 8, y: y(v), text: formatShare(v) })),
            { align: 'right' },
          ),
          text(
            ticks.values.map((v) => ({ x: x(v), y: TOP + PLOT + 15, text: formatNumber(v, decimalsOf(ticks.high)) })),
            { align: 'center' },
          ),
        ],
      },
    },
  });
}

const decimalsOf = (high: number): number => (high > 10 ? 0 : high > 1 ? 1 : 2);
const mean = (points: readonly { readonly share: number }[]): number =>
  points.reduce((sum, p) => sum + p.share, 0) / points.length;

function thresholdWords(label: string, at: number): { x: number; y: number; text: string } {
  return { x: at, y: 10, text: label };
}

function checked(name: string, values: ArrayLike<number>): number[] {
  if (values.length === 0) throw new Error(`the scenario "${name}" has no draws`);
  const sorted = Array.from(values);
  const wrong = sorted.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new Error(`the scenario "${name}" has a draw of ${wrong}, which is no number`);
  return sorted.sort((a, b) => a - b);
}

/** Share of the draws at or over a figure, with its interval: draws of a pair share what is uncertain. */
function chanceOf(
  values: ArrayLike<number>,
  sorted: readonly number[],
  at: number,
): { share: number; low: number; high: number } {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < at) low = middle + 1;
    else high = middle;
  }
  const share = (sorted.length - low) / sorted.length;
  const reached = Array.from(values, (value) => value >= at);
  const independent = independentDraws(reached);
  const interval = wilson(share * independent, independent);
  return { share, low: interval.low, high: interval.high };
}

interface Label {
  readonly name: { x: number; y: number; text: string }[];
  readonly said: { x: number; y: number; text: string }[];
  readonly leader: PixelSpan[];
}

/** Names at the right of the plot with a line to their curve, moved apart so that none covers another. */
function placeLabels(
  wanted: readonly { readonly name: string; readonly said: string; readonly from: number; readonly share: number }[],
  x: (value: number) => number,
  y: (share: number) => number,
): Label[] {
  const left = CONTENT_WIDTH - LABEL_WIDTH + 26;
  const room = LABEL_WIDTH - 26;
  const blocks = wanted.map(({ name, said }) => ({
    names: linesThatFit(name, room * 0.93, 2),
    words: linesThatFit(said, room, 2),
  }));
  const tallest = Math.max(...blocks.map(({ names, words }) => names.length + words.length)) * LINE + 8;
  // Of curves at one height the one further right has its name higher, where nothing lies between.
  const at = wanted.map(({ share, from }) => y(share) - x(from) / 1000);
  const middles = moveApart(at, tallest, TOP + tallest / 2, TOP + PLOT - tallest / 2);
  return wanted.map(({ from, share }, s) => {
    const { names, words } = blocks[s]!;
    const lines = centredLines([...names, ...words], left, middles[s]!, LINE);
    return {
      name: lines.slice(0, names.length),
      said: lines.slice(names.length),
      leader: [{ x: x(from), y: y(share), x2: left - 5, y2: middles[s]! }],
    };
  });
}
