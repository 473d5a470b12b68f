import { formatNumber } from '../text.ts';
import { PAIR_COLUMNS, applications } from './applications-sheet.ts';
import type { PlanContents } from './plan-contents.ts';
import type { SectionLetter } from './plan-lines.ts';
import { FIGURE_COLUMNS, cover, figureSheet, head } from './plan-sheets.ts';
import { runLine } from './plan-words.ts';
import { SheetWriter } from './sheet-layout.ts';
import { STEP_COLUMNS, steps } from './steps-sheet.ts';
import { workbookBytes } from './workbook-bytes.ts';

const SECTION_TITLES: Readonly<Record<Exclude<SectionLetter, 'd' | 'e' | 'f'>, readonly [string, string, string]>> = {
  a: [
    '(a) Children',
    '(a) Children expected to be looked after',
    'Section 75A(3)(a): how many children the authority expects to look after, and how many are unlikely to be placed with a parent or a similar person.',
  ],
  b: [
    '(b) Accommodation',
    '(b) Accommodation that will be available',
    'Section 75A(3)(b): places with foster carers and in children\'s homes. Places are counted where they lie; children under "children of this authority" are counted wherever in Wales they live.',
  ],
  c: [
    '(c) Sufficiency',
    '(c) How far the accommodation is sufficient',
    'Section 75A(3)(c): children who need a place against usable places of local authorities and not-for-profit providers, less those that children from elsewhere hold.',
  ],
};

/** The workbook of a plan as a file: a cover, and a sheet for each of (a) to (f). The same contents give the same bytes. */
export async function planWorkbook(contents: PlanContents): Promise<Uint8Array> {
  const { default: Excel } = await import('exceljs');
  const workbook = new Excel.Workbook();
  workbook.creator = `market-stability ${contents.run.version}`;
  workbook.lastModifiedBy = workbook.creator;
  workbook.title = `Draft sufficiency plan ${contents.year.name}, ${contents.authority.name_en}`;
  const footer = `Draft sufficiency plan ${contents.year.name}, ${contents.authority.name_en}. ${runLine(contents)} Status: ${contents.status}.`;
  const sheet = (name: string, columns: readonly { readonly width: number }[]): SheetWriter =>
    new SheetWriter(
      workbook,
      name,
      columns.map((c) => c.width),
      footer,
    );
  cover(sheet('Cover', [{ width: 26 }, { width: 118 }]), contents);
  for (const section of ['a', 'b', 'c'] as const) {
    const [name, title, about] = SECTION_TITLES[section];
    figureSheet(sheet(name, FIGURE_COLUMNS), contents, title, about, section);
  }
  applications(sheet('(d) Applications', PAIR_COLUMNS), contents);
  figureSheet(
    sheet('(d) Detail', FIGURE_COLUMNS),
    contents,
    '(d) Supplementary placements: every figure',
    'The figures of sheet "(d) Applications" in the columns of the other sheets, and children already placed with for-profit providers. Statutory and shadow rows are never added.',
    'd',
  );
  steps(sheet('(e) Steps', STEP_COLUMNS), contents);
  others(sheet('(f) Other matters', [{ width: 44 }, { width: 100 }]), contents);
  return workbookBytes(workbook);
}

function others(sheet: SheetWriter, contents: PlanContents): void {
  head(
    sheet,
    contents,
    '(f) Other matters',
    'Section 75A(3)(f): anything else that regulations prescribe. This version knows of no regulations on the form of the plan: check them before it is sent.',
  );
  const statutory = contents.figures.find((f) => f.id === 'd.statutory-all.year');
  sheet.pairs([
    [
      'For the look-back (section 75D)',
      `Keep with this plan: statutory number ${statutory?.values === undefined ? 'not recorded' : formatNumber(statutory.values.central)} for ${contents.year.name}, run ${contents.run.run_id}. The annual report sets the number of applications made against it and gives reasons for the difference.`,
    ],
    ...contents.notRecorded.map((text): readonly [string, string] => ['Not recorded by this run', text]),
  ]);
  sheet.heading('To be written by the authority');
  sheet.toWrite(
    'Text of the authority',
    ['What regulations prescribe beside (a) to (e)', 'Who was consulted', 'Who approved this plan, and when'],
    2,
  );
}
