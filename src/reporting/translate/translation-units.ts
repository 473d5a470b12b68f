import { sameWords } from '../language/same-words.ts';
import type { TermStatus } from '../language/glossary.ts';
import { isApproved } from '../language/glossary.ts';
import type { MessageFile } from '../language/messages.ts';
import type { PluralForm } from '../language/plain-message.ts';
import { PLURAL_EXAMPLES, plainMessage, WELSH_PLURAL_FORMS } from '../language/plain-message.ts';
import type { Words } from '../language/words.ts';
import { englishForm, messageId, placeId, termId } from '../language/words.ts';

/** What is asked about a text: Welsh that is not there, Welsh that nobody has confirmed, or a confirmation that lapsed. */
export const QUESTIONS = ['translate', 'confirm', 'confirm again'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Words of a person's own file: the text of a paper. */
export interface OwnWords {
  readonly id: string;
  readonly english: string;
  readonly welsh: string;
}

/** One text that waits for a translator. */
export interface TranslationUnit {
  readonly id: string;
  readonly question: Question;
  readonly english: string;
  /** Welsh that is proposed; empty where there is none. */
  readonly welsh: string;
  readonly status: TermStatus | 'missing';
  /** What a translator has to know to choose the words. */
  readonly context: string;
  /** Where the text is printed. */
  readonly used: string;
  /** Set for a plural form. */
  readonly form?: PluralForm;
}

const USED: Readonly<Record<MessageFile, string>> = {
  briefing: 'Board paper',
  charts: 'charts of the Board paper',
  'easy-read': 'easy read',
  plan: 'sufficiency plan',
  purpose: 'page on what the programme is for',
};

/** What kind of text a message is, by the first word of its id. */
const KINDS: Readonly<Record<string, string>> = {
  heading: 'Heading.',
  table: 'Heading or cell of a table.',
  caption: 'Caption.',
  fact: 'Name of a figure, in a table.',
  record: 'Name of an item, in a table.',
  title: 'Title.',
  meta: 'Line under the title.',
  mark: 'Mark on the paper.',
  edge: 'Edge of each page.',
  page: 'Link on the web page.',
  sector: 'Label of a chart.',
  service: 'Label of a chart.',
  rule: 'Label of a chart; short.',
  layout: 'Title, heading or sentence of the plan.',
  label: 'Name of a figure, in a table.',
  part: 'Heading of a table.',
  unit: 'Unit, in a table.',
  foot: 'Line under a chart.',
  alt: 'Text for people who do not see the chart; at most 150 characters when filled.',
};

/** Every text that waits for a translator: terms, names of places, messages, and words of a person's own file. */
export function translationUnits(words: Words, own: readonly OwnWords[] = []): TranslationUnit[] {
  const lapsed = new Map(words.lapsed.map(({ answer }) => [answer.id, answer]));
  return textsOf(words, own).flatMap(({ id, english, welsh, status, ...about }): TranslationUnit[] => {
    const before = lapsed.get(id);
    if (before !== undefined)
      return [
        {
          ...about,
          id,
          question: 'confirm again',
          english,
          welsh: before.welsh,
          status: 'U',
          context: sentences(`The English was: ${before.english}`, about.context),
        },
      ];
    if (words.inForce.has(id) || (status !== 'missing' && isApproved(status))) return [];
    return [{ id, question: welsh === '' ? 'translate' : 'confirm', english, welsh, status, ...about }];
  });
}

/** Today's English of every text that a translator may answer, by id. */
export function allTexts(words: Words, own: readonly OwnWords[] = []): Map<string, string> {
  return new Map(textsOf(words, own).map(({ id, english }) => [id, english]));
}

type Text = Omit<TranslationUnit, 'question'>;

/** Every text of all documents with the Welsh that stands there, whatever its status. Spaces at the ends are the program's. */
function textsOf(words: Words, own: readonly OwnWords[]): Text[] {
  const terms = words.glossary.flatMap((term): Text[] => {
    const { english, welsh, welsh_plural, status, note } = term;
    const about = { english, status, used: usesOf(english, words) };
    const one = { ...about, id: termId(term), welsh, context: sentences('Term.', note) };
    if (welsh_plural === undefined) return [one];
    return [one, { ...about, id: termId(term, true), welsh: welsh_plural, context: sentences('Term, plural.', note) }];
  });
  const places = words.places.map((place): Text => ({
    id: placeId(place),
    english: place.name_en,
    welsh: place.name_cy,
    status: place.status,
    context: place.kind === 'region' ? 'Name of a regional partnership.' : `Name of a ${place.kind}.`,
    used: 'all documents',
  }));
  const messages = [...words.files].flatMap(([file, entries]) =>
    [...entries].flatMap(([id, entry]): Text[] => {
      if (entry.term !== undefined) return [];
      const { text, plural } = plainMessage(entry.en);
      const welsh = entry.cy === undefined ? undefined : plainMessage(entry.cy);
      const status = entry.status ?? 'missing';
      const context = sentences(KINDS[id.split('.')[0]!] ?? 'Sentence.', entry.note ?? '');
      const used = `${USED[file]}, ${id}`;
      if (plural === undefined)
        return [
          {
            id: messageId(file, id),
            english: text.trim(),
            welsh: (welsh?.text ?? '').trim(),
            status,
            context,
            used,
          },
        ];
      return WELSH_PLURAL_FORMS.map((form) => ({
        id: messageId(file, id, form),
        english: englishForm(plural.forms, form).trim(),
        welsh: (welsh?.plural?.forms[form] ?? '').trim(),
        status,
        context: sentences(context, `Form for ${PLURAL_EXAMPLES[form]}; all six are needed.`),
        used,
        form,
      }));
    }),
  );
  const written = own.map(({ id, english, welsh }): Text => ({
    id,
    english,
    welsh,
    status: welsh === '' ? 'missing' : 'U',
    context: 'Words of the authors of this paper. Double braces hold figures.',
    used: 'Board paper',
  }));
  return [...terms, ...places, ...messages, ...written];
}

const sentences = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map((part) => (/[.;:]$/.test(part) ? part : `${part}.`))
    .join(' ');

/** Most messages that are named as places where a term stands. */
const MOST_USES = 4;

function usesOf(term: string, words: Words): string {
  const found = [...words.files].flatMap(([file, entries]) =>
    [...entries].filter(([, { en }]) => sameWords(en, term)).map(([id]) => messageId(file, id)),
  );
  const more = found.length > MOST_USES ? ` and ${found.length - MOST_USES} more` : '';
  return ['glossary of the Board paper', ...found.slice(0, MOST_USES)].join('; ') + more;
}
