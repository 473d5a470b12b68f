import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { fileProblem } from '../../file-bytes.ts';
import { isSheets } from '../../read-table.ts';
import { openWorkbook } from '../../tables/workbook.ts';
import { decodeText } from '../decode-text.ts';
import type { ImportSource } from '../import-format.ts';
import { importProblem, refusal } from '../problems.ts';
import { rowFault, rowsOfText } from '../text-rows.ts';
import type { SourceRow } from '../text-rows.ts';

/** Rows of a file, header among them, whatever its container is. */
export interface Records {
  readonly rows: readonly SourceRow[];
  readonly container: 'text' | 'workbook' | 'json';
  readonly notes: readonly string[];
}

/** The rows of a file of stats.gov.wales: CSV, workbook or JSON. */
export async function readRecords(source: ImportSource): Promise<Checked<Records>> {
  if (source.bytes[0] === 0x50 && source.bytes[1] === 0x4b) return readWorkbook(source);
  const decoded = decodeText(source);
  if (!decoded.ok) return decoded;
  if (/^\s*[[{]/.test(decoded.value)) return readJson(decoded.value, source.fileName, decoded.repairs);
  const read = rowsOfText(decoded.value, source.fileName, decoded.repairs);
  if (!read.ok) return read;
  const notes = read.value.endsWithLineBreak ? [] : [`${source.fileName} does not end with a line break; see that it was not cut off.`];
  return { ok: true, value: { rows: read.value.rows, container: 'text', notes }, repairs: read.repairs };
}

async function readWorkbook({ bytes, fileName }: ImportSource): Promise<Checked<Records>> {
  const sheets = await openWorkbook(bytes, fileName);
  if (!isSheets(sheets)) return refusal(sheets);
  const rows: SourceRow[] = [];
  let problem: InputProblem | undefined;
  for (const sheet of sheets) {
    const file = `${fileName}, sheet ${sheet.name}`;
    sheet.eachRow((row, cells) => {
      const wrong = cells.findIndex(({ type }) => type === 'error' || type === 'formula-without-value');
      const texts = cells.map(({ text }) => text);
      problem =
        wrong >= 0
          ? importProblem({ file, row, column: texts.length > wrong ? String(wrong + 1) : undefined }, texts[wrong], 'The cell holds a formula without a result, or an error.', 'Values, as the file was downloaded.', 'Download the file again.')
          : rowFault(row, texts, file, rows.length);
      if (problem !== undefined) return false;
      const repeatsHeader = rows.length > 0 && JSON.stringify(rows[0]!.cells) === JSON.stringify(texts);
      if (!repeatsHeader && texts.some((text) => text.trim() !== '')) rows.push({ row, cells: texts });
      return true;
    });
    if (problem !== undefined) return refusal(problem);
  }
  return { ok: true, value: { rows, container: 'workbook', notes: [] }, repairs: [] };
}

function readJson(text: string, file: string, repairs: readonly Repair[]): Checked<Records> {
  const bad = (value: string, problem: string): Checked<never> =>
    refusal(fileProblem(file, value, problem, 'A list of rows, each with the names of the columns; or a page with headers and data.', 'Download the file again.'));
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    return bad((error as Error).message.slice(0, 120), 'The text is not whole JSON.');
  }
  const page = parsed as { readonly data?: unknown; readonly headers?: unknown; readonly page_info?: { readonly total_records?: unknown } };
  const list = Array.isArray(parsed) ? (parsed as unknown[]) : Array.isArray(page?.data) ? (page.data as unknown[]) : undefined;
  if (list === undefined) return bad(text.slice(0, 80), 'The JSON holds no list of rows.');
  const named = Array.isArray(page.headers) ? page.headers.map((one: unknown) => cellText(typeof one === 'object' && one !== null ? (one as { name?: unknown }).name : one) ?? '') : undefined;
  const header: string[] = named ?? [];
  if (named === undefined)
    for (const row of list) {
      if (typeof row !== 'object' || row === null || Array.isArray(row)) return bad(JSON.stringify(row)?.slice(0, 80) ?? '', 'A row is not a list of names and values.');
      for (const name of Object.keys(row)) if (!header.includes(name)) header.push(name);
      if (header.length > 1000) return bad(`${header.length} names`, 'The rows have too many names.');
    }
  const rows: SourceRow[] = [{ row: 1, cells: header }];
  for (const [i, one] of list.entries()) {
    if (named !== undefined && (!Array.isArray(one) || one.length !== header.length)) return bad(JSON.stringify(one)?.slice(0, 80) ?? '', `Row ${i + 1} has not one value for each header.`);
    const values = named !== undefined ? (one as unknown[]) : header.map((name) => (one as Readonly<Record<string, unknown>>)[name]);
    const cells = values.map(cellText);
    if (cells.some((cell) => cell === undefined)) return bad(JSON.stringify(one)?.slice(0, 80) ?? '', `Row ${i + 1} holds something other than texts and numbers.`);
    const problem = rowFault(i + 2, cells as string[], file, rows.length);
    if (problem !== undefined) return refusal(problem);
    rows.push({ row: i + 2, cells: cells as string[] });
  }
  // A name that stands twice in a row would hide one of its two values.
  for (const name of named === undefined ? header : []) {
    const written = text.split(new RegExp(`${escaped(JSON.stringify(name))}\\s*:`)).length - 1;
    const held = list.filter((row) => Object.hasOwn(row as object, name)).length;
    if (written !== held) return bad(name, 'A row has the same name twice.');
  }
  const total = page.page_info?.total_records;
  const notes = typeof total === 'number' && total > list.length ? [`${file} is a page of ${list.length} of ${total} rows.`] : [];
  return { ok: true, value: { rows: list.length === 0 ? [] : rows, container: 'json', notes }, repairs };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function cellText(value: unknown): string | undefined {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
}
