import type { VegaLiteSpec } from './compose-spec.ts';
import type { AxisTicks } from './scale.ts';
import { yearTicks } from './scale.ts';
import { textWidth } from './text-metrics.ts';
import { formatNumber } from './text.ts';
import { TEXT_SIZE } from './theme.ts';

/** A plot area over years: its size in pixels, the years from left to right, the values from bottom to top. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  readonly ticks: AxisTicks;
}

/** Pixels from the left edge at which a year (with its part) lies. */
export function xPixel(frame: Frame, year: number): number {
  return ((year - frame.from) / (frame.to - frame.from)) * frame.width;
}

/** Pixels from the upper edge at which a value lies. */
export function yPixel(frame: Frame, value: number): number {
  return ((frame.ticks.high - value) / (frame.ticks.high - frame.ticks.low)) * frame.height;
}

/** The point of the scales that lies at a pixel, which may be outside the plot area. */
export function pointAt(frame: Frame, xPixels: number, yPixels: number): { x: number; y: number } {
  return {
    x: frame.from + (xPixels / frame.width) * (frame.to - frame.from),
    y: frame.ticks.high - (yPixels / frame.height) * (frame.ticks.high - frame.ticks.low),
  };
}

/** Encoding of the fields `x` (years) and another (values) with fixed scales, upright labels and whole years. */
export function frameEncoding(frame: Frame, yField = 'y', leftExtent?: number): Record<string, unknown> {
  const scale = { nice: false, zero: false };
  return {
    x: {
      field: 'x',
      type: 'quantitative',
      scale: { ...scale, domain: [frame.from, frame.to] },
      axis: { values: yearTicks(frame.from, frame.to, frame.width), format: 'd', grid: false },
    },
    y: {
      field: yField,
      type: 'quantitative',
      scale: { ...scale, domain: [frame.ticks.low, frame.ticks.high] },
      axis: {
        values: frame.ticks.values,
        format: ',d',
        domain: false,
        ticks: false,
        labelPadding: 6,
        ...(leftExtent === undefined ? {} : { minExtent: leftExtent, maxExtent: leftExtent }),
      },
    },
  };
}

/** Pixels that the value labels of an axis need. */
export function axisExtent(ticks: AxisTicks): number {
  return Math.ceil(Math.max(...ticks.values.map((v) => textWidth(formatNumber(v), TEXT_SIZE.label)))) + 8;
}

/** Words at a pixel of a frame. */
export interface PlacedText {
  readonly text: string;
  readonly xPixels: number;
  readonly yPixels: number;
}

/** A layer of words with one style. */
export function textLayer(frame: Frame, items: readonly PlacedText[], style: Record<string, unknown>): VegaLiteSpec {
  return {
    data: { values: items.map((i) => ({ ...pointAt(frame, i.xPixels, i.yPixels), text: i.text })) },
    mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label, ...style },
    encoding: { ...frameEncoding(frame), text: { field: 'text' } },
  };
}

/** A straight line between two pixels of a frame. */
export interface PlacedLine {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** A layer of straight lines with one style. */
export function lineLayer(frame: Frame, lines: readonly PlacedLine[], style: Record<string, unknown>): VegaLiteSpec {
  const values = lines.map((line) => {
    const a = pointAt(frame, line.from[0], line.from[1]);
    const b = pointAt(frame, line.to[0], line.to[1]);
    return { x: a.x, y: a.y, x2: b.x, y2: b.y };
  });
  return {
    data: { values },
    mark: { type: 'rule', ...style },
    encoding: { ...frameEncoding(frame), x2: { field: 'x2' }, y2: { field: 'y2' } },
  };
}
