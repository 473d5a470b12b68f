import { isIsoDate } from '../../domain/calendar.ts';
import { nearestName } from '../../domain/errors.ts';
import type { Cell } from './cell.ts';
import type { Column } from './column.ts';

/** What became of a cell: a value (undefined when empty), with the change that was made; or what is wrong with it. */
export type Converted =
  | { readonly ok: true; readonly value: unknown; readonly change?: { readonly used: string; readonly why: string } }
  | { readonly ok: false; readonly problem: string; readonly allowed: string; readonly mend: string };

const NUMBER = /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?$/;
const EXPONENT = /[eE]/;
/** Marks of suppressed or missing figures in official tables. */
const SUPPRESSED = /^(\*+|\[[a-z]\]|[cxzk~:]|\.{1,3}|-|–|<\s*\d+|#|redacted|suppressed|low)$/i;
const MISSING = /^(na|n\/a|nan|null|none|nil|missing|unknown|not available|inf|-inf|infinity|-infinity)$/i;

const fault = (problem: string, allowed: string, mend: string): Converted => ({ ok: false, problem, allowed, mend });

/** Turns a cell into the value of its column, or says what is wrong with it. Never guesses. */
export function convertCell(columnName: string, column: Column, cell: Cell): Converted {
  if (cell.type === 'formula-without-value')
    return fault(
      'The formula holds no stored result.',
      column.allowed,
      'Open the workbook in Excel, let it calculate and save it; or paste the values over the formulas.',
    );
  if (cell.type === 'error')
    return fault('The cell holds an error of the spreadsheet.', column.allowed, 'Correct the formula, or write the value.');
  const trimmed = cell.text.trim();
  if (trimmed === '')
    return column.required
      ? fault('The cell is empty.', column.allowed, 'Fill the cell, or leave the whole row out when the figure is unknown.')
      : { ok: true, value: undefined };
  const result = convertText(columnName, column, cell, trimmed);
  return result.ok && result.change === undefined && trimmed !== cell.text
    ? { ...result, change: { used: trimmed, why: 'spaces round the value were left out' } }
    : result;
}

function convertText(columnName: string, column: Column, cell: Cell, text: string): Converted {
  switch (column.kind) {
    case 'whole':
    case 'number':
      return convertNumber(columnName, column, cell, text);
    case 'date':
      return convertDate(column, cell, text);
    case 'choice':
      return convertChoice(columnName, column, cell, text);
    case 'yes-no':
      return convertYesNo(column, text);
    case 'area':
    case 'text':
      return convertPlain(column, cell, text);
  }
}

function convertNumber(columnName: string, column: Column, cell: Cell, text: string): Converted {
  if (cell.type === 'date')
    return fault('The cell is a date.', column.allowed, 'Write the number and format the cell as a number.');
  if (!NUMBER.test(text)) return fault('The cell is not a number.', column.allowed, mendNumber(columnName, text));
  const value = Number(text) + 0;
  if (!Number.isFinite(value))
    return fault('The number is too large.', column.allowed, 'Write the number in full; check its unit.');
  if (column.kind === 'whole' && !Number.isInteger(value))
    return fault(
      'A whole number is needed and this is a fraction.',
      column.allowed,
      'Write the count itself. For a rounded count write the whole number and its range where the table has one.',
    );
  if (!column.schema.safeParse(value).success)
    return value < 0
      ? fault('The number is negative.', column.allowed, 'Write the number without the minus sign, or correct it.')
      : fault(
          'The number is outside its range.',
          column.allowed,
          value > 1 && /0 to 1 \(share\)/.test(column.allowed)
            ? 'Write a share as 0.25, not as 25.'
            : 'Correct the number; check its unit.',
        );
  if (cell.type === 'number') return { ok: true, value };
  const used = String(value);
  if (EXPONENT.test(text)) return { ok: true, value, change: { used, why: 'a number with an exponent was written out' } };
  if (column.kind === 'whole' && text.includes('.'))
    return { ok: true, value, change: { used, why: 'a whole number was written with a decimal point' } };
  return { ok: true, value };
}

function mendNumber(columnName: string, text: string): string {
  if (SUPPRESSED.test(text))
    return columnName === 'children'
      ? 'For a suppressed cell leave children empty and write its range in children_low and children_high (0 and 4 for a cell under 5).'
      : columnName.startsWith('children')
        ? 'Write the range that the suppressed cell can lie in as two whole numbers, children_low and children_high.'
        : 'Write the number. Leave the row out when the figure is suppressed or unknown.';
  if (MISSING.test(text)) return 'Leave the cell empty where that is allowed; else leave the row out.';
  if (/^-?\d{1,3}([,\u00a0\u202f ]\d{3})+(\.\d+)?$/.test(text))
    return `Write ${text.replace(/[,\u00a0\u202f ]/g, '')}, without a separator of thousands.`;
  if (/^-?\d+,\d+$/.test(text)) return `Write ${text.replace(',', '.')}, with a point and not a comma.`;
  if (/^[£$€]/.test(text)) return 'Write the number alone, without a sign of currency.';
  if (/%$/.test(text)) return 'Write a share as 0.25, not as 25%.';
  if (/^\+/.test(text)) return 'Write the number without the plus sign.';
  return 'Write the number alone, with digits and at most one point; words go into a column of their own.';
}

function convertDate(column: Column, cell: Cell, text: string): Converted {
  if (isIsoDate(text) && column.schema.safeParse(text).success)
    return cell.type === 'date'
      ? { ok: true, value: text, change: { used: text, why: 'a date cell of the workbook was written as text' } }
      : { ok: true, value: text };
  if (cell.type === 'number' || /^\d{5}(\.\d+)?$/.test(text))
    return fault(
      'This is a number, perhaps the way in which Excel counts days.',
      column.allowed,
      'Format the cell as text and write the date with the year first, as 2026-04-01.',
    );
  if (/^\d{4}-\d{2}-\d{2}$/.test(text))
    return fault('There is no such day, or it is not between 1900 and 2150.', column.allowed, 'Correct the date.');
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) {
    const padded = text.split('-').map((part) => part.padStart(2, '0')).join('-');
    return fault('The date has no leading zeros.', column.allowed, `Write ${padded}.`);
  }
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}$/.test(text))
    return fault(
      'The date does not have the year first; day and month could be mistaken for each other.',
      column.allowed,
      'Write year, month and day with hyphens: the first of April 2026 is 2026-04-01. In Excel use the format yyyy-mm-dd.',
    );
  return fault('The cell is not a date.', column.allowed, 'Write year, month and day with hyphens, as 2026-04-01.');
}

