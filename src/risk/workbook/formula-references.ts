import type { CellRange } from './references.ts';
import { columnNumber, LAST_COLUMN, LAST_ROW } from './references.ts';

/** A range that a formula reads: the sheet it names, or none where it means its own. */
export interface FormulaReference {
  readonly sheet?: string;
  readonly range: CellRange;
}

/** Columns of a table that a formula reads, in the row of the formula alone or in all. */
export interface TableReference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly thisRow: boolean;
}

/** What a formula reads. */
export interface FormulaReads {
  readonly references: readonly FormulaReference[];
  /** Columns of tables; no column means all of them. */
  readonly tables: readonly TableReference[];
  /** Names that are no cells: of ranges and tables, in small letters. */
  readonly names: readonly string[];
  /** The formula may read anything: it builds addresses while it is calculated. */
  readonly anything: boolean;
}

const SHEET = /(?:'((?:[^']|'')+)'|([\p{L}_][\p{L}\p{N}_.]*(?::[\p{L}_][\p{L}\p{N}_.]*)?))!/u.source;
const CELL = /(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})/.source;
const TOKEN = new RegExp(
  [
    /"(?:[^"]|"")*"/.source,
    `(?<sheet>${SHEET})?(?:(?<cell>${CELL}(?::${CELL})?)(?![\\p{L}\\p{N}_.(])|(?<columns>\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3})(?![\\p{L}\\p{N}_.(])|(?<rows>\\$?[0-9]{1,7}:\\$?[0-9]{1,7})(?![\\p{L}\\p{N}_.]))`,
    `(?<of>${SHEET})?(?<name>[\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\]*)(?<call>\\s*\\()?`,
    /[0-9.]+(?:[eE][+-]?[0-9]+)?/.source,
  ].join('|'),
  'gu',
);
const BRACKETS = /\[(?:[^[\]]|\[[^[\]]*\])*\]/g;
const TABLE = new RegExp(`([\\p{L}_\\\\][\\p{L}\\p{N}_.\\\\]*)(${BRACKETS.source})`, 'gu');
/** Functions that read what their text says. */
const FREE = /^(_xlfn\.)?(INDIRECT|OFFSET|GETPIVOTDATA|CELL|LAMBDA|LET)$/i;

/**
 * What a formula reads. A shared formula is read as it stands in the first of its cells, moved by `rows` and `columns`.
 */
export function formulaReads(formula: string, rows = 0, columns = 0): FormulaReads {
  const references: FormulaReference[] = [];
  const names: string[] = [];
  let anything = false;
  const tables: TableReference[] = [];
  const plain = formula.replace(TABLE, (_, table: string, inside: string) => {
    tables.push(tableReference(table.toLowerCase(), inside.slice(1, -1)));
    return ' ';
  });
  // What still stands in square brackets is another workbook, or a column of a table that is not named.
  if (plain.replace(/"(?:[^"]|"")*"/g, '').includes('[')) anything = true;
  for (const match of plain.replace(BRACKETS, ' ').matchAll(TOKEN)) {
    const { sheet, cell, columns: wholeColumns, rows: wholeRows, name, call } = match.groups!;
    if (name !== undefined) {
      if (call === undefined) names.push(name.toLowerCase());
      else if (FREE.test(name)) anything = true;
      continue;
    }
    const text = cell ?? wholeColumns ?? wholeRows;
    if (text === undefined) continue;
    const named = sheet === undefined ? undefined : sheet.slice(0, -1).replace(/^'|'$/g, '').replaceAll("''", "'");
    if (named?.includes(':') === true || named?.includes('[') === true) anything = true;
    const range = movedRange(text, rows, columns);
    references.push(named === undefined ? { range } : { sheet: named, range });
  }
  return { references, tables, names, anything };
}

/** What stands in the brackets after the name of a table: `[#This Row],[Impact]`, `@Impact`, `Impact`, `[A]:[B]`. */
function tableReference(table: string, inside: string): TableReference {
  const thisRow = /#This Row/i.test(inside) || inside.startsWith('@');
  const pieces = inside.includes('[')
    ? [...inside.matchAll(/\[([^[\]]*)\]/g)].map(([, piece]) => piece!)
    : [inside.replace(/^@/, '')];
  const columns = pieces
    .filter((piece) => !piece.startsWith('#') && piece !== '')
    .map((piece) => piece.replace(/'(.)/g, '$1'));
  // A row of columns from one to another reads those between as well: all are counted.
  return { table, columns: /\]\s*:\s*\[/.test(inside) ? [] : columns, thisRow };
}

function movedRange(text: string, rows: number, columns: number): CellRange {
  const [from, to = from] = text.split(':') as [string, string?];
  const ends = [from, to].map((end) => /^(\$?)([A-Za-z]*)(\$?)([0-9]*)$/.exec(end)!);
  const row = (m: RegExpExecArray, whole: number): number =>
    m[4] === '' ? whole : Number(m[4]) + ((m[2] === '' ? m[1] : m[3]) === '$' ? 0 : rows);
  const column = (m: RegExpExecArray, whole: number): number =>
    m[2] === '' ? whole : columnNumber(m[2]!) + (m[1] === '$' ? 0 : columns);
  const [a, b] = ends as [RegExpExecArray, RegExpExecArray];
  const allRows = [row(a, 1), row(b, LAST_ROW)];
  const allColumns = [column(a, 1), column(b, LAST_COLUMN)];
  return {
    top: Math.min(...allRows),
    left: Math.min(...allColumns),
    bottom: Math.max(...allRows),
    right: Math.max(...allColumns),
  };
}

/** A formula as it reads some rows further down: what has no dollar moves with it. Texts and whole columns stay. */
export function movedFormula(formula: string, rows: number): string {
  return formula.replace(
    /"(?:[^"]|"")*"|'(?:[^']|'')*'|\[(?:[^[\]]|\[[^[\]]*\])*\]|(?<![\p{L}\p{N}_.\\])(\$?[A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\p{L}\p{N}_.(!])/gu,
    (whole, letters: string | undefined, dollar: string, row: string) =>
      letters === undefined || dollar === '$' ? whole : `${letters}${Number(row) + rows}`,
  );
}
