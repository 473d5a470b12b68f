import { formatDate } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { Block, HeadingBlock, NumberRun, ParagraphBlock, Run, Runs } from '../document/model.ts';
import { bindText } from '../document/numbers/bind-text.ts';
import type { LintProblem } from '../document/numbers/lint-numbers.ts';
import type { NumberBook } from '../document/numbers/number-book.ts';
import { wholeRuns } from '../document/runs.ts';
import { dateIn } from '../language/format.ts';
import type { PlaceName } from '../language/glossary.ts';
import type { Language } from '../language/languages.ts';
import type { Messages, MessageValue } from '../language/messages.ts';
import { areaName } from '../language/words.ts';
import type { PaperFact, FactId, PaperDates } from './paper-facts.ts';
import type { PaperRun } from './paper-source.ts';
import type { ImpactAssessment } from './impact.ts';
import { paperId } from './paper-text.ts';
import type { PaperText, Section, WrittenWords } from './paper-text.ts';
import type { PaperRisk } from './risk-scores.ts';

/** Everything that a paper is made from. */
export interface PaperSource {
  readonly runs: readonly PaperRun[];
  readonly previous?: PaperRun;
  readonly area: AreaRow;
  readonly dates: PaperDates;
  readonly facts: readonly PaperFact[];
  readonly text: PaperText;
  readonly impact: ImpactAssessment;
  /** Undefined where no file of scores was given. */
  readonly risks?: readonly PaperRisk[];
  readonly marking: string;
  /** Names of places as shipped or confirmed. */
  readonly places: readonly PlaceName[];
  readonly meetingDate?: IsoDate;
  /** A release carries no mark of a draft; nothing may be left to do then. */
  readonly release: boolean;
}

/** Where one paper in one language is written: its words, its numbers, and what was found wrong on the way. */
export class Desk {
  readonly source: PaperSource;
  readonly book: NumberBook;
  readonly messages: Messages;
  /** References in the text of people that lead nowhere. */
  readonly problems: LintProblem[] = [];
  /** Sections whose text a program wrote and nobody has approved. */
  readonly drafted: Section[] = [];
  private tables = 0;

  constructor(source: PaperSource, book: NumberBook, messages: Messages) {
    this.source = source;
    this.book = book;
    this.messages = messages;
  }

  get language(): Language {
    return this.messages.language;
  }

  /** A message as runs for a cell or a heading. */
  words(id: string, values: Readonly<Record<string, MessageValue>> = {}): Run[] {
    return this.messages.runs(id, values);
  }

  /** Sentences as one line of runs; a line with English in a Welsh paper is marked at its beginning. */
  line(...sentences: readonly Runs[]): Run[] {
    const runs = joined(sentences);
    const awaits = this.language === 'cy' && runs.some((run) => run.kind !== 'note' && run.language === 'en');
    return awaits ? [...this.words('mark.awaiting'), ...runs] : runs;
  }

  /** A paragraph of sentences, one after the other. */
  say(...sentences: readonly Runs[]): ParagraphBlock {
    return { kind: 'paragraph', runs: this.line(...sentences) };
  }

  /** Heading of a section, with the mark of drafted text where nobody has approved it. */
  heading(section: Section): HeadingBlock {
    const written = this.isWritten(section);
    const approved = written || this.source.text.reviewed?.includes(section) === true;
    if (!approved) this.drafted.push(section);
    const mark = approved || this.source.release ? [] : this.words('mark.drafted');
    return { kind: 'heading', level: 2, id: section, runs: [...this.words(`heading.${section}`), ...mark] };
  }

  /** Heading of an annex. */
  annex(name: string): HeadingBlock {
    return {
      kind: 'heading',
      level: 2,
      id: `annex-${name}`,
      runs: this.words(`heading.annex-${name}`),
      newPage: name === 'impact',
    };
  }

  /** Whether people wrote the words of a section. */
  isWritten(section: Section): boolean {
    const { sections, recommendations, next_steps } = this.source.text;
    if (section === 'recommendations') return recommendations !== undefined;
    if (section === 'next-steps') return next_steps !== undefined;
    return sections?.[section] !== undefined;
  }

