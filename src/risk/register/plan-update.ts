import type { IsoDate } from '../../domain/calendar.ts';
import type { ScoreRow } from '../score-row.ts';
import type { WorkbookPackage, Worksheet } from '../workbook/package.ts';
import { cellName } from '../workbook/references.ts';
import { cellAt } from '../workbook/sheet-part.ts';
import type { CellValue, NewValue } from '../workbook/values.ts';
import { sameValue, shownValue } from '../workbook/values.ts';
import type { ProposedChange } from './change-list.ts';
import { shownChange } from './change-list.ts';
import type { FoundRegister } from './find-register.ts';
import { describedValues, scoredValues, scoresByRisk } from './scored-values.ts';
import type { RiskScores, ScoredValue } from './scored-values.ts';

/** What an update would do. */
export interface UpdatePlan {
  readonly changes: readonly ProposedChange[];
  /** Sentences on what is left alone, and why. */
  readonly notices: readonly string[];
}

/** How an update is made. */
export interface UpdateOptions {
  /** Day of the update, for a column that holds it. */
  readonly date?: IsoDate;
  /** Risks that the register does not have are put under its last row. */
  readonly append?: boolean;
}

/** Works out what scores would change in a register. Nothing is written. */
export function planUpdate(
  workbook: WorkbookPackage,
  register: FoundRegister,
  rows: readonly ScoreRow[],
  { date, append = false }: UpdateOptions = {},
): UpdatePlan {
  const changes: ProposedChange[] = [];
  const notices: string[] = [];
  const risks = scoresByRisk(rows);
  const formulas: string[] = [];
  let next = register.last + 1;
  for (const risk of risks) {
    const row = register.rows.get(risk.id);
    const issueSheet = row === undefined ? issueSheetWith(workbook, register, risk.id) : undefined;
    if (issueSheet !== undefined) {
      notices.push(`${risk.id} stands on the sheet “${issueSheet}” and not in the register. It is left alone.`);
      continue;
    }
    const issue = risk.rows.find((row) => row.issue === 'yes' && row.state === 'current');
    if (issue !== undefined) {
      notices.push(
        `${risk.id} happens in over 99 % of draws: it is an issue, not a risk. Its row is left alone; move it to the issues.`,
      );
      continue;
    }
    if (row !== undefined) changes.push(...changesOf(workbook, register, risk, row, formulas, date));
    else if (append) changes.push(...additionOf(workbook, register, risk, next++, date));
    else notices.push(`${risk.id} is not in the register. Add --append to put it under the last row.`);
  }
  const scored = new Set(risks.map(({ id }) => id));
  const others = [...register.rows.keys()].filter((id) => !scored.has(id));
  if (others.length > 0)
    notices.push(
      `No score is given for ${others.join(', ')}. ${others.length === 1 ? 'It is' : 'They are'} left alone.`,
    );
  if (formulas.length > 0)
    notices.push(
      `These cells hold formulas and are left alone; they are calculated when the file is opened: ${formulas.join(', ')}.`,
    );
  return { changes, notices };
}

/** A sheet of issues on which a cell holds the identifier of a risk. */
function issueSheetWith(workbook: WorkbookPackage, register: FoundRegister, id: string): string | undefined {
  const others = workbook.sheets.filter(({ name }, at) => at !== register.sheet && /issue/i.test(name));
  const names = (sheet: Worksheet): boolean =>
    [...sheet.cells.cells.values()].some((cells) =>
      [...cells.values()].some(({ value }) => shownValue(value).trim() === id),
    );
  return others.find(names)?.name;
}

function changesOf(
  workbook: WorkbookPackage,
  register: FoundRegister,
  risk: RiskScores,
  row: number,
  formulas: string[],
  date: IsoDate | undefined,
): ProposedChange[] {
  const sheet = workbook.sheets[register.sheet]!;
  const valueAt = (field: string): CellValue | undefined => {
    const column = register.columns.get(field);
    return column === undefined ? undefined : cellAt(sheet.cells, row, column)?.value;
  };
  const values = scoredValues(risk, valueAt, date);
  const made: ProposedChange[] = [];
  for (const [field, column] of register.columns) {
    const scored = values.get(field);
    if (scored === undefined) continue;
    const cell = cellAt(sheet.cells, row, column);
    if (cell?.formula !== undefined) {
      formulas.push(`${sheet.name}!${cellName(row, column)}`);
      continue;
    }
    const before = cell?.value ?? { kind: 'empty' };
    const value = inThatForm(before, scored);
    if (sameValue(before, value) || shownValue(before) === shownValue(value)) continue;
    const why = cell?.rich === true ? `${scored.why} Letters with a format of their own become plain.` : scored.why;
    const place = {
      sheet: sheet.name,
      cell: cellName(row, column),
      id: risk.id,
      header: register.headers.get(column)!,
    };
    made.push({
      sheet: register.sheet,
      row,
      column,
      value,
      added: false,
      shown: shownChange(place, shownValue(before), value, why),
    });
  }
  // The day of an update alone is no change.
  const dateColumn = register.columns.get('updated');
  return made.every(({ column }) => column === dateColumn) ? [] : made;
}

/** A level in the form that the register has it: `Likely`, or `4 - Likely`, where the cell holds such words. */
function inThatForm(before: CellValue, { value, word, levels }: ScoredValue): NewValue {
  if (levels !== undefined && before.kind === 'text' && /^\w+, could be (\w+|an issue)$/.test(before.text))
    return { kind: 'text', text: levels };
  if (word === undefined || before.kind !== 'text') return value;
  const parted = /^\s*[A-Z0-9]+(\s*[-–:.]\s*)\D/i.exec(before.text);
  if (parted !== null && (/^\s*[0-9]/.test(before.text) || /^\s*[A-Z]\d?\s*[-–:.]/.test(before.text)))
    return { kind: 'text', text: `${shownValue(value)}${parted[1]}${word}` };
  return /^\s*([0-9.]+|[A-Z]\d?)\s*$/.test(before.text) ? value : { kind: 'text', text: word };
}

function additionOf(
  workbook: WorkbookPackage,
  register: FoundRegister,
  risk: RiskScores,
  row: number,
  date: IsoDate | undefined,
): ProposedChange[] {
  const sheet = workbook.sheets[register.sheet]!;
  const scored = scoredValues(risk, () => undefined, date);
  const described = describedValues(risk);
  return [...register.columns].flatMap(([field, column]) => {
    const value = described.get(field) ?? scored.get(field)?.value;
    // A formula of the last row is carried down instead.
    const formula = cellAt(sheet.cells, register.last, column)?.formula ?? cellAt(sheet.cells, row, column)?.formula;
    if (value === undefined || formula !== undefined) return [];
    const place = {
      sheet: sheet.name,
      cell: cellName(row, column),
      id: risk.id,
      header: register.headers.get(column)!,
    };
    const why = scored.get(field)?.why ?? 'New risk.';
    return [{ sheet: register.sheet, row, column, value, added: true, shown: shownChange(place, '', value, why) }];
  });
}
