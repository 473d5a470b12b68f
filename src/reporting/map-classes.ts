import { quantileSorted } from 'simple-statistics';
import { formatNumber } from './text.ts';
import { SEQUENTIAL_BLUES } from './theme.ts';

/** One class of a map: its words, its colour, and the colour of text that can be read on it. */
export interface MapClass {
  readonly label: string;
  readonly fill: string;
  readonly text: string;
}

/** Areas without a figure: white, never the colour of a low value. */
export const NO_FIGURE: MapClass = { label: 'No figure', fill: '#FFFFFF', text: '#3D3D3D' };

/**
 * Bounds between classes, lowest first: fifths of the values, rounded to figures that a reader can hold.
 * Fewer than four where values are few or close together.
 */
export function classBreaks(values: readonly number[], classes = 5): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  if (sorted.length < 2) return [];
  const span = sorted.at(-1)! - sorted[0]!;
  const step = [1, 2, 5, 10].map((f) => f * 10 ** Math.floor(Math.log10(span / 20))).find((s) => s >= span / 20)!;
  const breaks: number[] = [];
  for (let k = 1; k < classes; k++) {
    const bound = Number((Math.round(quantileSorted(sorted, k / classes) / step) * step).toPrecision(12));
    if (bound > (breaks.at(-1) ?? sorted[0]!) && bound <= sorted.at(-1)!) breaks.push(bound);
  }
  return breaks;
}

/** Position of the class that a value lies in: a class holds its lower bound and not its upper. */
export function classIndex(value: number, breaks: readonly number[]): number {
  return breaks.filter((b) => value >= b).length;
}

/** Classes for bounds, light to dark, with words: `Under 100`, `100 to 199`, `200 or more`. */
export function mapClasses(breaks: readonly number[], wholeNumbers: boolean, decimals: number): MapClass[] {
  if (breaks.length >= SEQUENTIAL_BLUES.length) {
    throw new Error(`a map has at most ${SEQUENTIAL_BLUES.length} classes, so ${SEQUENTIAL_BLUES.length - 1} bounds`);
  }
  if (breaks.some((b, i) => i > 0 && b <= breaks[i - 1]!)) throw new Error('bounds of classes must rise');
  const figure = (value: number): string => formatNumber(value, decimals);
  const count = breaks.length + 1;
  return Array.from({ length: count }, (_, i) => {
    const shade = SEQUENTIAL_BLUES[count === 1 ? 2 : Math.round((i * (SEQUENTIAL_BLUES.length - 1)) / breaks.length)]!;
    const [low, high] = [breaks[i - 1], breaks[i]];
    const between = (a: number, b: number): string => {
      if (!wholeNumbers) return `${figure(a)} to under ${figure(b)}`;
      return b - a === 1 ? figure(a) : `${figure(a)} to ${figure(b - 1)}`;
    };
    const label =
      low === undefined && high === undefined
        ? 'All areas'
        : low === undefined
          ? `Under ${figure(high!)}`
          : high === undefined
            ? `${figure(low)} or more`
            : between(low, high);
    return { label, fill: shade.fill, text: shade.text };
  });
}
