import { formatDate } from '../../domain/calendar.ts';
import { addTableSheet, addTextSheet, newWorkbook, registerBytes } from '../../risk/register/workbook-writer.ts';
import type { CellValue } from '../../risk/workbook/values.ts';
import type { PublishedRow } from './published-rows.ts';

/** What stands in a cell of a suppressed figure. */
export const SUPPRESSED = '[c]';

const COLUMNS = [
  ['Area code', 13],
  ['Area', 26],
  ['Level', 12],
  ['Service type', 16],
  ['Date', 18],
  ['Period', 16],
  ['Unit', 16],
  ['Middle [note 1]', 12],
  ['Lower [note 1]', 12],
  ['Upper [note 1]', 12],
  ['Status [note 2]', 14],
] as const;

const text = (words: string): CellValue => ({ kind: 'text', text: words });
const figure = (value: number | undefined): CellValue =>
  value === undefined ? text(SUPPRESSED) : { kind: 'number', number: value };
const BREAKDOWNS = ['sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

/** What a measure is called: its name without underscores, with a capital. */
export const titleOf = (measure: string): string => {
  const words = measure.replaceAll('_', ' ').replace('wales', 'Wales').replace(/^hhi$/, 'HHI');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/**
 * The totals as a workbook to publish, as the guidance on accessible spreadsheets asks: cover, contents and notes; one table a
 * sheet from column A, each with a name of its own; no merged, blank or hidden cells, filters, colours, headers or footers.
 */
export async function publishedWorkbook(
  rows: readonly PublishedRow[],
  title: string,
  cover: readonly string[],
  notes: readonly string[],
): Promise<Uint8Array> {
  const totals = rows.filter((row) => BREAKDOWNS.every((dimension) => row[dimension] === 'all'));
  const measures = [...new Set(totals.map((row) => row.measure))];
  const workbook = await newWorkbook(title);
  addTextSheet(workbook, 'Cover', [title, ...cover]);
  addTextSheet(workbook, 'Contents', [
    'Contents',
    'Sheet "Notes": how to read the tables.',
    ...measures.map((measure, i) => `Sheet "${i + 1}": table ${i + 1}, ${titleOf(measure)}.`),
  ]);
  addTextSheet(workbook, 'Notes', ['Notes', ...notes]);
  measures.forEach((measure, i) =>
    addTableSheet(
      workbook,
      {
        name: String(i + 1),
        table: `tbl_${measure}`,
        title: `Table ${i + 1}: ${titleOf(measure)}`,
        notes: ['This sheet holds one table. Sheet "Notes" says how to read it.', ...cover.slice(0, 2)],
        columns: COLUMNS.map(([header, width]) => ({ header, width })),
        rows: totals
          .filter((row) => row.measure === measure)
          .map((row) => [
            text(row.area_code),
            text(row.area_name_en),
            text(row.area_level),
            text(row.service_type),
            text(formatDate(row.date)),
            text(row.period),
            text(row.unit),
            figure(row.value),
            figure(row.lower),
            figure(row.upper),
            text(row.status),
          ]),
      },
      { use: 'publish' },
    ),
  );
  return registerBytes(workbook, false);
}
