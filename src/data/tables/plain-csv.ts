const QUOTE = 34;
const COMMA = 44;
const LINE_FEED = 10;
const RETURN = 13;

/**
 * Hands on the first rows of a CSV text as long as they have nothing unusual in them, several times faster than a parser
 * that must expect everything: quotation marks only round whole fields and doubled inside them, no line break inside a
 * field, no row that is too long. csv-parse reads what is left, and says what is wrong with it.
 *
 * @param take gives false when reading may stop
 * @returns where the first row begins that was not handed on: the length of the text when there is none, -1 when reading
 * was stopped
 */
export function takePlainRows(text: string, longestRow: number, take: (row: string[]) => boolean): number {
  let row: string[] = [];
  const beginning = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let rowStart = beginning;
  const left = (): number => (rowStart === beginning ? 0 : rowStart);
  for (let at = beginning; at < text.length; ) {
    let end: number;
    if (text.charCodeAt(at) === QUOTE) {
      let doubled = false;
      end = text.indexOf('"', at + 1);
      while (end >= 0 && text.charCodeAt(end + 1) === QUOTE) {
        doubled = true;
        end = text.indexOf('"', end + 2);
      }
      if (end < 0) return left();
      const field = text.slice(at + 1, end);
      if (/[\r\n]/.test(field)) return left();
      row.push(doubled ? field.replaceAll('""', '"') : field);
      end++;
    } else {
      for (end = at; end < text.length; end++) {
        const code = text.charCodeAt(end);
        if (code === COMMA || code === LINE_FEED || code === RETURN) break;
        if (code === QUOTE) return left();
      }
      row.push(text.slice(at, end));
    }
    if (end - rowStart > longestRow / 2) return left();
    const code = end < text.length ? text.charCodeAt(end) : LINE_FEED;
    if (code === COMMA) {
      at = end + 1;
      // A comma at the very end has an empty field behind it.
      if (at < text.length) continue;
      row.push('');
    } else if (code !== LINE_FEED && code !== RETURN) return left();
    if (!take(row)) return -1;
    row = [];
    at = code === RETURN && text.charCodeAt(end + 1) === LINE_FEED ? end + 2 : end + 1;
    rowStart = at;
  }
  return text.length;
}
