import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { IsoDate } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Run, Runs, TextRun } from '../document/model.ts';
import { plainText, wholeRuns } from '../document/runs.ts';
import { dateIn, numberIn, poundsIn, shareIn } from '../language/format.ts';
import type { PlaceName } from '../language/glossary.ts';
import type { Language } from '../language/languages.ts';
import type { MessageEntry, MessageValue } from '../language/messages.ts';
import { checkedMessages, Messages } from '../language/messages.ts';
import { plainMessage } from '../language/plain-message.ts';
import { languageFolder } from '../language/read-rows.ts';
import { areaName } from '../language/words.ts';
import { formatDate, formatNumber, formatPounds, formatShare } from '../text.ts';
import { nameOf } from '../theme.ts';
import type { PlanContents } from './plan-contents.ts';
import { authorityName } from './plan-words.ts';

/** Words of a plan in one language, and names of places as shipped or confirmed. */
export interface PlanLanguage {
  /** Messages of `plan.yaml` and `charts.yaml`. */
  readonly messages: Messages;
  readonly places: readonly PlaceName[];
}

type Values = Readonly<Record<string, MessageValue>>;

let shippedEnglish: ReadonlyMap<string, MessageEntry> | undefined;

/** The English words of a plan, from `plan.yaml` and `charts.yaml`. */
function englishLanguage(): PlanLanguage {
  shippedEnglish ??= new Map(
    ['plan', 'charts'].flatMap((name) => {
      const path = join(languageFolder(), `${name}.yaml`);
      return [...checkedMessages(parse(readFileSync(path, 'utf8')), path)];
    }),
  );
  return { messages: new Messages(shippedEnglish, 'en'), places: [] };
}

const styleOf = ({ strong, language, from }: TextRun): string => [strong === true, language, from].join('|');

/** Where the paper of a plan is written in one language: its words, numbers, dates and names. */
export class PlanDesk {
  readonly contents: PlanContents;
  readonly language: Language;
  private readonly messages: Messages;
  private readonly places: readonly PlaceName[];
  /** Ids of messages by the first word of the id and the English. */
  private readonly ids = new Map<string, string>();
  /** Labels without Welsh. */
  private readonly inEnglish = new Set<string>();
  private tables = 0;

  /** @param words English unless told */
  constructor(contents: PlanContents, words: PlanLanguage = englishLanguage()) {
    this.contents = contents;
    this.messages = words.messages;
    this.places = words.places;
    this.language = words.messages.language;
  }

  /** A message as runs. */
  say(id: string, values: Values = {}): Run[] {
    return this.line(this.messages.runs(id, values).map((run) => (run.kind === 'text' ? this.drafted(run) : run)));
  }

  /** Runs as one line: neighbours in the same style are one run. */
  line(runs: readonly Run[]): Run[] {
    const joined: Run[] = [];
    for (const run of runs) {
      const last = joined.at(-1);
      if (last?.kind === 'text' && run.kind === 'text' && styleOf(last) === styleOf(run))
        joined.splice(-1, 1, { ...last, text: last.text + run.text });
      else joined.push(run);
    }
    return joined;
  }

  text(id: string, values: Values = {}): string {
    return plainText(this.say(id, values));
  }

  /**
   * Words of the plan or of its layout, by their English. Where there is no message they stand in English, are marked as English and
   * are listed for the translator.
   *
   * @param kind first word of the id of the message: `label`, `part`, `layout`
   * @param filled the English with its places filled
   */
  known(kind: string, english: string, values: Values = {}, filled = english): Run[] {
    if (this.language === 'en') return [this.quoted(filled)];
    const id = this.idOf(kind, english);
    if (id === undefined || this.messages.languageOf(id) === 'en') this.inEnglish.add(filled);
    if (id !== undefined) return this.say(id, values);
    return [this.english(filled, `${kind}, not in data/language/plan.yaml`)];
  }

  /** Words of the run, or numbers: they are taken over, not typed. */
  quoted(text: string): TextRun {
    return { kind: 'text', text, from: `run ${this.contents.run.run_id}` };
  }

  /** Words that are there in English only. In a Welsh paper they are marked as English, and listed where they can be translated. */
  english(text: string, asked?: string): TextRun {
    if (this.language === 'en') return this.quoted(text);
    if (asked !== undefined)
      this.messages.need({ id: `${asked}: ${text.slice(0, 60)}`, english: text, welsh: '', status: 'missing' });
    return { ...this.quoted(text), language: 'en' };
  }

  /** Words that were put together from messages; those that stand in English are marked so. */
  words(text: string): TextRun {
    const inEnglish = this.language !== 'en' && [...this.inEnglish].some((words) => text.startsWith(words));
    return this.drafted({ kind: 'text', text, ...(inEnglish ? { language: 'en' } : {}) });
  }

  number(value: number): string {
    return this.language === 'en' ? formatNumber(value) : numberIn(this.language, value);
  }

  share(value: number): string {
    return this.language === 'en' ? formatShare(value) : shareIn(this.language, value);
  }

  pounds(value: number): string {
    return this.language === 'en' ? formatPounds(value) : poundsIn(this.language, value);
  }

  date(date: IsoDate): string {
    return this.language === 'en' ? formatDate(date) : dateIn(this.language, date);
  }

  area(area: AreaRow): string {
    return areaName({ places: this.places }, area, this.language);
  }

  /** The authority: in an English paper in both languages, where they differ. */
  authority(): string {
    return this.language === 'en' ? authorityName(this.contents) : this.area(this.contents.authority);
  }

  /** Title of the scenario: Welsh where it is a shipped one, else as it is written. */
  scenario(): Run {
    const title = this.contents.run.scenario_title;
    const welsh = this.language === 'en' ? undefined : this.idOf('scenario', title);
    return welsh === undefined ? this.english(title) : this.quoted(this.text(welsh));
  }

  /** Name of a kind of service or of a sector. */
  category(name: string): Run[] {
    const id = ['service', 'sector'].map((kind) => `${kind}.${name}`).find((one) => this.messages.has(one));
    return this.language === 'en' || id === undefined ? [this.english(nameOf(name))] : this.say(id);
  }

  /** A unit, or a status, in words. */
  named(kind: 'unit' | 'status', word: string): string {
    return this.language === 'en'
      ? word
      : plainText(this.messages.has(`${kind}.${word}`) ? this.say(`${kind}.${word}`) : [word]);
  }

  /** Name of the next table, and its caption. */
  nextTable(what: Runs): { readonly id: string; readonly caption: Run[] } {
    this.tables += 1;
    return {
      id: `table-${this.tables}`,
      caption: this.say('table.caption', { n: String(this.tables), what: wholeRuns(what) }),
    };
  }

  private idOf(kind: string, english: string): string | undefined {
    if (this.ids.size === 0)
      for (const [id, text] of this.messages.english())
        this.ids.set(`${id.split('.')[0]!}|${plainMessage(text).text}`, id);
    return this.ids.get(`${kind}|${english}`);
  }

  /** English words are drafted with the run; Welsh ones are left open, to be checked against the glossary. */
  private drafted(run: TextRun): TextRun {
    return this.language === 'en' ? { ...run, from: run.from ?? `run ${this.contents.run.run_id}` } : run;
  }
}
