import type { CellRange } from './references.ts';
import { cellRange } from './references.ts';
import { readXml } from './xml.ts';

/** A table of a sheet. */
export interface TablePart {
  readonly part: string;
  readonly name: string;
  readonly range: CellRange;
  readonly headerRows: number;
  readonly totalsRows: number;
  readonly columns: readonly string[];
  /** Places in the part of the opening tags that hold its range: the table's and its filter's. */
  readonly rangeTags: readonly { readonly start: number; readonly end: number; readonly range: CellRange }[];
}

/** Reads a table; a sentence when the text is no table. */
export function readTablePart(xml: string): Omit<TablePart, 'part'> | string {
  let table: Omit<TablePart, 'part' | 'columns' | 'rangeTags'> | undefined;
  const columns: string[] = [];
  const rangeTags: { start: number; end: number; range: CellRange }[] = [];
  const problem = readXml(xml, {
    open: ({ name, attributes, start, openEnd }) => {
      if (name === 'tableColumn') columns.push((attributes['name'] ?? '').replaceAll('_x000a_', '\n'));
      if (name !== 'table' && name !== 'autoFilter') return;
      const range = cellRange(attributes['ref'] ?? '');
      if (range === undefined) return;
      rangeTags.push({ start, end: openEnd, range });
      if (name !== 'table') return;
      const count = (text: string | undefined, usual: number): number => (text === undefined ? usual : Number(text));
      table = {
        name: attributes['displayName'] ?? attributes['name'] ?? '',
        range,
        headerRows: count(attributes['headerRowCount'], 1),
        totalsRows: count(attributes['totalsRowCount'], 0),
      };
    },
  });
  if (problem !== undefined) return problem;
  return table === undefined ? 'It names no range of cells.' : { ...table, columns, rangeTags };
}
