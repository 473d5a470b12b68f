import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { financialYearName } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { recordSources } from '../briefing/number-sources.ts';
import { numbersCsv } from '../briefing/numbers-file.ts';
import { paperDates } from '../briefing/paper-facts.ts';
import { paperArea, readPaperRuns } from '../briefing/paper-source.ts';
import type { Chart } from '../chart.ts';
import { writeCsv } from '../csv.ts';
import { lintWords } from '../document/lint-words.ts';
import type { DocumentModel } from '../document/model.ts';
import { lintNumbers } from '../document/numbers/lint-numbers.ts';
import type { LintProblem } from '../document/numbers/lint-numbers.ts';
import { NumberBook } from '../document/numbers/number-book.ts';
import { documentFiles, writeMadeFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import type { Language } from '../language/languages.ts';
import { Messages } from '../language/messages.ts';
import { checkWelshDocument, translatorCsv } from '../language/translator-file.ts';
import { areaName, entriesOf, readWords } from '../language/words.ts';
import { packYear } from '../packs/pack-year.ts';
import { rasterise } from '../render-png.ts';
import { renderSvg } from '../render-svg.ts';
import { statutoryRules } from '../statutory-dates.ts';
import { AIMS, readAims } from './aims.ts';
import type { PurposeRun } from './aims.ts';
import { directionOf } from './directions.ts';
import type { Direction } from './directions.ts';
import { readPast, SHIPPED_RECORD } from './past.ts';
import type { PastFigure } from './past.ts';
import { purposeChart } from './purpose-chart.ts';
import { purposeDocument, statusOfPage } from './purpose-document.ts';
import { purposeSource } from './purpose-numbers.ts';

/** Runs that fit on a page. */
const MOST_RUNS = 3;

export interface PurposeOptions {
  /** Folders of one to three finished runs of different scenarios, with their draws; the sentences are about the first. */
  readonly runs: readonly string[];
  /** Code or name in either language; the country unless told. */
  readonly area?: string;
  /** Financial year of the sentences, `2030-31`; the first in which new for-profit placements need approval unless told. */
  readonly year?: string;
  /** Table with the columns of `record.csv`; the shipped figures of Wales unless told. */
  readonly recorded?: string;
  /** English unless told. */
  readonly languages?: readonly Language[];
  /** What translators have confirmed, as `translate` keeps it. */
  readonly answers?: string;
  /** Protective marking on every page, OFFICIAL unless told. */
  readonly marking?: string;
  /** Folder to write; `purpose` in the folder of the first run unless told. */
  readonly out?: string;
  readonly force?: boolean;
}

/** The panel: its chart, its directions, and its page in each language. */
export interface PurposePanel {
  readonly chart: Chart;
  readonly directions: readonly Direction[];
  readonly past: readonly PastFigure[];
  readonly documents: readonly DocumentModel[];
  /** What keeps the page from being written. */
  readonly problems: readonly LintProblem[];
  /** Empty where a problem kept them back. */
  readonly files: readonly string[];
}

/**
 * Makes the one-page panel of what the programme is for, for an area: whether fewer children come into care, stay less long and
 * live in their own area, as recorded and as projected, by scenario. Word, HTML and Markdown, with chart, figures and a record.
 *
 * @throws InputError when a run, the area, the year or the table is wrong; nothing is written then
 * @example
 * const { directions, files } = await purpose({ runs: ['outputs/as-legislated-1'], area: 'Gwent' });
 */
export async function purpose(options: PurposeOptions): Promise<PurposePanel> {
  if (options.runs.length > MOST_RUNS)
    throw refusal('runs', String(options.runs.length), 'So many scenarios do not fit on a page.', 'One to three runs.');
  const words = await readWords(options.answers);
  const read = await readPaperRuns(options.runs);
  const area = paperArea(read[0]!.inputs.areas, options.area);
  const runs: PurposeRun[] = [];
  for (const [i, run] of read.entries()) runs.push(await readAims(options.runs[i]!, run, area));
  const first = runs[0]!;
  const past = await readPast(first.inputs, area, options.recorded);
  const yearEnding = yearOf(first, options.year, paperDates(first, area.level).yearEnding);
  const directions = runs.flatMap((run) => AIMS.flatMap((aim) => directionOf(run, aim, yearEnding, past) ?? []));
  const chart = purposeChart({
    title: `Who comes into care, for how long, and how many live in their own area: ${area.name_en}`,
    source: sourceOf(runs, past),
    status: statusOfPage({ runs, past }),
    scenario: {
      title: first.manifest.scenario_title,
      draws: first.manifest.draws,
      seed: first.manifest.seed,
      digest: first.manifest.scenario_digest,
      others: runs.slice(1).map(({ manifest: m }) => ({ title: m.scenario_title, digest: m.scenario_digest })),
    },
    area: area.name_en,
    runs,
    past,
    rules: statutoryRules(first.inputs.timetable.filter((row) => row.milestone === 'placements need approval')),
  });
  const svg = await renderSvg(chart);
  const picture = { svg, png: await rasterise(svg), alt: chart.altText };
  const bookRuns = runs.map(({ name, manifest, inputs, figures }) => ({
    name,
    manifest,
    areas: inputs.areas,
    figures,
  }));
  const book = new NumberBook(bookRuns, [
    purposeSource(runs, area.area_code, past, directions),
    ...recordSources(bookRuns),
  ]);
  const page = {
    area: { ...area, name_cy: areaName(words, area, 'cy') },
    runs,
    past,
    directions,
    yearEnding,
    marking: options.marking ?? 'OFFICIAL',
    picture,
  };
  const entries = entriesOf(words, 'purpose');
  const { glossary, places, changedTerms } = words;
  const stem = `purpose-${area.area_code}`;
  const documents: DocumentModel[] = [];
  const problems: LintProblem[] = [];
  const files: MadeFile[] = [];
  for (const language of options.languages ?? ['en']) {
    const messages = new Messages(entries, language, words.answers?.byId);
    const document = purposeDocument(page, book, messages);
    documents.push(document);
    problems.push(...lintNumbers(document, book), ...lintWords(document, book));
    const pageWords = {
      skip: messages.runs('page.skip'),
      notes: messages.runs('page.notes'),
      back: messages.runs('page.back'),
    };
    const name = `${stem}-${language}`;
    if (problems.length > 0) continue;
    files.push(...(await documentFiles(document, { name, pageWords })));
    files.push({ name: `${name}-numbers.csv`, bytes: utf8(`\ufeff${numbersCsv(document, book)}`) });
    if (language === 'cy')
      files.push({
        name: `${name}-for-translators.csv`,
        bytes: utf8(
          translatorCsv(messages.translationNeeds(), checkWelshDocument(document, { glossary, places, changedTerms })),
        ),
      });
  }
  const panel = { chart, directions, past, documents, problems };
  if (problems.length > 0) return { ...panel, files: [] };
  files.push(
    { name: `${stem}.csv`, bytes: utf8(`\ufeff${writeCsv(chart.table)}`) },
    { name: `${stem}.svg`, bytes: utf8(`${svg}\n`) },
    { name: `${stem}.png`, bytes: picture.png },
  );
  files.push({ name: `${stem}.json`, bytes: utf8(await recordText(options, page, files)) });
  const folder = options.out ?? join(options.runs[0]!, 'purpose');
  await writeMadeFiles(folder, files, options.force);
  return { ...panel, files: files.map(({ name }) => join(folder, name)) };
}

function sourceOf(runs: readonly PurposeRun[], past: readonly PastFigure[]): string {
  const made = `market-stability ${runs[0]!.manifest.version}, run ${runs.map(({ manifest }) => manifest.run_id).join(', ')}`;
  return past.length === 0 ? made : `${made}. Recorded: as the table behind the chart names it`;
}

function yearOf(run: PurposeRun, text: string | undefined, drafted: number): number {
  const years = run.aims.entries.map((year) => year.yearEnding);
  if (years.length === 0)
    throw refusal('run', run.manifest.run_id, 'The run holds no whole financial year.', 'A run to a later horizon.');
  if (text === undefined) return drafted;
  const wanted = Number(packYear(text).lastDay.slice(0, 4));
  if (years.includes(wanted)) return wanted;
  throw refusal(
    '--year',
    text,
    'The run does not hold this year.',
    `From ${financialYearName(years[0]!)} to ${financialYearName(years.at(-1)!)}.`,
  );
}

function refusal(file: string, value: string, problem: string, allowed: string): InputError {
  return new InputError([{ kind: 'input', file, value, problem, allowed, mend: 'Name what the run holds.' }]);
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Record of the page. It holds no clock: the same inputs give the same bytes. */
async function recordText(
  options: PurposeOptions,
  { area, runs, past, yearEnding, marking }: Parameters<typeof purposeDocument>[0],
  files: readonly MadeFile[],
): Promise<string> {
  const record = {
    paper: 'purpose',
    version: packageVersion(),
    state: 'draft',
    status: statusOfPage({ runs, past }),
    area: area.area_code,
    financial_year: financialYearName(yearEnding),
    marking,
    runs: runs.map(({ manifest: m }) => ({
      run_id: m.run_id,
      scenario: m.scenario,
      scenario_digest: m.scenario_digest,
      data_digest: m.data_digest,
      seed: m.seed,
      draws: m.draws,
      engine: m.engine,
    })),
    answers: options.answers === undefined ? null : digest(await readFile(options.answers)),
    recorded: digest(await readFile(options.recorded ?? SHIPPED_RECORD)),
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, digest(bytes)])),
  };
  return `${JSON.stringify(record, null, 2)}\n`;
}
