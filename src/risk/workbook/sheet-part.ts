import { CellReader } from './cell-reader.ts';
import type { SheetCell, SheetRow } from './cell-reader.ts';
import type { CellRange } from './references.ts';
import { cellRange } from './references.ts';
import type { SharedString } from './shared-strings.ts';
import type { CellStyle } from './styles.ts';
import { readXml } from './xml.ts';

/** Something of a sheet that holds for some ranges: where the ranges are written, and what they are. */
export interface SheetArea {
  readonly kind: 'validation' | 'format' | 'filter';
  readonly ranges: readonly CellRange[];
  /** The attribute of an opening tag that holds the ranges; left out where they are the text between `start` and `end`. */
  readonly attribute?: 'sqref' | 'ref';
  readonly start: number;
  readonly end: number;
  /** Kind of a validation (`list`, `whole`), and its first formula. */
  readonly validation?: string;
  readonly formula?: string;
}

/** A worksheet: its cells with their places in the part, and what else decides how cells may be changed. */
export interface SheetPart {
  readonly rows: ReadonlyMap<number, SheetRow>;
  /** Cells by row, then by column. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, SheetCell>>;
  /** Where a row is put in after the last one. */
  readonly rowsEnd: number;
  readonly prefix: string;
  readonly merges: readonly CellRange[];
  readonly areas: readonly SheetArea[];
  /** Ranges whose cells one formula fills. */
  readonly filled: readonly CellRange[];
  /** The tag that says which cells are in use. */
  readonly dimension?: { readonly start: number; readonly end: number; readonly range: CellRange };
  /** Format of the empty cells of columns. */
  readonly columnStyles: readonly { readonly from: number; readonly to: number; readonly style: number }[];
  readonly protected: boolean;
}

const rangesOf = (text: string): CellRange[] =>
  text.split(/\s+/).flatMap((piece) => (piece === '' ? [] : (cellRange(piece) ?? [])));

/** Reads a worksheet; a sentence when the text is none. */
export function readSheetPart(
  xml: string,
  strings: readonly SharedString[],
  styles: readonly CellStyle[],
  from1904: boolean,
): SheetPart | string {
  const reader = new CellReader(strings, styles, from1904);
  const merges: CellRange[] = [];
  const areas: SheetArea[] = [];
  const columnStyles: { from: number; to: number; style: number }[] = [];
  let sheet: { rowsEnd: number; prefix: string } | undefined;
  let dimension: SheetPart['dimension'];
  let isProtected = false;
  let text = '';
  let validation: { kind?: string; formula?: string; ranges: CellRange[]; start: number; end: number } | undefined;
  const problem = readXml(xml, {
    open: (element) => {
      const { name, attributes, start, openEnd: end } = element;
      text = '';
      if (reader.open(element)) return;
      const ranges = rangesOf(attributes['sqref'] ?? '');
      if (name === 'dimension') {
        const range = cellRange(attributes['ref'] ?? '');
        if (range !== undefined) dimension = { start, end, range };
      } else if (name === 'col' && attributes['style'] !== undefined)
        columnStyles.push({
          from: Number(attributes['min']),
          to: Number(attributes['max']),
          style: Number(attributes['style']),
        });
      else if (name === 'mergeCell') merges.push(...rangesOf(attributes['ref'] ?? ''));
      else if (name === 'sheetProtection') isProtected = /^(1|true)$/.test(attributes['sheet'] ?? '');
      else if (name === 'autoFilter')
        areas.push({ kind: 'filter', ranges: rangesOf(attributes['ref'] ?? ''), attribute: 'ref', start, end });
      else if (name === 'conditionalFormatting' && ranges.length > 0)
        areas.push({ kind: 'format', ranges, attribute: 'sqref', start, end });
      else if (name === 'dataValidation')
        validation = { ranges, start, end, ...(attributes['type'] === undefined ? {} : { kind: attributes['type'] }) };
    },
    text: (piece) => {
      text += piece;
      reader.text(piece);
    },
    close: (element, start, end) => {
      const { name, openEnd } = element;
      if (name === 'sheetData') sheet = { rowsEnd: element.selfClosing ? -1 : start, prefix: element.prefix };
      if (reader.close(element, start, end)) return;
      if (
        (name === 'formula1' || name === 'f') &&
        validation !== undefined &&
        validation.formula === undefined &&
        text !== ''
      )
        validation.formula = text;
      else if (name === 'sqref' && validation !== undefined)
        validation = { ...validation, ranges: rangesOf(text), start: openEnd, end: start };
      else if (name === 'sqref') areas.push({ kind: 'format', ranges: rangesOf(text), start: openEnd, end: start });
      else if (name === 'dataValidation' && validation !== undefined) {
        const { ranges, kind, formula } = validation;
        areas.push({
          kind: 'validation',
          ranges,
          ...(validation.start === element.start ? { attribute: 'sqref' as const } : {}),
          start: validation.start,
          end: validation.end,
          ...(kind === undefined ? {} : { validation: kind }),
          ...(formula === undefined ? {} : { formula }),
        });
        validation = undefined;
      }
    },
  });
  if (problem !== undefined) return problem;
  if (reader.problem !== undefined) return reader.problem;
  if (sheet === undefined) return 'A sheet has no cells.';
  return {
    rows: reader.rows,
    cells: reader.cells,
    ...sheet,
    merges,
    areas,
    filled: reader.filled,
    ...(dimension === undefined ? {} : { dimension }),
    columnStyles,
    protected: isProtected,
  };
}

/** A cell of a sheet; undefined where the sheet holds none. */
export function cellAt(sheet: SheetPart, row: number, column: number): SheetCell | undefined {
  return sheet.cells.get(row)?.get(column);
}
