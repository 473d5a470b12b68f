import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parse } from 'csv-parse/sync';

/** One field of a CSV file (RFC 4180): quoted only where it must be. Undefined and null become empty. */
export function csvField(value) {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`cannot write the number ${value}`);
  const text = String(value);
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A CSV text with a header row, the columns in the order given, and LF line ends. */
export function csvText(columns, rows) {
  const lines = [columns.map(csvField).join(',')];
  for (const row of rows) {
    for (const name of Object.keys(row)) if (!columns.includes(name)) throw new Error(`no column for ${name}`);
    lines.push(columns.map((column) => csvField(row[column])).join(','));
  }
  return lines.join('\n') + '\n';
}

/** Writes rows as a UTF-8 CSV file, making the folder when it is missing. */
export function writeCsv(path, columns, rows) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, csvText(columns, rows));
}

/** Rows of a CSV file as objects of text, by header. */
export function readCsv(path) {
  return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
}
