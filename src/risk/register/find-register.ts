import { nearestName } from '../../domain/errors.ts';
import type { WorkbookPackage, Worksheet } from '../workbook/package.ts';
import { tableAt } from '../workbook/package.ts';
import { cellName, columnLetters, holds } from '../workbook/references.ts';
import { cellAt } from '../workbook/sheet-part.ts';
import { shownValue } from '../workbook/values.ts';
import { workbookProblem } from '../workbook/workbook-problem.ts';
import { headerOf, plainHeader } from './register-columns.ts';
import type { RegisterColumns } from './register-columns.ts';

/** Where the risks stand in a workbook. */
export interface FoundRegister {
  /** Place of the sheet in the list of worksheets. */
  readonly sheet: number;
  readonly headerRow: number;
  /** Column of each field that the register has. */
  readonly columns: ReadonlyMap<string, number>;
  /** All headers by column, as they are written. */
  readonly headers: ReadonlyMap<number, string>;
  /** Row of each risk by its identifier, in the order of the sheet. */
  readonly rows: ReadonlyMap<string, number>;
  /** First and last row of the risks. */
  readonly first: number;
  readonly last: number;
}

/** Rows further down hold no header. */
const LAST_HEADER_ROW = 100;
/** What identifiers look like: short with a digit, such as R-01; or words in small letters joined by hyphens, as those of events. */
const IDENTIFIER = /^(?:(?=.*\d)[\p{L}\p{N} ._/-]{1,40}|[a-z][a-z0-9-]{0,79})$/u;

/**
 * Finds the sheet, the header and the rows of the risks, by the names of the columns and the identifiers of the risks.
 *
 * @param sheetName sheet to look on, where several could be meant
 * @throws InputError when there is no header, more than one sheet, a column twice, an identifier twice or in merged cells
 */
