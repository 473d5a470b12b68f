import type { Block, DocumentModel } from './model.ts';
import { plainText } from './runs.ts';

/** Sizes of the Word file, in centimetres: A4 with margins of 2 cm, sans serif of 12 points. */
const PAGE_HEIGHT = 24.6;
const LINE_LETTERS = 84;
const LINE_HEIGHT = 0.53;
const TEXT_WIDTH_PIXELS = 642;
const PIXELS_PER_CENTIMETRE = 96 / 2.54;

function linesFor(text: string, letters: number): number {
  return Math.max(1, Math.ceil(text.length / Math.max(1, letters)));
}

function heightOf(block: Block): number {
  switch (block.kind) {
    case 'heading':
      return 1.05;
    case 'paragraph':
      return linesFor(plainText(block.runs), LINE_LETTERS) * LINE_HEIGHT + 0.18;
    case 'list':
      return block.items.reduce(
        (sum, item) => sum + linesFor(plainText(item), LINE_LETTERS - 4) * LINE_HEIGHT + 0.1,
        0,
      );
    case 'picture':
      return (
        (block.height * Math.min(1, TEXT_WIDTH_PIXELS / block.width)) / PIXELS_PER_CENTIMETRE +
        (block.caption === undefined ? 0.2 : 0.9)
      );
    case 'table': {
      const all = block.columns.reduce((sum, column) => sum + (column.width ?? 1), 0);
      const letters = block.columns.map((column) => ((column.width ?? 1) / all) * LINE_LETTERS - 3);
      const row = (cells: readonly string[]): number =>
        Math.max(...cells.map((cell, c) => linesFor(cell, letters[c]!))) * 0.49 + 0.08;
      const rows = [block.columns.map((c) => plainText(c.heading)), ...block.rows.map((cells) => cells.map(plainText))];
      return rows.reduce(
        (sum, cells) => sum + row(cells),
        linesFor(plainText(block.caption), LINE_LETTERS) * LINE_HEIGHT + 0.9,
      );
    }
  }
}

/**
 * About how many A4 pages the blocks of a document fill in Word, up to the block with a name. An estimate, good to a quarter of
 * a page; Word says how many there are.
 *
 * @param until name of the first block that is not counted, such as that of the first annex
 */
export function pagesOf(document: DocumentModel, until?: string): number {
  const end = until === undefined ? -1 : document.blocks.findIndex((block) => 'id' in block && block.id === until);
  const counted = end < 0 ? document.blocks : document.blocks.slice(0, end);
  const title =
    linesFor(document.title, 50) * 0.9 +
    (document.draft === undefined ? 0 : linesFor(plainText(document.draft), LINE_LETTERS) * LINE_HEIGHT + 0.6);
  return counted.reduce((sum, block) => sum + heightOf(block), title) / PAGE_HEIGHT;
}
