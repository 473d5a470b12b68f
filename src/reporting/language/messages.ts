import { IntlMessageFormat } from 'intl-messageformat';
import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import { InputError } from '../../domain/errors.ts';
import type { Run, Runs } from '../document/model.ts';
import { plainText, wholeRuns } from '../document/runs.ts';
import type { TermStatus } from './glossary.ts';
import type { TranslatorAnswer } from './answers.ts';
import { isApproved } from './glossary.ts';
import { LANGUAGE_TAGS } from './languages.ts';
import type { Language } from './languages.ts';
import { languageFolder } from './read-rows.ts';

/**
 * A sentence or a heading in both languages, in the message format of ICU (plural forms: zero, one, two, few, many, other).
 * Welsh is there only where it was verified or composed from verified terms; its status says which.
 */
const entrySchema = z.strictObject({
  en: z.string().min(1),
  cy: z.string().min(1).optional(),
  status: z.enum(['V', 'P', 'U', 'C']).optional(),
  source: z.string().optional(),
  /** Term of the glossary whose Welsh this is, with its status; a change of the term changes it. */
  term: z.string().min(1).optional(),
  /** What a translator has to know. */
  note: z.string().min(1).optional(),
});
const fileSchema = z.record(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/), entrySchema);
export type MessageEntry = z.infer<typeof entrySchema>;

/** Files of messages that are shipped. */
export const MESSAGE_FILES = ['briefing', 'charts', 'easy-read', 'plan', 'purpose'] as const;
export type MessageFile = (typeof MESSAGE_FILES)[number];

/** What a message is filled with: words, a number that chooses the plural form, or runs such as a bound number. */
export type MessageValue = string | number | Run | Runs;

/** Something that a translator is asked about. */
export interface TranslationNeed {
  readonly id: string;
  readonly english: string;
  /** What stands in the paper; empty where the English does. */
  readonly welsh: string;
  readonly status: TermStatus | 'missing';
}

/**
 * Reads messages of both languages, `data/language/NAME.yaml`, as they are shipped. A message without Welsh is printed in
 * English. `readWords` reads them with what translators have answered.
 */
export async function readMessageFile(name: MessageFile): Promise<Map<string, MessageEntry>> {
  const path = join(languageFolder(), `${name}.yaml`);
  const read = await readYamlFile(path);
  if (!('content' in read)) throw new InputError([read]);
  return checkedMessages(read.content, path);
}

/** Messages from the content of their file. */
export function checkedMessages(content: unknown, path: string): Map<string, MessageEntry> {
  const entries = Object.entries(fileSchema.parse(content));
  for (const [id, { cy, status, term }] of entries) {
    if ((cy === undefined) !== (status === undefined))
      throw new Error(`${path}: ${id} has Welsh without a status, or the other way`);
    if (cy !== undefined && term !== undefined) throw new Error(`${path}: ${id} has Welsh of its own and a term`);
  }
  return new Map(entries);
}

/** Messages in one language. Keeps what a translator must see: Welsh that nobody has approved, and English that awaits Welsh. */
export class Messages {
  readonly language: Language;
  private readonly entries: ReadonlyMap<string, MessageEntry>;
  private readonly answers: ReadonlyMap<string, TranslatorAnswer>;
  private readonly needs = new Map<string, TranslationNeed>();

  /** @param answers what translators have confirmed, for words that people write in a file of their own */
  constructor(
    entries: ReadonlyMap<string, MessageEntry>,
    language: Language,
    answers: ReadonlyMap<string, TranslatorAnswer> = new Map(),
  ) {
    this.entries = entries;
    this.language = language;
    this.answers = answers;
  }

  /** Whether there is such a message. */
  has(id: string): boolean {
    return this.entries.has(id);
  }

  /** Ids of all messages. */
  ids(): string[] {
    return [...this.entries.keys()];
  }

  /** Ids of all messages with their English, in the format of ICU. */
  english(): [string, string][] {
    return [...this.entries].map(([id, { en }]) => [id, en]);
  }

  /**
   * The message whose English is a text, of those whose id begins with a word: a name that comes from elsewhere in English.
   * Undefined where there is none, or it would stand in English.
   */
  named(start: string, english: string): string | undefined {
    const id = this.ids().find((one) => one.startsWith(start) && this.entry(one).en === english);
    return id === undefined || this.languageOf(id) !== this.language ? undefined : this.text(id);
  }

  /** The Welsh that a translator has confirmed for words that a person wrote; undefined where the English is another now. */
  confirmed(id: string, english: string): string | undefined {
    const answer = this.answers.get(id);
    return answer?.english === english ? answer.welsh : undefined;
  }

  /** Language in which a message will stand: English where there is no Welsh. */
  languageOf(id: string): Language {
    return this.language === 'cy' && this.entry(id).cy === undefined ? 'en' : this.language;
  }

  /**
   * A message as runs; English in a Welsh paper carries its language.
   *
   * @throws Error when there is no such message, or it is filled wrongly
   */
  runs(id: string, values: Readonly<Record<string, MessageValue>> = {}): Run[] {
    const entry = this.entry(id);
    const language = this.languageOf(id);
    this.ask(id);
    const format = new IntlMessageFormat(language === 'cy' ? entry.cy! : entry.en, LANGUAGE_TAGS[language], undefined, {
      ignoreTag: true,
    });
    const plainValues = Object.fromEntries(
      Object.entries(values).map(([name, v]) => [name, typeof v === 'object' ? { runs: v } : v]),
    );
    const own = language === this.language ? {} : { language };
    return format.formatToParts<{ runs: Run | Runs }>(plainValues).flatMap((part): Run[] => {
      if (typeof part.value !== 'object') return [{ kind: 'text', text: String(part.value), ...own }];
      const { runs } = part.value;
      return wholeRuns(Array.isArray(runs) ? (runs as Runs) : [runs as Run]).map((run) =>
        run.kind === 'note' ? run : { ...own, ...run },
      );
    });
  }

  /** A message as plain text. */
  text(id: string, values: Readonly<Record<string, MessageValue>> = {}): string {
    return plainText(this.runs(id, values));
  }

  /** Asks a translator about a message, where its Welsh is missing or nobody has approved it. */
  ask(id: string): void {
    const { en, cy, status } = this.entry(id);
    if (this.language === 'cy' && !isApproved(status ?? 'U'))
      this.needs.set(id, { id, english: en, welsh: cy ?? '', status: cy === undefined ? 'missing' : status! });
  }

  /** Adds what a person wrote in a file and a translator must see. */
  need(need: TranslationNeed): void {
    this.needs.set(need.id, need);
  }

  /** What a translator must see, of the messages used so far, in the order of use. Empty for English. */
  translationNeeds(): readonly TranslationNeed[] {
    return [...this.needs.values()];
  }

  private entry(id: string): MessageEntry {
    const entry = this.entries.get(id);
    if (entry === undefined) throw new Error(`there is no message "${id}"`);
    return entry;
  }
}
