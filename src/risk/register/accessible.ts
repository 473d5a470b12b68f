import { openPackage, partText } from '../workbook/package.ts';
import type { WorkbookPackage, Worksheet } from '../workbook/package.ts';
import { cellAt } from '../workbook/sheet-part.ts';
import { shownValue } from '../workbook/values.ts';
import { readXml } from '../workbook/xml.ts';

/** Sheets that tell of the others. */
const TEXT_SHEETS = ['Cover', 'Contents', 'Notes'] as const;

/**
 * What a workbook fails of the checklist for accessible spreadsheets of the Government Analysis Function (as its package
 * aftables has it), in words; empty when it passes. A working register may fail four: filters, frozen panes, fills, headers
 * or footers.
 */
export function accessibilityFailures(bytes: Uint8Array, file = 'workbook'): string[] {
  const workbook = openPackage(bytes, file);
  const names = workbook.sheets.map(({ name }) => name);
  const failures = new Set<string>();
  const fail = (failed: boolean, item: string): void => void (failed && failures.add(item));
  for (const name of TEXT_SHEETS) fail(!names.includes(name), `sheet ${name}`);
  fail(names[0] !== 'Cover', 'cover sheet first');
  fail(new Set(names.map((name) => name.toLowerCase())).size < names.length, 'unique sheet names');
  fail(!titled(workbook), 'title property');
  fail(workbook.macros, 'macros');
  fail(
    workbook.relationships.some(({ type }) => type === 'image' || type === 'drawing' || type === 'chart'),
    'images',
  );
  const fills = filledStyles(workbook);
  const explained = workbook.sheets.some((sheet) => sheet.name === 'Notes' && /empty/i.test(textOf(sheet)));
  for (const [i, sheet] of workbook.sheets.entries()) {
    const tags = tagsOf(partText(workbook.zip, sheet.part));
    const isText = (TEXT_SHEETS as readonly string[]).includes(sheet.name);
    fail(sheet.hidden || tags.hidden, 'hidden sheets, rows or columns');
    fail(sheet.cells.merges.length > 0, 'merged cells');
    fail(tags.frozen, 'frozen panes');
    fail(tags.headerOrFooter, 'headers or footers');
    fail(i === 0 && tags.cursorElsewhere, 'cursor in A1 of the first sheet');
    fail(usesStyle(sheet, fills), 'fills');
    // Contents and notes may be tables, as aftables has them, or sentences; the cover is sentences.
    const tables = isText ? [0, sheet.name === 'Cover' ? 0 : 1] : [1, 1];
    fail(sheet.tables.length < tables[0]! || sheet.tables.length > tables[1]!, 'one table a sheet');
    fail(!wrapped(workbook, sheet), 'wrapped text');
    for (const { part, range, headerRows, totalsRows } of sheet.tables) {
      fail(/<autoFilter\b/.test(partText(workbook.zip, part)) || tags.filter, 'filters');
      fail(range.left !== 1, 'table from column A');
      fail(headerRows !== 1 || totalsRows !== 0, 'one header row');
      fail(
        Math.max(...[...sheet.cells.cells].filter(([, cells]) => cells.size > 0).map(([row]) => row)) > range.bottom,
        'nothing below the table',
      );
      const { rows, columns, cells } = blanks(sheet, range);
      fail(rows || columns, 'blank rows or columns');
      fail(cells && !explained, 'empty cells explained');
    }
  }
  return [...failures];
}

function blanks(
  sheet: Worksheet,
  { top, bottom, left, right }: Worksheet['tables'][number]['range'],
): { readonly rows: boolean; readonly columns: boolean; readonly cells: boolean } {
  const filled = (row: number, column: number): boolean => {
    const cell = cellAt(sheet.cells, row, column);
    return cell !== undefined && shownValue(cell.value) !== '';
  };
  const span = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const [rows, columns] = [span(top, bottom), span(left, right)];
  return {
    rows: rows.some((row) => columns.every((column) => !filled(row, column))),
    columns: columns.some((column) => rows.every((row) => !filled(row, column))),
    cells: rows.some((row) => columns.some((column) => !filled(row, column))),
  };
}

function titled({ zip, relationships }: WorkbookPackage): boolean {
  const core = relationships.find(({ from, type }) => from === '' && type === 'core-properties');
  return core !== undefined && /<dc:title>[^<]+<\/dc:title>/.test(partText(zip, core.target));
}

const textOf = ({ cells }: Worksheet): string =>
  [...cells.cells.values()].flatMap((row) => [...row.values()].map(({ value }) => shownValue(value))).join('\n');

/** Indexes of the formats of cells that have a fill, and those that wrap. */
function stylesWith(workbook: WorkbookPackage, kind: 'fill' | 'wrap'): Set<number> {
  const part = workbook.relationships.find(({ from, type }) => from === workbook.workbookPart && type === 'styles');
  const found = new Set<number>();
  let inside = false;
  let index = -1;
  if (part !== undefined)
    readXml(partText(workbook.zip, part.target), {
      open: ({ name, attributes }) => {
        if (name === 'cellXfs') inside = true;
        else if (inside && name === 'xf') {
          index++;
          if (kind === 'fill' && Number(attributes['fillId'] ?? 0) > 1) found.add(index);
        } else if (inside && name === 'alignment' && kind === 'wrap' && /^(1|true)$/.test(attributes['wrapText'] ?? ''))
          found.add(index);
      },
      close: ({ name }) => {
        if (name === 'cellXfs') inside = false;
      },
    });
  return found;
}

const filledStyles = (workbook: WorkbookPackage): Set<number> => stylesWith(workbook, 'fill');
const usesStyle = (sheet: Worksheet, styles: ReadonlySet<number>): boolean =>
  [...sheet.cells.cells.values()].some((row) => [...row.values()].some(({ style }) => styles.has(style)));

/** Whether every text of a table wraps. */
function wrapped(workbook: WorkbookPackage, sheet: Worksheet): boolean {
  const styles = stylesWith(workbook, 'wrap');
  return sheet.tables.every(({ range }) =>
    [...sheet.cells.cells].every(
      ([row, cells]) =>
        row < range.top || [...cells.values()].every(({ value, style }) => value.kind !== 'text' || styles.has(style)),
    ),
  );
}

interface SheetTags {
  readonly frozen: boolean;
  readonly headerOrFooter: boolean;
  readonly hidden: boolean;
  readonly filter: boolean;
  readonly cursorElsewhere: boolean;
}

function tagsOf(xml: string): SheetTags {
  const tags = { frozen: false, headerOrFooter: false, hidden: false, filter: false, cursorElsewhere: false };
  readXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'pane') tags.frozen = true;
      else if (/^(odd|even|first)(Header|Footer)$/.test(name)) tags.headerOrFooter = true;
      else if ((name === 'row' || name === 'col') && /^(1|true)$/.test(attributes['hidden'] ?? '')) tags.hidden = true;
      else if (name === 'autoFilter') tags.filter = true;
      else if (name === 'selection') tags.cursorElsewhere = (attributes['activeCell'] ?? 'A1') !== 'A1';
    },
  });
  return tags;
}
