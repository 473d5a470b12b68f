import { fontFace } from './fonts.ts';

const unitWidths = new Map<string, number>();

/** Width of one line of text in pixels, measured from the shipped font. */
export function textWidth(text: string, sizePixels: number, bold = false): number {
  const key = `${bold ? 'b' : 'r'}${text}`;
  let width = unitWidths.get(key);
  if (width === undefined) {
    const face = fontFace(bold);
    width = face.layout(text).advanceWidth / face.unitsPerEm;
    if (unitWidths.size > 20_000) unitWidths.clear();
    unitWidths.set(key, width);
  }
  return width * sizePixels;
}

/**
 * Breaks a text into lines that are no wider than a width in pixels. Breaks at spaces only, so a single word that is
 * wider keeps a line of its own. An empty text is no line.
 */
export function wrapText(text: string, widthPixels: number, sizePixels: number, bold = false): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((w) => w !== '')) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(joined, sizePixels, bold) <= widthPixels) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}

/** Whether a font weight is drawn with the bold face. */
export function isBold(weight: unknown): boolean {
  return weight === 'bold' || Number(weight) >= 600;
}

interface MeasuredItem {
  readonly fontSize?: number;
  readonly fontWeight?: unknown;
}

/** The part of Vega that decides how wide a text is. */
export interface TextMetricsHolder {
  readonly textMetrics: { width: (item: MeasuredItem, text: unknown) => number };
}

/**
 * Puts measured widths in place of Vega's guesses. Without a canvas Vega guesses about twice the true width,
 * cuts legends short and leaves wide empty edges.
 */
export function installTextMetrics(vega: TextMetricsHolder): void {
  vega.textMetrics.width = (item, text): number =>
    text === null || text === undefined ? 0 : textWidth(String(text), item.fontSize ?? 11, isBold(item.fontWeight));
}
