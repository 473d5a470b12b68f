import type { TableRow } from '../../../domain/csv.ts';
import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { isSheets } from '../../read-table.ts';
import { MOST_PROBLEMS } from '../../tables/table-checker.ts';
import { openWorkbook } from '../../tables/workbook.ts';
import type { ImportedTables, ImportFormat, ImportSource } from '../import-format.ts';
import type { FormRow } from './read-form.ts';
import { cellProblem, readForm } from './read-form.ts';
import { strategySheets } from './strategy-form.ts';

const NEED_COLUMNS = ['area_code', 'service_type', 'need', 'amount', 'unit', 'by', 'status', 'source'];

/** The workbook of what placement commissioning strategies say, typed by hand: projects and funding, and needs beside them. */
export const strategies: ImportFormat = {
  name: 'strategies',
  reads: 'the workbook of placement commissioning strategies, made by "template strategies" and typed by hand',
  writes: ['projects', 'funding', 'strategy-needs'],
  options: [],
  recognise: ({ kind, parts }) =>
    kind === 'workbook' && ['Projects', 'Needs', 'Money'].every((name) => parts.includes(name))
      ? 'it has the sheets Projects, Needs and Money of the template'
      : undefined,
  read: async (sources, context) => {
    const read: { rows: Record<string, readonly FormRow[]>; source: ImportSource }[] = [];
    const problems: InputProblem[] = [];
    const repairs: Repair[] = [];
    for (const source of sources) {
      const one = await readOne(source, context.areas);
      if (one.ok) {
        read.push({ rows: one.value, source });
        repairs.push(...one.repairs);
      } else problems.push(...one.problems);
    }
    if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
    return { ok: true, value: tablesOf(read, context.areas), repairs };
  },
};

async function readOne(source: ImportSource, areas: readonly AreaRow[]): Promise<Checked<Record<string, readonly FormRow[]>>> {
  const file = source.fileName;
  const sheets = await openWorkbook(source.bytes, file);
  if (!isSheets(sheets)) return { ok: false, problems: [sheets] };
  const rows: Record<string, readonly FormRow[]> = {};
  const problems: InputProblem[] = [];
  const repairs: Repair[] = [];
  for (const form of strategySheets(areas)) {
    const sheet = sheets.find(({ name }) => name.trim().toLowerCase() === form.name.toLowerCase());
    if (sheet === undefined) {
      problems.push({
        kind: 'input',
        file,
        value: sheets.map(({ name }) => name).join(', '),
        problem: `The sheet ${form.name} is not there.`,
        allowed: 'The sheets of the template; each may be empty.',
        mend: 'Copy the sheet from a new template.',
      });
      continue;
    }
    const read = readForm(sheet, form, file);
    if (!read.ok) problems.push(...read.problems);
    else {
      rows[form.name] = read.value;
      repairs.push(...read.repairs);
    }
  }
  for (const { row, values, at } of rows['Money'] ?? [])
    if (values['capital_gbp'] === undefined && values['revenue_gbp'] === undefined)
      problems.push(
        cellProblem(file, 'Money', row, at('capital_gbp'), '', { problem: 'The row names no money.', allowed: 'Capital, revenue or both, in pounds.', mend: 'Fill one of the two, or delete the row.' }),
      );
  if (problems.length === 0 && Object.values(rows).every((some) => some.length === 0))
    problems.push({ kind: 'input', file, problem: 'The workbook holds no row but examples.', allowed: 'At least one row.', mend: 'Type what the strategies say.' });
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, MOST_PROBLEMS) } : { ok: true, value: rows, repairs };
}

function tablesOf(read: readonly { rows: Record<string, readonly FormRow[]>; source: ImportSource }[], areas: readonly AreaRow[]): ImportedTables {
  const all = (sheet: string): (FormRow & { readonly file: number })[] => read.flatMap(({ rows }, file) => rows[sheet]!.map((row) => ({ ...row, file })));
  const projects = all('Projects').map(({ values, row, file }): TableRow => {
    const { name, source, ...rest } = values;
    return { project_id: `STRATEGY-${String(values['area_code'])}${read.length > 1 ? `-${file + 1}` : ''}-${row}`, ...rest, regional: false, source: `${String(name)}: ${String(source)}` };
  });
  const funding = all('Money').map(({ values }): TableRow => values);
  const needs = all('Needs').map(({ values }): TableRow => values);
  const said = new Set([...projects, ...funding, ...needs].map((row) => row['area_code']));
  const silent = areas.filter(({ level, area_code }) => level === 'authority' && !said.has(area_code));
  const count = projects.length + funding.length + needs.length;
  return {
    tables: [
      ...(projects.length === 0 ? [] : [{ name: 'projects', rows: projects }]),
      ...(funding.length === 0 ? [] : [{ name: 'funding', rows: funding }]),
      ...(needs.length === 0 ? [] : [{ name: 'strategy-needs', columns: NEED_COLUMNS, rows: needs }]),
    ],
    notes: [
      'What a strategy says is needed is set beside what a run finds; it changes no run.',
      ...(silent.length === 0 ? [] : [`No row is about ${silent.length} of ${said.size + silent.length} authorities: ${silent.map(({ name_en }) => name_en).join(', ')}.`]),
    ],
    read: count,
    kept: count,
    unit: 'rows',
    leftOut: [],
  };
}
