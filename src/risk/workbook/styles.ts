import { readXml } from './xml.ts';

/** What the format of a cell says about writing into it. */
export interface CellStyle {
  /** Numbers are shown as dates. */
  readonly date: boolean;
  /** The format "Text", under which digits are text. */
  readonly text: boolean;
  /** Locked where the sheet is protected. */
  readonly locked: boolean;
}

export const PLAIN_STYLE: CellStyle = { date: false, text: false, locked: true };

/** Numbers of the built-in formats that show dates. */
const DATE_FORMATS = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

/** Whether a format of the user shows a date: it has days, months or years outside quotation marks and brackets. */
export function showsDate(code: string): boolean {
  const bare = code.split(';')[0]!.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[dy]/i.test(bare) || (/m/i.test(bare) && !/[hs]/i.test(bare));
}

/** Reads the formats of cells by their index; a sentence when the text is no XML. */
export function readStyles(xml: string): readonly CellStyle[] | string {
  const formats = new Map<number, string>();
  const styles: { format: number; locked: boolean }[] = [];
  let inCellFormats = false;
  const problem = readXml(xml, {
    open: ({ name, attributes }) => {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats)
        styles.push({ format: Number(attributes['numFmtId'] ?? 0), locked: true });
      else if (name === 'protection' && inCellFormats && /^(0|false)$/.test(attributes['locked'] ?? ''))
        styles.at(-1)!.locked = false;
    },
    close: ({ name }) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  const date = (id: number): boolean => (formats.has(id) ? showsDate(formats.get(id)!) : DATE_FORMATS(id));
  return problem ?? styles.map(({ format, locked }) => ({ date: date(format), text: format === 49, locked }));
}
