import type { Milestone } from '../../domain/vocabulary.ts';
import type { Block, Run, Runs } from '../document/model.ts';
import { weakestOf } from './paper-status.ts';
import type { Desk } from './desk.ts';
import { sideBySideTable } from './figure-tables.ts';
import { FRONT_FACTS } from './paper-facts.ts';
import { PREVIOUS } from './paper-source.ts';
import type { PaperChart } from './paper-charts.ts';
import { pictureBlock } from './paper-charts.ts';

/** Title block: number, meeting, author, owner, purpose, version and marking. */
export function metaBlocks(desk: Desk): Block[] {
  const { text, marking, meetingDate } = desk.source;
  const { number, author, sro, version } = text.paper ?? {};
  const open = desk.messages.text('meta.to-write');
  const from = 'the text of the paper';
  const value = (words: string | undefined): Run => ({ kind: 'text', text: words ?? open, from });
  const meeting = meetingDate === undefined ? open : desk.date(meetingDate, 'meta.line');
  return [
    desk.say(
      desk.words('meta.line', { number: value(number), meeting, author: value(author), sro: value(sro) }),
      desk.words('meta.status', {
        purpose: text.paper?.for ?? 'discussion',
        version: value(version ?? '1'),
        marking: value(marking),
      }),
    ),
  ];
}

export function purposeSection(desk: Desk): Block[] {
  const area = desk.area(desk.source.area, 'purpose.text');
  return [desk.heading('purpose'), ...desk.written('purpose', () => [desk.say(desk.words('purpose.text', { area }))])];
}

export function recommendationsSection(desk: Desk): Block[] {
  const { runs, risks, text } = desk.source;
  const drafted = (): Runs[] => [
    desk.words('recommend.note'),
    ...(weakestOf(desk.source.runs) === 'illustrative' ? [desk.words('recommend.real-data')] : []),
    runs.length > 1
      ? desk.words('recommend.steps', { scenario: desk.scenario(runs[1]!.manifest.scenario_title, 'recommend.steps') })
      : desk.words('recommend.scenario'),
    ...(risks === undefined || risks.length === 0 ? [] : [desk.words('recommend.risks')]),
  ];
  const items =
    text.recommendations?.map((words, i) => desk.bound(words, `recommendations, item ${i + 1}`)) ?? drafted();
  return [
    desk.heading('recommendations'),
    { kind: 'list', ordered: true, items: items.map((item) => desk.line(item)) },
  ];
}

/** Three bullets: what is projected, how sure, what to do. */
export function bottomLineSection(desk: Desk): Block[] {
  return [desk.heading('bottom-line'), ...desk.written('bottom-line', () => draftedBottomLine(desk))];
}

function draftedBottomLine(desk: Desk): Block[] {
  const { runs, dates } = desk.source;
  const fact = desk.fact('shortfall-residential');
  const illustrative = weakestOf(runs) === 'illustrative';
  const items: Runs[] = [];
  if (fact !== undefined) {
    items.push(
      desk.words('bottom.expected', {
        date: desk.date(dates.eve, 'bottom.expected'),
        occasion: desk.words(dates.approval === undefined ? 'bottom.end' : 'bottom.eve'),
        number: desk.number(fact.figure, 'p50-range', { message: 'bottom.expected' }),
        scenario: desk.scenario(runs[0]!.manifest.scenario_title, 'bottom.expected'),
      }),
      desk.words('bottom.sure', {
        frequency: desk.number(fact.figure, 'prob_ge_1', { message: 'bottom.sure' }),
        confidence: desk.words(illustrative ? 'bottom.low' : 'bottom.moderate'),
        why: desk.words(illustrative ? 'bottom.why-illustrative' : 'bottom.why-estimated'),
      }),
    );
  }
  const other = runs[1];
  items.push(
    other === undefined || fact === undefined
      ? desk.words('bottom.do-one')
      : desk.words('bottom.do-scenarios', {
          scenario: desk.scenario(other.manifest.scenario_title, 'bottom.do-scenarios'),
          number: desk.number(fact.figure, 'p50-range', { run: other.name, message: 'bottom.do-scenarios' }),
        }),
  );
  return [{ kind: 'list', ordered: false, items: items.map((item) => desk.line(item)) }];
}

