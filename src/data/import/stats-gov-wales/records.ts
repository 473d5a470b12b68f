import type { Checked, InputProblem, Repair } from '../../../domain/errors.ts';
import { isSheets } from '../../read-table.ts';
import { openWorkbook } from '../../tables/workbook.ts';
import { decodeText } from '../decode-text.ts';
import type { ImportSource } from '../import-format.ts';
import { badJson, cellText, parseJson, rowsOfObjects, shown } from '../json-rows.ts';
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
  const parsed = parseJson(text, file);
  if (!parsed.ok) return parsed;
  if (Array.isArray(parsed.value)) {
    const read = rowsOfObjects(parsed.value as unknown[], text, file);
    if (!read.ok) return read;
    const { header, rows } = read.value;
    return { ok: true, value: { rows: rows.length === 0 ? [] : [{ row: 1, cells: header }, ...rows], container: 'json', notes: [] }, repairs };
  }
  const page = parsed.value as { readonly data?: unknown; readonly headers?: unknown; readonly page_info?: { readonly total_records?: unknown } };
  if (!Array.isArray(page.data) || !Array.isArray(page.headers)) return refusal(badJson(file, text.slice(0, 80), 'The JSON holds no list of rows.'));
  const header = page.headers.map((one: unknown) => cellText(typeof one === 'object' && one !== null ? (one as { name?: unknown }).name : one) ?? '');
  const rows: SourceRow[] = [{ row: 1, cells: header }];
  for (const [i, one] of (page.data as unknown[]).entries()) {
    const cells = Array.isArray(one) && one.length === header.length ? (one as unknown[]).map(cellText) : [];
    if (cells.length === 0 || cells.some((cell) => cell === undefined)) return refusal(badJson(file, shown(one), `Row ${i + 1} has not one text or number for each header.`));
    const problem = rowFault(i + 2, cells as string[], file, rows.length);
    if (problem !== undefined) return refusal(problem);
    rows.push({ row: i + 2, cells: cells as string[] });
  }
  const total = page.page_info?.total_records;
  const notes = typeof total === 'number' && total > rows.length - 1 ? [`${file} is a page with ${rows.length - 1} of ${total} rows.`] : [];
  return { ok: true, value: { rows: rows.length === 1 ? [] : rows, container: 'json', notes }, repairs };
}
