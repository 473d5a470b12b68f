import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { nearestName } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { isSheets } from '../../read-table.ts';
import { MOST_PROBLEMS } from '../../tables/table-checker.ts';
import { openWorkbook } from '../../tables/workbook.ts';
import type { ImportSource } from '../import-format.ts';
import { AUTHORITY_SHEET, AUTHORITY_SHEETS, CARERS, CHILDREN, CHILDREN_ROWS, HOMES } from './authority-form.ts';
import { readAuthoritySheet } from './authority-sheet.ts';
import type { AuthorityAnswers } from './authority-sheet.ts';
import type { FormRow } from './read-form.ts';
import { cellProblem, readForm } from './read-form.ts';
import type { Scope } from './words.ts';
import { AGE_WORDS } from './words.ts';

/** A workbook that one authority filled in. */
export interface AuthorityWorkbook extends AuthorityAnswers {
  readonly file: string;
  /** Rows of each sheet by its name, without examples. */
  readonly rows: Readonly<Record<string, readonly FormRow[]>>;
}

/** Sheets that people read and do not fill. */
const NOT_READ = ['Instructions', 'Lists'];

/** Reads the workbook of one authority: every sheet, every cell. Problems name sheet and cell. */
export async function readAuthorityWorkbook(source: ImportSource, areas: readonly AreaRow[]): Promise<Checked<AuthorityWorkbook>> {
  const file = source.fileName;
  const sheets = await openWorkbook(source.bytes, file);
  if (!isSheets(sheets)) return { ok: false, problems: [sheets] };
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  const names = [AUTHORITY_SHEET, ...AUTHORITY_SHEETS.map(({ name }) => name)];
  const sheetNamed = (name: string): (typeof sheets)[number] | undefined =>
    sheets.find((sheet) => sheet.name.trim().toLowerCase() === name.toLowerCase());
  const extra = sheets.map((sheet) => sheet.name).filter((name) => ![...names, ...NOT_READ].some((one) => one.toLowerCase() === name.trim().toLowerCase()));
  for (const name of names)
    if (sheetNamed(name) === undefined) {
      const near = nearestName(name, extra);
      problems.push({
        kind: 'input',
        file,
        value: near ?? sheets.map((sheet) => sheet.name).join(', '),
        problem: `The sheet ${name} is not there.`,
        allowed: `The sheets of the template: ${names.join(', ')}.`,
        mend: near === undefined ? 'Copy the sheet from a new template; it may stay empty.' : `Rename the sheet ${near} to ${name}.`,
      });
    }
  for (const name of extra)
    repairs.push({ file, found: `a sheet ${name}`, used: 'not read', why: 'the template has no such sheet' });
  if (problems.length > 0) return { ok: false, problems };
  const answers = readAuthoritySheet(sheetNamed(AUTHORITY_SHEET)!, areas, file);
  if (!answers.ok) problems.push(...answers.problems);
  const rows: Record<string, readonly FormRow[]> = {};
  for (const form of AUTHORITY_SHEETS) {
    const read = readForm(sheetNamed(form.name)!, form, file);
    if (!read.ok) problems.push(...read.problems);
    else {
      rows[form.name] = read.value;
      repairs.push(...read.repairs);
    }
  }
  if (problems.length === 0 && answers.ok)
    problems.push(...gridProblems(file, rows[CHILDREN.name]!), ...scopeProblems(file, answers.value, rows), ...homeProblems(file, rows[HOMES.name]!));
  return problems.length > 0 || !answers.ok
    ? { ok: false, problems: problems.slice(0, MOST_PROBLEMS) }
    : { ok: true, value: { ...answers.value, file, rows }, repairs };
}