function convertChoice(columnName: string, column: Column, cell: Cell, text: string): Converted {
  if (column.schema.safeParse(text).success && cell.type !== 'date') return { ok: true, value: text };
  if (columnName === 'age_band' && (cell.type === 'date' || /^(\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d{2})$/.test(text)))
    return fault(
      'The age band has become a date, as Excel does with 1-4, 5-9 and 10-15.',
      column.allowed,
      'Format the column as text before you type or open the file, and write the band again.',
    );
  const near = nearestName(text, column.choices ?? []);
  return fault(
    'The name is not known here.',
    column.allowed,
    near === undefined ? 'Write one of the names, in lower case as shown.' : `Did you mean ${near}? Write it as shown.`,
  );
}

function convertYesNo(column: Column, text: string): Converted {
  if (text === 'yes' || text === 'no') return { ok: true, value: text === 'yes' };
  if (/^(true|false)$/i.test(text)) {
    const value = text.toLowerCase() === 'true';
    return { ok: true, value, change: { used: value ? 'yes' : 'no', why: 'true and false stand for yes and no' } };
  }
  return fault('The cell is neither yes nor no.', column.allowed, 'Write yes or no.');
}

function convertPlain(column: Column, cell: Cell, text: string): Converted {
  if (cell.type === 'date')
    return fault('The cell is a date where text is needed.', column.allowed, 'Format the cell as text and write it again.');
  const change =
    cell.type === 'number' ? { used: text, why: 'a number cell of the workbook was read as text' } : undefined;
  if (column.schema.safeParse(text).success)
    return { ok: true, value: text, ...(change === undefined ? {} : { change }) };
   
  return /[\u0000-\u001f\u007f]/.test(text)
    ? fault(
        'The text holds a line break or a control character; perhaps a quotation mark was not closed.',
        column.allowed,
        'Write the text on one line; close the quotation mark.',
      )
    : fault('The text is not allowed here.', column.allowed, 'Shorten it, or leave out spaces and other signs.');
}
