import type { VegaLiteSpec } from './compose-spec.ts';
import { pixelEncoding } from './compose-spec.ts';
import { textWidth, wrapText } from './text-metrics.ts';
import { TEXT_COLOUR, TEXT_SIZE } from './theme.ts';

/** A word at a pixel of a view. */
export interface PixelText {
  readonly x: number;
  readonly y: number;
  readonly text: string;
}

/** A line or a rectangle between two corners, in pixels. */
export interface PixelSpan {
  readonly x: number;
  readonly y: number;
  readonly x2: number;
  readonly y2: number;
}

/** Layers of a view that is laid out by hand, in pixels from its upper left corner. */
export interface PixelLayers {
  /** Marks with further encodings beside x and y. */
  readonly layer: (values: readonly object[], mark: object, extra?: object) => VegaLiteSpec;
  /** Lines or rectangles. */
  readonly spans: (values: readonly PixelSpan[], mark: object) => VegaLiteSpec;
  /** Words, from the left and centred on their height unless the style says otherwise. */
  readonly text: (values: readonly PixelText[], style?: object) => VegaLiteSpec;
}

/** Layers for a view of a size in pixels. */
export function pixelLayers(width: number, height: number): PixelLayers {
  const encoding = pixelEncoding(width, height);
  const layer = (values: readonly object[], mark: object, extra: object = {}): VegaLiteSpec => ({
    data: { values },
    mark,
    encoding: { ...encoding, ...extra },
  });
  const style = { align: 'left', baseline: 'middle', fontSize: TEXT_SIZE.label, color: TEXT_COLOUR };
  return {
    layer,
    spans: (values, mark) => layer(values, mark, { x2: { field: 'x2' }, y2: { field: 'y2' } }),
    text: (values, own = {}) => layer(values, { type: 'text', ...style, ...own }, { text: { field: 'text' } }),
  };
}

/** A text on at most so many lines of a width in pixels; where words are left out the last line ends in an ellipsis. */
export function linesThatFit(text: string, width: number, most: number, size: number = TEXT_SIZE.label): string[] {
  const lines = wrapText(text, width, size);
  if (lines.length <= most) return lines;
  const words = lines[most - 1]!.split(' ');
  const cut = (n: number): string =>
    `${words
      .slice(0, n)
      .join(' ')
      .replace(/[\s,.;:]+$/, '')}…`;
  let kept = words.length;
  while (kept > 1 && textWidth(cut(kept), size) > width) kept -= 1;
  return [...lines.slice(0, most - 1), cut(kept)];
}

/** Lines of words one under the other, centred on a height. */
export function centredLines(lines: readonly string[], left: number, middle: number, linePixels: number): PixelText[] {
  return lines.map((text, l) => ({ x: left, y: middle + (l - (lines.length - 1) / 2) * linePixels, text }));
}
