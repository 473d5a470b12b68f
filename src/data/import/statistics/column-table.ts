import type { InputProblem, Repair } from '../../../domain/errors.ts';
import { MOST_PROBLEMS } from '../limits.ts';
import { importProblem } from '../problems.ts';
import type { SourceRow } from '../text-rows.ts';
import type { AreaNames } from './area-names.ts';
import type { Fact, FactTable, Member } from './fact.ts';
import { readPeriod } from './period.ts';

/** What a column of a table with one figure a row is. `codes` is a dimension of which the file has codes and no names. */
export interface ColumnRole {
  readonly kind: 'value' | 'notes' | 'dimension' | 'codes' | 'code' | 'fixed' | 'start' | 'end' | 'ignored';
  /** Header of the dimension that a code, or a column that must go with its members (`fixed`), belongs to. */
  readonly of?: string;
}

/** A table with a header and one figure a row. */
export interface ColumnTable {
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly SourceRow[];
  /** Rows of a text have all their separators; those of a workbook end at the last filled cell. */
  readonly shortRowsAreWrong: boolean;
  readonly about: string;
  readonly notes: readonly string[];
  readonly repairs: readonly Repair[];
}

/** The figures of a table with one a row. Columns are found by their role, wherever they stand. */
export function factsOf(table: ColumnTable, roles: readonly ColumnRole[], areas: AreaNames): FactTable {
  const problems: InputProblem[] = [];
  const { file, header } = table;
  const repeats = headerFaults(table, roles, problems);
  const value = roles.findIndex(({ kind }) => kind === 'value');
  const notes = roles.findIndex(({ kind }) => kind === 'notes');
  const merged = mergedCodes(table, roles, areas);
  const dimensions = roles.flatMap(({ kind }, c) => ((kind === 'dimension' || kind === 'codes') && !merged.has(c) && !repeats.has(c) ? [c] : []));
  const codeOf = new Map<number, number>();
  for (const d of dimensions) {
    const code = roles.findIndex(({ kind, of }) => kind === 'code' && of === header[d]);
    const other = [...merged].find(([, target]) => target === d)?.[0];
    if (code >= 0 || other !== undefined) codeOf.set(d, code >= 0 ? code : other!);
  }
  const checks = new MemberChecks(table, roles);
  const facts: Fact[] = [];
  for (const { row, cells } of table.rows) {
    if (problems.length >= MOST_PROBLEMS) break;
    const width = cells.findLastIndex((cell) => cell.trim() !== '') + 1;
    if (width > header.length || (table.shortRowsAreWrong && cells.length < header.length)) {
      problems.push(
        importProblem({ file, row }, `${cells.length} fields`, width > header.length ? 'The row has too many fields.' : 'The row has too few fields.', `${header.length} fields, as many as the header has.`, 'Numbers with commas and texts with commas must be in quotation marks; download the file again.'),
      );
      continue;
    }
    checks.take(row, cells, problems);
    const mark = notes < 0 ? '' : noteMarks(cells[notes] ?? '');
    facts.push({
      place: { file, row, column: header[value]! },
      value: `${(cells[value] ?? '').trim()}${mark}`,
      members: dimensions.map((d): Member => {
        const code = codeOf.has(d) ? (cells[codeOf.get(d)!] ?? '').trim() : '';
        if (roles[d]!.kind === 'codes') return { label: '', code: (cells[d] ?? '').trim() };
        return { label: (cells[d] ?? '').trim(), ...(code === '' ? {} : { code }) };
      }),
    });
  }
  return {
    file,
    dimensions: dimensions.map((d) => header[d]!),
    facts,
    about: table.about,
    notes: table.notes,
    repairs: [...table.repairs, ...[...repeats].map((c) => ({ file, column: header[c]!, found: 'a column that stands in the file twice, alike', used: 'one of them', why: 'a column counts once' }))],
    problems,
  };
}

/** Columns that stand twice alike; two of one name that differ are a problem. */
function headerFaults(table: ColumnTable, roles: readonly ColumnRole[], problems: InputProblem[]): Set<number> {
  const { file, header, rows } = table;
  const repeats = new Set<number>();
  header.forEach((name, c) => {
    const first = header.indexOf(name);
    if (name === '' && rows.some(({ cells }) => (cells[c] ?? '').trim() !== ''))
      problems.push(importProblem({ file, column: String(c + 1) }, '', 'A column has no name.', 'A name over every column.', 'Download the file again.'));
    if (first === c || name === '') return;
    if (rows.every(({ cells }) => cells[first] === cells[c])) repeats.add(c);
    else problems.push(importProblem({ file, column: name }, name, 'Two columns have the same name and differ.', 'Each column once.', 'Download the file again.'));
  });
  for (const [c, { kind, of }] of roles.entries())
    if ((kind === 'code' || kind === 'fixed') && !header.includes(of ?? ''))
      problems.push(importProblem({ file, column: of }, header[c], `The column ${of} is missing, to which ${header[c]} belongs.`, 'All columns of the view.', 'Download the file again.'));
  const values = roles.flatMap(({ kind }, c) => (kind === 'value' && !repeats.has(c) ? [header[c]!] : []));
  if (values.length !== 1)
    problems.push(importProblem({ file }, values.join(', ') || header.join(', '), values.length === 0 ? 'There is no column of figures.' : 'There are several columns of figures.', 'One column of figures.', 'Download the file again.'));
  return repeats;
}

