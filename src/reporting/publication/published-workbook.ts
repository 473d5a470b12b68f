import { formatDate } from '../../domain/calendar.ts';
import { addTableSheet, addTextSheet, newWorkbook, registerBytes } from '../../risk/register/workbook-writer.ts';
import type { CellValue } from '../../risk/workbook/values.ts';
import { meaningOf, titleOf } from './measure-titles.ts';
import type { PublishedRow } from './published-rows.ts';

/** What stands in a cell of a suppressed figure. */
export const SUPPRESSED = '[c]';

const COLUMNS = [
  ['Area code', 13],
  ['Area', 26],
  ['Area in Welsh', 24],
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

/** Columns of numbers, which stand to the right. */
const FIGURES: readonly string[] = ['Middle [note 1]', 'Lower [note 1]', 'Upper [note 1]'];

const text = (words: string): CellValue => ({ kind: 'text', text: words });
const figure = (value: number | undefined): CellValue =>
  value === undefined ? text(SUPPRESSED) : { kind: 'number', number: value };
const BREAKDOWNS = ['sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

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
  addTableSheet(
    workbook,
    {
      name: 'Contents',
      table: 'tbl_contents',
      title: 'Contents',
      notes: ['This sheet holds one table.'],
      columns: [
        { header: 'Sheet', width: 10 },
        { header: 'Title', width: 46 },
        { header: 'What it is', width: 100 },
      ],
      rows: [
        ['Notes', 'Notes', 'How to read the tables.'],
        ...measures.map((measure, i) => [String(i + 1), titleOf(measure), meaningOf(measure)]),
      ].map((row) => row.map(text)),
    },
    { use: 'publish' },
  );
  addTableSheet(
    workbook,
    {
      name: 'Notes',
      table: 'tbl_notes',
      title: 'Notes',
      notes: ['This sheet holds one table.'],
      columns: [
        { header: 'Note', width: 10 },
        { header: 'What it says', width: 110 },
      ],
      rows: notes.map((note, i) => [text(`[note ${i + 1}]`), text(note.replace(/^Note \d+: /, ''))]),
    },
    { use: 'publish' },
  );
  measures.forEach((measure, i) => {
    const own = totals.filter((row) => row.measure === measure);
    const whole = own.every((row) => [row.value, row.lower, row.upper].every((v) => v === undefined || v % 1 === 0));
    const format = whole ? '#,##0' : '#,##0.000';
    addTableSheet(
      workbook,
      {
        name: String(i + 1),
        table: `tbl_${measure}`,
        title: `Table ${i + 1}: ${titleOf(measure)}`,
        notes: [
          ...[meaningOf(measure)].filter((words) => words !== ''),
          'This sheet holds one table. Sheet "Notes" says how to read it.',
          ...cover.slice(0, 2),
        ],
        columns: COLUMNS.map(([header, width]) => ({
          header,
          width,
          ...(FIGURES.includes(header) ? { format, right: true } : {}),
        })),
        rows: own.map((row) => [
          text(row.area_code),
          text(row.area_name_en),
          text(row.area_name_cy),
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
    );
  });
  return registerBytes(workbook, false);
}
