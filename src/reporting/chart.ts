import type { EvidenceStatus } from '../domain/status.ts';
import type { ChartWords } from './chart-words.ts';
import { englishWords } from './chart-words.ts';
import type { Table } from './csv.ts';
import { composeSpec } from './compose-spec.ts';
import type { ChartBody, VegaLiteSpec } from './compose-spec.ts';
import { cutText } from './text.ts';

/** A scenario behind a picture: its title, and how many runs were made with which seed. */
export interface ScenarioReference {
  readonly title: string;
  /** Further scenarios that the picture shows, each with as many runs. */
  readonly others?: readonly Pick<ScenarioReference, 'title' | 'digest'>[];
  readonly draws: number;
  readonly seed?: number | string;
  /** Digest of what the scenario does, `scenario_digest` of a manifest; its first 12 digits are printed. */
  readonly digest?: string;
}

/** What every picture must say besides its figures. */
export interface ChartContext {
  /** The message, or the quantity, in sentence case without a full stop. */
  readonly title: string;
  /** Where the figures come from, as a person would cite it. */
  readonly source: string;
  /** The weakest evidence behind any figure shown. */
  readonly status: EvidenceStatus;
  /** Left out where the figures are recorded or estimated and no scenario is applied. */
  readonly scenario?: ScenarioReference;
  /** Alternative text written by a person, at most 150 characters. A draft is made from the data where it is left out. */
  readonly altText?: string;
}

/** A context of charts that can be drawn in Welsh. */
export interface WordedContext extends ChartContext {
  /** Words of the chart; English unless told. The title, the quantity and the unit are in the same language. */
  readonly words?: ChartWords;
}

/** A picture as one plain value: what it says, how it is drawn, and the figures that it shows. */
export interface Chart {
  readonly title: string;
  /** What is shown, with its unit and scale. */
  readonly subtitle: string;
  /** Vega-Lite version 5, complete with title, source and status. */
  readonly spec: VegaLiteSpec;
  /** At most 150 characters: kind of chart, what by what, the message. */
  readonly altText: string;
  /** True until a person has written the alternative text. */
  readonly altTextIsDraft: boolean;
  /** The plotted values. */
  readonly table: Table;
  readonly sourceLine: string;
  readonly statusLine: string;
  readonly scenarioLine: string;
}

/** Most characters that an alternative text may have. */
export const ALT_TEXT_LIMIT = 150;

/** The line that keeps a projection from being read as a forecast. */
export function scenarioLineOf(scenario: ScenarioReference | undefined, words: ChartWords = englishWords()): string {
  if (scenario === undefined) return words.text('foot.no-scenario');
  const all = [scenario, ...(scenario.others ?? [])];
  const digests = all.flatMap((one) => (one.digest === undefined ? [] : [one.digest.slice(0, 12)]));
  const several = all.length > 1;
  const facts = [
    words.text(several ? 'foot.runs-each' : 'foot.runs', { n: scenario.draws, draws: words.number(scenario.draws) }),
    ...(scenario.seed === undefined ? [] : [words.text('foot.seed', { seed: String(scenario.seed) })]),
    ...(digests.length === 0
      ? []
      : [
          several
            ? words.text('foot.digests', { digests: words.list(digests) })
            : words.text('foot.digest', { digest: digests[0]! }),
        ]),
  ].join(', ');
  const titles = words.list(all.map(({ title }) => `“${title}”`));
  return words.text(several ? 'foot.scenarios' : 'foot.scenario', { titles, facts });
}

/** Every row with every column and no other: a figure that a row does not have is `null`. */
function wholeTable({ columns, rows }: Table): Table {
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((c) => [c, row[c] ?? null]))) };
}

/** Makes a chart from its parts. Throws where the title is empty or a written alternative text is too long. */
export function makeChart(
  context: WordedContext,
  parts: { subtitle: string; altDraft: string; table: Table; notes?: readonly string[]; body: ChartBody },
): Chart {
  if (context.title.trim() === '') throw new Error('a chart needs a title');
  if (context.source.trim() === '') throw new Error(`the chart "${context.title}" needs a source`);
  if (context.altText !== undefined && context.altText.length > ALT_TEXT_LIMIT) {
    throw new Error(`alternative text has ${context.altText.length} characters; at most ${ALT_TEXT_LIMIT} are allowed`);
  }
  const words = context.words ?? englishWords();
  const sourceLine = words.text('foot.source', { source: context.source.replace(/\.$/, '') });
  const statusLine = words.status(context.status);
  const scenarioLine = scenarioLineOf(context.scenario, words);
  const altText = context.altText ?? cutText(parts.altDraft, ALT_TEXT_LIMIT);
  return {
    title: context.title,
    subtitle: parts.subtitle,
    spec: composeSpec(parts.body, {
      title: context.title,
      subtitle: parts.subtitle,
      altText,
      plainLines: [...(parts.notes ?? []), scenarioLine, sourceLine],
      boldLine: statusLine,
    }),
    altText,
    altTextIsDraft: context.altText === undefined,
    table: wholeTable(parts.table),
    sourceLine,
    statusLine,
    scenarioLine,
  };
}
