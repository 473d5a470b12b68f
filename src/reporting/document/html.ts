import { escapeHtml } from '../html-table.ts';
import { LANGUAGE_TAGS } from '../language/languages.ts';
import type { Language } from '../language/languages.ts';
import { soundDocument } from './check-document.ts';
import { htmlStyle } from './html-style.ts';
import type { Block, DocumentModel, NoteRun, PictureBlock, Run, Runs, TableBlock } from './model.ts';
import { printable } from './printable.ts';
import { plainText, wholeRuns } from './runs.ts';

const escape = (text: string): string => escapeHtml(printable(text));

/** Words of the page itself, by language. A Welsh one that is not verified is left in English and says so by its language. */
export interface PageWords {
  readonly skip: Runs;
  readonly notes: Runs;
  readonly back: Runs;
}

const PAGE_WORDS: PageWords = { skip: ['Skip to the text'], notes: ['Notes'], back: ['Back to the text'] };

/**
 * Prints a document as one HTML file that needs no other: pictures are inside it, nothing is fetched and no script runs.
 * Page header, footer, status and page number stand on every printed page.
 *
 * @throws Error when the document is not sound
 */
export function documentHtml(document: DocumentModel, words: PageWords = PAGE_WORDS): string {
  soundDocument(document);
  const page = new Page(document.language);
  const draft = document.draft === undefined ? '' : `<p class="draft">${page.line(document.draft)}</p>\n`;
  const edge = (lines: readonly Runs[]): string => lines.map((runs) => `<p>${page.line(runs)}</p>`).join('\n');
  const blocks = document.blocks.map((block) => page.block(block)).join('\n');
  const notes = page.notesText(words);
  const meta = (name: string, text: string | undefined): string =>
    text === undefined ? '' : `<meta name="${name}" content="${escape(text)}">\n`;
  return `<!DOCTYPE html>
<html lang="${LANGUAGE_TAGS[document.language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
${meta('description', document.description)}${meta('author', document.author)}<title>${escape(document.title)}</title>
<style>
${htmlStyle(document.header.map(plainText), document.footer.map(plainText))}
</style>
</head>
<body>
<a class="skip" href="#main">${page.line(words.skip, 'en')}</a>
<header>
${edge(document.header)}
</header>
<main id="main" tabindex="-1">
<h1>${escape(document.title)}</h1>
${draft}${blocks}
${notes}</main>
<footer>
${edge(document.footer)}
</footer>
</body>
</html>
`;
}

/** What is being printed: the language around, and the notes so far. */
class Page {
  private readonly language: Language;
  private readonly notes: NoteRun[] = [];

  constructor(language: Language) {
    this.language = language;
  }

  line(runs: Runs, language: Language = this.language): string {
    return wholeRuns(runs)
      .map((run) => this.run(run, language))
      .join('');
  }

  block(block: Block): string {
    const attributes = `${'id' in block && block.id !== undefined ? ` id="${block.id}"` : ''}${this.lang(block.language)}`;
    const line = (runs: Runs): string => this.line(runs, block.language);
    if (block.kind === 'heading') {
      const style = block.newPage === true ? ' class="new-page"' : '';
      return `<h${block.level}${attributes}${style}>${line(block.runs)}</h${block.level}>`;
    }
    if (block.kind === 'paragraph') {
      const style = block.style === undefined ? '' : ` class="${block.style}"`;
      return `<p${attributes}${style}>${line(block.runs)}</p>`;
    }
    if (block.kind === 'list') {
      const tag = block.ordered ? 'ol' : 'ul';
      return `<${tag}${attributes}>\n${block.items.map((item) => `<li>${line(item)}</li>`).join('\n')}\n</${tag}>`;
    }
    return block.kind === 'table' ? tableTags(block, attributes, line) : pictureTags(block, attributes, line);
  }

  notesText(words: PageWords): string {
    const { notes } = this;
    if (notes.length === 0) return '';
    const items: string[] = [];
    // A note may bring further notes, which are printed after it.
    for (let i = 0; i < notes.length; i++) {
      const back = `<a href="#note-place-${i + 1}">${this.line(words.back, 'en')}<span class="unseen"> ${i + 1}</span></a>`;
      items.push(`<li id="note-${i + 1}">${this.line(notes[i]!.runs)} ${back}</li>`);
    }
    return `<h2>${this.line(words.notes)}</h2>\n<ol class="notes">\n${items.join('\n')}\n</ol>\n`;
  }

  private lang(language: Language | undefined): string {
    return language === undefined || language === this.language ? '' : ` lang="${LANGUAGE_TAGS[language]}"`;
  }

  private run(run: Run, around: Language): string {
    if (run.kind === 'note') {
      this.notes.push(run);
      const n = this.notes.length;
      return `<sup id="note-place-${n}"><a href="#note-${n}" aria-label="Note ${n}">${n}</a></sup>`;
    }
    const lang = run.language === undefined || run.language === around ? '' : ` lang="${LANGUAGE_TAGS[run.language]}"`;
    const text = escape(run.text);
    if (run.kind === 'link') return `<a href="${escape(run.href)}"${lang}>${text}</a>`;
    const tag = run.kind === 'number' ? `<data value="${escape(run.reference)}"${lang}>${text}</data>` : '';
    const words = tag !== '' ? tag : lang === '' ? text : `<span${lang}>${text}</span>`;
    return run.strong === true ? `<strong>${words}</strong>` : words;
  }
}

function tableTags(block: TableBlock, attributes: string, line: (runs: Runs) => string): string {
  const isNumber = (c: number): boolean => block.columns[c]!.align === 'right';
  const side = (c: number): string => (isNumber(c) ? ' class="number"' : '');
  // A date or a figure with its range stays on one line; in a table of many columns only what is short.
  const most = block.columns.length <= 6 ? 24 : 8;
  const classes = (c: number, cell: Runs): string => {
    const text = plainText(cell);
    const names = [...(isNumber(c) ? ['number'] : []), ...(text.length <= most && /\d/.test(text) ? ['whole'] : [])];
    return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
  };
  const head = block.columns.map((column, c) => `<th scope="col"${side(c)}>${line(column.heading)}</th>`).join('');
  const body = block.rows.map((row) => {
    const cells = row.map((cell, c) =>
      c === 0 ? `<th scope="row"${classes(c, cell)}>${line(cell)}</th>` : `<td${classes(c, cell)}>${line(cell)}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="table"><table${attributes}>
<caption>${line(block.caption)}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function pictureTags(block: PictureBlock, attributes: string, line: (runs: Runs) => string): string {
  const [type, bytes] =
    block.svg === undefined ? ['png', Buffer.from(block.png)] : ['svg+xml', Buffer.from(block.svg, 'utf8')];
  const caption = block.caption === undefined ? '' : `\n<figcaption>${line(block.caption)}</figcaption>`;
  return `<figure${attributes}>
<img src="data:image/${type};base64,${bytes.toString('base64')}" alt="${escape(block.alt)}" width="${block.width}" height="${block.height}">${caption}
</figure>`;
}
