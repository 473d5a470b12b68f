import { financialYearName } from '../../domain/calendar.ts';
import { statusSentence, weakestStatus } from '../../domain/status.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import { quoted } from '../briefing/desk.ts';
import { CHART_WIDTH_PIXELS, chartHeight } from '../document/chart-size.ts';
import type { Block, DocumentModel, Run, Runs, TableBlock } from '../document/model.ts';
import type { NumberBook } from '../document/numbers/number-book.ts';
import { plainText } from '../document/runs.ts';
import type { Messages } from '../language/messages.ts';
import { AIMS } from './aims.ts';
import type { Aim, PurposeRun } from './aims.ts';
import type { Direction } from './directions.ts';
import type { PastFigure } from './past.ts';

/** Everything that the page says, without its words. */
export interface PurposePage {
  readonly area: AreaRow;
  /** The sentences are about the first. */
  readonly runs: readonly PurposeRun[];
  readonly past: readonly PastFigure[];
  readonly directions: readonly Direction[];
  /** Year of the sentences, by the calendar year in which it ends. */
  readonly yearEnding: number;
  readonly marking: string;
  readonly picture: { readonly png: Uint8Array; readonly svg: string; readonly alt: string };
}

/** The weakest status of the figures on the page. */
export function statusOfPage({ runs, past }: Pick<PurposePage, 'runs' | 'past'>): EvidenceStatus {
  const projected = runs.flatMap((run) => AIMS.flatMap((aim) => run.aims[aim].map(({ status }) => status)));
  return weakestStatus('estimated', ...projected, ...past.map(({ status }) => status));
}

/** Composes the page in the language of its messages: three sentences, the chart, the main figures, and what they cannot say. */
export function purposeDocument(page: PurposePage, book: NumberBook, messages: Messages): DocumentModel {
  const writer = new Writer(page, book, messages);
  const { area, runs, marking } = page;
  const scenario = quoted(runs[0]!.manifest.scenario_title, 'manifest.json');
  const several = runs.length > 1;
  const lead = several ? 'lead.several' : 'lead.one';
  const limits: Block = {
    kind: 'list',
    ordered: false,
    items: ['why', 'assumed', 'leavers', 'boundary', 'well'].map((id) => writer.line(`limit.${id}`)),
  };
  const ids = runs.map(({ manifest: m }) => `${m.run_id} (${m.scenario_title})`).join(', ');
  const english = messages.language === 'en' ? {} : ({ language: 'en' } as const);
  const status: Run = { kind: 'text', text: `${statusSentence(statusOfPage(page))} `, ...english };
  return {
    title: plainText(messages.runs('title', { area: writer.areaName('title') })),
    language: messages.language,
    description: plainText([status, ...messages.runs('edge.projection')]),
    header: [
      [
        ...messages.runs('edge.run', { runs: quoted(ids, 'manifest.json') }),
        { kind: 'text', text: marking, strong: true, from: 'the marking' },
      ],
    ],
    footer: [
      [status, ...messages.runs('edge.projection')],
      ...(area.level === 'authority' ? [messages.runs('mark.working')] : []),
    ],
    draft: [
      ...messages.runs('mark.draft'),
      ...(messages.language === 'cy' ? messages.runs('mark.awaiting-means') : []),
    ],
    blocks: [
      { kind: 'paragraph', style: 'lead', runs: writer.line(lead, { area: writer.areaName(lead), scenario }) },
      { kind: 'list', ordered: false, items: AIMS.map((aim) => writer.answer(aim)) },
      ...writer.pictureBlocks(),
      { kind: 'heading', level: 2, id: 'limits', runs: messages.runs('heading.limits') },
      { kind: 'paragraph', runs: writer.line('limit.short') },
      { kind: 'heading', level: 2, id: 'figures', runs: messages.runs('heading.figures'), newPage: true },
      { kind: 'paragraph', runs: writer.line('figures.agreement', { agreement: writer.number('agreement') }) },
      writer.mainTable(),
      ...writer.behindTables(),
      { kind: 'heading', level: 2, id: 'limits-in-full', runs: messages.runs('heading.limits-in-full') },
      limits,
    ],
  };
}

