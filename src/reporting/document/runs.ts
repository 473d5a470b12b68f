import type { Block, DocumentModel, NoteRun, Run, Runs } from './model.ts';

/** Runs with bare texts made into text runs; empty ones are left out. */
export function wholeRuns(runs: Runs): Run[] {
  return runs
    .map((run): Run => (typeof run === 'string' ? { kind: 'text', text: run } : run))
    .filter((run) => run.kind === 'note' || run.text !== '');
}

/** Words of runs as one text, without notes. */
export function plainText(runs: Runs): string {
  return wholeRuns(runs)
    .map((run) => (run.kind === 'note' ? '' : run.text))
    .join('');
}

/** A line of a document, and where it stands in words that a person can follow. */
export interface Line {
  readonly where: string;
  readonly runs: readonly Run[];
  /** Cells of tables and captions are looked up, not read as sentences. */
  readonly part: 'sentence' | 'heading' | 'cell' | 'edge';
}

/** Every line of a document in reading order: title, draft mark, blocks, notes after their line, header and footer. */
export function linesOf(document: DocumentModel): Line[] {
  const lines: Line[] = [];
  const add = (where: string, part: Line['part'], runs: Runs): void => {
    const whole = wholeRuns(runs);
    lines.push({ where, part, runs: whole });
    const notes = whole.filter((run): run is NoteRun => run.kind === 'note');
    notes.forEach((note, i) => add(`${where}, note ${i + 1}`, 'sentence', note.runs));
  };
  add('title', 'heading', [document.title]);
  if (document.draft !== undefined) add('draft mark', 'edge', document.draft);
  let section = document.title;
  const counts = new Map<string, number>();
  const place = (words: string): string => {
    const key = `${section}|${words}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    return `section "${section}", ${words} ${counts.get(key)!}`;
  };
  for (const block of document.blocks) {
    if (block.kind === 'heading') {
      section = plainText(block.runs);
      add(`heading "${section}"`, 'heading', block.runs);
    } else addBlock(block, place, add);
  }
  document.header.forEach((runs, i) => add(`page header, line ${i + 1}`, 'edge', runs));
  document.footer.forEach((runs, i) => add(`page footer, line ${i + 1}`, 'edge', runs));
  return lines;
}

function addBlock(
  block: Exclude<Block, { kind: 'heading' }>,
  place: (words: string) => string,
  add: (where: string, part: Line['part'], runs: Runs) => void,
): void {
  if (block.kind === 'paragraph') add(place('paragraph'), 'sentence', block.runs);
  else if (block.kind === 'list') {
    const where = place('list');
    block.items.forEach((item, i) => add(`${where}, item ${i + 1}`, 'sentence', item));
  } else if (block.kind === 'table') {
    const where = place('table');
    add(`${where}, caption`, 'heading', block.caption);
    block.columns.forEach((column, c) => add(`${where}, header of column ${c + 1}`, 'heading', column.heading));
    block.rows.forEach((row, r) =>
      row.forEach((cell, c) => add(`${where}, row ${r + 1}, column ${c + 1}`, 'cell', cell)),
    );
  } else {
    const where = place('picture');
    if (block.caption !== undefined) add(`${where}, caption`, 'heading', block.caption);
  }
}