const MILESTONES: readonly (readonly [Milestone, string])[] = [
  ['registration ends', 'background.registration'],
  ['growth ends', 'background.growth'],
  ['placements need approval', 'background.approval'],
  ['for-profit registration ends', 'background.ends'],
];

/** The dates of the law in force in the first run, from its own timetable. */
export function backgroundSection(desk: Desk): Block[] {
  const { timetable } = desk.source.runs[0]!.inputs;
  const rows = timetable.filter((row) => row.provider_description === 'for-profit');
  const steps = MILESTONES.flatMap(([milestone, message]) => {
    const dates = [
      ...new Set(rows.flatMap((row) => (row.milestone === milestone && row.date !== undefined ? [row.date] : []))),
    ];
    return dates.map((date) => ({ date, message }));
  }).sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const drafted = (): Block[] =>
    steps.length === 0
      ? [desk.say(desk.words('background.no-dates'))]
      : [
          desk.say(desk.words('background.text')),
          {
            kind: 'list',
            ordered: false,
            items: steps.map(({ date, message }) =>
              desk.line(
                desk.words('background.date', {
                  date: { kind: 'text', text: desk.date(date, message), strong: true },
                  what: desk.words(message),
                }),
              ),
            ),
          },
        ];
  return [desk.heading('background'), ...desk.written('background', drafted)];
}

/** One table of scenarios and one chart; further charts and tables are in an annex. */
export function analysisSection(desk: Desk): (charts: readonly PaperChart[]) => Block[] {
  const front = desk.source.facts.filter(({ id }) => FRONT_FACTS.includes(id));
  const table = sideBySideTable(desk, front);
  const { runs, previous } = desk.source;
  const lead = runs.length > 1 ? 'analysis.side-by-side' : 'analysis.one';
  const link = { kind: 'link', text: desk.messages.text('analysis.annex-link'), href: '#annex-tables' } as const;
  const changes = (): Runs => {
    const fact = desk.fact('shortfall-residential') ?? desk.source.facts[0];
    if (previous === undefined || fact === undefined || !desk.book.has(`${PREVIOUS}@${fact.figure}.p50-range`))
      return desk.words('analysis.first');
    const now = runs[0]!.manifest;
    const then = previous.manifest;
    const ids = [
      ...(now.data_digest === then.data_digest ? [] : ['data']),
      ...(now.scenario_digest === then.scenario_digest ? [] : ['scenario']),
      ...(now.engine === then.engine ? [] : ['engine']),
      ...(now.seed === then.seed && now.draws === then.draws ? [] : ['draws']),
    ];
    const words = (ids.length === 0 ? ['nothing'] : ids)
      .map((id) => desk.messages.text(`analysis.changed-${id}`))
      .join(', ');
    return desk.words('analysis.changed', {
      run: { kind: 'text', text: then.run_id, from: 'manifest.json' },
      changes: words,
      then: desk.number(fact.figure, 'p50-range', { run: PREVIOUS, message: 'analysis.changed' }),
      link,
    });
  };
  const drafted = (charts: readonly PaperChart[]): Block[] => [
    desk.say(
      desk.words(lead, { table: desk.tableLink(table.place, lead) }),
      ...(charts.length === 0
        ? []
        : [desk.words(charts.length > 1 ? 'analysis.chart' : 'analysis.chart-only', { link })]),
      changes(),
    ),
  ];
  const heading = desk.heading('analysis');
  return (charts) => [
    heading,
    ...desk.written('analysis', () => drafted(charts)),
    table.block,
    ...charts.slice(0, 1).map(pictureBlock),
  ];
}
