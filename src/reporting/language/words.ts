import { rowNumberOf } from '../../data/tables/row-numbers.ts';
import { InputError } from '../../domain/errors.ts';
import { oldTermsIn } from './changed-terms.ts';
import type { ChangedTerm } from './changed-terms.ts';
import type { ReadAnswers, TranslatorAnswer } from './answers.ts';
import { readAnswers } from './answers.ts';
import type { GlossaryTerm, PlaceName } from './glossary.ts';
import { readGlossary, readPlaceNames, termOf } from './glossary.ts';
import type { Language } from './languages.ts';
import type { MessageEntry, MessageFile } from './messages.ts';
import { MESSAGE_FILES, readMessageFile } from './messages.ts';
import type { PluralForm } from './plain-message.ts';
import { icuPlural, icuText, plainMessage, WELSH_PLURAL_FORMS } from './plain-message.ts';
import { faultOfWelsh } from './welsh-fault.ts';

/** A confirmation that counts no more, because the English is another now. */
export interface LapsedAnswer {
  readonly answer: TranslatorAnswer;
  /** The English of today. */
  readonly english: string;
}

/** The words of all documents in both languages, with what translators have answered. */
export interface Words {
  readonly glossary: readonly GlossaryTerm[];
  readonly places: readonly PlaceName[];
  readonly files: ReadonlyMap<MessageFile, ReadonlyMap<string, MessageEntry>>;
  /** Undefined where no file of answers was given. */
  readonly answers?: ReadAnswers;
  /** Ids of answers that are in force. */
  readonly inForce: ReadonlySet<string>;
  readonly lapsed: readonly LapsedAnswer[];
  readonly changedTerms: readonly ChangedTerm[];
}

/** Id of a term, or of its plural. */
export const termId = ({ english }: { readonly english: string }, plural = false): string =>
  `term/${english}${plural ? '[plural]' : ''}`;
/** Id of a place. */
export const placeId = ({ kind, name_en }: Pick<PlaceName, 'kind' | 'name_en'>): string => `place/${kind}/${name_en}`;
/** Id of a message, or of one of its plural forms. */
export const messageId = (file: MessageFile, id: string, form?: PluralForm): string =>
  `${file}/${id}${form === undefined ? '' : `[${form}]`}`;
/** English of a plural form of Welsh: English tells only one from other. */
export const englishForm = (forms: Readonly<Partial<Record<PluralForm, string>>>, form: PluralForm): string =>
  forms[form] ?? forms.other!;

const idsOf = (file: MessageFile, id: string): string[] => [
  messageId(file, id),
  ...WELSH_PLURAL_FORMS.map((form) => messageId(file, id, form)),
];

/** Which answers are in force, and which have lapsed. */
class Ledger {
  readonly inForce = new Set<string>();
  readonly lapsed: LapsedAnswer[] = [];
  private readonly answers: ReadonlyMap<string, TranslatorAnswer>;

  constructor(answers: ReadonlyMap<string, TranslatorAnswer>) {
    this.answers = answers;
  }

  /** The answer for an English text; undefined where there is none, or it was given for another English. */
  take(id: string, english: string): TranslatorAnswer | undefined {
    const answer = this.answers.get(id);
    if (answer === undefined) return undefined;
    if (answer.english.trim() !== english.trim()) {
      this.lapsed.push({ answer, english });
      return undefined;
    }
    this.inForce.add(id);
    return answer;
  }

  /** Whether there is any answer for a message or one of its plural forms. */
  knows(file: MessageFile, id: string): boolean {
    return idsOf(file, id).some((one) => this.answers.has(one));
  }

  /** Takes the answers for a message out of force. */
  withdraw(file: MessageFile, id: string): void {
    for (const one of idsOf(file, id)) this.inForce.delete(one);
  }
}

const sourceOf = ({ confirmed_by, date }: TranslatorAnswer): string => `Confirmed by ${confirmed_by}, ${date}`;

/** The words as they are shipped, read once. */
let shipped:
  | Promise<readonly [readonly GlossaryTerm[], readonly PlaceName[], readonly ReadonlyMap<string, MessageEntry>[]]>
  | undefined;

/**
 * Reads the words of all documents, and puts the answers of translators in force: a confirmed text has the status C, a changed
 * term changes every message that is made of it, and a confirmation of an English text that has changed since counts no more.
 *
 * @param answers path of `welsh-answers.csv`
 * @throws InputError when the file of answers is wrong
 */
