import { evidenceWords } from '../../assumptions/scenario/evidence.ts';
import { statusSentence } from '../../domain/status.ts';
import { formatDate, formatNumber } from '../text.ts';
import { nameOf } from '../theme.ts';
import type { PlanContents, PlanFigure } from './plan-contents.ts';
import type { SectionLetter } from './plan-lines.ts';
import { authorityName, dueText, LIMIT_WORDS, READING_WORDS, runLine, STATUS_WORDS } from './plan-words.ts';
import type { SheetCell, SheetColumn } from './sheet-layout.ts';
import { PERCENT, PERCENT_TENTH, SheetWriter, TENTH, WHOLE } from './sheet-layout.ts';
import { workbookBytes } from './workbook-bytes.ts';

const NOT_RECORDED = 'Not recorded by this run';

const FIGURE_COLUMNS: readonly SheetColumn[] = [
  { header: 'Part', width: 34 },
  { header: 'Figure', width: 44 },
  { header: 'When', width: 17 },
  { header: 'Central value', width: 9, format: WHOLE },
  { header: '80% range from', width: 9, format: WHOLE },
  { header: '80% range to', width: 9, format: WHOLE },
  { header: '90% range from', width: 9, format: WHOLE },
  { header: '90% range to', width: 9, format: WHOLE },
  { header: 'Average', width: 9, format: TENTH },
  { header: 'Sampling error', width: 10, format: TENTH },
  { header: 'Unit', width: 14, inset: true },
  { header: 'Status', width: 14 },
  { header: 'Source measure', width: 46 },
  { header: 'Scenario', width: 20, screenOnly: true },
  { header: 'Run', width: 20, screenOnly: true },
];

const PAIR_COLUMNS: readonly SheetColumn[] = [
  { header: 'Figure', width: 52 },
  { header: 'When', width: 14 },
  ...(['Statutory', 'Shadow'] as const).flatMap((number): SheetColumn[] => [
    { header: `${number} number: central value`, width: 13, format: WHOLE, apart: true },
    { header: `${number} number: 80% range`, width: 13, format: '@' },
    { header: `${number} number: 90% range`, width: 13, format: '@' },
    { header: `${number} number: average`, width: 13, format: TENTH },
    { header: `${number} number: sampling error`, width: 13, format: TENTH },
  ]),
  { header: 'Status', width: 14, apart: true, inset: true },
];

