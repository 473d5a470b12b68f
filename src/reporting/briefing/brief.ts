import { join } from 'node:path';
import { readFileBytes } from '../../data/file-bytes.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import type { DocumentModel } from '../document/model.ts';
import { lintWords } from '../document/lint-words.ts';
import { lintNumbers } from '../document/numbers/lint-numbers.ts';
import type { LintProblem } from '../document/numbers/lint-numbers.ts';
import { NumberBook } from '../document/numbers/number-book.ts';
import { documentFiles, writeMadeFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import type { PlaceName } from '../language/glossary.ts';
import type { Language } from '../language/languages.ts';
import { Messages } from '../language/messages.ts';
import { checkWelshDocument, translatorCsv } from '../language/translator-file.ts';
import { entriesOf, readWords } from '../language/words.ts';
import type { Words } from '../language/words.ts';
import { Desk } from './desk.ts';
import type { PaperSource } from './desk.ts';
import { readImpact } from './impact.ts';
import { adviceOn, leftToDo } from './left-to-do.ts';
import { recordSources } from './number-sources.ts';
import { numbersCsv } from './numbers-file.ts';
import { composePaper } from './paper.ts';
import { paperDates, paperFacts } from './paper-facts.ts';
import { drawOnce } from './paper-charts.ts';
import { paperArea, readPaperRuns, readPreviousRun } from './paper-source.ts';
import type { PaperRun } from './paper-source.ts';
import { manifestText } from './paper-manifest.ts';
import { readPaperText } from './paper-text.ts';
import { readRiskScores } from './risk-scores.ts';

/** Pages before the annexes that a paper may have, unless told. */
export const PAGES = 2;

export interface BriefOptions {
  /** Folders of finished runs, of different scenarios; the sentences are about the first. */
  readonly runs: readonly string[];
  /** Folder of the run of the last paper. */
  readonly previous?: string;
  /** `risk-scores.csv` of the first run. */
  readonly scores?: string;
  /** YAML file with what people wrote; references in double braces are bound to results. */
  readonly text?: string;
  /** YAML file of the integrated impact assessment; the shipped prompts unless told. */
  readonly impact?: string;
  /** English unless told. */
  readonly languages?: readonly Language[];
  /** `welsh-answers.csv` with what translators have confirmed; none unless told. */
  readonly answers?: string;
  /** An organisation's own Word file. */
  readonly template?: string;
  /** `OFFICIAL` unless told here or in the text. */
  readonly marking?: string;
  readonly meetingDate?: IsoDate;
  /** Code or name in either language; the country unless told. */
  readonly area?: string;
  /** Pages before the annexes; 2 unless told. */
  readonly pages?: number;
  /** Makes a paper without the mark of a draft, and refuses while anything is left to do. */
  readonly release?: boolean;
  /** Folder to write; `brief` in the folder of the first run unless told. */
  readonly out?: string;
  readonly force?: boolean;
}

/** A paper in one language. */
export interface BriefPaper {
  readonly language: Language;
  readonly document: DocumentModel;
  /** What keeps the paper from being written: numbers that do not follow their results, and words that claim too much. */
  readonly problems: readonly LintProblem[];
  /** What must happen before a release, in sentences. */
  readonly left: readonly string[];
  /** Advice on length and sentences. */
  readonly advice: readonly string[];
}

export interface Brief {
  readonly papers: readonly BriefPaper[];
  /** Paths of the files; empty where a problem kept them back. */
  readonly files: readonly string[];
  /** The words in both languages, with the answers that are in force and those that lapsed. */
  readonly words: Words;
}

/**
 * Drafts the briefing paper of a Board from finished runs, as Word, HTML and Markdown, in English, Welsh or both. Every number in
 * a sentence is bound to a result. Nothing is written where a number is not, or where words claim more than a projection can.
 *
 * @throws InputError when an input is wrong; nothing is written then
 * @example
 * const { papers, files } = await brief({ runs: ['outputs/as-legislated-1', 'outputs/managed-transition-1'], languages: ['en', 'cy'] });
 */
export async function brief(options: BriefOptions): Promise<Brief> {
  const words = await readWords(options.answers);
  const source = await readSource(options, words.places);
  const runs = [...source.runs, ...(source.previous === undefined ? [] : [source.previous])];
  const bookRuns = runs.map(({ name, manifest, inputs, figures }) => ({
    name,
    manifest,
    areas: inputs.areas,
    figures,
  }));
  const book = new NumberBook(bookRuns, recordSources(bookRuns));
  const whole: PaperSource = { ...source, facts: paperFacts(book, source.area, source.dates) };
  const entries = entriesOf(words, 'briefing', 'charts');
  const { glossary, places, changedTerms } = words;
  const template =
    options.template === undefined ? undefined : { name: options.template, bytes: await bytesOf(options.template) };
  const papers: BriefPaper[] = [];
  const draw = drawOnce();
  const files: MadeFile[] = [];
  for (const language of options.languages ?? ['en']) {
    const messages = new Messages(entries, language, words.answers?.byId);
    const desk = new Desk(whole, book, messages);
    const document = await composePaper(desk, glossary, draw);
    const problems = [
      ...desk.problems,
      ...staleText(whole),
      ...lintNumbers(document, book),
      ...lintWords(document, book),
    ];
    const welsh = language === 'cy' ? checkWelshDocument(document, { glossary, places, changedTerms }) : [];
    const left = leftToDo(desk, welsh.length + messages.translationNeeds().length);
    papers.push({ language, document, problems, left, advice: adviceOn(document, options.pages ?? PAGES) });
    if (problems.length > 0) continue;
    const pageWords = {
      skip: messages.runs('page.skip'),
      notes: messages.runs('page.notes'),
      back: messages.runs('page.back'),
    };
    const name = `brief-${language}`;
    files.push(
      ...(await documentFiles(document, { name, pageWords, ...(template === undefined ? {} : { template }) })),
    );
    files.push({ name: `${name}-numbers.csv`, bytes: utf8(`\ufeff${numbersCsv(document, book)}`) });
    if (language === 'cy')
      files.push({
        name: `${name}-for-translators.csv`,
        bytes: utf8(translatorCsv(messages.translationNeeds(), welsh)),
      });
  }
  const blocked = papers.some(
    ({ problems, left }) => problems.length > 0 || (options.release === true && left.length > 0),
  );
  if (blocked) return { papers, files: [], words };
  files.push({
    name: 'manifest.json',
    bytes: utf8(await manifestText(options, whole, { papers, files, words, template: template?.bytes })),
  });
  const folder = options.out ?? join(options.runs[0]!, 'brief');
  await writeMadeFiles(folder, files, options.force);
  return { papers, files: files.map(({ name }) => join(folder, name)), words };
}

async function readSource(
  options: BriefOptions,
  places: readonly PlaceName[],
): Promise<Omit<PaperSource, 'facts'> & { facts: readonly never[] }> {
  const runs = await readPaperRuns(options.runs);
  const previous = options.previous === undefined ? undefined : await readPreviousRun(options.previous);
  const text = options.text === undefined ? {} : await readPaperText(options.text);
  const impact = await readImpact(options.impact);
  const risks = options.scores === undefined ? undefined : await readRiskScores(options.scores);
  if (risks !== undefined)
    refuseForeignScores(
      options.scores!,
      risks.map((risk) => risk.run_id),
      runs,
    );
  const area = paperArea(runs[0]!.inputs.areas, options.area);
  const meetingDate = options.meetingDate ?? text.paper?.meeting_date;
  if (meetingDate !== undefined && !isIsoDate(meetingDate))
    throw problem(
      '--meeting-date',
      meetingDate,
      'This is no date.',
      'A date such as 2026-12-10.',
      'Write year, month and day with hyphens.',
    );
  return {
    runs,
    ...(previous === undefined ? {} : { previous }),
    area,
    places,
    dates: paperDates(runs[0]!, area.level),
    facts: [],
    text,
    impact,
    ...(risks === undefined ? {} : { risks }),
    marking: options.marking ?? text.paper?.marking ?? 'OFFICIAL',
    ...(meetingDate === undefined ? {} : { meetingDate }),
    release: options.release === true,
  };
}

/** Scores are of the runs of the paper, or the paper would set old risks beside new figures. */
function refuseForeignScores(file: string, ids: readonly string[], runs: readonly PaperRun[]): void {
  const known = runs.map(({ manifest }) => manifest.run_id);
  const foreign = ids.find((id) => id !== '' && !known.includes(id));
  if (foreign === undefined) return;
  throw problem(
    file,
    foreign,
    'The scores are of another run than the paper.',
    `Scores of run ${known.join(' or ')}.`,
    'Score the run of this paper and name that file.',
  );
}

function problem(file: string, value: string, text: string, allowed: string, mend: string): InputError {
  return new InputError([{ kind: 'input', file, value, problem: text, allowed, mend }]);
}

/** Text that was written about another run is stale. */
function staleText({ text, runs }: Pick<PaperSource, 'text' | 'runs'>): LintProblem[] {
  const { run_id } = runs[0]!.manifest;
  if (text.run_id === undefined || text.run_id === run_id) return [];
  return [
    {
      rule: 'stale number',
      where: 'the text of the paper, run_id',
      found: text.run_id,
      problem: `The text was written about another run than ${run_id}.`,
      mend: `Read it again beside the new figures, then write run_id: ${run_id}.`,
    },
  ];
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function bytesOf(path: string): Promise<Uint8Array> {
  const read = await readFileBytes(path);
  if ('problem' in read) throw new InputError([read.problem]);
  return read.bytes;
}
