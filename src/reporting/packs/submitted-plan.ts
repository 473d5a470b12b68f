import { parse } from 'csv-parse/sync';
import { readFileBytes } from '../../data/file-bytes.ts';
import { digestOf } from '../../domain/digest.ts';
import { InputError } from '../../domain/errors.ts';
import type { AreaRow } from '../../domain/tables.ts';

/** Largest file of a plan that is read, in bytes. */
const LARGEST_PLAN_BYTES = 5_000_000;
const COLUMNS = ['plan_area_code', 'financial_year', 'line', 'central'] as const;
/** Line of a plan that holds the statutory number of applications. */
export const APPLICATIONS_LINE = 'd.statutory-all.year';

/** The numbers of a plan as its authority has sent it. */
export interface SubmittedPlan {
  /** Undefined where only a number of applications is known. */
  readonly areaCode?: string;
  readonly year?: string;
  /** Numbers by line of the plan; undefined where the authority left one empty. */
  readonly numbers: ReadonlyMap<string, number | undefined>;
  readonly digest?: string;
  /** Name of the file, or how the number was given. */
  readonly from: string;
}

/** A plan of which only the number of applications is known. */
export function submittedNumber(applications: number): SubmittedPlan {
  return { numbers: new Map([[APPLICATIONS_LINE, applications]]), from: '--applications' };
}

/**
 * Reads a plan as an authority has sent it back: the `CODE-YEAR.csv` that `plan` writes, with the authority's own numbers in the
 * column `central`. Other columns may have been changed or removed; commas, semicolons and tabs are read.
 *
 * @throws InputError when it is no such file, or a number is not one, with file, row and column
 */
export async function readSubmittedPlan(file: string, areas: readonly AreaRow[]): Promise<SubmittedPlan> {
  const read = await readFileBytes(file, file, LARGEST_PLAN_BYTES);
  if ('problem' in read) throw new InputError([read.problem]);
  if (read.format !== 'text')
    throw refused(file, {}, 'zip', 'It is not a CSV.', 'A CSV.', 'Save the CSV of the plan, not the workbook.');
  const rows = rowsOf(file, new TextDecoder().decode(read.bytes));
  const missing = COLUMNS.find((column) => rows[0]?.[column] === undefined);
  if (missing !== undefined)
    throw refused(
      file,
      { column: missing },
      undefined,
      'A column is missing.',
      `The columns ${COLUMNS.join(', ')}.`,
      'Use the CODE-YEAR.csv that plan wrote, with other numbers in it.',
    );
  const plans = [...new Set(rows.map((row) => `${row.plan_area_code} ${row.financial_year}`))];
  if (plans.length > 1)
    throw refused(
      file,
      {},
      plans.slice(0, 2).join('; '),
      'It holds more than one plan.',
      'One authority and one year.',
      'Give the file of one plan.',
    );
  const [{ plan_area_code: areaCode, financial_year: year }] = rows as [Row];
  if (!areas.some((area) => area.level === 'authority' && area.area_code === areaCode))
    throw refused(
      file,
      { row: 2, column: 'plan_area_code' },
      areaCode,
      'There is no such authority in the run.',
      'A code of an authority.',
      'Name the plan of an authority of this run.',
    );
  const numbers = new Map<string, number | undefined>();
  rows.forEach((row, i) => {
    if (numbers.has(row.line))
      throw refused(
        file,
        { row: i + 2, column: 'line' },
        row.line,
        'The line is there twice.',
        'Each line once.',
        'Take one of the two out.',
      );
    numbers.set(row.line, numberIn(file, i + 2, row.central));
  });
  return {
    areaCode,
    year: year.replace('/', '-'),
    numbers,
    digest: digestOf(read.bytes),
    from: file.replace(/^.*[\\/]/, ''),
  };
}

type Row = Readonly<Record<(typeof COLUMNS)[number], string>>;

function rowsOf(file: string, text: string): Row[] {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  const delimiter = [',', ';', '\t'].reduce((best, d) => (head.split(d).length > head.split(best).length ? d : best));
  let rows: Row[];
  try {
    rows = parse(text, { columns: true, bom: true, delimiter, skip_empty_lines: true });
  } catch (error) {
    throw refused(file, {}, undefined, `It is no CSV: ${(error as Error).message}`, 'A CSV.', 'Save it again as CSV.');
  }
  if (rows.length === 0)
    throw refused(
      file,
      {},
      undefined,
      'It holds no row.',
      'The lines of a plan.',
      'Use the CODE-YEAR.csv that plan wrote.',
    );
  return rows;
}

/** Zero or a whole or decimal number; an empty cell is no number. */
function numberIn(file: string, row: number, text: string): number | undefined {
  const plain = text.trim();
  if (plain === '') return undefined;
  if (/^\d+(\.\d+)?$/.test(plain)) return Number(plain);
  throw refused(
    file,
    { row, column: 'central' },
    text,
    'This is not a number.',
    'Digits alone, as 1250 or 0.45, from 0 up; or an empty cell.',
    'Take out separators, signs and words.',
  );
}

function refused(
  file: string,
  at: { readonly row?: number; readonly column?: string },
  value: string | undefined,
  problem: string,
  allowed: string,
  mend: string,
): InputError {
  return new InputError([
    { kind: 'input', file, ...at, ...(value === undefined ? {} : { value }), problem, allowed, mend },
  ]);
}
