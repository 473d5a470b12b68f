import type { Language } from '../language/languages.ts';

/*
 * A document as one plain value, which three writers print: `documentDocx`, `documentHtml` and `documentMarkdown`, or all of
 * them by `writeDocument`. The same document gives the same bytes. Text is text: what looks like markup is printed as it is.
 *
 * const paper: DocumentModel = {
 *   title: 'Places for children', language: 'en',
 *   header: [['Run 0123456789abcdef'], ['Status: illustrative. Not for decisions.']], footer: [['OFFICIAL']],
 *   draft: ['Draft made by a program. Nobody has checked it yet.'],
 *   blocks: [
 *     { kind: 'heading', level: 2, runs: ['Analysis'] },
 *     { kind: 'paragraph', runs: ['Waiting on 31 March 2030: ', book.number('children_waiting.residential.wales.2030-03-31.p50')] },
 *     { kind: 'table', id: 'table-1', caption: ['Table 1: places'], columns: [{ heading: ['Area'] }, { heading: ['Places'], align: 'right' }],
 *       rows: [[['Cardiff'], [book.number('...')]]] },
 *   ],
 * };
 * checkDocument(paper);                       // what is wrong with its parts, in sentences
 * await writeDocument(paper, { folder: 'outputs/paper', name: 'paper' });
 */

/** Words in one style. */
export interface TextRun {
  readonly kind: 'text';
  readonly text: string;
  /** Bold. Nothing is printed in italics or underlined. */
  readonly strong?: boolean;
  /** Where it differs from the language of the document. */
  readonly language?: Language;
  /** File or record that the words are quoted from; what is quoted may hold numbers. */
  readonly from?: string;
}

/** A number that follows its result: it is found again by its reference, and a document with an old one is refused. */
export interface NumberRun {
  readonly kind: 'number';
  /** As printed, with unit and range where the reference asks for them. */
  readonly text: string;
  /** Where the number stands: `measure.service_type.area.date.statistic`, or another reference that a number book knows. */
  readonly reference: string;
  /** Run whose result it is. */
  readonly run_id: string;
  readonly strong?: boolean;
  readonly language?: Language;
}

/** A link: to the web (`https://...`), to an address (`mailto:...`) or to a block of the document (`#id`). */
export interface LinkRun {
  readonly kind: 'link';
  readonly text: string;
  readonly href: string;
  readonly language?: Language;
}

/** A numbered note: at the foot of the page in Word, at the end in HTML and Markdown. */
export interface NoteRun {
  readonly kind: 'note';
  readonly runs: Runs;
}

export type Run = TextRun | NumberRun | LinkRun | NoteRun;

/** Pieces of a line. A bare text stands for `{ kind: 'text', text }`. */
export type Runs = readonly (Run | string)[];

export interface HeadingBlock {
  readonly kind: 'heading';
  /** The title of the document is level 1. No level is jumped over. */
  readonly level: 2 | 3 | 4;
  readonly runs: Runs;
  /** Name by which links find it: letters, digits and `-`. */
  readonly id?: string;
  readonly language?: Language;
  /** Begins a new page in print. */
  readonly newPage?: boolean;
}

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  readonly runs: Runs;
  /** `lead` is larger; `aside` is set apart by a line at its side, for status, drafts and limits. */
  readonly style?: 'lead' | 'aside';
  readonly language?: Language;
}

export interface ListBlock {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly Runs[];
  readonly language?: Language;
}

export interface TableColumn {
  readonly heading: Runs;
  /** Numbers stand at the right. */
  readonly align?: 'left' | 'right';
  /** Share of the width beside the other columns, 1 unless told. */
  readonly width?: number;
}

/** A table with one header row and no merged cells. The first column names its rows. */
export interface TableBlock {
  readonly kind: 'table';
  readonly id?: string;
  readonly caption: Runs;
  readonly columns: readonly TableColumn[];
  /** A cell for every column; an empty one is `[]`. */
  readonly rows: readonly (readonly Runs[])[];
  readonly language?: Language;
}

/** A picture with its words and the table of its figures. */
export interface PictureBlock {
  readonly kind: 'picture';
  readonly id?: string;
  /** PNG bytes, for Word, Markdown, and HTML where there is no SVG. */
  readonly png: Uint8Array;
  readonly svg?: string;
  /** Size in print, in pixels of 1/96 inch. It is made smaller where the page is narrower. */
  readonly width: number;
  readonly height: number;
  /** What it shows in at most 150 characters. */
  readonly alt: string;
  readonly caption?: Runs;
  /** `id` of the table that holds its figures. */
  readonly table: string;
  readonly language?: Language;
}

export type Block = HeadingBlock | ParagraphBlock | ListBlock | TableBlock | PictureBlock;

/** A document: what it says, without any layout. */
export interface DocumentModel {
  readonly title: string;
  readonly language: Language;
  /** A line or two on the content, for file properties. */
  readonly description?: string;
  /** Person or body that answers for it, for file properties. */
  readonly author?: string;
  /** Lines on top of every page: run, scheme, marking. */
  readonly header: readonly Runs[];
  /** Lines at the foot of every page, above the page number: the status of the figures. */
  readonly footer: readonly Runs[];
  /** Said under the title while the document is a draft. */
  readonly draft?: Runs;
  readonly blocks: readonly Block[];
}
