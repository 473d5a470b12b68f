/**
 * A cell as it stands in a file, before it is understood. CSV cells are always `text`. `text` holds what a reader of
 * the file would see; `repair` tells how a workbook's own type was turned into it.
 */
export interface Cell {
  readonly text: string;
  readonly type: 'text' | 'number' | 'date' | 'yes-no' | 'formula-without-value' | 'error';
}

export const EMPTY_CELL: Cell = { text: '', type: 'text' };

/** A cell that holds text. */
export function textCell(text: string): Cell {
  return text === '' ? EMPTY_CELL : { text, type: 'text' };
}
