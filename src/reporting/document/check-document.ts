import { ALT_TEXT_LIMIT } from '../chart.ts';
import type { Block, DocumentModel } from './model.ts';
import { linesOf, plainText } from './runs.ts';

/** Links that a document may hold. */
export const LINK = /^(https?:\/\/|mailto:|#[A-Za-z][A-Za-z0-9-]*$)/;

const ID = /^[A-Za-z][A-Za-z0-9-]*$/;

/**
 * What keeps a document from being read by everybody, in sentences: headings that jump a level, tables with rows of unequal
 * length or no caption, pictures without words or table, links to nowhere, two blocks of one name. Empty where nothing does.
 */
export function checkDocument(document: DocumentModel): string[] {
  const found: string[] = [];
  if (document.title.trim() === '') found.push('The document has no title.');
  const ids = document.blocks.flatMap((block) => ('id' in block && block.id !== undefined ? [block.id] : []));
  for (const id of ids)
    if (!ID.test(id)) found.push(`The name "${id}" of a block is not made of letters, digits and "-".`);
  for (const id of new Set(ids.filter((id, i) => ids.indexOf(id) !== i)))
    found.push(`Two blocks have the name "${id}".`);
  let level = 1;
  for (const block of document.blocks) {
    if (block.kind === 'heading') {
      const words = plainText(block.runs);
      if (words.trim() === '') found.push('A heading is empty.');
      if (block.level > level + 1)
        found.push(`The heading "${words}" jumps from level ${level} to level ${block.level}.`);
      level = block.level;
    } else found.push(...blockProblems(block, document));
  }
  for (const { where, runs } of linesOf(document))
    for (const run of runs) {
      if (run.kind !== 'link') continue;
      if (!LINK.test(run.href))
        found.push(`${where}: the link "${run.text}" goes to "${run.href}", which is no web address.`);
      else if (run.href.startsWith('#') && !ids.includes(run.href.slice(1)))
        found.push(`${where}: the link "${run.text}" goes to "${run.href}", which is not in the document.`);
    }
  return found;
}

function blockProblems(block: Exclude<Block, { kind: 'heading' }>, document: DocumentModel): string[] {
  if (block.kind === 'table') {
    const caption = plainText(block.caption);
    const uneven = block.rows.findIndex((row) => row.length !== block.columns.length);
    return [
      ...(caption.trim() === '' ? ['A table has no caption.'] : []),
      ...(block.columns.length === 0 ? [`The table "${caption}" has no columns.`] : []),
      ...(block.columns.some((column) => plainText(column.heading).trim() === '')
        ? [`The table "${caption}" has a column without a heading.`]
        : []),
      ...(uneven < 0
        ? []
        : [
            `The table "${caption}" has ${block.rows[uneven]!.length} cells in row ${uneven + 1}, not ${block.columns.length}.`,
          ]),
    ];
  }
  if (block.kind === 'picture') {
    const tables = document.blocks.filter((other) => other.kind === 'table').map((other) => other.id);
    return [
      ...(block.alt.trim() === '' ? ['A picture has no words for those who cannot see it.'] : []),
      ...(block.alt.length > ALT_TEXT_LIMIT
        ? [`The words of a picture have ${block.alt.length} characters; ${ALT_TEXT_LIMIT} are allowed.`]
        : []),
      ...(tables.includes(block.table) ? [] : [`The picture "${block.alt}" has no table "${block.table}" behind it.`]),
    ];
  }
  if (block.kind === 'list') return block.items.length === 0 ? ['A list has no items.'] : [];
  return plainText(block.runs).trim() === '' ? ['A paragraph is empty.'] : [];
}

/** The document, or an error that names everything that is wrong with it: a document is made by code, so this is a fault there. */
export function soundDocument(document: DocumentModel): DocumentModel {
  const found = checkDocument(document);
  if (found.length > 0) throw new Error(`the document "${document.title}" cannot be printed: ${found.join(' ')}`);
  return document;
}
