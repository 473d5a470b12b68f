import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import { statusSentence } from '../../domain/status.ts';
import { packageVersion } from '../../experiments/manifest.ts';
import { numbersCsv } from '../briefing/numbers-file.ts';
import { paperDates } from '../briefing/paper-facts.ts';
import { paperArea, readPaperRuns } from '../briefing/paper-source.ts';
import { weakestOf } from '../briefing/paper-status.ts';
import type { Block, DocumentModel, Run } from '../document/model.ts';
import { lintNumbers } from '../document/numbers/lint-numbers.ts';
import type { LintProblem } from '../document/numbers/lint-numbers.ts';
import { NumberBook } from '../document/numbers/number-book.ts';
import { documentFiles, writeMadeFiles } from '../document/write-document.ts';
import type { MadeFile } from '../document/write-document.ts';
import { Messages } from '../language/messages.ts';
import { translatorCsv } from '../language/translator-file.ts';
import { entriesOf, readWords } from '../language/words.ts';
import { readAudiences } from './audiences.ts';
import type { Audience } from './audiences.ts';
import { easyNumbers } from './easy-numbers.ts';
import { lintEasyRead } from './lint-easy-read.ts';

export interface EasyReadOptions {
  /** Folder of a finished run. */
  readonly run: string;
  /** Id of an audience; `carers` unless told. */
  readonly for?: string;
  /** The country unless told; an audience may not be told of smaller areas. */
  readonly area?: string;
  /** Table of audiences; the shipped one unless told. */
  readonly audiences?: string;
  /** `easy-read` in the folder of the run unless told. Audiences that come before must have their draft here. */
  readonly out?: string;
  readonly force?: boolean;
}

export interface EasyRead {
  readonly audience: Audience;
  readonly document: DocumentModel;
  readonly problems: readonly LintProblem[];
  /** Empty where a problem kept them back. */
  readonly files: readonly string[];
}

/**
 * Drafts an easy read version of a run for an audience, as Word and HTML. It stays a draft: the people it is for must read it.
 *
 * @throws InputError when the run or the area is wrong, or an audience that must be told before has no draft of this run
 * @example
 * await easyRead({ run: 'outputs/as-legislated-1', for: 'carers' });
 */