  /** The paragraphs that people wrote of a section, or else the drafted ones. */
  written(section: Section, drafted: () => readonly Block[]): readonly Block[] {
    const own = this.source.text.sections?.[section];
    if (own === undefined) return drafted();
    return own.map((words, i): Block => ({
      kind: 'paragraph',
      runs: this.line(this.bound(words, `sections.${section}, paragraph ${i + 1}`)),
    }));
  }

  /** Words that a person wrote, bound to their numbers; Welsh where it is there, else the English. */
  bound(words: WrittenWords, where: string): Run[] {
    const { language } = this;
    const confirmed = language === 'cy' ? this.messages.confirmed(paperId(where), words.en) : undefined;
    const own = confirmed ?? (language === 'cy' ? words.cy : words.en);
    const text = own ?? words.en;
    if (language === 'cy' && confirmed === undefined && words.approved_by === undefined)
      this.messages.need({
        id: where,
        english: words.en,
        welsh: words.cy ?? '',
        status: words.cy === undefined ? 'missing' : 'U',
      });
    const { runs, problems } = bindText(text, this.book, own === undefined ? 'en' : language);
    this.problems.push(
      ...problems.map(({ reference, problem }): LintProblem => ({
        rule: 'lost number',
        where,
        found: `{{${reference}}}`,
        problem,
        mend: 'Name a figure that the run recorded: measure.service_type.area.date.statistic.',
      })),
    );
    const english = (run: Run): Run => (run.kind === 'note' ? run : { language: 'en', ...run });
    return own === undefined ? runs.map(english) : [...runs];
  }

  /** A bound number of a run; the first run unless told. English in an English sentence of a Welsh paper. */
  number(figure: string, statistic: string, options: { run?: string; message?: string } = {}): NumberRun {
    const language = options.message === undefined ? this.language : this.messages.languageOf(options.message);
    const run = options.run === undefined ? '' : `${options.run}@`;
    const number = this.book.number(`${run}${figure}.${statistic}`, language);
    return language === this.language ? number : { ...number, language };
  }

  /** A fact of the paper; undefined where the run did not record it. */
  fact(id: FactId): PaperFact | undefined {
    return this.source.facts.find((fact) => fact.id === id);
  }

  /** A date in the language of a message. */
  date(date: IsoDate, message?: string): string {
    const language = message === undefined ? this.language : this.messages.languageOf(message);
    return language === 'en' ? formatDate(date) : dateIn(language, date);
  }

  /** The name of an area in the language of a message. */
  area(area: AreaRow, message?: string): string {
    const language = message === undefined ? this.language : this.messages.languageOf(message);
    return areaName(this.source, area, language);
  }

  /** Title of a scenario in the language of a message; one that is not shipped as it is written. */
  scenario(title: string, message?: string): string {
    const language = message === undefined ? this.language : this.messages.languageOf(message);
    return (language === 'en' ? undefined : this.messages.named('scenario.', title)) ?? title;
  }

  /** Title of a scenario for a cell or a heading. */
  titled(title: string): Run {
    const words = this.scenario(title);
    return words === title ? quoted(title, 'manifest.json') : { kind: 'text', text: words, from: 'manifest.json' };
  }

  /** Number of the next table, and the name by which links find it. */
  nextTable(): { readonly n: string; readonly id: string } {
    this.tables += 1;
    return { n: String(this.tables), id: `table-${this.tables}` };
  }

  /** A link to a table. */
  tableLink({ n, id }: { readonly n: string; readonly id: string }, message: string): Run {
    const language = this.messages.languageOf(message);
    return {
      kind: 'link',
      text: this.messages.text('table.link', { n }),
      href: `#${id}`,
      ...(language === this.language ? {} : { language }),
    };
  }
}

function joined(sentences: readonly Runs[]): Run[] {
  return sentences.flatMap((sentence, i) => [
    ...(i === 0 ? [] : [{ kind: 'text', text: ' ' } as const]),
    ...wholeRuns(sentence),
  ]);
}

/** Words that are taken over from a file as they stand there. */
export function quoted(text: string, from: string, language?: Language): Run {
  return { kind: 'text', text, from, ...(language === undefined ? {} : { language }) };
}
