import { basename } from 'node:path';
import type { Checked } from '../../../domain/errors.ts';
import { unpackZip } from '../../tables/zip-guard.ts';
import { decodeText } from '../decode-text.ts';
import type { ImportFormat, ImportSource } from '../import-format.ts';
import { badJson, parseJson, rowsOfObjects } from '../json-rows.ts';
import type { Peek } from '../peek.ts';
import { importProblem, refusal } from '../problems.ts';
import { AreaNames } from '../statistics/area-names.ts';
import { factsOf } from '../statistics/column-table.ts';
import type { ColumnRole, ColumnTable } from '../statistics/column-table.ts';
import type { FactTable } from '../statistics/fact.ts';
import { readStatistics, STATISTICS_OPTIONS, STATISTICS_TABLES } from '../statistics/read-statistics.ts';
import { rowsOfText } from '../text-rows.ts';

/** Tables of the open data service of StatsWales 2: pages of JSON, or the zip of the whole table. */
export const statsWalesOData: ImportFormat = {
  name: 'statswales-odata',
  reads:
    'A table of the open data service of StatsWales 2 (closed in August 2024): its pages as JSON with Data, X_Code and X_ItemName_ENG (name all pages), or the zip of the whole table (Download/File), or the CSV out of that zip.',
  writes: STATISTICS_TABLES,
  options: STATISTICS_OPTIONS,
  recognise,
  read: (sources, context) => {
    const areas = new AreaNames(context.areas);
    const tables: FactTable[] = [];
    const seen = { goesOn: 0 };
    for (const source of sources) {
      const read = readPages(source, areas, seen);
      if (!read.ok) return Promise.resolve(read);
      tables.push(...read.value);
    }
    const more = seen.goesOn > 0 && seen.goesOn >= sources.length ? ['The last page names a next one (odata.nextLink) that is not among the files: the table is not whole.'] : [];
    const [first, ...others] = tables;
    const noted: FactTable[] = first === undefined ? [] : [{ ...first, notes: [...first.notes, ...more] }, ...others];
    return Promise.resolve(readStatistics(noted, context, { name: 'Welsh Government, StatsWales', suppressedHigh: 4, usualRounding: 5 }));
  },
};

const isHeader = (header: readonly string[]): boolean =>
  header.some((name) => /^data(_dec|_int|_str)?$/i.test(name.trim())) && header.some((name) => /_itemname_(eng|wel)(_str)?$/i.test(name.trim()));

function recognise(peek: Peek): string | undefined {
  if (peek.kind === 'json') return /"odata\.metadata"|_ItemName_(ENG|WEL)"/.test(peek.text) ? 'it is JSON with the names that StatsWales 2 gave to its open data' : undefined;
  if (peek.kind !== 'text' && peek.kind !== 'zip') return undefined;
  return peek.rows[0] !== undefined && isHeader(peek.rows[0]) ? 'its columns are named as those of the open data of StatsWales 2 (Data, X_Code, X_ItemName_ENG)' : undefined;
}