/** Columns of codes without a name that says so: each with the column of names that they go with. */
function mergedCodes(table: ColumnTable, roles: readonly ColumnRole[], areas: AreaNames): Map<number, number> {
  const merged = new Map<number, number>();
  const columns = roles.flatMap(({ kind }, c) => (kind === 'dimension' ? [c] : []));
  const texts = new Map(columns.map((c) => [c, [...new Set(table.rows.map(({ cells }) => (cells[c] ?? '').trim()))]]));
  const all = (c: number, test: (text: string) => boolean): boolean => texts.get(c)!.length > 0 && texts.get(c)!.every(test);
  const most = (c: number, test: (text: string) => boolean): boolean => texts.get(c)!.filter(test).length * 2 >= texts.get(c)!.length;
  for (const c of columns) {
    const isAreaCode = all(c, (text) => areas.looksLikeCode(text));
    const target = columns.find(
      (d) =>
        d !== c &&
        !merged.has(d) &&
        ((isAreaCode && most(d, (text) => !areas.looksLikeCode(text) && areas.find(text, undefined).kind === 'area')) ||
          (/code$|^cod/i.test(table.header[c]!) && all(c, (text) => readPeriod(text)?.style === 'code of two years') && most(d, (text) => readPeriod(text)?.style === 'two years'))),
    );
    if (target !== undefined) merged.set(c, target);
  }
  return merged;
}

/** Marks of a column of notes as they would stand in the cell; nothing where the column holds sentences. */
function noteMarks(text: string): string {
  const codes = text.trim().split(/\s*[,;]\s*|\s+/).filter((code) => code !== '');
  return codes.length > 0 && codes.every((code) => /^\[?[a-z]{1,3}\]?$/.test(code)) ? codes.map((code) => ` [${code.replace(/[[\]]/g, '')}]`).join('') : '';
}

/** Checks that codes, places in the order and ends of years go with one member each, as they do in a file that is whole. */
class MemberChecks {
  private readonly table: ColumnTable;
  private readonly pairs: readonly { readonly of: number; readonly column: number; readonly both: boolean; readonly seen: Map<string, string>; readonly back: Map<string, string> }[];
  private readonly start: number;
  private readonly end: number;

  constructor(table: ColumnTable, roles: readonly ColumnRole[]) {
    this.table = table;
    this.pairs = roles.flatMap(({ kind, of }, column) => {
      const target = table.header.indexOf(of ?? '');
      return (kind === 'code' || kind === 'fixed') && target >= 0 ? [{ of: target, column, both: kind === 'code', seen: new Map<string, string>(), back: new Map<string, string>() }] : [];
    });
    this.start = roles.findIndex(({ kind }) => kind === 'start');
    this.end = roles.findIndex(({ kind }) => kind === 'end');
  }

  take(row: number, cells: readonly string[], problems: InputProblem[]): void {
    const { file, header } = this.table;
    const at = (column: number): string => (cells[column] ?? '').trim();
    for (const { of, column, both, seen, back } of this.pairs) {
      const [label, other] = [at(of), at(column)];
      const known = seen.get(label) ?? other;
      const knownLabel = back.get(other) ?? label;
      seen.set(label, known);
      if (both && other !== '') back.set(other, knownLabel);
      if (known !== other || (both && other !== '' && knownLabel !== label))
        problems.push(
          importProblem({ file, row, column: header[column] }, other, known !== other ? `"${label}" stands with "${known}" in another row.` : `"${other}" stands with "${knownLabel}" in another row.`, 'The same code for the same name in every row.', 'A column may be shifted or sorted alone; download the file again.'),
        );
    }
    if (this.end < 0) return;
    const [start, end] = [readPeriod(at(this.start)), readPeriod(at(this.end))];
    if (at(this.end) === '' && (this.start < 0 || at(this.start) === '')) return;
    const labels = cells.flatMap((cell, c) => (c === this.start || c === this.end ? [] : [readPeriod(cell)])).filter((p) => p !== undefined && p.style !== 'day');
    const wrong =
      end?.day === undefined ||
      (this.start >= 0 && (start?.day === undefined || start.day > end.day)) ||
      !labels.some((period) => period!.style === 'year' || period!.style === 'mid-year' ? period!.year === end.year || period!.year + 1 === end.year : period!.year === end.year);
    if (wrong && labels.length > 0)
      problems.push(importProblem({ file, row, column: header[this.end] }, at(this.end), 'The end of the year does not go with the year of the row.', 'The last day of the year that the row names, after its first day.', 'A column may be shifted; download the file again.'));
  }
}
