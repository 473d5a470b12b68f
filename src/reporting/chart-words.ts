import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { IsoDate } from '../domain/calendar.ts';
import type { EvidenceStatus } from '../domain/status.ts';
import type { Sector, ServiceType } from '../domain/vocabulary.ts';
import { listIn, monthIn, numberIn, shareIn } from './language/format.ts';
import type { Language } from './language/languages.ts';
import type { MessageValue } from './language/messages.ts';
import { checkedMessages, Messages } from './language/messages.ts';
import { languageFolder } from './language/read-rows.ts';
import { formatMonth, formatNumber, formatShare, listText, roundBySpread, withUnit } from './text.ts';
import { nameOf } from './theme.ts';

/** The words, numbers and dates of charts in one language. */
export class ChartWords {
  readonly language: Language;
  private readonly messages: Messages;

  /** @param messages with those of `charts.yaml`; English where one of them has no Welsh */
  constructor(messages: Messages) {
    this.messages = messages;
    this.language = messages.language;
  }

  /** Ids of all words. */
  ids(): string[] {
    return this.messages.ids();
  }

  text(id: string, values: Readonly<Record<string, MessageValue>> = {}): string {
    return this.messages.text(id, values);
  }

  number(value: number): string {
    return this.language === 'en' ? formatNumber(value) : numberIn(this.language, value);
  }

  share(share: number): string {
    return this.language === 'en' ? formatShare(share) : shareIn(this.language, share);
  }

  month(date: IsoDate): string {
    return this.language === 'en' ? formatMonth(date) : monthIn(this.language, date);
  }

  list(names: readonly string[]): string {
    return this.language === 'en' ? listText(names) : listIn(this.language, names);
  }

  /** A range in words, each end rounded to what the spread supports. */
  range(low: number, high: number): string {
    const [a, b] = [roundBySpread(low, low, high), roundBySpread(high, low, high)];
    return a === b
      ? this.text('range.about', { value: this.number(a) })
      : this.text('range.between', { low: this.number(a), high: this.number(b) });
  }

  /** A quantity with its unit, where the quantity does not say it already. */
  withUnit(quantity: string, unit: string): string {
    if (this.language === 'en') return withUnit(quantity, unit);
    return quantity.toLowerCase().includes(unit.toLowerCase()) ? quantity : `${quantity} (${unit})`;
  }

  status(status: EvidenceStatus): string {
    return this.text(`foot.${status}`);
  }

  sector(sector: Sector): string {
    return this.text(`sector.${sector}`);
  }

  service(type: ServiceType): string {
    return this.text(`service.${type}`);
  }

  /** Title of a scenario: a shipped one in the language of the words, any other as it is written. */
  scenario(title: string): string {
    return this.messages.named('scenario.', title) ?? title;
  }

  /** The printed name of a sector or kind of service; any other name is printed as it is. */
  name(category: string): string {
    for (const id of [`sector.${category}`, `service.${category}`]) if (this.messages.has(id)) return this.text(id);
    return nameOf(category);
  }
}

let english: ChartWords | undefined;

/** The English words of charts, from `charts.yaml`. */
export function englishWords(): ChartWords {
  if (english === undefined) {
    const path = join(languageFolder(), 'charts.yaml');
    english = new ChartWords(new Messages(checkedMessages(parse(readFileSync(path, 'utf8')), path), 'en'));
  }
  return english;
}

/**
 * The words of the charts of a paper. All of them are Welsh, or all are English: a chart in two languages at once would be
 * read wrongly. Where a Welsh word is missing, the charts are English and the words that are missing are asked of a translator.
 *
 * @param messages of the paper, with those of `charts.yaml`
 * @example
 * const words = chartWordsOf(new Messages(entriesOf(await readWords(), 'charts'), 'cy'));
 * words.sector('local-authority'); // Awdurdod lleol
 */
export function chartWordsOf(messages: Messages): ChartWords {
  const missing = englishWords()
    .ids()
    .filter((id) => messages.languageOf(id) !== messages.language);
  for (const id of missing) messages.ask(id);
  return missing.length === 0 ? new ChartWords(messages) : englishWords();
}
