import { statusSentence } from '../../domain/status.ts';
import type { Block, DocumentModel, Runs, TableBlock, TextRun } from '../document/model.ts';
import { formatDate, formatNumber, formatPounds, formatShare } from '../text.ts';
import { nameOf } from '../theme.ts';
import type { LookBack } from './look-back.ts';
import { lookBackWords } from './look-back.ts';
import { sideBySide } from './side-by-side.ts';
import type { PlanContents, PlanFigure } from './plan-contents.ts';
import { fillIn } from './plan-template.ts';
import type { PlanTemplate } from './plan-template.ts';
import { READING_WORDS, authorityName, runLine } from './plan-words.ts';

/** Lines of the summary: stable names of the lines of a plan. */
const SUMMARY = [
  'a.looked-after.end',
  'c.needing-residential.end',
  'c.compliant-residential.end',
  'c.shortfall-residential.end',
  'c.needing-foster.end',
  'c.compliant-foster.end',
  'c.shortfall-foster.end',
  'd.statutory-all.year',
  'd.shadow-all.year',
] as const;

/**
 * A plan as a paper, laid out by a template: the same figures as in the workbook, what only the authority knows marked as to be
 * written, status and run on every page.
 *
 * @param marking protective marking, such as OFFICIAL-SENSITIVE
 * @param lookBack the last plan against what happened, where it is known
 */
export function planDocument(
  contents: PlanContents,
  template: PlanTemplate,
  { marking = 'OFFICIAL', lookBack }: { readonly marking?: string; readonly lookBack?: LookBack } = {},
): DocumentModel {
  const number = { table: 0 };
  const quoted = quoter(contents);
  return {
    title: fillIn(template.title, contents),
    language: 'en',
    description: `Draft sufficiency plan of ${contents.authority.name_en} for ${contents.year.name}`,
    author: contents.authority.name_en,
    header: [[marking], [quoted(`Draft. ${runLine(contents)}`)]],
    footer: [[quoted(statusSentence(contents.status))]],
    draft: [
      quoted(
        'Draft made by a program from a simulation. Nobody of the authority has checked it yet. What only the authority knows is marked “To be written”.',
      ),
    ],
    blocks: [
      { kind: 'paragraph', style: 'lead', runs: [quoted(fillIn(template.lead, contents))] },
      ...contents.warnings.map((text): Block => ({
        kind: 'paragraph',
        style: 'aside',
        runs: [quoted(`Warning. ${text}`)],
      })),
      ...template.sections.flatMap((section): Block[] => [
        { kind: 'heading', level: 2, runs: [quoted(fillIn(section.heading, contents))] },
        ...section.text.map((text): Block => ({ kind: 'paragraph', runs: [quoted(fillIn(text, contents))] })),
        ...section.figures.flatMap((shown) => figureTables(contents, shown.section, shown.parts, number)),
        ...section.show.flatMap((part): Block[] => {
          if (part === 'summary') return summary(contents, number);
          if (part === 'reasons') return reasons(contents);
          if (part === 'steps') return steps(contents, number);
          return lookBackBlocks(contents, lookBack, number);
        }),
        ...toWrite(section.to_write),
      ]),
      { kind: 'heading', level: 2, runs: ['How to read a figure'] },
      {
        kind: 'list',
        ordered: false,
        items: READING_WORDS.map(([word, meaning]): Runs => [
          { kind: 'text', text: `${word}. `, strong: true },
          quoted(meaning),
        ]),
      },
    ],
  };
}

/** Words of the plan or of the run may hold numbers: they are quoted, not typed. */
const quoter =
  (contents: PlanContents) =>
  (text: string): TextRun => ({ kind: 'text', text, from: `run ${contents.run.run_id}` });

interface Counter {
  table: number;
}

function figureTables(
  contents: PlanContents,
  section: string,
  wanted: readonly string[] | undefined,
  counter: Counter,
): Block[] {
  const figures = contents.figures.filter((f) => f.section === section);
  const parts = [...new Set(figures.map((f) => f.part))].filter((part) => wanted?.includes(part) !== false);
  return parts.flatMap((part) =>
    partTables(
      contents,
      figures.filter((f) => f.part === part),
      part,
      counter,
    ),
  );
}

function partTables(
  contents: PlanContents,
  figures: readonly PlanFigure[],
  caption: string,
  counter: Counter,
): TableBlock[] {
  const quoted = quoter(contents);
  const lines = figures.map((f) => ({
    label: f.label,
    whenText: f.whenText,
    central: centralText(f),
    range: spreadText(f),
    unit: f.values?.unit ?? '',
    status: f.values?.status ?? 'not recorded by this run',
  }));
  return sideBySide(lines).map(({ captionMore, columns, rows }): TableBlock => {
    counter.table += 1;
    return {
      kind: 'table',
      id: `table-${counter.table}`,
      caption: [quoted(`Table ${counter.table}: ${caption}${captionMore}`)],
      columns: columns.map(({ heading, ...rest }) => ({ heading: [quoted(heading)], ...rest })),
      rows: rows.map((row) => row.map((text) => [quoted(text)])),
    };
  });
}

