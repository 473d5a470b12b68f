import { formatDate } from '../text.ts';
import { nameOf } from '../theme.ts';
import type { PlanContents } from './plan-contents.ts';
import { head } from './plan-sheets.ts';
import { WHOLE } from './sheet-layout.ts';
import type { SheetCell, SheetColumn, SheetWriter } from './sheet-layout.ts';

export const STEP_COLUMNS: readonly SheetColumn[] = [
  { header: 'Step', width: 40 },
  { header: 'Kind', width: 10 },
  { header: 'Where', width: 18 },
  { header: 'Service', width: 20 },
  { header: 'Sector', width: 15 },
  { header: 'Planned number', width: 9, format: WHOLE },
  { header: 'Unit', width: 12, inset: true },
  { header: 'Planned date', width: 18 },
  { header: 'Against the year', width: 16 },
  { header: 'Stage', width: 12 },
  { header: 'Capital in pounds, as its source gives it', width: 15, format: WHOLE },
  { header: 'Fund', width: 18, inset: true },
  { header: 'Status', width: 13 },
  { header: 'Source', width: 50 },
];

const STEPS_TO_WRITE = [
  'Own homes: places to open, change or close',
  'Own foster carers: recruitment, support and retention',
  'Not-for-profit providers: commissioning, and help to convert or to buy',
  'Work with neighbouring authorities and the region',
  'Support at home, kin care and return home, so that fewer children need a place',
  'Children placed outside the area or outside Wales: bringing placements nearer',
  'How these steps together will secure enough accommodation',
];

export function steps(sheet: SheetWriter, contents: PlanContents): void {
  head(
    sheet,
    contents,
    '(e) Steps to be taken',
    'Section 75A(3)(e): how the steps will secure enough accommodation. First what the run knows, then what the authority must write. A planned place is not an open one: in the runs a project may slip or fail.',
  );
  const rows = contents.steps.map((s): SheetCell[] => [
    s.label,
    s.kind,
    s.where,
    s.serviceType === undefined ? undefined : nameOf(s.serviceType),
    s.sector === undefined ? undefined : nameOf(s.sector),
    s.amount,
    s.unit,
    s.date === undefined ? 'Not dated' : formatDate(s.date),
    s.timing,
    s.stage,
    s.capitalGbp,
    s.fund,
    s.status,
    s.source,
  ]);
  if (rows.length > 0) sheet.table(STEP_COLUMNS, rows, true);
  else
    sheet.sentence('The data set names no project of this authority, and the scenario pulls no lever that reaches it.');
  sheet.heading('To be written by the authority');
  sheet.toWrite('Text of the authority: what, how many places or households, by when, and who', STEPS_TO_WRITE, 9);
}
