import { unpackZip } from '../tables/zip-guard.ts';
import { openWorkbook } from '../tables/workbook.ts';
import { isSheets } from '../read-table.ts';
import { decodeText } from './decode-text.ts';
import type { ImportSource } from './import-format.ts';
import { rowsOfText } from './text-rows.ts';

/** The first look at a file, from which its format is told. */
export interface Peek {
  readonly fileName: string;
  readonly kind: 'text' | 'json' | 'workbook' | 'zip' | 'unknown';
  /** First rows that hold anything, trimmed: of a text, or of the first sheet of a workbook. */
  readonly rows: readonly (readonly string[])[];
  /** Names of the sheets of a workbook, or of the parts of a zip. */
  readonly parts: readonly string[];
  /** First 4,000 characters of a text. */
  readonly text: string;
}

const ROWS = 40;
const CHARACTERS = 65_536;

/** Looks at the beginning of a file. A file that cannot be read is `unknown`; its reader says why. */
export async function peekAt(source: ImportSource): Promise<Peek> {
  const nothing: Peek = { fileName: source.fileName, kind: 'unknown', rows: [], parts: [], text: '' };
  const { bytes } = source;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const parts = unpackZip(bytes);
    if (typeof parts === 'string') return nothing;
    if (!parts.has('xl/workbook.xml')) {
      const table = [...parts].find(([name]) => /\.(csv|txt)$/i.test(name));
      const inside = table === undefined ? undefined : peekAtText({ bytes: table[1], fileName: table[0] });
      return { ...nothing, kind: 'zip', parts: [...parts.keys()], rows: inside?.rows ?? [] };
    }
    const sheets = await openWorkbook(bytes, source.fileName);
    if (!isSheets(sheets)) return nothing;
    const rows: string[][] = [];
    sheets[0]!.eachRow((_row, cells) => {
      rows.push(cells.map((cell) => cell.text.trim()));
      return rows.length < ROWS;
    });
    return { ...nothing, kind: 'workbook', rows, parts: sheets.map((sheet) => sheet.name) };
  }
  return peekAtText(source);
}

function peekAtText(source: ImportSource): Peek {
  const nothing: Peek = { fileName: source.fileName, kind: 'unknown', rows: [], parts: [], text: '' };
  const { bytes } = source;
  const end = bytes.length <= CHARACTERS ? bytes.length : lastLineEnd(bytes.subarray(0, CHARACTERS));
  const decoded = decodeText({ bytes: bytes.subarray(0, end), fileName: source.fileName });
  if (!decoded.ok) return nothing;
  const text = decoded.value;
  if (/^\s*[[{]/.test(text)) return { ...nothing, kind: 'json', text: text.slice(0, 4000) };
  const rows = rowsOfText(text, source.fileName);
  return {
    ...nothing,
    kind: 'text',
    text: text.slice(0, 4000),
    rows: rows.ok ? rows.value.rows.slice(0, ROWS).map(({ cells }) => cells.map((cell) => cell.trim())) : [],
  };
}

/** End of the last whole line of some bytes, so that no character is cut in two; even for UTF-16. */
function lastLineEnd(bytes: Uint8Array): number {
  const at = bytes.lastIndexOf(0x0a);
  return at < 0 ? bytes.length : at + 1 + (bytes[at + 1] === 0 ? 1 : 0);
}
