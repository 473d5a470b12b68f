import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takePlainRows } from '../../src/data/tables/plain-csv.ts';

/** What csv-parse makes of the text with the settings of `readCsv`; undefined where it refuses. */
function parsed(text: string, bom = true): string[][] | undefined {
  try {
    return parse(text, { bom, relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
  } catch {
    return undefined;
  }
}

/** All rows, or undefined when some are left to csv-parse; those before must be right all the same. */
function plainRows(text: string): string[][] | undefined {
  const rows: string[][] = [];
  const at = takePlainRows(text, 1000, (row) => rows.push(row) > 0);
  const rest = parsed(text);
  if (rest !== undefined) expect(rows).toEqual(rest.slice(0, rows.length));
  if (at === text.length) return rows;
  if (rest !== undefined) expect([...rows, ...parsed(text.slice(at), at === 0)!]).toEqual(rest);
  return undefined;
}

describe('the quick reader of plain CSV', () => {
  it.each([
    ['a,b\n1,2\n', [['a', 'b'], ['1', '2']]],
    ['\ufeffa,b\r\n"x, y","say ""yes"""', [['a', 'b'], ['x, y', 'say "yes"']]],
    ['a,,\n\n"",b,\r', [['a', '', ''], [''], ['', 'b', '']]],
    ['a,', [['a', '']]],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(plainRows(text)).toEqual(rows);
    expect(parsed(text)).toEqual(rows);
  });

  it.each(['a"b,c\n', '"a"b\n', '"a\n', '"', '"a\nb",c\n', 'a,"', '"a"",b\n', `${'x'.repeat(600)}\n`])(
    'leaves %j to csv-parse',
    (text) => {
      expect(plainRows(text)).toBeUndefined();
    },
  );

  it('reads any text as csv-parse does, or not at all', () => {
    const bits = fc.constantFrom('a', 'é', ' ', ',', '"', '""', '\n', '\r\n', '\r', '"x,y"', '"say ""a"""', ',"b",', '\ufeff');
    let read = 0;
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const rows = plainRows(text);
        if (rows === undefined) return;
        read++;
        expect(rows).toEqual(parsed(text));
      }),
      { numRuns: 5000 },
    );
    expect(read).toBeGreaterThan(500);
  });
});
