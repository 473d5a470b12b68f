import { basename, extname } from 'node:path';
import type { Cell } from './tables/cell.ts';
import { readCsv } from './tables/read-csv.ts';
import { definitionOf, isTableKind, TABLE_KINDS } from './tables/tables.ts';
import type { TableKind } from './tables/tables.ts';
import type { Sheet } from './tables/workbook.ts';

/** Columns of a table that must be in a header for it to be told by its columns. */
const LEAST_MATCH = 0.6;

/** Which table a file is: by its name (`children.csv`), else by the columns of its header; undefined when neither tells. */
export function identifyCsv(bytes: Uint8Array, path: string): TableKind | undefined {
  const stem = basename(path, extname(path));
  if (isTableKind(stem)) return stem;
  let header: readonly Cell[] = [];
  readCsv(bytes, path, (_row, cells) => {
    header = cells;
    return false;
  });
  return kindOfHeader(header);
}

/** Which table a sheet is: by its name, else by the columns of its first row. */
export function identifySheet(sheet: Sheet): TableKind | undefined {
  if (isTableKind(sheet.name)) return sheet.name;
  let header: readonly Cell[] = [];
  sheet.eachRow((_row, cells) => {
    header = cells;
    return false;
  });
  return kindOfHeader(header);
}

/** The table whose required columns a header holds most of; undefined under three columns or three in five. */
export function kindOfHeader(header: readonly Cell[]): TableKind | undefined {
  const names = new Set(header.flatMap((cell) => cell.text.split(/[;\t|]/)).map((name) => name.trim()));
  let best: TableKind | undefined;
  let bestScore = 0;
  for (const kind of TABLE_KINDS) {
    const columns = Object.entries(definitionOf(kind).columns);
    const required = columns.filter(([, column]) => column.required);
    const found = columns.filter(([name]) => names.has(name)).length;
    const share = required.filter(([name]) => names.has(name)).length / required.length;
    // Of two tables with the same share of their columns, the one that explains more of the header.
    const score = share + found / 1000;
    if (found >= 3 && share >= LEAST_MATCH && score > bestScore) {
      best = kind;
      bestScore = score;
    }
  }
  return best;
}