export async function readWords(answers?: string): Promise<Words> {
  shipped ??= Promise.all([
    readGlossary(),
    readPlaceNames(),
    Promise.all(MESSAGE_FILES.map((name) => readMessageFile(name))),
  ]);
  const [glossary, places, files] = await shipped;
  const read = answers === undefined ? undefined : await readAnswers(answers);
  const words = wordsOf(glossary, places, new Map(MESSAGE_FILES.map((name, i) => [name, files[i]!])), read);
  // The file is kept by people: each answer is held to what it was held to when it was read from the translator.
  const problems = [...words.inForce].flatMap((id) => {
    const answer = read!.byId.get(id)!;
    const fault = faultOfWelsh(answer.welsh, answer.english);
    const row = rowNumberOf(answer);
    const place = { kind: 'input' as const, file: read!.file, ...(row === undefined ? {} : { row }), column: 'welsh' };
    return fault === undefined ? [] : [{ ...place, value: answer.welsh, ...fault, problem: `${id}: ${fault.problem}` }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return words;
}

/** The words of all documents, from words as shipped and answers. */
export function wordsOf(
  glossary: readonly GlossaryTerm[],
  places: readonly PlaceName[],
  files: ReadonlyMap<MessageFile, ReadonlyMap<string, MessageEntry>>,
  answers?: ReadAnswers,
): Words {
  const ledger = new Ledger(answers?.byId ?? new Map<string, TranslatorAnswer>());
  const changedTerms: ChangedTerm[] = [];
  const terms = glossary.map((term): GlossaryTerm => {
    const [one, several] = [ledger.take(termId(term), term.english), ledger.take(termId(term, true), term.english)];
    const { english } = term;
    if (one !== undefined && one.welsh !== term.welsh)
      changedTerms.push({ english, before: term.welsh, now: one.welsh });
    if (several !== undefined && several.welsh !== term.welsh_plural)
      changedTerms.push({ english, before: term.welsh_plural ?? term.welsh, now: several.welsh });
    if (one === undefined) return term;
    const plural = several?.welsh ?? (one.welsh === term.welsh ? term.welsh_plural : undefined);
    const { welsh_plural: _, ...rest } = term;
    return {
      ...rest,
      welsh: one.welsh,
      ...(plural === undefined ? {} : { welsh_plural: plural }),
      status: term.welsh_plural !== undefined && several === undefined && term.status !== 'V' ? term.status : 'C',
      source: sourceOf(one),
    };
  });
  const names = places.map((place): PlaceName => {
    const answer = ledger.take(placeId(place), place.name_en);
    return answer === undefined ? place : { ...place, name_cy: answer.welsh, status: 'C', source: sourceOf(answer) };
  });
  const messages = new Map(
    [...files].map(([file, entries]) => [
      file,
      new Map(
        [...entries].map(([id, entry]) => {
          const whole = answered(ledger, file, id, withTerm(entry, terms));
          return [id, withoutOldTerms(whole, changedTerms, () => ledger.withdraw(file, id))];
        }),
      ),
    ]),
  );
  return {
    glossary: terms,
    places: names,
    files: messages,
    ...(answers === undefined ? {} : { answers }),
    inForce: ledger.inForce,
    lapsed: ledger.lapsed,
    changedTerms,
  };
}

/** A message whose Welsh holds a term that was changed since is asked again. */
function withoutOldTerms(entry: MessageEntry, changed: readonly ChangedTerm[], withdraw: () => void): MessageEntry {
  if (changed.length === 0 || entry.cy === undefined || entry.term !== undefined) return entry;
  const { text, plural } = plainMessage(entry.cy);
  const old = oldTermsIn(Object.values(plural?.forms ?? { other: text }).join(' '), changed);
  if (old.length === 0) return entry;
  withdraw();
  const note = old.map(({ before, now }) => `The term “${before}” is “${now}” now.`).join(' ');
  return { ...entry, status: 'U', note: entry.note === undefined ? note : `${entry.note} ${note}` };
}

/** A message that is a term has the Welsh of the term, with a capital where the English has one. */
function withTerm(entry: MessageEntry, glossary: readonly GlossaryTerm[]): MessageEntry {
  if (entry.term === undefined) return entry;
  const { welsh, status, source } = termOf(glossary, entry.term);
  const capital = /^\p{Lu}/u.test(entry.en);
  const text = capital ? welsh.charAt(0).toUpperCase() + welsh.slice(1) : welsh;
  return { ...entry, cy: icuText(text), status, source };
}

function answered(ledger: Ledger, file: MessageFile, id: string, entry: MessageEntry): MessageEntry {
  if (entry.term !== undefined || !ledger.knows(file, id)) return entry;
  const { text, plural } = plainMessage(entry.en);
  if (plural === undefined) {
    const answer = ledger.take(messageId(file, id), text);
    return answer === undefined ? entry : confirmedEntry(entry, icuText(spacedLike(text, answer.welsh)), answer);
  }
  const answers = WELSH_PLURAL_FORMS.map(
    (form) => [form, ledger.take(messageId(file, id, form), englishForm(plural.forms, form))] as const,
  );
  // Half of the forms are no message: those that were confirmed wait for the others.
  if (answers.some(([, answer]) => answer === undefined)) return entry;
  const forms = Object.fromEntries(answers.map(([form, answer]) => [form, spacedLike(text, answer!.welsh)])) as Record<
    PluralForm,
    string
  >;
  return confirmedEntry(entry, icuPlural(plural.argument, forms), answers.at(-1)![1]!);
}

/** A text with the spaces that another has at its ends. */
const spacedLike = (model: string, text: string): string =>
  /^\s*/.exec(model)![0] + text.trim() + (model.trim() === '' ? '' : /\s*$/.exec(model)![0]);

function confirmedEntry(entry: MessageEntry, cy: string, answer: TranslatorAnswer): MessageEntry {
  return { ...entry, cy, status: 'C', source: sourceOf(answer) };
}

/** Messages of some files together; no two files share an id. */
export function entriesOf(words: Words, ...files: readonly MessageFile[]): Map<string, MessageEntry> {
  const entries = new Map<string, MessageEntry>();
  for (const file of files)
    for (const [id, entry] of words.files.get(file)!) {
      if (entries.has(id)) throw new Error(`the message ${id} is in two files`);
      entries.set(id, entry);
    }
  return entries;
}

/** Name of an area in a language: as a translator has confirmed it, else as the data have it. */
export function areaName(
  words: Pick<Words, 'places'>,
  area: { readonly name_en: string; readonly name_cy: string; readonly level: string },
  language: Language,
): string {
  if (language === 'en') return area.name_en;
  const confirmed = words.places.find(
    ({ kind, name_en, status }) => kind === area.level && name_en === area.name_en && status === 'C',
  );
  return confirmed?.name_cy ?? area.name_cy;
}
