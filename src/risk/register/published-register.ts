import type { CellValue } from '../workbook/values.ts';
import { briefRisk, CONDENSED_COLUMNS } from './condensed.ts';
import type { RegisterLabels } from './condensed.ts';
import { footerOf, labelLines } from './full-register.ts';
import type { RegisterEntry, ShownEntries } from './register-entry.ts';
import { inOrder } from './register-entry.ts';
import { addTableSheet, addTextSheet, heightOf, newWorkbook, registerBytes } from './workbook-writer.ts';

/** What stands in a cell of a published table for which nobody has written anything. */
export const NOT_STATED = 'Not stated';

const BAND_COLUMNS = new Set(['Inherent score', 'Current score', 'Target score and date']);
/** A line break would be read out as one line; the parts of a published cell are sentences one after another. */
const inOneLine = (text: string): string => text.replace(/\.?\n/g, '. ');
const text = (t: string): CellValue => ({ kind: 'text', text: t });

/** What is left out of the condensed register, in a sentence. */
export function leftOutSentence({ shown, leftOut, withoutTolerance }: ShownEntries, onPage = shown.length): string {
  const all = `${shown.length} of ${shown.length + leftOut} risks are above tolerance, new, moved or closed, by current score, expected loss and proximity.`;
  const more = shown.length - onPage;
  return [
    all,
    ...(withoutTolerance === 0 ? [] : [`${withoutTolerance} of all have no stated tolerance.`]),
    ...(more === 0 ? [] : [`The first ${onPage} stand here, the other ${more} on the sheet "${MORE_SHEET}".`]),
  ].join(' ');
}

/** Sheet of risks for which the page has no room. */
export const MORE_SHEET = 'More risks';
/** Height in points of the rows that one A4 landscape page holds where it is printed at the smallest size that is read easily. */
const ROWS_OF_PAGE = 590;

/** The condensed register as a page to print: A4 landscape, one page wide, at most twelve columns, words beside colours. */
export async function condensedRegister(
  entries: ShownEntries,
  issues: readonly RegisterEntry[],
  labels: RegisterLabels,
): Promise<Uint8Array> {
  const workbook = await newWorkbook(`${labels.title}, condensed`);
  const style = { use: 'print', header: `${labels.marking}    ${labels.title}`, footer: footerOf(labels) } as const;
  const columns = CONDENSED_COLUMNS.map(({ header, width }) => ({ header, width, band: BAND_COLUMNS.has(header) }));
  const shownIn = (entry: RegisterEntry, brief: boolean): string[] =>
    CONDENSED_COLUMNS.map((column) => (brief && column.header === 'Risk' ? briefRisk(entry) : column.text(entry)));
  const rows = (some: readonly RegisterEntry[], brief = true): CellValue[][] =>
    some.map((entry) => shownIn(entry, brief).map(text));
  // Whole sentences where all risks fit on the page with them; else the event alone; and what does not fit then goes to another sheet.
  const fitting = (brief: boolean): number => {
    let left = ROWS_OF_PAGE;
    const beyond = entries.shown.findIndex((entry) => (left -= heightOf(shownIn(entry, brief), columns)) < 0);
    return beyond < 0 ? entries.shown.length : Math.max(1, beyond);
  };
  const brief = fitting(false) < entries.shown.length;
  const onPage = fitting(brief);
  const lines = labelLines(labels);
  addTableSheet(
    workbook,
    {
      name: 'Condensed register',
      table: 'tbl_condensed',
      title: labels.title,
      notes: [...lines.slice(0, 2), leftOutSentence(entries, onPage)],
      columns,
      rows: rows(entries.shown.slice(0, onPage), brief),
    },
    { ...style, onePage: true },
  );
  if (onPage < entries.shown.length)
    addTableSheet(
      workbook,
      {
        name: MORE_SHEET,
        table: 'tbl_more',
        title: MORE_SHEET,
        notes: [
          lines[0]!,
          'These are above tolerance, new, moved or closed as well, and stand below those of the first page.',
        ],
        columns,
        rows: rows(entries.shown.slice(onPage)),
      },
      style,
    );
  if (issues.length > 0)
    addTableSheet(
      workbook,
      {
        name: 'Issues',
        table: 'tbl_issues',
        title: 'Issues',
        notes: [lines[0]!, 'These happen in over 99 % of draws. An issue is managed, not scored.'],
        columns,
        rows: rows(inOrder(issues)),
      },
      style,
    );
  return registerBytes(workbook, false);
}

/**
 * The register as a workbook to publish, as the guidance on accessible spreadsheets asks: cover, contents and notes; one
 * table a sheet from column A; no merged, blank or hidden cells; no filters, frozen panes, colours, headers or footers.
 */
export async function publishedRegister(
  entries: readonly RegisterEntry[],
  issues: readonly RegisterEntry[],
  labels: RegisterLabels,
): Promise<Uint8Array> {
  const workbook = await newWorkbook(labels.title);
  const columns = CONDENSED_COLUMNS.map(({ header, width }) => ({ header, width }));
  const rows = (some: readonly RegisterEntry[]): CellValue[][] =>
    inOrder(some).map((entry) => CONDENSED_COLUMNS.map((column) => text(inOneLine(column.text(entry)) || NOT_STATED)));
  addTextSheet(workbook, 'Cover', [labels.title, ...labelLines(labels)]);
  addTextSheet(workbook, 'Contents', [
    'Contents',
    'Sheet "Notes": how to read the tables.',
    'Sheet "Risks": table 1, one row a risk.',
    ...(issues.length > 0 ? ['Sheet "Issues": table 2, one row an issue.'] : []),
  ]);
  addTextSheet(workbook, 'Notes', [
    'Notes',
    `"${NOT_STATED}" says that nobody has written anything there yet. No cell is empty.`,
    'A score is followed by likelihood and impact in brackets, and by its band in words.',
    '"3, could be 2" says that the likelihood does not sit firmly in its band.',
    '"Agreed 20 (modelled 12)" says that the Board agreed another score than the model proposes, and the reason follows.',
    'Proximity is the last month of the first quarter in which the risk could bite.',
    'Confidence is confidence in the evidence. It is not a probability.',
  ]);
  const notes = ['This sheet holds one table. Sheet "Notes" says how to read it.', ...labelLines(labels).slice(0, 2)];
  addTableSheet(
    workbook,
    { name: 'Risks', table: 'tbl_risks', title: 'Table 1: Risks', notes, columns, rows: rows(entries) },
    { use: 'publish' },
  );
  if (issues.length > 0)
    addTableSheet(
      workbook,
      { name: 'Issues', table: 'tbl_issues', title: 'Table 2: Issues', notes, columns, rows: rows(issues) },
      { use: 'publish' },
    );
  return registerBytes(workbook, false);
}
