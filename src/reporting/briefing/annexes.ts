import { financialYearName } from '../../domain/calendar.ts';
import type { Block, Runs, TableBlock } from '../document/model.ts';
import { bindText } from '../document/numbers/bind-text.ts';
import type { GlossaryTerm } from '../language/glossary.ts';
import { sortedIn } from '../language/format.ts';
import { formatNumber } from '../text.ts';
import type { Desk } from './desk.ts';
import { quoted } from './desk.ts';
import { changedTable, sideBySideTable } from './figure-tables.ts';
import type { PaperChart } from './paper-charts.ts';
import { pictureBlock } from './paper-charts.ts';
import { weakestOf } from './paper-status.ts';

/** The integrated impact assessment with its evidence from the first run and its mitigations. */
export function impactAnnex(desk: Desk): Block[] {
  const { impact, area, dates } = desk.source;
  const from = 'the assessment';
  const year = financialYearName(dates.yearEnding);
  const evidence = (text: string): Runs => {
    const filled = text.replaceAll('{area}', area.area_code).replaceAll('{year}', year).replaceAll('{when}', year);
    const { runs, problems } = bindText(filled, desk.book, 'en');
    for (const { reference, problem } of problems)
      desk.problems.push({
        rule: 'lost number',
        where: 'the integrated impact assessment',
        found: `{{${reference}}}`,
        problem,
        mend: 'Name a figure that the run recorded, or leave the sentence out.',
      });
    return desk.language === 'en' ? runs : runs.map((run) => (run.kind === 'note' ? run : { language: 'en', ...run }));
  };
  const place = desk.nextTable();
  const english = desk.language === 'en' ? undefined : 'en';
  const table: TableBlock = {
    kind: 'table',
    id: place.id,
    caption: desk.words('impact.caption', {
      n: place.n,
      version: quoted(impact.version, from),
      date: desk.date(impact.date, 'impact.caption'),
    }),
    columns: [
      { heading: desk.words('table.area'), width: 1.2 },
      { heading: desk.words('table.law'), width: 2.6 },
      { heading: desk.words('table.effect'), width: 1.9 },
      { heading: desk.words('table.mitigations'), width: 1.6 },
    ],
    rows: impact.subjects.map((subject) => [
      [quoted(subject.title, from, english)],
      [quoted([subject.law, ...subject.questions].join('. ').replaceAll('?.', '?'), from, english)],
      [
        ...subject.evidence.flatMap((sentence) => [...evidence(sentence), ' ']),
        ...(subject.effect === '' ? desk.words('impact.effect-open') : [quoted(subject.effect, from, english)]),
      ],
      subject.mitigations.length === 0
        ? desk.words('impact.no-mitigations')
        : subject.mitigations.flatMap(({ text, risk_ids }, i) => [
            ...(i === 0 ? [] : ['; ']),
            ...desk.words('impact.mitigation', {
              text: quoted(text, from, english),
              risks: quoted(risk_ids.join(', '), from),
            }),
          ]),
    ]),
  };
  return [desk.annex('impact'), desk.say(desk.words('impact.intro')), table];
}

/** All main figures, what changed since the last paper, further charts, and the figures behind every chart. */
export function tablesAnnex(desk: Desk, charts: readonly PaperChart[]): Block[] {
  const heading = desk.annex('tables');
  const all = sideBySideTable(desk, desk.source.facts);
  const changed = changedTable(desk);
  return [
    heading,
    all.block,
    ...(changed === undefined ? [] : [changed.block]),
    ...charts.slice(1).map(pictureBlock),
    ...charts.map(({ table }) => table),
  ];
}

