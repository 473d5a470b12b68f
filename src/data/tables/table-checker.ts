import type { Checked, InputProblem } from '../../domain/errors.ts';
import { nearestName } from '../../domain/errors.ts';
import type { AreaLevel } from '../../domain/vocabulary.ts';
import type { Cell } from './cell.ts';
import { EMPTY_CELL } from './cell.ts';
import type { Column } from './column.ts';
import { convertCell } from './convert-cell.ts';
import type { Converted } from './convert-cell.ts';
import { headerProblems, looksLikeHeader } from './header.ts';
import { RepairList } from './repair-list.ts';
import { rememberRowNumber } from './row-numbers.ts';
import type { RowFault, TableDefinition } from './table-definition.ts';

/** Reading stops when this many problems were found: nobody mends more at a time. */
export const MOST_PROBLEMS = 20;

/** Different texts of a column whose conversion is kept. */
const MOST_KNOWN = 10_000;

/** Codes of areas with their level. */
export type KnownAreas = ReadonlyMap<string, AreaLevel>;

/**
 * Takes the rows of one table one by one, header first, and gathers checked rows, repairs and problems.
 * `row` numbers are those of a spreadsheet: the header is row 1.
 */
export class TableChecker<Row> {
  private readonly rows: Row[] = [];
  private readonly problems: InputProblem[] = [];
  private readonly repairs: RepairList;
  private readonly definition: TableDefinition<Row>;
  private readonly file: string;
  private readonly areas: KnownAreas | undefined;
  private header: readonly string[] | undefined;
  private entries: readonly (readonly [name: string, column: Column, position: number])[] = [];
  /** What became of texts that were there before, by column. */
  private readonly converted = new Map<string, Map<string, Converted>>();
  private readonly firstRowOfKey = new Map<string, number>();
  private blankSince: number | undefined;
  private rowsSeen = 0;
  /** A CSV row has all its commas; the rows of a workbook end at their last filled cell. */
  private readonly shortRowsAreWrong: boolean;

  constructor(definition: TableDefinition<Row>, file: string, format: 'csv' | 'xlsx', areas?: KnownAreas) {
    this.definition = definition;
    this.shortRowsAreWrong = format === 'csv';
    this.file = file;
    this.areas = areas;
    this.repairs = new RepairList(file);
  }

  /** True when there is no use in reading on. */
  get full(): boolean {
    return this.problems.length >= MOST_PROBLEMS;
  }

  /** Takes the next row; gives false when reading may stop. */
  take(rowNumber: number, cells: readonly Cell[]): boolean {
    if (cells.every((c) => c.text.trim() === '' && c.type === 'text')) {
      this.blankSince ??= rowNumber;
      return true;
    }
    const blankBefore = this.blankSince;
    if (blankBefore !== undefined) {
      this.repairs.add({ row: blankBefore, found: 'a blank row', used: 'left out', why: 'a blank row holds nothing' });
      this.blankSince = undefined;
    }
    if (this.header === undefined) return this.takeHeader(rowNumber, cells);
    if (looksLikeHeader(cells, this.header)) {
      this.stopAtSecondTable(rowNumber, cells);
      return false;
    }
    const before = this.problems.length;
    this.takeRow(rowNumber, cells);
    if (blankBefore !== undefined && this.problems.length > before) {
      this.problems.length = before;
      this.stopAtSecondTable(rowNumber, cells);
      return false;
    }
    return !this.full;
  }

  /** Problems that show only at the end. */
  private finish(): void {
    if (this.problems.length > 0) return;
    if (this.header === undefined)
      this.problems.push({
        kind: 'input',
        file: this.file,
        problem: 'The table is empty.',
        allowed: 'A header row and at least one row of figures.',
        mend: `Write the header ${this.requiredNames().join(',')} and the rows under it.`,
      });
    else if (this.rowsSeen === 0)
      this.problems.push({
        kind: 'input',
        file: this.file,
        row: 1,
        problem: 'There is a header and no row under it.',
        allowed: 'At least one row of figures.',
        mend: 'Add the rows. Leave a table that may be absent out altogether.',
      });
  }

  private requiredNames(): string[] {
    return Object.entries(this.definition.columns)
      .filter(([, c]) => c.required)
      .map(([name]) => name);
  }

  private takeHeader(rowNumber: number, cells: readonly Cell[]): boolean {
    const names = cells.map((c) => c.text.trim());
    while (names.length > 0 && names.at(-1) === '') names.pop();
    const problems = headerProblems(this.definition, this.file, rowNumber, names);
    if (problems.length > 0) {
      this.problems.push(...problems);
      return false;
    }
    this.header = names;
    this.entries = Object.entries(this.definition.columns).map(([name, c]) => [name, c, names.indexOf(name)] as const);
    const absent = this.entries.filter(([, , position]) => position < 0).map(([name]) => name);
    for (const [name, c, position] of this.entries)
      if (position < 0 && c.fallback !== undefined)
        this.repairs.add({
          row: rowNumber,
          column: name,
          found: 'no such column',
          used: c.fallback,
          why: `the column is not given, and ${c.fallback} is what its absence stands for`,
        });
    for (const name of names)
      if (!Object.hasOwn(this.definition.columns, name)) {
        const near = nearestName(name, absent);
        this.repairs.add({
          row: rowNumber,
          column: name,
          found: 'a column of your own',
          used: 'not read',
          why: near === undefined ? 'the table has no such column' : `the table has no such column; did you mean ${near}?`,
        });
      }
    return true;
  }

