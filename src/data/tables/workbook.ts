import { zipSync } from 'fflate';
import type ExcelJS from 'exceljs';
import type { InputProblem } from '../../domain/errors.ts';
import type { Cell } from './cell.ts';
import { EMPTY_CELL, textCell } from './cell.ts';
import { unpackZip } from './zip-guard.ts';

/** A sheet of a workbook: its name and its rows, numbered as Excel shows them. */
export interface Sheet {
  readonly name: string;
  /** First range of merged cells, `A1:D1`. */
  readonly mergedRange?: string;
  /** Hands the rows that hold anything to `take` until it gives false. Gaps are handed as one blank row. */
  readonly eachRow: (take: (row: number, cells: readonly Cell[]) => boolean) => void;
}

/** Columns further right are read as if they stood here, so that they are noticed. */
const MOST_COLUMNS = 200;
/** Elements that a reader expands cell by cell, so that a whole column of them would fill the memory. */
const EXPANDED = /<(mergeCells|dataValidations|conditionalFormatting|hyperlinks|extLst)\b[^>]*?(\/>|>[\s\S]*?<\/\1>)/g;

const problem = (file: string, text: string, mend: string): InputProblem => ({
  kind: 'input',
  file,
  value: 'the file',
  problem: text,
  allowed: 'An Excel workbook (.xlsx) with one sheet a table, without a password.',
  mend,
});

/** Opens a workbook from its bytes. Nothing in it is calculated or run. */
export async function openWorkbook(bytes: Uint8Array, file: string): Promise<readonly Sheet[] | InputProblem> {
  const parts = unpackZip(bytes);
  if (typeof parts === 'string')
    return problem(file, `The file is not a workbook that can be read. ${parts}`, 'Save it again from Excel as "Excel Workbook (.xlsx)", or as "CSV UTF-8".');
  if (!parts.has('xl/workbook.xml'))
    return problem(file, 'The file is a zip and not an Excel workbook.', 'Unpack it and name the table inside it.');
  const merged = new Map<string, string>();
  const kept: Record<string, Uint8Array> = {};
  for (const [name, content] of parts)
    kept[name] = /^xl\/worksheets\/[^/]+\.xml$/.test(name) ? lighten(name, content, merged) : content;
  const sheetParts = partsOfSheets(parts);
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  try {
    await workbook.xlsx.load(zipSync(kept, { level: 0 }).buffer as ArrayBuffer);
  } catch {
    return problem(file, 'The workbook is damaged.', 'Open it in Excel and save it again, or save the table as "CSV UTF-8".');
  }
  if (workbook.worksheets.length === 0) return problem(file, 'The workbook has no sheet.', 'Put the table on a sheet.');
  return workbook.worksheets.map((sheet) => {
    const mergedRange = merged.get(sheetParts.get(String(sheet.id)) ?? '');
    return {
      name: sheet.name,
      ...(mergedRange === undefined ? {} : { mergedRange }),
      eachRow: (take): void => eachRow(sheet, take),
    };
  });
}

function lighten(name: string, content: Uint8Array, merged: Map<string, string>): Uint8Array {
  const xml = new TextDecoder().decode(content);
  const range = /<mergeCell\b[^>]*\bref="([^"]{1,40})"/.exec(xml)?.[1];
  if (range !== undefined) merged.set(name, range);
  return new TextEncoder().encode(xml.replace(EXPANDED, ''));
}

/** Part of each sheet by its sheetId, from the two lists that the workbook keeps. */
function partsOfSheets(parts: ReadonlyMap<string, Uint8Array>): Map<string, string> {
  const text = (name: string): string => new TextDecoder().decode(parts.get(name) ?? new Uint8Array());
  const targets = new Map<string, string>();
  for (const [tag] of text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)) {
    const id = /\bId="([^"]*)"/.exec(tag)?.[1];
    const target = /\bTarget="([^"]*)"/.exec(tag)?.[1];
    if (id !== undefined && target !== undefined)
      targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const sheets = new Map<string, string>();
  for (const [tag] of text('xl/workbook.xml').matchAll(/<sheet\b[^>]*>/g)) {
    const sheetId = /\bsheetId="([^"]*)"/.exec(tag)?.[1];
    const target = targets.get(/\br:id="([^"]*)"/.exec(tag)?.[1] ?? '');
    if (sheetId !== undefined && target !== undefined) sheets.set(sheetId, target);
  }
  return sheets;
}

function eachRow(sheet: ExcelJS.Worksheet, take: (row: number, cells: readonly Cell[]) => boolean): void {
  let last = 0;
  let going = true;
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    if (!going) return;
    if (number > last + 1 && last > 0) going = take(last + 1, [EMPTY_CELL]);
    last = number;
    if (!going) return;
    const cells: Cell[] = [];
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const position = Math.min(column - 1, MOST_COLUMNS);
      while (cells.length < position) cells.push(EMPTY_CELL);
      cells[position] = cellOf(cell.value);
    });
    going = take(number, cells);
  });
}

/** A cell of a workbook as text and type. The result that Excel stored stands for a formula. */
export function cellOf(value: ExcelJS.CellValue): Cell {
  if (value === null || value === undefined) return EMPTY_CELL;
  if (typeof value === 'string') return textCell(value);
  if (typeof value === 'number') return { text: String(value), type: 'number' };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE', type: 'yes-no' };
  if (value instanceof Date) return { text: dateText(value), type: 'date' };
  if ('richText' in value) return textCell(value.richText.map((part) => part.text).join(''));
  if ('error' in value) return { text: value.error, type: 'error' };
  if ('formula' in value || 'sharedFormula' in value) {
    const formula = 'formula' in value ? value.formula : value.sharedFormula;
    const result = value.result;
    return result === undefined || result === null
      ? { text: `=${formula ?? ''}`, type: 'formula-without-value' }
      : cellOf(result as ExcelJS.CellValue);
  }
  if ('text' in value) return cellOf(value.text as ExcelJS.CellValue);
  return textCell(String(value));
}

function dateText(value: Date): string {
  if (Number.isNaN(value.getTime())) return 'not a date';
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}
