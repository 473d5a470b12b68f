import {
  AUTHORITY_SHEET,
  AUTHORITY_SHEETS,
  CHILDREN,
  CHILDREN_ROWS,
} from '../../data/import/workbook/authority-form.ts';
import { AUTHORITY_LINES } from '../../data/import/workbook/authority-sheet.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { formatDate } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { workbookBytes } from '../sufficiency-plan/workbook-bytes.ts';
import { FormWriter } from './form-workbook.ts';

/** What a template is made for. */
export interface AuthorityTemplate {
  readonly area: AreaRow;
  /** Day of the figures of the rest of the country. */
  readonly baseline: IsoDate;
}

/** An empty workbook for one authority's own figures, as bytes. The same authority gives the same bytes. */
export async function authorityTemplate({ area, baseline }: AuthorityTemplate): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.title = `Own figures of ${area.name_en}`;
  const writer = new FormWriter(workbook);
  writer.text('Instructions', `Own figures on placements: ${area.name_en}`, INSTRUCTIONS(baseline));
  const answers: Readonly<Record<string, string>> = {
    area_code: area.area_code,
    name: area.name_en,
    date: baseline,
    status: 'estimated: our own best figures',
    homes: 'not filled in: keep what the package has',
    carers: 'not filled in: keep what the package has',
  };
  writer.lines(
    AUTHORITY_SHEET,
    `Own figures of ${area.name_en}`,
    AUTHORITY_LINES.map(({ field, question, note, labels, column }) => ({
      question,
      note,
      labels,
      answer: answers[field]!,
      isDate: column.kind === 'date',
      fixed: field === 'area_code' || field === 'name',
    })),
  );
  for (const form of AUTHORITY_SHEETS) writer.rows(form, form === CHILDREN ? CHILDREN_ROWS : []);
  writer.finish();
  return workbookBytes(workbook);
}

const INSTRUCTIONS = (baseline: IsoDate): (readonly [string, readonly string[]])[] => [
  [
    'What this is for',
    [
      'Your own figures take the place of those that the package has on your area. The figures of every other area stay as they are.',
      'From the filled workbook a program makes projections and a draft of the tables of your sufficiency plan. You need a spreadsheet program only.',
    ],
  ],
  [
    'How to fill it in',
    [
      `1. Sheet Authority: look at the day (the rest of the country is of ${formatDate(baseline)}), choose how firm the figures are and what you list.`,
      '2. Sheets Homes, Carers, Children, Projects, Prices, Notes: write under the header, on yellow. A sheet may stay empty.',
      '3. Point at a heading to see what belongs in the column. Cells with a list show an arrow: choose from it.',
      '4. Grey rows marked Example show how it is done. They are not read; you may delete them. Your own rows have nothing in the column Row.',
      '5. Save it as an Excel workbook (.xlsx) and send it to the person who runs the projections, or run: market-stability import workbook FILE.',
    ],
  ],
  [
    'What to know',
    [
      'Write nothing that names or describes a child, a carer or a member of staff: counts and names of services only.',
      'An empty cell says "not known". Write 0 where there is none.',
      'Do not rename sheets or columns. You may sort rows, and add columns to the right for your own use; they are not read.',
      'Anything that is not understood is refused with the sheet, the cell, what was found and how to mend it. Nothing is changed silently.',
    ],
  ],
];
