import type { CellRange } from './references.ts';
import { readParts } from './package-parts.ts';
import type { Relationship } from './relationships.ts';
import type { SheetPart } from './sheet-part.ts';
import { readSheetPart } from './sheet-part.ts';
import { readSharedStrings } from './shared-strings.ts';
import type { CellStyle } from './styles.ts';
import { readStyles } from './styles.ts';
import type { TablePart } from './table-part.ts';
import { readTablePart } from './table-part.ts';
import type { WorkbookPart } from './workbook-part.ts';
import { readWorkbookPart } from './workbook-part.ts';
import { workbookProblem } from './workbook-problem.ts';
import { decodePart } from './xml.ts';
import type { ZipFile } from './zip-entries.ts';

/** A worksheet with its cells and tables. */
export interface Worksheet {
  readonly name: string;
  /** Name of its part, `xl/worksheets/sheet1.xml`. */
  readonly part: string;
  readonly cells: SheetPart;
  readonly tables: readonly TablePart[];
  readonly hidden: boolean;
  /** Whether the sheet shows pivot tables, whose figures Excel renews only when asked. */
  readonly pivots: boolean;
}

/** A workbook of somebody, read part by part. */
export interface WorkbookPackage {
  /** File as the user named it. */
  readonly file: string;
  readonly zip: ZipFile;
  readonly workbook: WorkbookPart;
  /** Name of the workbook's own part, `xl/workbook.xml`. */
  readonly workbookPart: string;
  readonly relationships: readonly Relationship[];
  readonly sheets: readonly Worksheet[];
  readonly styles: readonly CellStyle[];
  readonly macros: boolean;
}

/**
 * Reads a workbook with the place of each cell. Nothing in it is calculated or run.
 *
 * @param file what the file is called in messages
 * @throws InputError when it is no workbook that can be changed without losing anything
 */
export function openPackage(bytes: Uint8Array, file: string): WorkbookPackage {
  const { zip, workbookPart, relationships, macros } = readParts(bytes, file);
  const contents = new Map(zip.entries.map(({ name, content }) => [name, content]));
  const text = (name: string): string => {
    const content = contents.get(name);
    const decoded = content === undefined ? undefined : decodePart(content);
    if (decoded !== undefined) return decoded;
    throw damaged(file, name, content === undefined ? 'The part is missing.' : 'Its text is not in UTF-8.');
  };
  const read = <T>(name: string, reader: (text: string) => T | string): T => {
    const value = reader(text(name));
    if (typeof value === 'string') throw damaged(file, name, value);
    return value;
  };
  const workbook = read(workbookPart, readWorkbookPart);
  const ofWorkbook = relationships.filter((r) => r.from === workbookPart && !r.external);
  const partOf = (type: string): string | undefined => ofWorkbook.find((r) => r.type === type)?.target;
  const [stringsPart, stylesPart] = [partOf('sharedStrings'), partOf('styles')];
  const strings = stringsPart === undefined ? [] : read(stringsPart, readSharedStrings);
  const styles = stylesPart === undefined ? [] : read(stylesPart, readStyles);
  const sheets: Worksheet[] = [];
  for (const { name, relationship, hidden } of workbook.sheets) {
    const link = ofWorkbook.find((r) => r.id === relationship);
    if (link === undefined) throw damaged(file, workbookPart, `The sheet ${name} has no part.`);
    if (link.type !== 'worksheet') continue;
    const cells = read(link.target, (xml) => readSheetPart(xml, strings, styles, workbook.from1904));
    const own = relationships.filter((r) => r.from === link.target && !r.external);
    const tables = own
      .filter((r) => r.type === 'table')
      .map((r) => ({ ...read(r.target, readTablePart), part: r.target }));
    const pivots = own.some((r) => r.type === 'pivotTable');
    sheets.push({ name, part: link.target, cells, tables, hidden, pivots });
  }
  if (sheets.length === 0) throw damaged(file, workbookPart, 'It has no worksheet.');
  return { file, zip, workbook, workbookPart, relationships, sheets, styles, macros };
}

function damaged(file: string, part: string, problem: string): Error {
  const mend = 'Open the workbook in Excel, save it as "Excel Workbook (.xlsx)" and use that file.';
  return workbookProblem(
    file,
    part,
    `The workbook is damaged, or written in a way that is not known. ${problem}`,
    mend,
  );
}

/** The part of a zip by name, as text. The part was read before. */
export function partText(zip: ZipFile, name: string): string {
  return decodePart(zip.entries.find((entry) => entry.name === name)!.content)!;
}

/** The table of a sheet that a cell lies in, header and totals counted. */
export function tableAt(sheet: Worksheet, row: number, column: number): TablePart | undefined {
  const inside = (r: CellRange): boolean => row >= r.top && row <= r.bottom && column >= r.left && column <= r.right;
  return sheet.tables.find((table) => inside(table.range));
}
