import { IntlMessageFormat } from 'intl-messageformat';
import { join } from 'node:path';
import { z } from 'zod';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import { InputError } from '../../domain/errors.ts';
import type { Run, Runs } from '../document/model.ts';
import { plainText, wholeRuns } from '../document/runs.ts';
import type { TermStatus } from './glossary.ts';
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
});
const fileSchema = z.record(z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)*$/), entrySchema);
export type MessageEntry = z.infer<typeof entrySchema>;

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
 * Reads messages of both languages, `data/language/NAME.yaml`. A message without Welsh is printed in English.
 *
 * @param names `briefing` and the like; a later file may not repeat an id
 */
export async function readMessages(...names: readonly string[]): Promise<Map<string, MessageEntry>> {
  const entries = new Map<string, MessageEntry>();
  for (const name of names) {
    const path = join(languageFolder(), `${name}.yaml`);
    const read = await readYamlFile(path);
    if (!('content' in read)) throw new InputError([read]);
    for (const [id, entry] of Object.entries(fileSchema.parse(read.content))) {
      if (entries.has(id)) throw new Error(`${path}: the message ${id} is there twice`);
      if ((entry.cy === undefined) !== (entry.status === undefined))
        throw new Error(`${path}: ${id} has Welsh without a status, or the other way`);
      entries.set(id, entry);
    }
  }
  return entries;
}

/** Messages in one language. Keeps what a translator must see: Welsh that nobody has approved, and English that awaits Welsh. */
export class Messages {
  readonly language: Language;
  private readonly entries: ReadonlyMap<string, MessageEntry>;
  private readonly needs = new Map<string, TranslationNeed>();

  constructor(entries: ReadonlyMap<string, MessageEntry>, language: Language) {
    this.entries = entries;
    this.language = language;
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
    if (this.language === 'cy' && !isApproved(entry.status ?? 'U'))
      this.needs.set(id, {
        id,
        english: entry.en,
        welsh: entry.cy ?? '',
        status: entry.cy === undefined ? 'missing' : entry.status!,
      });
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