function readPages(source: ImportSource, areas: AreaNames, seen: { goesOn: number }): Checked<FactTable[]> {
  if (source.bytes[0] === 0x50 && source.bytes[1] === 0x4b) return readZip(source, areas);
  const decoded = decodeText(source);
  if (!decoded.ok) return decoded;
  if (!/^\s*[[{]/.test(decoded.value)) return oneTable(textTable(decoded.value, source.fileName), areas);
  const parsed = parseJson(decoded.value, source.fileName);
  if (!parsed.ok) return parsed;
  const page = parsed.value as { readonly value?: unknown; readonly 'odata.nextLink'?: unknown };
  const list = Array.isArray(parsed.value) ? (parsed.value as unknown[]) : page.value;
  if (!Array.isArray(list)) return refusal(badJson(source.fileName, decoded.value.slice(0, 80), 'The JSON holds no list of rows named "value".'));
  const read = rowsOfObjects(list, decoded.value, source.fileName);
  if (!read.ok) return read;
  if (!isHeader(read.value.header))
    return refusal(badJson(source.fileName, read.value.header.join(', ').slice(0, 150), 'The rows have no value Data and no names X_ItemName_ENG.'));
  if (typeof page['odata.nextLink'] === 'string') seen.goesOn += 1;
  const { header, rows } = read.value;
  const table: ColumnTable = { file: source.fileName, header, rows, shortRowsAreWrong: false, about: basename(source.fileName), notes: [], repairs: decoded.repairs };
  return { ok: true, value: [factsOf(table, columnsOf(header), areas)], repairs: [] };
}

function readZip(source: ImportSource, areas: AreaNames): Checked<FactTable[]> {
  const parts = unpackZip(source.bytes);
  if (typeof parts === 'string') return refusal(importProblem({ file: source.fileName }, 'a zip', `The zip cannot be read. ${parts}`, 'A zip with the table as CSV.', 'Download it again.'));
  const tables = [...parts].filter(([name]) => /\.(csv|txt)$/i.test(name));
  const found: FactTable[] = [];
  for (const [name, bytes] of tables) {
    const file = `${source.fileName}, ${name}`;
    const decoded = decodeText({ bytes, fileName: file });
    if (!decoded.ok) return decoded;
    const table = textTable(decoded.value, file);
    if (!table.ok) return table;
    if (isHeader(table.value.header)) found.push(factsOf(table.value, columnsOf(table.value.header), areas));
  }
  if (found.length !== 1)
    return refusal(importProblem({ file: source.fileName }, [...parts.keys()].join(', '), `The zip holds ${found.length} tables of StatsWales.`, 'One CSV with a column Data_DEC and columns X_ItemName_ENG_STR.', 'Check that it is the file you mean.'));
  return { ok: true, value: found, repairs: [] };
}

function textTable(text: string, file: string): Checked<ColumnTable> {
  const read = rowsOfText(text, file);
  if (!read.ok) return read;
  const header = (read.value.rows[0]?.cells ?? []).map((cell) => cell.trim());
  while (header.length > 0 && header.at(-1) === '') header.pop();
  const notes = read.value.endsWithLineBreak ? [] : [`${file} does not end with a line break; see that it was not cut off.`];
  return { ok: true, value: { file, header, rows: read.value.rows.slice(1), shortRowsAreWrong: true, about: basename(file), notes, repairs: read.repairs }, repairs: [] };
}

function oneTable(table: Checked<ColumnTable>, areas: AreaNames): Checked<FactTable[]> {
  if (!table.ok) return table;
  return { ok: true, value: [factsOf(table.value, columnsOf(table.value.header), areas)], repairs: [] };
}

/** What each column is, by its name without the type that the zip adds to it. */
function columnsOf(header: readonly string[]): ColumnRole[] {
  const names = header.map((name) => name.replace(/_(STR|DEC|INT|BIT|DAT|DTE)$/i, ''));
  const find = (name: string): string | undefined => header[names.findIndex((other) => other.toLowerCase() === name.toLowerCase())];
  return names.map((name, c): ColumnRole => {
    if (/^data$/i.test(name)) return { kind: 'value' };
    const part = /^(.+)_(Code|ItemName_ENG|ItemName_WEL|SortOrder|Hierarchy|AltCode\d|ItemNotes_ENG|ItemNotes_WEL)$/i.exec(name);
    if (part === null) return /^(rowkey|partitionkey|timestamp|etag)$/i.test(name) ? { kind: 'ignored' } : { kind: 'dimension' };
    const stem = part[1]!;
    const named = find(`${stem}_ItemName_ENG`) ?? find(`${stem}_ItemName_WEL`);
    const label = named ?? find(`${stem}_AltCode1`) ?? find(`${stem}_Code`) ?? header[c]!;
    if (header[c] === label) return { kind: named === undefined ? 'codes' : 'dimension' };
    const kind = part[2]!.toLowerCase();
    const official = find(`${stem}_AltCode1`);
    if (kind.startsWith('itemnotes')) return { kind: 'ignored' };
    if (kind === 'altcode1' || (kind === 'code' && official === undefined)) return { kind: 'code', of: label };
    return { kind: 'fixed', of: label };
  });
}
