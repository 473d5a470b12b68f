import { financialYearName } from '../../domain/calendar.ts';
import type { Block, Run, Runs, TableBlock } from '../document/model.ts';
import type { Desk } from './desk.ts';
import { quoted } from './desk.ts';
import { LEAST_DRAWS } from './number-sources.ts';
import type { PaperRisk } from './risk-scores.ts';
import { weakestOf } from './paper-status.ts';

/** Risks that a paper prints at most; the register has all. */
const MOST_RISKS = 6;
const SCORES_FILE = 'risk-scores.csv';

/** At most four caveats, the weightiest first. */
export function uncertaintySection(desk: Desk): Block[] {
  const { runs } = desk.source;
  const few = runs.find(({ manifest }) => manifest.draws < LEAST_DRAWS);
  const number = (reference: string, message: string): Run =>
    desk.book.number(reference, desk.messages.languageOf(message));
  const link: Run = { kind: 'link', text: desk.messages.text('uncertainty.method-link'), href: '#annex-method' };
  const drafted = (): Block[] => [
    desk.say(
      ...(weakestOf(runs) === 'illustrative' ? [desk.words('uncertainty.illustrative')] : []),
      ...(few === undefined
        ? []
        : [
            desk.words('uncertainty.few-draws', {
              draws: number(`record.${few.name}.draws`, 'uncertainty.few-draws'),
              least: number('definition.least-draws', 'uncertainty.few-draws'),
            }),
          ]),
      desk.words('uncertainty.intent'),
      desk.words('uncertainty.range', { share: number('definition.range-share', 'uncertainty.range'), link }),
    ),
  ];
  return [desk.heading('uncertainty'), ...desk.written('uncertainty', drafted)];
}

/** Risks above tolerance, or the highest where no tolerance was given. */
export function risksSection(desk: Desk): Block[] {
  const { risks, text } = desk.source;
  const above = text.above_tolerance?.map((band) => band.toLowerCase());
  const shown = (risks ?? [])
    .filter((risk) => above === undefined || above.includes(risk.band.toLowerCase()))
    .slice(0, MOST_RISKS);
  const heading = desk.heading('risks');
  if (risks === undefined || shown.length === 0) {
    const message = risks === undefined ? 'risks.none' : 'risks.none-above';
    return [heading, ...desk.written('risks', () => [desk.say(desk.words(message))])];
  }
  const place = desk.nextTable();
  const message = above === undefined ? 'risks.highest' : 'risks.table';
  const bands: Run = quoted(text.above_tolerance?.join(', ') ?? '', 'the text of the paper');
  return [
    heading,
    ...desk.written('risks', () => [desk.say(desk.words(message, { table: desk.tableLink(place, message), bands }))]),
    risksTable(desk, shown, place),
  ];
}

function risksTable(
  desk: Desk,
  risks: readonly PaperRisk[],
  place: { readonly n: string; readonly id: string },
): TableBlock {
  const cell = (text: string): Runs => (text === '' ? ['–'] : [quoted(text, SCORES_FILE)]);
  return {
    kind: 'table',
    id: place.id,
    caption: desk.words('table.risks', { n: place.n, scheme: quoted(risks[0]!.scheme, SCORES_FILE) }),
    columns: [
      { heading: desk.words('table.risk'), width: 3 },
      { heading: desk.words('table.likelihood'), width: 1.3 },
      { heading: desk.words('table.impact'), width: 1.2 },
      { heading: desk.words('table.score'), width: 1.4 },
      { heading: desk.words('table.owner'), width: 1.4 },
    ],
    rows: risks.map((risk) => [
      cell(`${risk.risk_id}: ${risk.title}`),
      cell(risk.likelihood_label),
      cell(risk.impact_label),
      cell([risk.score, risk.band].filter((part) => part !== '').join(', ')),
      risk.owner === '' ? desk.words('table.none') : cell(risk.owner),
    ]),
  };
}