export async function easyRead(options: EasyReadOptions): Promise<EasyRead> {
  const { not_said, audiences } = await readAudiences(options.audiences);
  const wanted = options.for ?? 'carers';
  const audience = audiences.find(({ id }) => id === wanted);
  const ids = audiences.map(({ id }) => id).join(', ');
  if (audience === undefined)
    throw refusal('--for', wanted, 'There is no such audience.', `One of: ${ids}.`, 'Check the spelling.');
  const [run] = await readPaperRuns([options.run]);
  const { manifest, inputs, figures, name } = run!;
  const area = paperArea(inputs.areas, options.area);
  if (!(audience.regions as readonly string[]).includes(area.level))
    throw refusal(
      '--area',
      area.name_en,
      `The audience ${audience.id} is not told of an area this small: children could be known again.`,
      audience.regions.join(' or '),
      'Name a larger area.',
    );
  const folder = options.out ?? join(options.run, 'easy-read');
  for (const before of audience.after) await refuseSkipped(folder, before, audience.id, manifest.run_id);

  const bookRuns = [{ name, manifest, areas: inputs.areas, figures }];
  const book = new NumberBook(bookRuns, [easyNumbers(new NumberBook(bookRuns))]);
  const entries = entriesOf(await readWords(), 'easy-read');
  const messages = new Messages(entries, 'en');
  const say = (id: string, values = {}): Run[] => messages.runs(id, values);
  const dates = paperDates(run!, area.level);
  const status = weakestOf([run!]);
  const children = `easy.range.children_looked_after.all.${area.area_code}.${dates.eve}`;
  const need = `shortfall_compliant.residential.${area.area_code}.${dates.eve}`;
  const chance = `easy.chance.${need}.prob_ge_1`;
  const forChildren = audience.id === 'children';
  const bound = (reference: string): Run => book.number(reference, 'en');
  const para = (id: string, values = {}): Block => ({ kind: 'paragraph', runs: say(id, values) });
  const heading = (id: string): Block => ({ kind: 'heading', level: 2, id, runs: say(`heading.${id}`) });
  const picture = (subject: string): Block => ({
    kind: 'paragraph',
    style: 'aside',
    runs: say('picture', { subject: messages.text(`picture.${subject}`) }),
  });
  const blocks: Block[] = [
    ...(audience.id === 'carers' ? [para('say.carers-first')] : []),
    heading('about'),
    picture('home'),
    ...['say.in-care', 'say.homes', 'say.law'].map((id) => para(id)),
    ...(forChildren || dates.approval === undefined
      ? []
      : [para('say.law-carers', { date: formatDate(dates.approval) })]),
    { kind: 'paragraph', style: 'lead', runs: say('say.nobody-moves') },
    ...(forChildren ? [para('say.child-plan')] : []),
    heading('found'),
    picture('computer'),
    ...['say.model', 'say.not-sure'].map((id) => para(id)),
    ...(status === 'illustrative' ? [para('say.stand-in')] : []),
    ...(book.has(children)
      ? [para('say.children', { date: formatDate(dates.eve), number: bound(children), area: area.name_en })]
      : []),
    ...(!forChildren && book.has(`easy.range.${need}`)
      ? [para('say.need', { number: bound(`easy.range.${need}`) })]
      : []),
    ...(!forChildren && book.has(chance) ? [para('say.short', { chance: bound(chance) })] : []),
    heading('next'),
    picture('meeting'),
    ...['say.next', 'say.people-decide'].map((id) => para(id)),
    heading('ask'),
    picture('talk'),
    para(`say.ask-${entries.has(`say.ask-${audience.id}`) ? audience.id : 'public'}`),
    heading('words'),
    { kind: 'list', ordered: false, items: [say('word.care'), say('word.model')] },
  ];
  const document: DocumentModel = {
    title: audience.title,
    language: 'en',
    description: `${statusSentence(status)} Draft.`,
    header: [
      [...say('edge.run', { run: { kind: 'text', text: manifest.run_id, from: 'manifest.json' } }), audience.marking],
    ],
    footer: [[statusSentence(status)]],
    draft: say('mark.draft'),
    blocks,
  };
  const mustSay = audience.must_say.map((id) => messages.text(id));
  const problems = [...lintNumbers(document, book), ...lintEasyRead(document, audience, not_said, mustSay)];
  if (problems.length > 0) return { audience, document, problems, files: [] };
  const stem = `easy-read-${audience.id}`;
  const welsh = new Messages(entries, 'cy');
  // A translator is asked for every sentence: none has Welsh, and none is invented.
  for (const [id, { en }] of entries) welsh.need({ id, english: en, welsh: '', status: 'missing' });
  const files: MadeFile[] = [
    ...(await documentFiles(document, { name: stem, formats: ['docx', 'html'] })),
    { name: `${stem}-numbers.csv`, bytes: utf8(`\ufeff${numbersCsv(document, book)}`) },
    { name: `${stem}-for-translators.csv`, bytes: utf8(translatorCsv(welsh.translationNeeds(), [])) },
  ];
  const record = {
    paper: 'easy-read',
    version: packageVersion(),
    state: 'draft',
    audience: audience.id,
    approver: audience.approver,
    after: audience.after,
    run_id: manifest.run_id,
    seed: manifest.seed,
    data_digest: manifest.data_digest,
    area: area.area_code,
    status,
    files: Object.fromEntries(
      files.map(({ name: file, bytes }) => [file, createHash('sha256').update(bytes).digest('hex')]),
    ),
  };
  files.push({ name: manifestName(audience.id), bytes: utf8(`${JSON.stringify(record, null, 2)}\n`) });
  await writeMadeFiles(folder, files, options.force);
  return { audience, document, problems, files: files.map(({ name: file }) => join(folder, file)) };
}

const manifestName = (id: string): string => `easy-read-${id}-manifest.json`;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** An audience is not told before those who must hear first have their draft of the same run. */
async function refuseSkipped(folder: string, before: string, id: string, runId: string): Promise<void> {
  const file = join(folder, manifestName(before));
  const text = await readFile(file, 'utf8').catch(() => '');
  let found: unknown;
  try {
    found = (JSON.parse(text) as { run_id?: unknown }).run_id;
  } catch {
    found = undefined;
  }
  if (found === runId) return;
  throw refusal(
    file,
    typeof found === 'string' ? found : undefined,
    `The audience ${id} would be told before ${before}, who have no draft of run ${runId} here.`,
    `First ${before}, then ${id}.`,
    `Run easy-read --for ${before} with the same run and --out, and tell them first.`,
  );
}

function refusal(file: string, value: string | undefined, problem: string, allowed: string, mend: string): InputError {
  return new InputError([{ kind: 'input', file, ...(value === undefined ? {} : { value }), problem, allowed, mend }]);
}
