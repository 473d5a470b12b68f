import { LANGUAGE_TAGS } from '../language/languages.ts';
import type { Language } from '../language/languages.ts';
import { soundDocument } from './check-document.ts';
import type { Block, DocumentModel, NoteRun, Run, Runs, TableBlock } from './model.ts';
import { printable } from './printable.ts';
import { wholeRuns } from './runs.ts';

/** A document as Markdown, and its pictures as files beside it. */
export interface MarkdownDocument {
  readonly text: string;
  readonly pictures: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

/** Text that stands for itself in Markdown: one line, and nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]#|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/(https?|ftp):\/\//gi, '$1:&#47;&#47;')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}

/**
 * Prints a document as Markdown of the kind that git services show: headings, pipe tables, footnotes.
 *
 * @param pictureName name of a picture file from its number, from 1; `picture-1.png` unless told
 * @throws Error when the document is not sound
 */
export function documentMarkdown(
  document: DocumentModel,
  pictureName: (number: number) => string = (number) => `picture-${number}.png`,
): MarkdownDocument {
  soundDocument(document);
  const notes: NoteRun[] = [];
  const pictures: { name: string; bytes: Uint8Array }[] = [];
  const line = (runs: Runs, language: Language = document.language): string =>
    lineText(runs, language, document.language, notes);
  const edges = (lines: readonly Runs[]): string[] => lines.map((runs) => `> ${line(runs)}`);
  const quoted = (lines: readonly Runs[]): string[] => (lines.length === 0 ? [] : [edges(lines).join('  \n')]);
  const blocks = document.blocks.map((block, i) => {
    // Two lists in a row would be read as one.
    const apart = block.kind === 'list' && document.blocks[i - 1]?.kind === 'list' ? '<!-- -->\n\n' : '';
    if (block.kind !== 'picture') return apart + blockText(block, line);
    const name = pictureName(pictures.length + 1);
    pictures.push({ name, bytes: block.png });
    const caption = block.caption === undefined ? '' : `\n\n${line(block.caption, block.language)}`;
    return `![${escapeMarkdown(block.alt)}](${encodeURI(name)})${caption}`;
  });
  const noteLines = notes.map((note, i) => `[^${i + 1}]: ${line(note.runs)}`);
  const parts = [
    `# ${escapeMarkdown(document.title)}`,
    ...quoted(document.header),
    ...(document.draft === undefined ? [] : [`> **${line(document.draft)}**`]),
    ...blocks,
    ...(noteLines.length === 0 ? [] : [noteLines.join('\n')]),
    ...quoted(document.footer),
  ];
  return { text: `${parts.join('\n\n')}\n`, pictures };
}

function blockText(
  block: Exclude<Block, { kind: 'picture' }>,
  line: (runs: Runs, language?: Language) => string,
): string {
  const anchor = 'id' in block && block.id !== undefined ? `<a id="${block.id}"></a>` : '';
  if (block.kind === 'heading')
    return `${anchor === '' ? '' : `${anchor}\n\n`}${'#'.repeat(block.level)} ${line(block.runs, block.language)}`;
  if (block.kind === 'paragraph') return `${block.style === 'aside' ? '> ' : ''}${line(block.runs, block.language)}`;
  if (block.kind === 'list')
    return block.items
      .map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${line(item, block.language)}`)
      .join('\n');
  return `${anchor === '' ? '' : `${anchor}\n\n`}**${line(block.caption, block.language)}**\n\n${tableText(block, line)}`;
}

function tableText(block: TableBlock, line: (runs: Runs, language?: Language) => string): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    row(block.columns.map((column) => line(column.heading, block.language))),
    row(block.columns.map((column) => (column.align === 'right' ? '---:' : '---'))),
    ...block.rows.map((cells) => row(cells.map((cell) => line(cell, block.language)))),
  ].join('\n');
}

function lineText(runs: Runs, language: Language, of: Language, notes: NoteRun[]): string {
  return wholeRuns(runs)
    .map((run) => runText(run, language, of, notes))
    .join('');
}

function runText(run: Run, language: Language, of: Language, notes: NoteRun[]): string {
  if (run.kind === 'note') {
    notes.push(run);
    return `[^${notes.length}]`;
  }
  const text = escapeMarkdown(run.text);
  const own = run.language ?? language;
  const words =
    run.kind === 'link'
      ? `[${text}](${run.href.replace(/[()\s<>]/g, encodeURIComponent)})`
      : run.strong === true
        ? strongText(text)
        : text;
  return own === of ? words : `<span lang="${LANGUAGE_TAGS[own]}">${words}</span>`;
}

/** Blanks stand outside the stars, or they would be read as stars. */
function strongText(text: string): string {
  const [, before, words, after] = /^(\s*)(.*?)(\s*)$/s.exec(text)!;
  return words === '' ? text : `${before!}**${words!}**${after!}`;
}
