import { textWidth } from '../text-metrics.ts';
import type { TableBlock } from './model.ts';
import { plainText } from './runs.ts';

/** Text of a table in pixels of 1/96 inch: 12 points. */
const TEXT_PIXELS = 16;
/** Arial and the fonts of most templates are wider than the font that is measured. */
const WIDER = 1.15;
/** Space at the left and the right of a cell, in pixels. */
const CELL_EDGES = 15;
/** Lines that a long cell may fill: a column of one word a line is hard to read. */
const MOST_LINES = 4;
/**
 * What is tried one after the other, until there is room: cells of up to so many letters, such as a date or a figure with its range,
 * stay on one line; longer ones fill at most four lines, but need no more pixels than these. A word of more letters than `longest`,
 * such as an address, may break anywhere.
 */
const TRIES = [
  { whole: 26, even: 170, longest: 28 },
  { whole: 18, even: 170, longest: 28 },
  { whole: 14, even: 170, longest: 28 },
  { whole: 14, even: 120, longest: 28 },
  { whole: 14, even: 80, longest: 28 },
  { whole: 0, even: 0, longest: 28 },
  { whole: 0, even: 0, longest: 16 },
];

/**
 * Widths of the columns of a table in the unit of the page, from the shares that the table states. A column that is too narrow for
 * its longest word, or for its dates and figures on one line, takes what it lacks from the others as far as they have room.
 *
 * @param pageWidth width of the text of a page, in pixels of 1/96 inch
 * @returns whole pixels, as many as columns; their sum is the page width or a little less
 */
export function columnWidths({ columns, rows }: Pick<TableBlock, 'columns' | 'rows'>, pageWidth: number): number[] {
  const shares = columns.map((column) => column.width ?? 1);
  const all = shares.reduce((sum, share) => sum + share, 0);
  const wanted = shares.map((share) => (share / all) * pageWidth);
  const cells = columns.map((column, c) => [
    { text: plainText(column.heading), bold: true },
    ...rows.map((row) => ({ text: plainText(row[c] ?? []), bold: false })),
  ]);
  for (const room of TRIES) {
    const least = cells.map((list) => Math.max(...list.map(({ text, bold }) => leastWidth(text, bold, room))));
    const widths = withLeast(wanted, least, pageWidth);
    if (widths !== undefined) return widths.map(Math.floor);
  }
  return wanted.map(Math.floor);
}

/** Width below which a cell breaks a word, or a text that should stay on one line. */
function leastWidth(
  text: string,
  bold: boolean,
  { whole, even: mostEven, longest: letters }: (typeof TRIES)[number],
): number {
  const parts = text.length <= whole && !bold ? [text] : text.split(/\s+/);
  const width = (part: string): number => textWidth(part, TEXT_PIXELS, bold) * WIDER;
  const longest = Math.max(0, ...parts.filter((part) => part.length <= letters).map(width));
  // Words do not fill their lines: a fifth more than an even share is needed. A heading may have as many lines as words.
  const even = bold || text.length <= whole ? 0 : Math.min(mostEven, (width(text) * 1.2) / MOST_LINES);
  return CELL_EDGES + Math.max(longest, even);
}

/** The wanted widths, none below its least; undefined where the least are more than there is. */
function withLeast(wanted: readonly number[], least: readonly number[], all: number): number[] | undefined {
  if (least.reduce((sum, width) => sum + width, 0) > all) return undefined;
  const lacking = wanted.reduce((sum, width, c) => sum + Math.max(0, least[c]! - width), 0);
  const room = wanted.reduce((sum, width, c) => sum + Math.max(0, width - least[c]!), 0);
  const given = lacking === 0 ? 0 : lacking / room;
  return wanted.map((width, c) => (width < least[c]! ? least[c]! : width - (width - least[c]!) * given));
}
