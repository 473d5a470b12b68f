import type { Column } from '../../tables/column.ts';

/** A column of a form that people fill in with a spreadsheet program. */
export interface FormColumn {
  /** Name of the value in the tables of the package. */
  readonly field: string;
  /** Words over the column. */
  readonly header: string;
  /** What belongs here, for the note on the header. */
  readonly note: string;
  readonly column: Column;
  /** Words of the list that people choose from, with the value that each stands for. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Width in characters. */
  readonly width: number;
}

/** A sheet of a form: a title, what it is for, a header and rows under it. */
export interface FormSheet {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly columns: readonly FormColumn[];
  /** Rows that show how it is done. They are marked, and left out on reading. */
  readonly examples: readonly (readonly (string | number)[])[];
}

/** Row of a sheet in which its header stands, and the first row under it. */
export const HEADER_ROW = 4;
/** Rows under the header that have lists to choose from. */
export const FORM_ROWS = 300;
/** What marks a row that shows how it is done, in the first column. */
export const EXAMPLE_MARK = 'Example';
/** Words over the first column. */
export const MARK_HEADER = 'Row';

/** Address of a cell as a spreadsheet shows it: column 0, row 4 is A4. */
export function cellAddress(column: number, row: number): string {
  let letters = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26)) letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row}`;
}
