import { formatDate } from '../../domain/calendar.ts';
import { statusSentence } from '../../domain/status.ts';
import type { Block, DocumentModel, Runs, TableBlock, TableColumn } from '../document/model.ts';
import { formatNumber } from '../text.ts';
import { reviewText } from './assumptions-log.ts';
import type { LoggedAssumption } from './assumptions-log.ts';
import type { AssuranceSource } from './assurance-source.ts';
import type { LoggedTable } from './data-log.ts';
import type { ModelCard } from './model-card.ts';
import type { People } from './people.ts';
import type { RecordLine } from './run-record.ts';
import { openPoints, statementBlocks } from './statement.ts';
import type { MonthTrace } from './trace-month.ts';
import { inRanges, partText, uncertainHeadlines } from './uncertainty.ts';

/** Everything that an assurance pack shows. */
export interface AssuranceParts {
  readonly source: AssuranceSource;
  readonly log: readonly LoggedAssumption[];
  readonly tables: readonly LoggedTable[];
  readonly record: readonly RecordLine[];
  readonly trace: MonthTrace;
  readonly card: ModelCard;
  /** File that the effects come from; undefined where none was measured on these data. */
  readonly effectsFrom: string | undefined;
  readonly people: People | undefined;
}

/** The assurance pack of a run: statement, uncertainty, model card, logs, record and map, in the order of reading. */
export function assuranceDocument(parts: AssuranceParts): DocumentModel {
  const { source, people } = parts;
  const { manifest } = source.run;
  const open = openPoints(source, parts.log, people);
  return {
    title: `Assurance pack: ${manifest.scenario_title}`,
    language: 'en',
    description: `Assumptions, data, record, map and model card of run ${manifest.run_id}`,
    ...(people === undefined ? {} : { author: people.analyst.name }),
    header: [[`Run ${manifest.run_id}. Projection under a scenario, not a forecast.`]],
    footer: [[statusSentence(source.status)]],
    ...(people === undefined ? { draft: ['Draft made by a program. This run is not assured.'] } : {}),
    blocks: [
      ...statementBlocks(source, open, people),
      ...uncertaintyBlocks(parts),
      ...cardBlocks(parts),
      ...assumptionBlocks(parts),
      ...dataBlocks(parts),
      ...mapBlocks(parts),
      ...recordBlocks(parts),
    ],
  };
}

const heading = (id: string, words: string, newPage = false): Block => ({
  kind: 'heading',
  level: 2,
  id,
  runs: [words],
  ...(newPage ? { newPage } : {}),
});
const sub = (words: string): Block => ({ kind: 'heading', level: 3, runs: [words] });
const say = (...sentences: string[]): Block => ({ kind: 'paragraph', runs: [sentences.join(' ')] });
const bullets = (items: readonly string[]): Block => ({
  kind: 'list',
  ordered: false,
  items: items.map((item): Runs => [item]),
});

function table(
  id: string,
  caption: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
): TableBlock {
  return { kind: 'table', id, caption: [caption], columns, rows: rows.map((row) => row.map((cell): Runs => [cell])) };
}

const column = (words: string, width = 1, align: 'left' | 'right' = 'left'): TableColumn => ({
  heading: [words],
  width,
  align,
});

const plainName = (name: string): string => name.replaceAll('_', ' ');

function uncertaintyBlocks({ source, card }: AssuranceParts): Block[] {
  const headlines = uncertainHeadlines(source);
  return [
    heading('uncertainty', 'Uncertainty statement'),
    say('Large uncertainties lie outside the ranges. Read what is not in them first.'),
    sub('What is not in the ranges'),
    bullets(card.not_in_ranges),
    sub('What is in the ranges'),
    bullets(inRanges(source)),
    ...(headlines.length === 0
      ? []
      : [
          say('The range of 8 in 10 draws on the last day of the run, for the whole country.'),
          table(
            'headlines',
            'Ranges of headlines and what they are made of',
            [
              column('Figure', 2),
              column('Date', 1.2),
              column('Middle and range', 2.2),
              column('Monte Carlo error of the mean', 1.2, 'right'),
              column('Share from assumptions', 1.7, 'right'),
            ],
            headlines.map((h) => [
              `${plainName(h.measure)}, ${h.service_type} (${h.unit})`,
              formatDate(h.date),
              h.words,
              Number.isFinite(h.monteCarlo) ? formatNumber(h.monteCarlo, 1) : 'not known',
              partText(h.fromAssumptions),
            ]),
          ),
          say('What is not from assumptions is chance.'),
        ]),
  ];
}

