import { statusSentence } from '../../domain/status.ts';
import type { Block, DocumentModel, PictureBlock, Runs, TableBlock, TableColumn, TextRun } from '../document/model.ts';
import { CHART_WIDTH_PIXELS, chartHeight } from '../document/chart-size.ts';
import type { PackChart } from './pack-charts.ts';
import { sideBySide } from '../sufficiency-plan/side-by-side.ts';
import { formatNumber } from '../text.ts';
import type { Pack, PackRow, PackSection, PackTable } from './pack-contents.ts';
import { centralText, numberText, rangeOf, unitText } from './pack-numbers.ts';

/**
 * A pack as a document: every table with unit and status, what people must write marked, and draft, run and status on every page.
 *
 * @param marking protective marking, such as OFFICIAL-SENSITIVE
 */
export function packDocument(
  pack: Pack,
  marking = 'OFFICIAL',
  pictures: ReadonlyMap<PackChart, DrawnChart> = new Map(),
): DocumentModel {
  const { run } = pack;
  // Words of a run or of a plan may hold numbers: they are quoted, not typed.
  const quoted = (text: string): TextRun => ({ kind: 'text', text, from: `run ${run.run_id}` });
  const counter: Counter = { table: 0, chart: 0, behind: [] };
  const runLine = `Draft. ${run.scenario_title} (${run.scenario}). Run ${run.run_id}, ${formatNumber(run.draws)} draws, seed ${run.seed}. Data set ${run.data}.`;
  return {
    title: pack.title,
    language: 'en',
    description: pack.lead,
    header: [[marking], [quoted(runLine)]],
    footer: [[quoted(statusSentence(pack.status))]],
    draft: [
      quoted(
        'Draft made by a program from a simulation. Nobody has checked it yet. What only people know is marked “To be written”.',
      ),
    ],
    blocks: [
      { kind: 'paragraph', style: 'lead', runs: [quoted(pack.lead)] },
      ...pack.warnings.map((text): Block => ({
        kind: 'paragraph',
        style: 'aside',
        runs: [quoted(`Warning. ${text}`)],
      })),
      ...pack.sections.flatMap((section) => sectionBlocks(section, quoted, counter, pictures)),
      ...missingBlocks(pack, quoted),
      ...behindBlocks(counter),
      {
        kind: 'paragraph',
        style: 'aside',
        runs: [
          quoted(
            'How to read a figure. The central value is the middle of the runs; 8 of 10 runs lie in the range beside it or in brackets, whose ends are rounded outward. Central values and ranges may not be added up. Everything is a projection under one scenario, not a prediction.',
          ),
        ],
      },
    ],
  };
}

/** A chart as pictures. */
export interface DrawnChart {
  readonly svg: string;
  readonly png: Uint8Array;
}

type Quoted = (text: string) => TextRun;

/** Numbers of tables and charts so far, and the tables behind the charts, which stand at the end. */
interface Counter {
  table: number;
  chart: number;
  readonly behind: TableBlock[];
}

function sectionBlocks(
  section: PackSection,
  quoted: Quoted,
  counter: Counter,
  pictures: ReadonlyMap<PackChart, DrawnChart>,
): Block[] {
  const { heading, text = [], charts = [], tables = [], questions = [], toWrite = [] } = section;
  return [
    { kind: 'heading', level: 2, runs: [quoted(heading)] },
    ...text.map((words): Block => ({ kind: 'paragraph', runs: [quoted(words)] })),
    ...charts.flatMap((chart) => chartBlock(chart, pictures.get(chart), quoted, counter) ?? []),
    ...tables.filter((table) => table.rows.length > 0).flatMap((table) => tableBlocks(table, quoted, counter)),
    ...(questions.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            ordered: true,
            items: questions.map((q): Runs => [
              { ...quoted(`${q.question} `), strong: true },
              quoted(`Asked because: ${q.because}`),
            ]),
          },
        ]),
    ...(toWrite.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            ordered: false,
            items: toWrite.map((words): Runs => [quoted(`To be written: ${words}`)]),
          },
        ]),
  ];
}