  private takeRow(rowNumber: number, cells: readonly Cell[]): void {
    this.rowsSeen += 1;
    const width = this.header!.length;
    const beyond = cells.slice(width).findIndex((c) => c.text.trim() !== '');
    if (cells.length < width && this.shortRowsAreWrong) {
      this.report(rowNumber, undefined, `${cells.length} fields`, {
        problem: 'The row has too few fields.',
        allowed: `${width} fields, as many as the header has.`,
        mend: 'Add the missing commas; put text that holds a quotation mark or a line break in quotation marks.',
      });
      return;
    }
    if (beyond >= 0) {
      this.report(rowNumber, undefined, cells[width + beyond]!.text, {
        problem: 'The row has too many fields.',
        allowed: `${width} fields, as many as the header has.`,
        mend: 'Put text that holds a comma in quotation marks; write 1234 and not 1,234; delete what stands right of the table.',
      });
      return;
    }
    const before = this.problems.length;
    const row: Record<string, unknown> = {};
    for (const [name, column, position] of this.entries) {
      const value = this.takeCell(rowNumber, name, column, position < 0 ? EMPTY_CELL : (cells[position] ?? EMPTY_CELL));
      if (value !== undefined) row[name] = value;
      if (this.full) return;
    }
    if (this.problems.length === before) this.finishRow(rowNumber, row);
  }

  private takeCell(rowNumber: number, name: string, column: Column, cell: Cell): unknown {
    const converted = this.convert(name, column, cell);
    if (!converted.ok) {
      this.report(rowNumber, name, cell.text, converted);
      return undefined;
    }
    if (converted.change) this.repairs.add({ row: rowNumber, column: name, found: cell.text, ...converted.change });
    if (converted.value === undefined)
      return column.fallback === undefined ? undefined : column.kind === 'yes-no' ? column.fallback === 'yes' : column.fallback;
    if (column.kind === 'area' && !this.areaAllowed(rowNumber, name, column, converted.value as string)) return undefined;
    return converted.value;
  }

  /** As `convertCell`; the cells of a text file repeat, and what was made of one is made of its like. */
  private convert(name: string, column: Column, cell: Cell): Converted {
    if (cell.type !== 'text') return convertCell(name, column, cell);
    let known = this.converted.get(name);
    if (known === undefined) this.converted.set(name, (known = new Map()));
    let converted = known.get(cell.text);
    if (converted === undefined) {
      converted = convertCell(name, column, cell);
      if (known.size < MOST_KNOWN) known.set(cell.text, converted);
    }
    return converted;
  }

  private areaAllowed(rowNumber: number, name: string, column: Column, code: string): boolean {
    if (this.areas === undefined) return true;
    const level = this.areas.get(code);
    if (level !== undefined && column.levels!.includes(level)) return true;
    const candidates = [...this.areas].filter(([, l]) => column.levels!.includes(l)).map(([c]) => c);
    const near = nearestName(code, candidates);
    this.report(rowNumber, name, code, {
      problem: level === undefined ? 'The area is not known.' : `The area is of level ${level}, which does not fit here.`,
      allowed: `${column.allowed} There are ${candidates.length}${candidates.length > 0 ? `, as ${candidates[0]}` : ''}.`,
      mend: `${near === undefined ? '' : `Did you mean ${near}? `}Correct the code, or add the area to areas.csv.`,
    });
    return false;
  }

  private finishRow(rowNumber: number, row: Record<string, unknown>): void {
    const finished = this.definition.finish?.(row) ?? { row: row as Row };
    if ('fault' in finished) {
      const { column, value, ...fault }: RowFault = finished.fault;
      this.report(rowNumber, column, value, fault);
      return;
    }
    const key = JSON.stringify(this.definition.key.map((name) => row[name] ?? null));
    const first = this.firstRowOfKey.get(key);
    if (first !== undefined) {
      this.report(rowNumber, this.definition.key.join(', '), this.definition.key.map((k) => row[k] ?? '').join(', '), {
        problem: `The row repeats row ${first}.`,
        allowed: `One row for each ${this.definition.key.join(', ')}.`,
        mend: 'Delete one of the two rows, or correct the one that is wrong.',
      });
      return;
    }
    this.firstRowOfKey.set(key, rowNumber);
    rememberRowNumber(finished.row as object, rowNumber);
    this.rows.push(finished.row);
  }

  private stopAtSecondTable(rowNumber: number, cells: readonly Cell[]): void {
    this.report(rowNumber, undefined, cells.map((c) => c.text).filter(Boolean).join(', '), {
      problem: 'Something other than rows of this table follows; there seem to be two tables under each other.',
      allowed: 'One table a file or sheet: one header in row 1 and rows of figures under it, nothing else.',
      mend: 'Move the second table to a file or sheet of its own; delete notes under the table.',
    });
  }

  private report(
    row: number,
    column: string | undefined,
    value: string | undefined,
    fault: { readonly problem: string; readonly allowed: string; readonly mend: string },
  ): void {
    this.problems.push({
      kind: 'input',
      file: this.file,
      row,
      ...(column === undefined ? {} : { column }),
      ...(value === undefined ? {} : { value: value.slice(0, 200) }),
      problem: fault.problem,
      allowed: fault.allowed,
      mend: fault.mend,
    });
  }

  /** Rows with every repair, or the problems. */
  outcome(): Checked<readonly Row[]> {
    this.finish();
    return this.outcomeBeforeStop();
  }

  /** As `outcome`, for a file that could not be read to its end. */
  outcomeBeforeStop(): Checked<readonly Row[]> {
    return this.problems.length > 0
      ? { ok: false, problems: this.problems }
      : { ok: true, value: this.rows, repairs: this.repairs.list() };
  }
}