/** Cost with its range, its year and its price base, under each scenario. */
export function financeSection(desk: Desk): Block[] {
  const { runs, area, dates } = desk.source;
  const cost = desk.fact('cost');
  const drafted = (): Block[] => {
    if (cost === undefined) return [desk.say(desk.words('finance.none'))];
    const { manifest } = runs[0]!;
    const capital = `cost_capital.all.${area.area_code}.${financialYearName(dates.yearEnding)}`;
    const message = desk.book.has(`${capital}.p50-range`) ? 'finance.text' : 'finance.text-no-capital';
    const sentence = desk.words(message, {
      year: financialYearName(dates.yearEnding),
      number: desk.number(cost.figure, 'p50-range', { message }),
      base: manifest.money.price_base,
      scenario: desk.scenario(manifest.scenario_title, message),
      ...(message === 'finance.text' ? { capital: desk.number(capital, 'p50-range', { message }) } : {}),
    });
    const others = runs
      .slice(1)
      .filter(({ name }) => desk.book.has(`${name}@${cost.figure}.p50-range`))
      .map(({ name, manifest: other }) =>
        desk.words('finance.other', {
          scenario: desk.scenario(other.scenario_title, 'finance.other'),
          number: desk.number(cost.figure, 'p50-range', { run: name, message: 'finance.other' }),
        }),
      );
    const { not_priced } = manifest.money;
    const left =
      not_priced.length === 0
        ? []
        : [desk.words('finance.left-out', { types: quoted(not_priced.join(', '), 'manifest.json') })];
    return [desk.say(sentence, ...others, ...left)];
  };
  return [desk.heading('finance'), ...desk.written('finance', drafted)];
}

export function legalSection(desk: Desk): Block[] {
  return [desk.heading('legal'), ...desk.written('legal', () => [desk.say(desk.words('legal.text'))])];
}

/** Children's rights first, and the assessment in its annex. */
export function impactSection(desk: Desk): Block[] {
  const { impact, dates, runs } = desk.source;
  const [displaced, outside] = [desk.fact('displaced'), desk.fact('outside')];
  const country = runs[0]!.inputs.areas.find((area) => area.level === 'country')!;
  const children = (): Runs =>
    displaced === undefined || outside === undefined
      ? desk.words('impact.children-short')
      : desk.words('impact.children', {
          year: financialYearName(dates.yearEnding),
          displaced: desk.number(displaced.figure, 'p50-range', { message: 'impact.children' }),
          date: desk.date(dates.eve, 'impact.children'),
          outside: desk.number(outside.figure, 'p50-range', { message: 'impact.children' }),
          country: desk.area(country, 'impact.children'),
        });
  const status =
    impact.assessed_by === ''
      ? desk.words('impact.draft')
      : desk.words('impact.assessed', { who: quoted(impact.assessed_by, 'the assessment') });
  const drafted = (): Block[] => [
    desk.say(
      children(),
      desk.words('impact.assessment', {
        version: quoted(impact.version, 'the assessment'),
        status,
        link: { kind: 'link', text: desk.messages.text('impact.link'), href: '#annex-impact' },
      }),
    ),
  ];
  return [desk.heading('impact'), ...desk.written('impact', drafted)];
}

export function communicationsSection(desk: Desk): Block[] {
  return [
    desk.heading('communications'),
    ...desk.written('communications', () => [desk.say(desk.words('communications.text'))]),
  ];
}

/** What happens next, who does it and when. */
export function nextStepsSection(desk: Desk): Block[] {
  const { text, runs } = desk.source;
  const open = desk.words('table.none');
  const from = 'the text of the paper';
  const written = text.next_steps?.map(({ action, owner, date }, i): Runs[] => [
    desk.line(desk.bound(action, `next_steps, item ${i + 1}`)),
    owner === undefined ? open : [quoted(owner, from)],
    date === undefined ? open : [desk.date(date)],
  ]);
  const drafted = (): Runs[][] => [
    [desk.words('next.review'), open, open],
    ...(weakestOf(runs) === 'illustrative' ? [[desk.words('next.put-in-register'), open, open]] : []),
    ...(desk.language === 'cy' ? [[desk.words('next.check-translation'), open, open]] : []),
  ];
  const place = desk.nextTable();
  return [
    desk.heading('next-steps'),
    ...desk.written('next-steps', () => []),
    {
      kind: 'table',
      id: place.id,
      caption: desk.words('next.caption', { n: place.n }),
      columns: [
        { heading: desk.words('next.action'), width: 3 },
        { heading: desk.words('next.owner'), width: 1.5 },
        { heading: desk.words('next.date'), width: 1.2 },
      ],
      rows: written ?? drafted(),
    },
  ];
}
