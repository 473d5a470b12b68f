import {
  BorderStyle,
  Document,
  Footer,
  Header,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  TextRun as WordRun,
} from 'docx';
import type { IPropertiesOptions, ParagraphChild } from 'docx';
import { LANGUAGE_TAGS } from '../language/languages.ts';
import { soundDocument } from './check-document.ts';
import { ASIDE_STYLE, BULLETS, CELL_STYLE, DRAFT_STYLE, LEAD_STYLE, NUMBERS, WordBlocks } from './docx-blocks.ts';
import type { DocumentModel, Runs } from './model.ts';
import { packedParts, settledParts } from './package-parts.ts';
import type { PackageParts } from './package-parts.ts';
import { printable } from './printable.ts';
import { intoTemplate, textWidthOf } from './word-template.ts';
import type { WordTemplate } from './word-template.ts';

const FONT = 'Arial';
const BLUE = '12436D';
const GREY = '3D3D3D';
/** Margins of 2 cm in twentieths of a point. */
const MARGIN = 1134;

/**
 * Prints a document as a Word file: real headings, lists and notes, header rows that repeat, words behind each picture, the
 * language of every piece, and header, footer and page number on every page. The same document gives the same bytes.
 *
 * @param template an organisation's own Word file; its styles, page, header and footer are kept, the lines of the document are
 *   added to its footers, and its text is replaced (or, where it has one, its paragraph `{{body}}`)
 * @throws Error when the document is not sound; InputError when the template cannot be used
 */
export async function documentDocx(document: DocumentModel, template?: WordTemplate): Promise<Uint8Array> {
  soundDocument(document);
  const parts = await ownParts(document, template === undefined ? undefined : textWidthOf(template));
  return packedParts(template === undefined ? parts : intoTemplate(parts, template));
}

async function ownParts(document: DocumentModel, textWidth?: number): Promise<PackageParts> {
  const blocks = new WordBlocks(textWidth);
  const edge = (runs: Runs, more: ParagraphChild[] = []): Paragraph =>
    new Paragraph({ style: 'PageEdge', children: [...blocks.line(runs), ...more] });
  const title = new Paragraph({ heading: 'Heading1', children: [new WordRun(printable(document.title))] });
  const draft =
    document.draft === undefined ? [] : [new Paragraph({ style: DRAFT_STYLE, children: blocks.line(document.draft) })];
  const body = document.blocks.flatMap((block) => blocks.block(block));
  const pageNumber = new WordRun({ children: [' ', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] });
  const footer = [
    ...document.footer.map((runs) => edge(runs)),
    new Paragraph({ style: 'PageEdge', alignment: 'right', children: [pageNumber] }),
  ];
  const word = new Document({
    ...propertiesOf(document),
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: MARGIN, bottom: MARGIN, left: MARGIN, right: MARGIN, header: 567, footer: 567 },
          },
        },
        headers: {
          default: new Header({
            children: document.header.length === 0 ? [edge([])] : document.header.map((runs) => edge(runs)),
          }),
        },
        footers: { default: new Footer({ children: footer }) },
        children: [title, ...draft, ...body],
      },
    ],
    footnotes: notesOf(blocks),
  });
  return settledParts(new Uint8Array(await Packer.toBuffer(word)));
}

/** Notes as Word keeps them. A note inside a note is added while they are printed. */
function notesOf(blocks: WordBlocks): Record<string, { children: Paragraph[] }> {
  const notes: Record<string, { children: Paragraph[] }> = {};
  for (let i = 0; i < blocks.notes.length; i++)
    notes[String(i + 1)] = {
      children: [new Paragraph({ style: 'FootnoteText', children: blocks.line(blocks.notes[i]!.runs) })],
    };
  return notes;
}

function propertiesOf(document: DocumentModel): Omit<IPropertiesOptions, 'sections'> {
  const heading = (size: number, before: number): object => ({
    run: { font: FONT, size, bold: true, color: BLUE, italics: false },
    paragraph: { spacing: { before, after: 80 }, keepNext: true },
  });
  const level = (format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string): object => ({
    level: 0,
    format,
    text,
    alignment: 'left',
    style: { paragraph: { indent: { left: 425, hanging: 425 }, spacing: { after: 60 } } },
  });
  const rule = { style: BorderStyle.SINGLE, color: BLUE, space: 6 } as const;
  return {
    title: printable(document.title),
    description: printable(document.description ?? ''),
    creator: printable(document.author ?? ''),
    lastModifiedBy: printable(document.author ?? ''),
    revision: 1,
    styles: {
      default: {
        document: {
          run: { font: FONT, size: 24, language: { value: LANGUAGE_TAGS[document.language] } },
          paragraph: { spacing: { after: 100, line: 259, lineRule: 'auto' } },
        },
        heading1: heading(36, 0),
        heading2: heading(28, 200),
        heading3: heading(24, 160),
        heading4: heading(24, 120),
        caption: {
          run: { font: FONT, size: 24, bold: true, italics: false, color: GREY },
          paragraph: { spacing: { before: 120, after: 60 } },
        },
        footnoteText: { run: { font: FONT, size: 20 } },
      },
      paragraphStyles: [
        { id: LEAD_STYLE, name: 'Lead', basedOn: 'Normal', run: { size: 28 } },
        {
          id: ASIDE_STYLE,
          name: 'Aside',
          basedOn: 'Normal',
          paragraph: { indent: { left: 227 }, border: { left: { ...rule, size: 24 } } },
        },
        {
          id: DRAFT_STYLE,
          name: 'Draft mark',
          basedOn: 'Normal',
          run: { bold: true },
          paragraph: {
            border: Object.fromEntries(
              ['top', 'bottom', 'left', 'right'].map((side) => [side, { ...rule, size: 12, color: '801650' }]),
            ),
          },
        },
        {
          id: CELL_STYLE,
          name: 'Table text',
          basedOn: 'Normal',
          paragraph: { spacing: { before: 20, after: 20, line: 240, lineRule: 'auto' } },
        },
        {
          id: 'PageEdge',
          name: 'Page edge',
          basedOn: 'Normal',
          run: { size: 18, color: GREY },
          paragraph: { spacing: { after: 0, line: 240, lineRule: 'auto' } },
        },
      ],
    },
    numbering: {
      config: [
        { reference: BULLETS, levels: [level(LevelFormat.BULLET, '•') as never] },
        { reference: NUMBERS, levels: [level(LevelFormat.DECIMAL, '%1.') as never] },
      ],
    },
  };
}
