import type { IsoDate } from '../../../domain/calendar.ts';
import type { Checked, InputProblem } from '../../../domain/errors.ts';
import type { AreaRow } from '../../../domain/tables.ts';
import { isoDate, oneOf, text } from '../../tables/column.ts';
import type { Column } from '../../tables/column.ts';
import { convertCell } from '../../tables/convert-cell.ts';
import type { Cell } from '../../tables/cell.ts';
import { EMPTY_CELL } from '../../tables/cell.ts';
import type { Sheet } from '../../tables/workbook.ts';
import { AUTHORITY_SHEET } from './authority-form.ts';
import { cellAddress } from './form.ts';
import { cellProblem } from './read-form.ts';
import type { Scope } from './words.ts';
import { SCOPE_WORDS, STATUS_WORDS } from './words.ts';

/** A line of the sheet Authority: a question, and the cell beside it for the answer. */
export interface AuthorityLine {
  readonly field: string;
  readonly question: string;
  readonly note: string;
  readonly column: Column;
  readonly labels?: Readonly<Record<string, string>>;
}

/** The lines of the sheet Authority in their order. */
export const AUTHORITY_LINES: readonly AuthorityLine[] = [
  { field: 'area_code', question: 'Code of the authority', note: 'Filled in for you. Do not change it.', column: text('Code of the authority.') },
  { field: 'name', question: 'Name of the authority', note: 'Filled in for you. Do not change it.', column: text('Name of the authority.') },
  {
    field: 'date',
    question: 'Day of the figures',
    note: 'The day on which you counted homes, carers and children. It is best the day that stands here, since the rest of the country is of that day.',
    column: isoDate('Day of the figures.'),
  },
  {
    field: 'status',
    question: 'How firm the figures are',
    note: 'Choose from the list. The choice stands beside every figure and in every paper made from it.',
    column: oneOf('How firm the figures are.', Object.values(STATUS_WORDS)),
    labels: STATUS_WORDS,
  },
  {
    field: 'homes',
    question: "Which children's homes are listed",
    note: 'Choose from the list. What is listed takes the place of what the package has on your area.',
    column: oneOf("Which children's homes are listed.", Object.values(SCOPE_WORDS)),
    labels: SCOPE_WORDS,
  },
  {
    field: 'carers',
    question: 'Which fostering services are listed',
    note: 'Choose from the list. What is listed takes the place of what the package has on your area.',
    column: oneOf('Which fostering services are listed.', Object.values(SCOPE_WORDS)),
    labels: SCOPE_WORDS,
  },
];

/** What the sheet Authority says. */
export interface AuthorityAnswers {
  readonly area: AreaRow;
  readonly date: IsoDate;
  readonly status: 'published' | 'estimated';
  readonly homes: Scope;
  readonly carers: Scope;
}

/** Reads the sheet Authority: its lines are found by their questions, and the answer is in the next column. */
export function readAuthoritySheet(sheet: Sheet, areas: readonly AreaRow[], file: string): Checked<AuthorityAnswers> {
  const found = new Map<string, { readonly row: number; readonly column: number; readonly cell: Cell }>();
  sheet.eachRow((row, cells) => {
    cells.forEach((cell, i) => {
      const line = AUTHORITY_LINES.find(({ question }) => question === cell.text.trim());
      if (line !== undefined && !found.has(line.field)) found.set(line.field, { row, column: i + 1, cell: cells[i + 1] ?? EMPTY_CELL });
    });
    return row < 200;
  });
  const problems: InputProblem[] = [];
  const answers: Record<string, string> = {};
  const problem = (field: string, fault: { readonly problem: string; readonly allowed: string; readonly mend: string }): void => {
    const at = found.get(field);
    problems.push(cellProblem(file, AUTHORITY_SHEET, at?.row ?? 1, at === undefined ? 'A' : cellAddress(at.column, at.row), at?.cell.text, fault));
  };
  for (const { field, question, column, labels } of AUTHORITY_LINES) {
    const at = found.get(field);
    if (at === undefined) {
      problem(field, { problem: `The line "${question}" is missing.`, allowed: 'Every line of the template.', mend: 'Copy the line from a new template.' });
      continue;
    }
    const { text: written, type } = at.cell;
    const label = Object.keys(labels ?? {}).find((one) => one.toLowerCase() === written.trim().toLowerCase());
    const plain: Cell = column.kind === 'date' && type === 'date' ? { text: written, type: 'text' } : at.cell;
    const converted = label !== undefined ? { ok: true as const, value: labels![label] } : convertCell(question, column, plain);
    if (!converted.ok) problem(field, { ...converted, allowed: labels === undefined ? converted.allowed : `One of: ${Object.keys(labels).join('; ')}.` });
    else answers[field] = String(converted.value);
  }
  const area = areas.find((one) => one.level === 'authority' && one.area_code === answers['area_code']);
  if (problems.length === 0 && area === undefined)
    problem('area_code', {
      problem: 'The authority is not known.',
      allowed: `A code of an authority of areas.csv, as ${areas.find(({ level }) => level === 'authority')?.area_code ?? 'none is there'}.`,
      mend: 'Make a new template for the authority.',
    });
  if (problems.length === 0 && answers['name'] !== area!.name_en)
    problem('name', {
      problem: `The code ${area!.area_code} is that of ${area!.name_en}.`,
      allowed: `The code and the name of one authority: ${area!.area_code} and ${area!.name_en}.`,
      mend: 'Correct the one that is wrong; make a new template for another authority.',
    });
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, value: { ...(answers as unknown as Omit<AuthorityAnswers, 'area'>), area: area! }, repairs: [] };
}
