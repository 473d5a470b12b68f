import type { VegaLiteSpec } from './compose-spec.ts';
import type { Frame } from './frame.ts';
import { lineLayer, textLayer, yPixel } from './frame.ts';
import { moveApart } from './scale.ts';
import { textWidth } from './text-metrics.ts';
import { GUIDE_GREY, TEXT_SIZE } from './theme.ts';

/** Words beside the right end of a line or band, at the value where it ends. */
export interface EndLabel {
  readonly text: string;
  readonly value: number;
  readonly bold?: boolean;
}

const LEADER_PIXELS = 16;
const LINE_PIXELS = 16;

/** Pixels to the right of the plot that end labels need. */
export function endLabelExtent(labels: readonly EndLabel[]): number {
  return Math.ceil(Math.max(0, ...labels.map((l) => textWidth(l.text, TEXT_SIZE.label, l.bold)))) + LEADER_PIXELS + 4;
}

/** Labels with leaders, moved apart so that none overlaps another and none leaves the height of the plot. */
export function endLabelLayers(frame: Frame, labels: readonly EndLabel[]): VegaLiteSpec[] {
  const wanted = labels.map((l) => yPixel(frame, l.value));
  const placed = moveApart(wanted, LINE_PIXELS, 4, frame.height - 4);
  const leaders = lineLayer(
    frame,
    wanted.map((y, i) => ({ from: [frame.width + 2, y], to: [frame.width + LEADER_PIXELS - 2, placed[i]!] })),
    { color: GUIDE_GREY, strokeWidth: 1 },
  );
  const words = (bold: boolean): VegaLiteSpec[] => {
    const items = labels.flatMap((label, i) =>
      (label.bold === true) === bold
        ? [{ text: label.text, xPixels: frame.width + LEADER_PIXELS, yPixels: placed[i]! }]
        : [],
    );
    return items.length === 0 ? [] : [textLayer(frame, items, bold ? { fontWeight: 'bold' } : {})];
  };
  return [leaders, ...words(false), ...words(true)];
}