function cardBlocks({ card, source, log, tables }: AssuranceParts): Block[] {
  const { manifest } = source.run;
  return [
    heading('model-card', 'Model card', true),
    table(
      'card',
      'The model in short',
      [column('Item'), column('What', 3)],
      [
        ['Name', card.name],
        ['Version of the program', manifest.version],
        ['Version of this card', card.version],
        ['Owner', card.owner === '' ? 'not stated' : card.owner],
        ['Contact', card.contact === '' ? 'not stated' : card.contact],
        ['Purpose', card.purpose],
        ['Not to be used after', `${formatDate(card.sunset)}, without a new review`],
        ['Review', card.review],
        ['Assumptions', `${log.length}, of which ${log.filter((row) => row.strength === 'X').length} have no source`],
        ['Tables', `${tables.length}`],
      ],
    ),
    sub('What it must not be used for'),
    bullets(card.excluded_uses),
    sub('What it is for'),
    bullets(card.intended_uses),
    sub('Who uses it'),
    bullets(card.users),
    sub('Method'),
    bullets(card.method),
    sub('Limits'),
    bullets(card.limits),
    sub('Ethics'),
    bullets(card.ethics),
  ];
}

function assumptionBlocks({ log, effectsFrom, source }: AssuranceParts): Block[] {
  const count = (impact: string): number => log.filter((row) => row.impact === impact).length;
  const elsewhere = log.find((row) => row.effect_measured_on.startsWith('another plan'));
  return [
    heading('assumptions', 'Assumptions log', true),
    say(
      `${log.length} assumptions: ${count('High')} of high impact, ${count('Medium')} medium, ${count('Low')} low, ${count('Not tested')} not tested.`,
      'Those that matter most and are known least come first. The file assumptions-log.csv holds every column.',
    ),
    say(
      'Impact is measured: high is at least a third of the largest effect on a headline, medium at least a tenth, low less.',
      'Strength: A Welsh official, B Welsh at second hand, C England or the United Kingdom, X no source.',
      'Quality is proposed: red has no source, green is strength A and tested, amber is the rest. The assurer decides.',
    ),
    {
      kind: 'paragraph',
      style: 'aside',
      runs: [
        effectsFrom === undefined
          ? `No sensitivity analysis was run on the data set "${source.data.name}". Nothing is tested. Run market-stability sensitivity, and name its folder with --sensitivity.`
          : elsewhere === undefined
            ? `Effects come from ${effectsFrom}, measured on the plan of this run.`
            : `Effects come from ${effectsFrom}. They were measured on ${elsewhere.effect_measured_on}, not on that of this run.`,
      ],
    },
    table(
      'assumptions-table',
      'Assumptions, the weakest of high impact first',
      [
        column('Assumption', 2.2),
        column('Value and range', 1.6),
        column('Evidence', 2.4),
        column('Owner and next review', 1.7),
        column('Quality', 1.1),
        column('Impact', 1.1),
      ],
      log.map((row) => [
        `${row.description} (${plainName(row.id)})`,
        row.range,
        `${row.strength}: ${row.evidence}`,
        `${row.owner}; ${reviewText(row)}`,
        row.quality,
        row.impact,
      ]),
    ),
  ];
}

function dataBlocks({ tables, source }: AssuranceParts): Block[] {
  const { manifest } = source.run;
  return [
    heading('data', 'Data log', true),
    say(
      `Data set "${source.data.name}", digest ${manifest.data_digest.slice(0, 16)}. The whole digests stand in data-log.csv.`,
      `${manifest.repairs.length} repairs and defaults are listed in repairs.csv.`,
    ),
    table(
      'data-table',
      'Tables of the run',
      [
        column('Table and file', 1.5),
        column('Rows', 0.7, 'right'),
        column('Digest', 1.3),
        column('Sources', 3),
        column('Status', 1.5),
        column('Repairs', 1, 'right'),
      ],
      tables.map((row) => [
        `${row.table}: ${row.file}`,
        formatNumber(row.rows),
        row.digest === '' ? 'none' : row.digest.slice(0, 12),
        row.sources === '' ? 'not stated in the table' : row.sources,
        row.status,
        String(row.repairs),
      ]),
    ),
  ];
}

function mapBlocks({ trace, card }: AssuranceParts): Block[] {
  const list = (words: readonly string[]): string => words.map(plainName).join(', ') || 'nothing';
  return [
    heading('map', 'Model map', true),
    say(
      'The steps of a month in their order, as the program runs them. What each changes was seen in one draw of this run.',
      `The draw was looked at in ${trace.months.length} months: a year apart, and at each date of the law.`,
      'The file model-map.csv also names what each step reads and which assumptions.',
    ),
    table(
      'map-table',
      'Steps of a month',
      [
        column('Step'),
        column('What it does', 2.6),
        column('Parts that it changes', 3),
        column('Assumptions read', 1.4, 'right'),
      ],
      trace.processes.map(({ name, writes, assumptions }, i) => [
        `${i + 1}. ${name}`,
        card.processes[name] ?? 'not described',
        list(writes),
        String(assumptions.length),
      ]),
    ),
  ];
}

function recordBlocks({ record }: AssuranceParts): Block[] {
  return [
    heading('record', 'Run record', true),
    say('With the same data, scenario, seed and version anybody gets the same figures.'),
    table(
      'record-table',
      'Record of the run',
      [column('Item'), column('Value', 2.6)],
      record.map(({ item, value }) => [item, value]),
    ),
  ];
}
