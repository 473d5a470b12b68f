import type { ChartWords } from './chart-words.ts';
import { englishWords } from './chart-words.ts';
import type { VegaLiteSpec } from './compose-spec.ts';
import type { EndLabel } from './end-labels.ts';
import type { FanPoint, HistoryPoint } from './fan-series.ts';
import type { Frame, PlacedText } from './frame.ts';
import { frameEncoding, textLayer, xPixel, yPixel } from './frame.ts';
import { yearFraction } from './scale.ts';
import { textWidth } from './text-metrics.ts';
import { roundBySpread } from './text.ts';
import { TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

/** Bands of 80% and 50% of runs and the median, over fixed scales. */
export function fanLayers(
  frame: Frame,
  points: readonly FanPoint[],
  colour: string,
  leftExtent: number,
): VegaLiteSpec[] {
  const values = points.map((p) => ({ x: yearFraction(p.date), ...p }));
  const band = (low: string, high: string, opacity: number): VegaLiteSpec => ({
    mark: { type: 'area', color: colour, opacity, line: false },
    encoding: { ...frameEncoding(frame, low, leftExtent), y2: { field: high } },
  });
  return [
    {
      data: { values },
      layer: [
        band('p10', 'p90', 0.22),
        band('p25', 'p75', 0.38),
        {
          mark: { type: 'line', color: colour, strokeWidth: 2.5 },
          encoding: frameEncoding(frame, 'p50', leftExtent),
        },
      ],
    },
  ];
}

/** Labels at the right end of a fan. The long form gives the figures, the short form only names the bands. */
export function fanEndLabels(
  points: readonly FanPoint[],
  long: boolean,
  words: ChartWords = englishWords(),
): EndLabel[] {
  const last = points.at(-1)!;
  const figure = (value: number): string => words.number(roundBySpread(value, last.p10, last.p90));
  const band = (within: number, low: number, high: number): string => {
    const share = words.share(within);
    if (!long) return share;
    const [a, b] = [figure(low), figure(high)];
    return a === b
      ? words.text('fan.band-about', { share, value: a })
      : words.text('fan.band', { share, low: a, high: b });
  };
  return [
    { text: band(0.8, last.p10, last.p90), value: last.p90 },
    { text: band(0.5, last.p25, last.p75), value: last.p75 },
    {
      text: long ? words.text('fan.median', { value: figure(last.p50) }) : figure(last.p50),
      value: last.p50,
      bold: true,
    },
  ];
}

interface Mark {
  readonly x: number;
  readonly y: number;
}

/** Where the word for the history stands: over the start or over the end of its line, whichever is nearer to the line. */
function historyLabel(frame: Frame, line: readonly Mark[], fan: readonly Mark[], text: string): PlacedText {
  const words = textWidth(text, TEXT_SIZE.label);
  const over = (left: number): number => {
    const under = [...line, ...fan].filter((m) => m.x >= left - 12 && m.x <= left + words + 12);
    return Math.max(8, Math.min(...under.map((m) => m.y)) - 13);
  };
  const start = line[0]!;
  const end = line.at(-1)!;
  const beside = start.x - words - 10;
  // Over a line that is shorter than the word it would reach into what stands at its right.
  if (end.x - start.x < words && beside >= 0) return { text, xPixels: beside, yPixels: start.y };
  const atStart = { text, xPixels: start.x, yPixels: over(start.x) };
  const atEnd = { text, xPixels: end.x - words - 8, yPixels: over(end.x - words - 8) };
  const endIsNearer = end.y - atEnd.yPixels < start.y - atStart.yPixels;
  return atEnd.xPixels >= 0 && endIsNearer ? atEnd : atStart;
}

/** What was recorded, as a solid dark line with points and a word beside it. */
export function historyLayers(
  frame: Frame,
  history: readonly HistoryPoint[],
  points: readonly FanPoint[],
  words: ChartWords = englishWords(),
): VegaLiteSpec[] {
  if (history.length === 0) return [];
  const sorted = [...history].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const values = sorted.map((h) => ({ x: yearFraction(h.date), y: h.value, date: h.date }));
  const mark = (year: number, value: number): Mark => ({ x: xPixel(frame, year), y: yPixel(frame, value) });
  const label = historyLabel(
    frame,
    values.map((v) => mark(v.x, v.y)),
    points.map((p) => mark(yearFraction(p.date), p.p90)),
    words.text('fan.recorded'),
  );
  return [
    {
      data: { values },
      mark: { type: 'line', color: TEXT_COLOUR, strokeWidth: 2, point: { color: TEXT_COLOUR, size: 18 } },
      encoding: frameEncoding(frame),
    },
    textLayer(frame, [label], {}),
  ];
}