/** What the scenarios rest on, as their own evidence says. */
export function assumptionsAnnex(desk: Desk): Block[] {
  const from = 'manifest.json';
  const place = desk.nextTable();
  const rows = desk.source.runs.flatMap(({ manifest }) =>
    (manifest.scenario_evidence ?? []).map((row) => ({ ...row, scenario: manifest.scenario_title })),
  );
  const once = rows.filter((row, i) => rows.findIndex((other) => other.claim === row.claim) === i);
  const english = desk.language === 'en' ? undefined : 'en';
  return [
    desk.annex('assumptions'),
    desk.say(desk.words('annex.assumptions')),
    {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.assumptions', { n: place.n }),
      columns: [
        { heading: desk.words('table.scenario'), width: 1.1 },
        { heading: desk.words('table.assumption'), width: 2.4 },
        { heading: desk.words('table.source'), width: 2.6 },
        { heading: desk.words('table.strength'), width: 0.9 },
      ],
      rows: once.map((row) => [
        [desk.titled(row.scenario)],
        [quoted(row.claim, from, english)],
        [quoted(row.source, from, english)],
        [quoted(row.strength, from)],
      ]),
    },
  ];
}

/** How the figures were made, and by which run. */
export function methodAnnex(desk: Desk): Block[] {
  const { runs, previous } = desk.source;
  const from = 'manifest.json';
  const all = [...runs, ...(previous === undefined ? [] : [previous])].map(({ manifest }) => manifest);
  const english = desk.language === 'en' ? undefined : 'en';
  const row = (message: string, valueOf: (manifest: (typeof all)[number]) => string): Runs[] => [
    desk.words(message),
    ...all.map((manifest) => [quoted(valueOf(manifest), from, english)]),
  ];
  const place = desk.nextTable();
  return [
    desk.annex('method'),
    desk.say(desk.words('annex.method'), desk.words('annex.record')),
    {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.record', { n: place.n }),
      columns: [
        { heading: desk.words('table.item'), width: 1 },
        ...all.map((manifest) => ({ heading: [desk.titled(manifest.scenario_title)], width: 1.6 })),
      ],
      rows: [
        row('record.run', (m) => m.run_id),
        row('record.draws', (m) => `${formatNumber(m.draws)}, ${m.seed}`),
        row('record.data', (m) => `${m.data}, ${m.data_digest.slice(0, 12)}`),
        row('record.version', (m) => m.engine),
        row('record.prices', (m) => m.money.price_base),
        [
          desk.words('record.status'),
          ...[...runs, ...(previous === undefined ? [] : [previous])].map((run) => [weakestOf([run])]),
        ],
        row('record.warnings', (m) => (m.warnings.length === 0 ? '–' : m.warnings.join(' '))),
      ],
    },
  ];
}

/** Where the dates of the law come from. */
export function sourcesAnnex(desk: Desk): Block[] {
  const sources = [
    ...new Set(desk.source.runs[0]!.inputs.timetable.flatMap((row) => (row.date === undefined ? [] : [row.source]))),
  ];
  const english = desk.language === 'en' ? undefined : 'en';
  const items = sources.map((source): Runs => [quoted(source, 'timetable.csv', english)]);
  return [
    desk.annex('sources'),
    desk.say(desk.words('annex.sources')),
    ...(items.length === 0 ? [] : [{ kind: 'list', ordered: false, items } as const]),
  ];
}

/** Terms of the glossary that the paper uses in English, with their Welsh and its status. */
export function glossaryAnnex(desk: Desk, glossary: readonly GlossaryTerm[], paperText: string): Block[] {
  const text = paperText.toLowerCase();
  const used = glossary.filter((term) => /^[a-z]/.test(term.english) && text.includes(term.english.toLowerCase()));
  if (used.length === 0) return [];
  const place = desk.nextTable();
  const from = 'glossary.csv';
  return [
    desk.annex('glossary'),
    {
      kind: 'table',
      id: place.id,
      caption: desk.words('table.glossary', { n: place.n }),
      columns: [
        { heading: desk.words('table.english'), width: 2 },
        { heading: desk.words('table.welsh'), width: 2.4 },
        { heading: desk.words('table.status'), width: 0.6 },
        { heading: desk.words('table.source'), width: 2.4 },
      ],
      rows: sortedIn(desk.language, used, (term) => (desk.language === 'cy' ? term.welsh : term.english)).map(
        (term) => [
          [quoted(term.english, from, desk.language === 'en' ? undefined : 'en')],
          [quoted(term.welsh, from, desk.language === 'cy' ? undefined : 'cy')],
          [quoted(term.status, from)],
          term.source === '' ? ['–'] : [quoted(term.source, from, desk.language === 'en' ? undefined : 'en')],
        ],
      ),
    },
  ];
}
