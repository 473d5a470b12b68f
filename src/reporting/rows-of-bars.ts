import type { ChartBody } from './compose-spec.ts';
import { centredLines, linesThatFit, pixelLayers } from './pixel-layers.ts';
import type { PixelSpan, PixelText } from './pixel-layers.ts';
import { niceTicks } from './scale.ts';
import { CONTENT_WIDTH, GUIDE_GREY, SEQUENTIAL_BLUES, TEXT_COLOUR } from './theme.ts';

const LABEL_WIDTH = 220;
const ROW = 44;
const AXIS = 26;
const LINE = 15;
/** Pixels between the plot and what stands at the end of a row. */
const GAP = 14;

/** One row of a chart of bars: its name, a bar, a range with a middle, and words at its end. */
export interface BarRow {
  readonly name: string;
  /** Ends of a bar, in the unit of the axis. */
  readonly bar?: readonly [number, number];
  /** A thin line over the bar: the interval of its end. */
  readonly whisker?: readonly [number, number];
  /** A dot. */
  readonly dot?: number;
  readonly end: string;
  /** Light where the bar is no answer, such as the whole of a range in which nothing was found. */
  readonly light?: boolean;
}

/**
 * Rows of bars over one axis, with names to the left and words to the right.
 *
 * @param axis numbers that the axis must hold, and how its ticks are printed
 * @param endWidth pixels for the words at the end of a row
 */
export function rowsOfBars(
  rows: readonly BarRow[],
  axis: { readonly holds: readonly number[]; readonly print: (tick: number) => string },
  endWidth: number,
): ChartBody {
  const shown = rows.flatMap(({ bar = [], whisker = [], dot }) => [
    ...bar,
    ...whisker,
    ...(dot === undefined ? [] : [dot]),
  ]);
  const all = [...axis.holds, ...shown];
  const ticks = niceTicks(Math.min(...all), Math.max(...all), 4, false);
  const plot = CONTENT_WIDTH - LABEL_WIDTH - endWidth;
  const height = rows.length * ROW + AXIS;
  const x = (value: number): number =>
    LABEL_WIDTH + ((Math.min(ticks.high, Math.max(ticks.low, value)) - ticks.low) / (ticks.high - ticks.low)) * plot;
  const middle = (i: number): number => i * ROW + ROW / 2;
  const { layer, spans, text } = pixelLayers(CONTENT_WIDTH, height);
  const lines = (words: string, width: number, left: number, i: number): PixelText[] =>
    centredLines(linesThatFit(words, width, 3), left, middle(i), LINE);
  const bars = (light: boolean): PixelSpan[] =>
    rows.flatMap((row, i) =>
      row.bar === undefined || (row.light === true) !== light
        ? []
        : [{ x: x(row.bar[0]), x2: x(row.bar[1]), y: middle(i) - 10, y2: middle(i) + 10 }],
    );
  const whiskers = rows.flatMap(({ whisker }, i) =>
    whisker === undefined ? [] : [{ x: x(whisker[0]), x2: x(whisker[1]), y: middle(i), y2: middle(i) }],
  );
  const dots = rows.flatMap(({ dot }, i) => (dot === undefined ? [] : [{ x: x(dot), y: middle(i) }]));
  return {
    leftExtent: 0,
    view: {
      width: CONTENT_WIDTH,
      height,
      layer: [
        spans(
          ticks.values.map((v) => ({ x: x(v), x2: x(v), y: 0, y2: height - AXIS })),
          { type: 'rule', color: '#E3E3E3' },
        ),
        spans(bars(true), { type: 'rect', color: SEQUENTIAL_BLUES[0]!.fill, stroke: GUIDE_GREY }),
        spans(bars(false), { type: 'rect', color: SEQUENTIAL_BLUES[2]!.fill }),
        spans(whiskers, { type: 'rule', color: 'white', strokeWidth: 5 }),
        spans(whiskers, { type: 'rule', color: TEXT_COLOUR, strokeWidth: 1.5 }),
        layer(dots, { type: 'point', filled: true, size: 80, color: TEXT_COLOUR, opacity: 1, stroke: 'white' }),
        spans([{ x: x(0), x2: x(0), y: 0, y2: height - AXIS }], { type: 'rule', color: GUIDE_GREY, strokeWidth: 1.5 }),
        text(rows.flatMap((row, i) => lines(row.name, LABEL_WIDTH - GAP, 0, i))),
        text(rows.flatMap((row, i) => lines(row.end, endWidth - GAP, CONTENT_WIDTH - endWidth + GAP, i))),
        text(
          ticks.values.map((v) => ({ x: x(v), y: height - AXIS / 2, text: axis.print(v) })),
          { align: 'center' },
        ),
      ],
    },
  };
}