/** Rows of the sheet Children that the template does not have, and sums that do not add up. */
function gridProblems(file: string, rows: readonly FormRow[]): InputProblem[] {
  const problems: InputProblem[] = [];
  const first = new Map<string, number>();
  for (const { row, values, at } of rows) {
    const name = String(values['placement']);
    const problem = (column: string, value: string, fault: { problem: string; allowed: string; mend: string }): void => {
      problems.push(cellProblem(file, CHILDREN.name, row, column, value, fault));
    };
    if (!CHILDREN_ROWS.includes(name))
      problem(at('placement'), name, { problem: 'The template has no such row.', allowed: `One of: ${CHILDREN_ROWS.join('; ')}.`, mend: 'Write the name as the template has it, or delete the row.' });
    else if (first.has(name))
      problem(at('placement'), name, { problem: `The row repeats row ${first.get(name)}.`, allowed: 'One row for each kind of placement.', mend: 'Add the two rows into one.' });
    else first.set(name, row);
    const counts = Object.values(AGE_WORDS).map((band) => values[band] as number | undefined);
    const total = values['total'] as number | undefined;
    const sum = counts.reduce<number>((a, b) => a + (b ?? 0), 0);
    if (total !== undefined && (counts.every((count) => count !== undefined) ? sum !== total : sum > total))
      problem(at('total'), String(total), { problem: `The ages of the row add to ${sum}, and not to the total.`, allowed: 'The sum of the row, or nothing.', mend: 'Correct the age or the total that is wrong.' });
  }
  return problems;
}

/** Lists that are said to be full and are empty, or said to be empty and are not. */
function scopeProblems(file: string, answers: AuthorityAnswers, rows: Readonly<Record<string, readonly FormRow[]>>): InputProblem[] {
  const check = (sheet: string, scope: Scope, some: readonly FormRow[]): InputProblem[] => {
    const listed = scope === 'all' || scope === 'council';
    if (listed === some.length > 0) {
      const stranger = scope === 'council' ? some.find(({ values }) => values['sector'] !== 'local-authority') : undefined;
      return stranger === undefined
        ? []
        : [
            cellProblem(file, sheet, stranger.row, stranger.at('sector'), String(stranger.values['sector']), {
              problem: 'The row is not of the council, and the sheet Authority says that only those of the council are listed.',
              allowed: 'Rows of the council only.',
              mend: 'Choose "all in our area" on the sheet Authority, or delete the row.',
            }),
          ];
    }
    return [
      cellProblem(file, sheet, some[0]?.row ?? 1, 'A', `${some.length} rows`, {
        problem: listed ? 'The sheet is empty, and the sheet Authority says that it is filled in.' : 'The sheet has rows, and the sheet Authority says that it has none.',
        allowed: 'Rows on this sheet and the same choice on the sheet Authority.',
        mend: listed ? 'List the rows; or choose "there are none" or "not filled in" on the sheet Authority.' : 'Choose what is listed on the sheet Authority, or delete the rows.',
      }),
    ];
  };
  const homes = rows[HOMES.name]!.filter(({ values }) => values['service_type'] === 'residential');
  return [...check(HOMES.name, answers.homes, homes), ...check(CARERS.name, answers.carers, rows[CARERS.name]!)];
}

function homeProblems(file: string, rows: readonly FormRow[]): InputProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ row, values, at }) => {
    const [low, high] = [values['age_min'], values['age_max']] as (number | undefined)[];
    const id = values['service_id'] as string | undefined;
    const before = id === undefined ? undefined : first.get(id);
    if (id !== undefined && before === undefined) first.set(id, row);
    return [
      ...(low !== undefined && high !== undefined && low > high
        ? [cellProblem(file, HOMES.name, row, at('age_min'), String(low), { problem: `The youngest age is above the oldest (${high}).`, allowed: 'The youngest age first.', mend: 'Correct one of the two.' })]
        : []),
      ...(before === undefined
        ? []
        : [cellProblem(file, HOMES.name, row, at('service_id'), id, { problem: `The number stands in row ${before} too.`, allowed: 'One row a home.', mend: 'Delete one of the two rows, or correct the number.' })]),
    ];
  });
}