type Values = NonNullable<Parameters<Messages['runs']>[1]>;

class Writer {
  private readonly page: PurposePage;
  private readonly book: NumberBook;
  private readonly messages: Messages;

  constructor(page: PurposePage, book: NumberBook, messages: Messages) {
    this.page = page;
    this.book = book;
    this.messages = messages;
  }

  /** A message as a line; English in a Welsh page is marked at its beginning. */
  line(id: string, values: Values = {}): Run[] {
    const awaits = this.messages.languageOf(id) !== this.messages.language;
    return [...(awaits ? this.messages.runs('mark.awaiting') : []), ...this.messages.runs(id, values)];
  }

  areaName(message: string): string {
    const { name_en, name_cy } = this.page.area;
    return this.messages.languageOf(message) === 'cy' ? name_cy : name_en;
  }

  /** A bound number, in the language of the sentence that it stands in. */
  number(rest: string, message?: string): Run {
    const language = message === undefined ? this.messages.language : this.messages.languageOf(message);
    const number = this.book.number(`purpose.${rest}`, language);
    return language === this.messages.language ? number : { ...number, language };
  }

  private reference(run: PurposeRun, aim: Aim, yearEnding: number, statistic: string): string {
    const name = run === this.page.runs[0] ? '' : `${run.name}@`;
    return `${name}${aim}.${this.page.area.area_code}.${financialYearName(yearEnding)}.${statistic}`;
  }

  /** One of the three sentences. */
  answer(aim: Aim): Run[] {
    const { runs, directions, yearEnding } = this.page;
    const run = runs[0]!;
    const year = financialYearName(yearEnding);
    const found = directions.find((d) => d.run === run && d.aim === aim);
    if (found === undefined) return this.line(`${aim}.none`, { year });
    const id = `${aim}.${found.verdict}`;
    const at = (ending: number, statistic: string): Run => this.number(this.reference(run, aim, ending, statistic), id);
    const { base } = found;
    const base_runs =
      base.kind === 'recorded'
        ? this.messages.runs('base.recorded', {
            number: at(base.figure.yearEnding, 'recorded'),
            year: financialYearName(base.figure.yearEnding),
          })
        : this.messages.runs('base.first', {
            number: at(base.year.yearEnding, 'p50-range'),
            year: financialYearName(base.year.yearEnding),
          });
    const share = { below: at(yearEnding, 'below'), above: at(yearEnding, 'above') };
    const words = this.messages.runs(id, { year, number: at(yearEnding, 'p50-range'), base: base_runs, ...share });
    const awaits = this.messages.languageOf(id) !== this.messages.language;
    return [...(awaits ? this.messages.runs('mark.awaiting') : []), ...strongStart(words)];
  }

  pictureBlocks(): Block[] {
    const { png, svg, alt } = this.page.picture;
    return [
      {
        kind: 'picture',
        png,
        svg,
        width: CHART_WIDTH_PIXELS,
        height: chartHeight(svg),
        alt,
        caption: this.messages.runs('caption.chart'),
        table: 'table-2',
        // Charts have words in English.
        language: 'en',
      },
    ];
  }