/** A table of results has a column for each date; tables with numbers of sources beside them have a row for each. */
function tableBlocks(table: PackTable, quoted: Quoted, counter: Counter): TableBlock[] {
  if (table.kind !== 'results' || table.noteHeading !== undefined || table.leaveOut !== undefined)
    return [tableBlock(table, quoted, (counter.table += 1))];
  const lines = table.rows.map((row) => ({
    label: row.label,
    whenText: row.whenText,
    central: centralText(row),
    range: rangeOf(row),
    unit: unitText(row.values?.unit ?? ''),
    status: row.status,
  }));
  return sideBySide(lines).map(({ captionMore, columns, rows }): TableBlock => {
    counter.table += 1;
    return {
      kind: 'table',
      id: `table-${counter.table}`,
      caption: [quoted(`Table ${counter.table}: ${table.caption}${captionMore}`)],
      columns: columns.map(({ heading, ...rest }): TableColumn => ({ heading: [quoted(heading)], ...rest })),
      rows: rows.map((row) => row.map((text): Runs => [quoted(text)])),
    };
  });
}

function tableBlock(table: PackTable, quoted: Quoted, number: number): TableBlock {
  const columns = columnsOf(table);
  return {
    kind: 'table',
    id: `table-${number}`,
    caption: [quoted(`Table ${number}: ${table.caption}`)],
    columns: columns.map(({ heading, ...rest }): TableColumn => ({ heading: [quoted(heading)], ...rest })),
    rows: table.rows.map((row) => columns.map(({ text }): Runs => [quoted(text(row))])),
  };
}

interface PackColumn {
  readonly heading: string;
  readonly align?: 'right';
  readonly width: number;
  readonly text: (row: PackRow) => string;
}

function columnsOf({ kind, givenHeading = 'Number', noteHeading, leaveOut }: PackTable): PackColumn[] {
  const unitOf = (row: PackRow): string => row.values?.unit ?? row.unit ?? '';
  const given: PackColumn = {
    heading: givenHeading,
    align: 'right',
    width: 1.5,
    text: (row) => (row.given === undefined ? '' : numberText(row.given, unitOf(row))),
  };
  const results: PackColumn[] = [
    {
      heading: 'Central value',
      align: 'right',
      width: 1.5,
      text: centralText,
    },
    { heading: '8 of 10 runs', align: 'right', width: 1.8, text: rangeOf },
  ];
  return [
    { heading: 'Figure', width: 3.2, text: (row: PackRow): string => row.label },
    { heading: 'When', width: 2, text: (row: PackRow): string => row.whenText.replace(/^On /, '') },
    ...(kind === 'results' ? [] : [given]),
    ...(kind === 'given' ? [] : results),
    ...(kind === 'compared'
      ? []
      : [{ heading: 'Unit', width: 2.1, text: (row: PackRow): string => unitText(unitOf(row)) }]),
    ...(noteHeading === undefined
      ? []
      : [{ heading: noteHeading, width: 2.2, text: (row: PackRow): string => row.note ?? '' }]),
    { heading: 'Status', width: 1.7, text: (row: PackRow): string => row.status },
  ].filter(({ heading }) => heading !== leaveOut);
}

/** A chart that was drawn; the table of its figures is kept for the end. */
function chartBlock(
  { chart, caption, columns, rows }: PackChart,
  drawn: DrawnChart | undefined,
  quoted: Quoted,
  counter: Counter,
): PictureBlock | undefined {
  if (drawn === undefined) return undefined;
  counter.chart += 1;
  const table = `chart-${counter.chart}-figures`;
  counter.behind.push({
    kind: 'table',
    id: table,
    caption: [quoted(`Figures behind chart ${counter.chart}: ${caption}`)],
    columns: columns.map((heading, i): TableColumn => ({
      heading: [quoted(heading)],
      ...(i === 0 ? {} : { align: 'right' as const }),
    })),
    rows: rows.map((row) => row.map((text): Runs => [quoted(text)])),
  });
  return {
    kind: 'picture',
    ...drawn,
    width: CHART_WIDTH_PIXELS,
    height: chartHeight(drawn.svg),
    alt: chart.altText,
    caption: [quoted(`Chart ${counter.chart}: ${caption}`)],
    table,
  };
}

/** Tables behind the charts. Called after all sections, which fill them in. */
function behindBlocks({ behind }: Counter): Block[] {
  return behind.length === 0 ? [] : [{ kind: 'heading', level: 2, runs: ['Figures behind the charts'] }, ...behind];
}

function missingBlocks({ missing }: Pack, quoted: Quoted): Block[] {
  if (missing.length === 0) return [];
  return [
    { kind: 'heading', level: 2, runs: ['What this run does not hold'] },
    { kind: 'list', ordered: false, items: missing.map((text): Runs => [quoted(text)]) },
  ];
}
