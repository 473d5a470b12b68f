import { formulaReads } from './formula-references.ts';
import type { WorkbookPackage } from './package.ts';
import { partText } from './package.ts';
import type { CellRange } from './references.ts';
import { cellName, cellRange, rangeName } from './references.ts';
import type { Splice } from './xml.ts';
import { withAttribute } from './xml.ts';

/** A block of rows that grows: its first and last row, and the row that it reaches now. */
export interface GrownBlock {
  readonly first: number;
  readonly last: number;
  readonly to: number;
}

/** A range that held the last row of the block, grown to hold the new ones; any other as it is. */
export function grownRange(range: CellRange, { first, last, to }: GrownBlock): CellRange {
  const held = range.top <= last && range.bottom >= last && range.bottom < to;
  const ofOneRow = range.top === last && range.bottom === last && first < last;
  return held && !ofOneRow ? { ...range, bottom: to } : range;
}

/** Grows the ranges of validations, conditional formats and the filter of a sheet, and the name that goes with the filter. */
export function areaSplices(workbook: WorkbookPackage, at: number, block: GrownBlock): Splice[] {
  const sheet = workbook.sheets[at]!;
  const text = partText(workbook.zip, sheet.part);
  return sheet.cells.areas.flatMap(({ ranges, attribute, start, end }) => {
    const grown = ranges.map((range) => grownRange(range, block));
    if (grown.every((range, i) => range === ranges[i])) return [];
    const list = grown.map(rangeName).join(' ');
    return [
      { start, end, text: attribute === undefined ? list : withAttribute(text.slice(start, end), attribute, list) },
    ];
  });
}

/** Grows the tables of a sheet, and the hidden name of its filter, by part. */
export function tableSplices(workbook: WorkbookPackage, at: number, block: GrownBlock): Map<string, Splice[]> {
  const splices = new Map<string, Splice[]>();
  for (const { part, rangeTags } of workbook.sheets[at]!.tables) {
    const text = partText(workbook.zip, part);
    const mine = rangeTags.flatMap(({ start, end, range }) => {
      const grown = grownRange(range, block);
      return grown === range
        ? []
        : [{ start, end, text: withAttribute(text.slice(start, end), 'ref', rangeName(grown)) }];
    });
    if (mine.length > 0) splices.set(part, mine);
  }
  const place = workbook.workbook.sheets.findIndex(({ name }) => name === workbook.sheets[at]!.name);
  for (const { name, sheet, text, start, end } of workbook.workbook.names) {
    if (name !== '_xlnm._FilterDatabase' || sheet !== place) continue;
    const [before, after] = [text.slice(0, text.lastIndexOf('!') + 1), text.slice(text.lastIndexOf('!') + 1)];
    const range = cellRange(after);
    const grown = range === undefined ? undefined : grownRange(range, block);
    if (grown === undefined || grown === range) continue;
    const raw = partText(workbook.zip, workbook.workbookPart).slice(start, end);
    const head = raw.slice(0, raw.length - after.length);
    const dollars = rangeName(grown).replace(/([A-Z]+)([0-9]+)/g, '$$$1$$$2');
    if (!raw.endsWith(after) || before === '') continue;
    splices.set(workbook.workbookPart, [{ start, end, text: head + dollars }]);
  }
  return splices;
}

/** Formulas and names that read the block down to its last row, and would not see the new rows. */
export function namesNotReached(workbook: WorkbookPackage, at: number, block: GrownBlock): string[] {
  const ends = (sheet: number, formula: string): boolean =>
    formulaReads(formula).references.some(
      ({ sheet: name, range }) =>
        (name === undefined ? sheet === at : name.toLowerCase() === workbook.sheets[at]!.name.toLowerCase()) &&
        range.top < range.bottom &&
        grownRange(range, block) !== range,
    );
  const formulas = workbook.sheets.flatMap(({ name, cells }, sheet) =>
    [...cells.cells.values()].flatMap((row) =>
      [...row.values()]
        .filter((cell) => cell.formula !== undefined && ends(sheet, cell.formula.text))
        .map((cell) => `${name}!${cellName(cell.row, cell.column)}`),
    ),
  );
  const names = workbook.workbook.names
    .filter(({ name, text }) => name !== '_xlnm._FilterDatabase' && ends(-1, text))
    .map(({ name }) => `the name ${name.replace('_xlnm.', '')}`);
  return [...formulas, ...names];
}