  /** Each aim of each run: recorded last, first year projected, the year asked about, and how many runs lie to either side. */
  mainTable(): TableBlock {
    const { runs, past, directions, yearEnding } = this.page;
    const several = runs.length > 1;
    const firstYear = financialYearName(runs[0]!.aims.entries[0]!.yearEnding);
    const rows = AIMS.flatMap((aim) =>
      runs.map((run): Runs[] => {
        const last = past.filter((p) => p.aim === aim).at(-1);
        const first = run.aims[aim][0];
        const cell = (ending: number | undefined): Runs => {
          if (ending === undefined || !run.aims[aim].some((year) => year.yearEnding === ending)) return [];
          return [this.number(this.reference(run, aim, ending, 'p50-cell'))];
        };
        const hasDirection = directions.some((d) => d.run === run && d.aim === aim);
        const share = (side: string): Runs =>
          hasDirection ? [this.number(this.reference(run, aim, yearEnding, side), 'column.fewer')] : [];
        return [
          this.messages.runs(`short.${aim}`),
          ...(several ? [[quoted(run.manifest.scenario_title, 'manifest.json')]] : []),
          last === undefined
            ? this.messages.runs('cell.nothing')
            : [
                this.number(this.reference(runs[0]!, aim, last.yearEnding, 'recorded')),
                ` (${financialYearName(last.yearEnding)})`,
              ],
          cell(first?.yearEnding),
          cell(yearEnding),
          share('below'),
          share('above'),
        ];
      }),
    );
    return {
      kind: 'table',
      id: 'table-1',
      caption: this.messages.runs('caption.main', {
        share: this.book.number('definition.range-share', 'en'),
        year: financialYearName(yearEnding),
      }),
      columns: [
        { heading: this.messages.runs('column.aim'), width: 1.7 },
        ...(several ? [{ heading: this.messages.runs('column.scenario'), width: 1.9 }] : []),
        { heading: this.messages.runs('column.recorded'), align: 'right', width: 1.9 },
        { heading: this.messages.runs('column.first', { year: firstYear }), align: 'right', width: 2 },
        {
          heading: this.messages.runs('column.year', { year: financialYearName(yearEnding) }),
          align: 'right',
          width: 2,
        },
        { heading: this.messages.runs('column.fewer'), align: 'right', width: 1.6 },
        { heading: this.messages.runs('column.more'), align: 'right', width: 1.6 },
      ],
      rows,
    };
  }

  /** The figures of each run by year, and what was recorded with status and source. */
  behindTables(): TableBlock[] {
    const { runs, past } = this.page;
    const share = this.book.number('definition.range-share', 'en');
    const projected = runs.map((run, i): TableBlock => {
      const endings = [...new Set(AIMS.flatMap((aim) => run.aims[aim].map((year) => year.yearEnding)))].sort(
        (a, b) => a - b,
      );
      return {
        kind: 'table',
        id: `table-${i + 2}`,
        caption: this.messages.runs('caption.behind', {
          n: String(i + 2),
          scenario: quoted(run.manifest.scenario_title, 'manifest.json'),
          share,
        }),
        columns: [
          { heading: this.messages.runs('column.ending') },
          ...AIMS.map((aim) => ({
            heading: this.messages.runs(`short.${aim}`),
            align: 'right' as const,
            width: 2,
          })),
        ],
        rows: endings.map((ending): Runs[] => [
          [financialYearName(ending)],
          ...AIMS.map((aim): Runs =>
            run.aims[aim].some((year) => year.yearEnding === ending)
              ? [this.number(this.reference(run, aim, ending, 'p50-cell'))]
              : [],
          ),
        ]),
      };
    });
    if (past.length === 0) return projected;
    const n = String(runs.length + 2);
    const recorded: TableBlock = {
      kind: 'table',
      id: `table-${n}`,
      caption: this.messages.runs('caption.recorded', { n }),
      columns: [
        { heading: this.messages.runs('column.aim'), width: 1.5 },
        { heading: this.messages.runs('column.ending'), width: 1.3 },
        { heading: this.messages.runs('column.past'), align: 'right', width: 1.3 },
        { heading: this.messages.runs('column.status'), width: 1.3 },
        { heading: this.messages.runs('column.source'), width: 4 },
      ],
      rows: past.map(({ aim, yearEnding, status, source }): Runs[] => [
        this.messages.runs(`short.${aim}`),
        [financialYearName(yearEnding)],
        [this.number(this.reference(runs[0]!, aim, yearEnding, 'recorded'))],
        [quoted(status, 'record')],
        [quoted(source, 'record', this.messages.language === 'en' ? undefined : 'en')],
      ]),
    };
    return [...projected, recorded];
  }
}

/** The first sentence of a line in bold: it is the answer. */
function strongStart(runs: readonly Run[]): Run[] {
  const [first, ...others] = runs;
  if (first?.kind !== 'text') return [...runs];
  const end = first.text.indexOf('. ') + 1;
  if (end === 0) return [...runs];
  return [
    { ...first, text: first.text.slice(0, end), strong: true },
    { ...first, text: first.text.slice(end) },
    ...others,
  ];
}
