import {
  AlignmentType,
  Bookmark,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun as WordRun,
  WidthType,
} from 'docx';
import type { ParagraphChild } from 'docx';
import { LANGUAGE_TAGS } from '../language/languages.ts';
import type { Language } from '../language/languages.ts';
import { columnWidths } from './column-widths.ts';
import type { Block, ListBlock, NoteRun, PictureBlock, Run, Runs, TableBlock } from './model.ts';
import { printable } from './printable.ts';
import { wholeRuns } from './runs.ts';

/** Style of cells; its look is in the styles of the document. */
export const CELL_STYLE = 'TableText';
export const LEAD_STYLE = 'Lead';
export const ASIDE_STYLE = 'Aside';
export const DRAFT_STYLE = 'DraftMark';
export const BULLETS = 'bullets';
export const NUMBERS = 'numbers';

/** Width of the text of an A4 page with margins of 2 cm, in twentieths of a point. */
export const TEXT_WIDTH_TWIPS = 9638;
/** Twentieths of a point in a pixel of 1/96 inch. */
const TWIPS_A_PIXEL = 15;

const HEADINGS = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const;

/** Makes the parts of a Word document; keeps the notes and lists that it met. */
export class WordBlocks {
  /** Notes by number, from 1. */
  readonly notes: NoteRun[] = [];
  private readonly textWidth: number;
  private lists = 0;
  private pictures = 0;

  /** @param textWidth width of the text of a page in twentieths of a point */
  constructor(textWidth: number = TEXT_WIDTH_TWIPS) {
    this.textWidth = textWidth;
  }

  block(block: Block): (Paragraph | Table)[] {
    switch (block.kind) {
      case 'heading':
        return [
          new Paragraph({
            heading: HEADINGS[block.level],
            pageBreakBefore: block.newPage === true,
            children: named(block.id, this.line(block.runs, block.language)),
          }),
        ];
      case 'paragraph': {
        const style = block.style === undefined ? {} : { style: block.style === 'lead' ? LEAD_STYLE : ASIDE_STYLE };
        return [new Paragraph({ ...style, children: this.line(block.runs, block.language) })];
      }
      case 'list':
        return this.list(block);
      case 'table':
        return this.table(block);
      case 'picture':
        return this.picture(block);
    }
  }

  line(runs: Runs, language?: Language, strong = false): ParagraphChild[] {
    return wholeRuns(runs).map((run) => this.run(run, language, strong));
  }

  private run(run: Run, around: Language | undefined, strong: boolean): ParagraphChild {
    if (run.kind === 'note') {
      this.notes.push(run);
      return new FootnoteReferenceRun(this.notes.length);
    }
    const language = run.language ?? around;
    const style = {
      text: printable(run.text),
      ...(language === undefined ? {} : { language: { value: LANGUAGE_TAGS[language] } }),
      ...(strong || (run.kind !== 'link' && run.strong === true) ? { bold: true } : {}),
    };
    if (run.kind !== 'link') return new WordRun(style);
    const children = [new WordRun({ ...style, style: 'Hyperlink' })];
    return run.href.startsWith('#')
      ? new InternalHyperlink({ anchor: run.href.slice(1), children })
      : new ExternalHyperlink({ link: run.href, children });
  }

  private list(block: ListBlock): Paragraph[] {
    const numbering = { reference: block.ordered ? NUMBERS : BULLETS, level: 0, instance: (this.lists += 1) };
    return block.items.map((item) => new Paragraph({ numbering, children: this.line(item, block.language) }));
  }

  private table(block: TableBlock): (Paragraph | Table)[] {
    const caption = new Paragraph({
      style: 'Caption',
      keepNext: true,
      children: named(block.id, this.line(block.caption, block.language)),
    });
    const widths = columnWidths(block, this.textWidth / TWIPS_A_PIXEL).map((width) => width * TWIPS_A_PIXEL);
    const cell = (runs: Runs, column: number, strong: boolean): TableCell =>
      new TableCell({
        width: { size: widths[column]!, type: WidthType.DXA },
        children: [
          new Paragraph({
            style: CELL_STYLE,
            keepNext: strong,
            alignment: block.columns[column]!.align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
            children: this.line(runs, block.language, strong),
          }),
        ],
      });
    const header = new TableRow({
      tableHeader: true,
      cantSplit: true,
      children: block.columns.map((column, c) => cell(column.heading, c, true)),
    });
    const rows = block.rows.map(
      (row) => new TableRow({ cantSplit: true, children: row.map((runs, c) => cell(runs, c, false)) }),
    );
    const line = { style: 'single', size: 4, color: '767676' } as const;
    const none = { style: 'none', size: 0, color: 'auto' } as const;
    const table = new Table({
      layout: TableLayoutType.FIXED,
      width: { size: this.textWidth, type: WidthType.DXA },
      columnWidths: widths,
      borders: { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none },
      rows: [header, ...rows],
    });
    // Two tables in a row would flow into one.
    return [caption, table, new Paragraph({ style: CELL_STYLE, children: [] })];
  }

  private picture(block: PictureBlock): Paragraph[] {
    const zoom = Math.min(1, this.textWidth / TWIPS_A_PIXEL / block.width);
    this.pictures += 1;
    const image = new ImageRun({
      type: 'png',
      data: block.png,
      transformation: { width: Math.round(block.width * zoom), height: Math.round(block.height * zoom) },
      altText: {
        name: `Picture ${this.pictures}`,
        title: `Picture ${this.pictures}`,
        description: printable(block.alt),
      },
    });
    const more =
      block.caption === undefined
        ? []
        : [new Paragraph({ style: 'Caption', children: this.line(block.caption, block.language) })];
    return [new Paragraph({ keepNext: more.length > 0, children: named(block.id, [image]) }), ...more];
  }
}

/** Children that a link inside the document finds by a name. */
function named(id: string | undefined, children: ParagraphChild[]): ParagraphChild[] {
  return id === undefined ? children : [new Bookmark({ id, children })];
}
