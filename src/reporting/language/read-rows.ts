import { parse } from 'csv-parse/sync';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedRoot } from '../../data/shipped-paths.ts';

/** Folder of the shipped words: glossary, place names and messages. */
export function languageFolder(): string {
  return join(shippedRoot(), 'language');
}

/** Rows of a CSV file of words by column; UTF-8 with or without a byte order mark. */
export async function readRows(path: string): Promise<Record<string, string>[]> {
  return parse(await readFile(path), { columns: true, bom: true, skip_empty_lines: true, trim: true });
}
