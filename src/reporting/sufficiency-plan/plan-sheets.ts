import { evidenceWords } from '../../assumptions/scenario/evidence.ts';
import { statusSentence } from '../../domain/status.ts';
import { formatDate, formatNumber } from '../text.ts';
import type { PlanContents, PlanFigure } from './plan-contents.ts';
import type { SectionLetter } from './plan-lines.ts';
import { LIMIT_WORDS, READING_WORDS, STATUS_WORDS, authorityName, dueText, runLine } from './plan-words.ts';
import { PERCENT, PERCENT_TENTH, TENTH, WHOLE } from './sheet-layout.ts';
import type { SheetCell, SheetColumn, SheetWriter } from './sheet-layout.ts';

export const NOT_RECORDED = 'Not recorded by this run';

export const FIGURE_COLUMNS: readonly SheetColumn[] = [
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

export function cover(sheet: SheetWriter, contents: PlanContents): void {
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

export function figureSheet(
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

export function head(sheet: SheetWriter, contents: PlanContents, title: string, about: string): void {
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