export function findRegister(workbook: WorkbookPackage, columns: RegisterColumns, sheetName?: string): FoundRegister {
  const fields = namesToFields(columns);
  const looked = workbook.sheets.flatMap((sheet, at) =>
    sheetName === undefined || sheet.name === sheetName ? [{ sheet, at }] : [],
  );
  if (looked.length === 0) {
    const names = workbook.sheets.map(({ name }) => name);
    const near = nearestName(sheetName!, names);
    throw workbookProblem(
      workbook.file,
      sheetName!,
      'There is no such sheet.',
      near === undefined ? `The sheets are ${names.join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  const found = looked.flatMap(({ sheet, at }) => {
    const header = bestHeader(workbook, sheet, fields);
    return header === undefined ? [] : [{ at, sheet, ...header }];
  });
  if (found.length === 0)
    throw workbookProblem(
      workbook.file,
      looked.map(({ sheet }) => sheet.name).join(', '),
      'No row has a header of identifiers of risks beside another known header.',
      'Name the columns of your register in a columns file, and give it with --columns.',
      { allowed: `A row with ${columns.get('risk_id')!.join(', or ')}, and at least one other column.` },
    );
  const most = Math.max(...found.map(({ columns: list }) => list.size));
  const alike = found.filter(({ columns: list }) => list.size === most);
  // A sheet named Register is meant where others, such as one of issues, have the same columns.
  const named = alike.filter((one) => one.sheet.name.toLowerCase() === 'register');
  const best = named.length === 1 ? named : alike;
  if (best.length > 1)
    throw workbookProblem(
      workbook.file,
      best.map(({ sheet }) => sheet.name).join(', '),
      'More than one sheet looks like the register.',
      'Say which one with --sheet NAME.',
    );
  const { at, sheet, headerRow, columns: list, headers } = best[0]!;
  return {
    sheet: at,
    headerRow,
    columns: list,
    headers,
    ...riskRows(workbook, sheet, headerRow, list.get('risk_id')!, columns),
  };
}

interface Names {
  readonly plain: ReadonlyMap<string, string>;
  readonly grouped: ReadonlyMap<string, string>;
}

function namesToFields(columns: RegisterColumns): Names {
  const plain = new Map<string, string>();
  const grouped = new Map<string, string>();
  for (const [field, names] of columns)
    for (const name of names) {
      plain.set(plainHeader(name), field);
      if (name.includes(':')) grouped.set(plainHeader(name), field);
    }
  return { plain, grouped };
}

interface Header {
  readonly headerRow: number;
  readonly columns: ReadonlyMap<string, number>;
  readonly headers: ReadonlyMap<number, string>;
}

function bestHeader(workbook: WorkbookPackage, sheet: Worksheet, names: Names): Header | undefined {
  let best: Header | undefined;
  for (const [row, cells] of sheet.cells.cells) {
    if (row > LAST_HEADER_ROW) continue;
    const headers = new Map(
      [...cells]
        .map(([column, cell]) => [column, shownValue(cell.value).trim()] as const)
        .filter(([, text]) => text !== ''),
    );
    const matches = [...headers].flatMap(([column, text]) => {
      const group = groupOver(sheet, row, column);
      const grouped = group === undefined ? undefined : names.grouped.get(plainHeader(`${group} ${text}`));
      const field = grouped ?? names.plain.get(plainHeader(text));
      return field === undefined ? [] : [{ column, field, grouped: grouped !== undefined }];
    });
    const columns = new Map<string, number>();
    for (const { field, column, grouped } of [...matches].sort((a, b) => Number(b.grouped) - Number(a.grouped))) {
      const other = columns.get(field);
      if (other === undefined) columns.set(field, column);
      else if (
        matches.some((m) => m.field === field && m.column === other && m.grouped === grouped) &&
        columns.has('risk_id')
      )
        throw workbookProblem(
          workbook.file,
          headers.get(column)!,
          `Columns ${columnLetters(other)} and ${columnLetters(column)} both stand for ${field}.`,
          'Give each column a name of its own, or list in a columns file which one is meant.',
          { row, column: sheet.name },
        );
    }
    if (columns.has('risk_id') && columns.size > 1 && columns.size > (best?.columns.size ?? 0))
      best = { headerRow: row, columns, headers };
  }
  return best;
}

/** The heading that lies over a column, in merged cells of the row above. */
function groupOver({ cells }: Worksheet, row: number, column: number): string | undefined {
  const merged = cells.merges.find((range) => range.bottom === row - 1 && holds(range, row - 1, column));
  const cell = merged === undefined ? undefined : cellAt(cells, merged.top, merged.left);
  return cell === undefined ? undefined : shownValue(cell.value);
}

function riskRows(
  workbook: WorkbookPackage,
  sheet: Worksheet,
  headerRow: number,
  column: number,
  columns: RegisterColumns,
): { readonly rows: Map<string, number>; readonly first: number; readonly last: number } {
  const table = tableAt(sheet, headerRow, column);
  const lastRow = table === undefined ? Infinity : table.range.bottom - table.totalsRows;
  const rows = new Map<string, number>();
  // Rows written right under a table by hand belong to it, unless it ends with totals.
  let reach = table !== undefined && table.totalsRows === 0 ? lastRow : Infinity;
  for (const row of [...sheet.cells.cells.keys()].sort((a, b) => a - b)) {
    if (row <= headerRow || (row > lastRow && row !== reach + 1)) continue;
    const cell = cellAt(sheet.cells, row, column);
    const id = cell === undefined ? '' : shownValue(cell.value).trim();
    if (!IDENTIFIER.test(id)) continue;
    const place = { row, column: `${sheet.name}!${cellName(row, column)}` };
    if (sheet.cells.merges.some((range) => holds(range, row, column)))
      throw workbookProblem(
        workbook.file,
        id,
        'The identifier of a risk stands in merged cells.',
        'Unmerge them in Excel; one row is one risk.',
        place,
      );
    const other = rows.get(id);
    if (other !== undefined)
      throw workbookProblem(
        workbook.file,
        id,
        `Rows ${other} and ${row} have the same identifier.`,
        'Give each risk an identifier of its own.',
        {
          ...place,
          allowed: 'Each identifier once.',
        },
      );
    rows.set(id, row);
    if (row > lastRow) reach = row;
  }
  if (rows.size === 0)
    throw workbookProblem(
      workbook.file,
      sheet.name,
      `Under the header in row ${headerRow} stands no risk.`,
      'Write each risk into a row, with an identifier such as R-01.',
      {
        allowed: `Identifiers with a digit, or in small letters and hyphens, under ${headerOf(columns, 'risk_id')}.`,
      },
    );
  return { rows, first: Math.min(...rows.values()), last: Math.max(...rows.values()) };
}