const isShare = (f: PlanFigure): boolean => f.values?.unit.startsWith('share') === true;

function centralText(f: PlanFigure): string {
  if (f.values === undefined) return '';
  return isShare(f) ? formatShare(f.values.central) : formatNumber(f.values.central);
}

function spreadText(f: PlanFigure): string {
  const v = f.values;
  if (v?.low80 === undefined || v.high80 === undefined) return '';
  const print = (value: number): string => (isShare(f) ? formatShare(value) : formatNumber(value));
  return `${print(v.low80)} to ${print(v.high80)}`;
}

function summary(contents: PlanContents, counter: Counter): Block[] {
  const figures = SUMMARY.flatMap((id) => contents.figures.filter((f) => f.id === id)).map((f) => ({
    ...f,
    // Lines of several parts stand in one table: the part says which they are.
    label:
      f.section === 'd' ? f.part : f.section === 'c' ? `${f.part.split(':')[0]!}: ${lowerFirst(f.label)}` : f.label,
  }));
  return figures.length === 0 ? [] : partTables(contents, figures, `${authorityName(contents)} in short`, counter);
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function reasons(contents: PlanContents): Block[] {
  const quoted = quoter(contents);
  return [
    { kind: 'heading', level: 3, runs: ['Reasons for the statutory number'] },
    { kind: 'list', ordered: false, items: contents.statutoryReason.map((text) => [quoted(text)]) },
  ];
}

function steps(contents: PlanContents, counter: Counter): Block[] {
  const quoted = quoter(contents);
  if (contents.steps.length === 0)
    return [
      {
        kind: 'paragraph',
        runs: ['The data set names no project of this authority, and the scenario pulls no lever that reaches it.'],
      },
    ];
  counter.table += 1;
  return [
    {
      kind: 'table',
      id: `table-${counter.table}`,
      caption: [
        quoted(
          `Table ${counter.table}: steps that the run knows of. A planned place is not an open one: in the runs a project may slip or fail`,
        ),
      ],
      columns: [
        { heading: ['Step'], width: 3 },
        { heading: ['Service and sector'], width: 2.4 },
        { heading: ['Planned'], align: 'right', width: 1.4 },
        { heading: ['Date'], width: 1.8 },
        { heading: ['Capital'], align: 'right', width: 1.4 },
        { heading: ['Status'], width: 1.3 },
      ],
      rows: contents.steps.map((s) => [
        [quoted(`${s.label} (${s.where})`)],
        [quoted([s.serviceType, s.sector].flatMap((name) => (name === undefined ? [] : [nameOf(name)])).join(', '))],
        [quoted(s.amount === undefined ? '' : `${formatNumber(s.amount)} ${s.unit ?? ''}`.trim())],
        [quoted(s.date === undefined ? 'Not dated' : `${formatDate(s.date)}, ${s.timing}`)],
        [quoted(s.capitalGbp === undefined ? '' : formatPounds(s.capitalGbp))],
        [quoted(s.status)],
      ]),
    },
  ];
}

function lookBackBlocks(contents: PlanContents, lookBack: LookBack | undefined, counter: Counter): Block[] {
  const quoted = quoter(contents);
  if (lookBack === undefined)
    return [
      {
        kind: 'paragraph',
        runs: [
          'No earlier plan was given. The annual report sets the number of applications made against the estimate of the plan and gives reasons for the difference.',
        ],
      },
    ];
  counter.table += 1;
  return [
    ...lookBackWords(lookBack).map((text): Block => ({ kind: 'paragraph', runs: [quoted(text)] })),
    {
      kind: 'table',
      id: `table-${counter.table}`,
      caption: [quoted(`Table ${counter.table}: applications in ${lookBack.year}, estimated and made`)],
      columns: [
        { heading: ['Figure'], width: 4 },
        { heading: ['Estimate'], align: 'right' },
        { heading: [quoted('8 of 10 runs')], align: 'right', width: 1.6 },
        { heading: ['Made'], align: 'right' },
        { heading: ['Difference'], align: 'right' },
        { heading: ['Reading'], width: 2.4 },
      ],
      rows: lookBack.rows.map((row) => [
        [quoted(row.figure)],
        [quoted(formatNumber(row.central))],
        [quoted(`${formatNumber(row.low80)} to ${formatNumber(row.high80)}`)],
        [quoted(formatNumber(row.actual))],
        [quoted(`${row.difference > 0 ? '+' : ''}${formatNumber(row.difference)}`)],
        [quoted(row.reading)],
      ]),
    },
    ...toWrite([
      'Reasons for the difference between the estimate and the applications made',
      'How the steps taken increased accommodation',
    ]),
  ];
}

function toWrite(items: readonly string[]): Block[] {
  if (items.length === 0) return [];
  return [
    { kind: 'heading', level: 3, runs: ['To be written by the authority'] },
    {
      kind: 'list',
      ordered: false,
      items: items.map((text): Runs => [`To be written: ${text.charAt(0).toLowerCase()}${text.slice(1)}`]),
    },
  ];
}