const STEP_COLUMNS: readonly SheetColumn[] = [
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

function cover(sheet: SheetWriter, contents: PlanContents): void {
  const { run, year, authority } = contents;
  sheet.title(`Annual sufficiency plan ${year.name}: ${authorityName(contents)}`);
  sheet.sentence('DRAFT. Tables for section 75A(3) of the Social Services and Well-being (Wales) Act 2014.');
  sheet.gap();
  sheet.pairs([
    [
      'Status',
      `${statusSentence(contents.status).replace(/^Status: ./, (words) => words.slice(-1).toUpperCase())} The status of every figure stands in its row.`,
    ],
    ...contents.warnings.map((text): readonly [string, string] => ['Warning', text]),
    ...(contents.notRecorded.length === 0
      ? []
      : ([
          ['Warning', `${contents.notRecorded.length} figures are not recorded by this run; their rows say so.`],
        ] as const)),
  ]);
  sheet.heading('What this draft is of');
  sheet.pairs([
    ['Authority', `${authorityName(contents)} (${authority.area_code})`],
    ['Region', contents.region?.name_en ?? 'None'],
    ['Financial year', `${year.name}: ${formatDate(year.firstDay)} to ${formatDate(year.lastDay)}`],
    ['Due', dueText(contents)],
    ['Scenario', `${run.scenario_title} (${run.scenario}). ${contents.scenarioSummary ?? ''}`.trim()],
    ['What it rests on', evidenceWords(run.scenario_evidence)],
    ['Digest of the scenario', run.scenario_digest],
    ['Run', `${run.run_id}: ${formatNumber(run.draws)} draws, seed ${run.seed}, from ${formatDate(run.first_month)}`],
    ['Data', `${run.data}, digest ${run.data_digest.slice(0, 16)}`],
    ['Made with', `market-stability ${run.version}`],
  ]);
  sheet.heading('How to read a figure');
  sheet.pairs(READING_WORDS);
  sheet.heading('What the words on status mean');
  sheet.pairs(STATUS_WORDS);
  sheet.heading('What it is, and what it is not');
  sheet.pairs(LIMIT_WORDS);
}

function figureSheet(
  sheet: SheetWriter,
  contents: PlanContents,
  title: string,
  about: string,
  section: SectionLetter,
): void {
  head(sheet, contents, title, about);
  const rows = contents.figures.filter((f) => f.section === section);
  sheet.table(
    FIGURE_COLUMNS,
    rows.map((f) => figureRow(contents, f)),
    true,
  );
  sheet.finish();
}

function head(sheet: SheetWriter, contents: PlanContents, title: string, about: string): void {
  sheet.title(`${title}: ${contents.authority.name_en}, ${contents.year.name}`);
  sheet.sentence(about);
  sheet.sentence(`${runLine(contents)} ${statusSentence(contents.status)}`);
  sheet.gap();
}

/** A figure in a row. Shares are printed as whole percentages. */
function figureRow(contents: PlanContents, f: PlanFigure): SheetCell[] {
  const v = f.values;
  const { measure, area_role, area_code, ...dimensions } = f.key;
  const parts = Object.values({ ...dimensions, date: 'all', period: 'all' }).filter((text) => text !== 'all');
  const statistic = f.statistic === 'p50' ? [] : [f.statistic];
  const source = [measure, ...parts, ...(area_role === '' ? [] : [area_role]), ...statistic, area_code].join(', ');
  const first: SheetCell[] = [f.part, f.label, f.whenText];
  const last: SheetCell[] = [source, contents.run.scenario, contents.run.run_id];
  if (v === undefined) return [...first, ...new Array<undefined>(7), '', NOT_RECORDED, ...last];
  const share = v.unit.startsWith('share');
  const number = (value: number | undefined, format = PERCENT): SheetCell =>
    value === undefined || !share ? value : { number: value, format };
  return [
    ...first,
    number(v.central),
    number(v.low80),
    number(v.high80),
    number(v.low90),
    number(v.high90),
    number(v.average),
    v.samplingError === undefined ? 'not known' : number(v.samplingError, PERCENT_TENTH),
    v.unit,
    v.status,
    ...last,
  ];
}

function applications(sheet: SheetWriter, contents: PlanContents): void {
  head(
    sheet,
    contents,
    '(d) Applications for supplementary placements',
    'Section 75A(3)(d)(i) asks for the statutory number. The shadow number stands beside it and is another quantity: placements that would need approval if the rule were in force. Never add the two.',
  );
  const statutory = contents.figures.filter((f) => f.number === 'statutory');
  const block = (f: PlanFigure | undefined): SheetCell[] => {
    const v = f?.values;
    if (v === undefined) return [NOT_RECORDED, undefined, undefined, undefined, undefined];
    const range = (low: number, high: number): string => `${formatNumber(low)} to ${formatNumber(high)}`;
    return [
      v.central,
      range(v.low80!, v.high80!),
      range(v.low90!, v.high90!),
      v.average,
      v.samplingError ?? 'not known',
    ];
  };
  sheet.table(
    PAIR_COLUMNS,
    statutory.map((f) => {
      const shadow = contents.figures.find((s) => s.id === f.id.replace('statutory', 'shadow'));
      const status = f.values?.status ?? shadow?.values?.status ?? NOT_RECORDED;
      return [f.label, f.whenText, ...block(f), ...block(shadow), status];
    }),
    true,
  );
  sheet.heading('(d)(ii) Reasons for the statutory number');
  for (const text of contents.statutoryReason) sheet.sentence(text);
  sheet.sentence(
    'A reason in the table is the one that the simulation records for each application. It is not the reason that the authority will give.',
  );
  sheet.heading('To be written by the authority');
  sheet.toWrite(
    'Text of the authority',
    [
      "(d)(ii) The authority's own reasons for the number",
      '(d)(iii) For-profit providers in Wales likely to be named: the information that regulations prescribe',
      '(d)(iv) Private providers in England likely to be named: the information that regulations prescribe',
    ],
    PAIR_COLUMNS.length,
  );
}

function steps(sheet: SheetWriter, contents: PlanContents): void {
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
