import type { CellRange } from './references.ts';
import { cellName, cellPlace, cellRange } from './references.ts';
import type { SharedString } from './shared-strings.ts';
import type { CellStyle } from './styles.ts';
import type { CellValue } from './values.ts';
import { dateOfSerial, EMPTY } from './values.ts';
import type { XmlElement } from './xml.ts';
import { cellText } from './xml.ts';

/** A row of a sheet with its place in the part. */
export interface SheetRow {
  readonly start: number;
  readonly openEnd: number;
  readonly selfClosing: boolean;
  /** Where a cell is put in after the last one. */
  readonly cellsEnd: number;
  readonly style?: number;
  readonly spans?: string;
}

/** A formula of a cell. Cells that share one have its text only in the first. */
export interface CellFormula {
  readonly text: string;
  readonly kind: 'plain' | 'shared' | 'array' | 'dataTable';
  /** Number of a shared formula. */
  readonly shared?: string;
}

/** A cell of a sheet with its place in the part. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly start: number;
  readonly end: number;
  readonly openEnd: number;
  /** Name of the element with its prefix. */
  readonly element: string;
  readonly style: number;
  readonly value: CellValue;
  readonly formula?: CellFormula;
  /** Some letters have a format of their own. */
  readonly rich: boolean;
  /** The cell holds what a plain value cannot replace, such as a linked data type. */
  readonly special: boolean;
  /** Place of its stored value. */
  readonly stored?: { readonly start: number; readonly end: number };
}

/** Takes the pieces of a sheet that are rows and cells. */
export class CellReader {
  readonly rows = new Map<number, SheetRow>();
  readonly cells = new Map<number, Map<number, SheetCell>>();
  readonly filled: CellRange[] = [];
  problem: string | undefined;
  private readonly strings: readonly SharedString[];
  private readonly styles: readonly CellStyle[];
  private readonly from1904: boolean;
  private inData = false;
  private row = 0;
  private column = 0;
  private cell: XmlElement | undefined;
  private stored: { start: number; end: number } | undefined;
  private value: string | undefined;
  private inline = '';
  private formula: { text: string; kind: CellFormula['kind']; shared?: string } | undefined;
  private rich = false;
  private special = false;
  private phonetic = 0;
  private buffer = '';

  constructor(strings: readonly SharedString[], styles: readonly CellStyle[], from1904: boolean) {
    this.strings = strings;
    this.styles = styles;
    this.from1904 = from1904;
  }

  /** Takes an opening tag; answers whether it belongs to the cells. */
  open(element: XmlElement): boolean {
    const { name, attributes } = element;
    if (name === 'sheetData') this.inData = true;
    if (!this.inData) return false;
    this.buffer = '';
    if (name === 'row') {
      this.row = attributes['r'] === undefined ? this.row + 1 : Number(attributes['r']);
      this.column = 0;
      if (this.rows.has(this.row)) this.problem ??= `Row ${this.row} stands there twice.`;
    } else if (name === 'c') this.openCell(element);
    else if (name === 'f') {
      const kind = (attributes['t'] ?? 'normal') as 'normal' | CellFormula['kind'];
      const shared = attributes['si'];
      this.formula = {
        text: '',
        kind: kind === 'normal' ? 'plain' : kind,
        ...(shared === undefined ? {} : { shared }),
      };
      const range = cellRange(attributes['ref'] ?? '');
      if (range !== undefined && kind !== 'shared') this.filled.push(range);
    } else if (name === 'r') this.rich = true;
    else if (name === 'rPh') this.phonetic++;
    else if (name === 'extLst') this.special = true;
    return true;
  }

  private openCell(element: XmlElement): void {
    const place = element.attributes['r'] === undefined ? undefined : cellPlace(element.attributes['r']);
    if (element.attributes['r'] !== undefined && place?.row !== this.row)
      this.problem ??= `The cell ${element.attributes['r']} stands in row ${this.row}.`;
    this.column = place?.column ?? this.column + 1;
    this.cell = element;
    [this.stored, this.value, this.inline, this.formula, this.rich] = [undefined, undefined, '', undefined, false];
    this.special = element.attributes['vm'] !== undefined;
  }

  text(piece: string): void {
    if (this.inData) this.buffer += piece;
  }

  /** Takes a closing tag; answers whether it belongs to the cells. */
  close(element: XmlElement, start: number, end: number): boolean {
    if (!this.inData) return false;
    const { name } = element;
    if (name === 'sheetData') this.inData = false;
    else if (name === 'v') [this.value, this.stored] = [this.buffer, { start: element.start, end }];
    else if (name === 't' && this.phonetic === 0) this.inline += this.buffer;
    else if (name === 'f' && this.formula !== undefined) this.formula.text = this.buffer;
    else if (name === 'rPh') this.phonetic--;
    else if (name === 'c') this.closeCell(end);
    else if (name === 'row') this.closeRow(element, start);
    return true;
  }

  private closeRow(element: XmlElement, start: number): void {
    const { s: style, spans } = element.attributes;
    this.rows.set(this.row, {
      start: element.start,
      openEnd: element.openEnd,
      selfClosing: element.selfClosing,
      cellsEnd: start,
      ...(style === undefined ? {} : { style: Number(style) }),
      ...(spans === undefined ? {} : { spans }),
    });
  }

  private closeCell(end: number): void {
    const element = this.cell!;
    const style = Number(element.attributes['s'] ?? 0);
    const cells = this.cells.get(this.row) ?? new Map<number, SheetCell>();
    this.cells.set(this.row, cells);
    if (cells.has(this.column)) this.problem ??= `The cell ${cellName(this.row, this.column)} stands there twice.`;
    cells.set(this.column, {
      row: this.row,
      column: this.column,
      start: element.start,
      end,
      openEnd: element.openEnd,
      element: `${element.prefix}c`,
      style,
      value: this.valueOf(element.attributes['t'] ?? 'n', style),
      ...(this.formula === undefined ? {} : { formula: this.formula }),
      rich: this.rich,
      special: this.special,
      ...(this.stored === undefined ? {} : { stored: this.stored }),
    });
  }

  private valueOf(type: string, style: number): CellValue {
    if (type === 'inlineStr') return textValue(cellText(this.inline));
    if (this.value === undefined) return EMPTY;
    if (type === 's') {
      const shared = this.strings[Number(this.value)];
      if (shared === undefined)
        this.problem ??= `The cell ${cellName(this.row, this.column)} names a text that is not there.`;
      this.rich ||= shared?.rich === true;
      return textValue(shared?.text ?? '');
    }
    if (type === 'str') return textValue(cellText(this.value));
    if (type === 'b') return { kind: 'yes-no', yes: this.value === '1' };
    if (type === 'e') return { kind: 'error', error: this.value };
    if (type === 'd') return { kind: 'date', date: this.value.slice(0, 10) };
    const number = Number(this.value);
    const date = this.styles[style]?.date === true ? dateOfSerial(number, this.from1904) : undefined;
    return date === undefined ? { kind: 'number', number } : { kind: 'date', date };
  }
}

const textValue = (text: string): CellValue => (text === '' ? EMPTY : { kind: 'text', text });
