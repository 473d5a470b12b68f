import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guardFormula, writeCsv } from '../../src/reporting/csv.ts';

describe('writeCsv', () => {
  test('quotes by RFC 4180 and ends lines with CR LF', () => {
    const rows = [
      { name: 'Bro, "Morgannwg"', places: 1068.5, note: 'two\nlines' },
      { name: 'Powys', places: -3 },
    ];
    expect(writeCsv({ columns: ['name', 'places', 'note'], rows })).toBe(
      'name,places,note\r\n"Bro, ""Morgannwg""",1068.5,"two\nlines"\r\nPowys,-3,\r\n',
    );
  });

  test.each(['=1+1', '+1', '-cmd', '@SUM(A1)', '\tx', '\rx'])('guards the text %j and leaves numbers alone', (text) => {
    expect(guardFormula(text)).toBe(`'${text}`);
    const [, row] = parse(writeCsv({ columns: ['t', 'n'], rows: [{ t: text, n: -1.5 }] })) as string[][];
    expect(row).toEqual([`'${text}`, '-1.5']);
  });

  test('guards the names of columns', () => {
    expect(writeCsv({ columns: ['=A1'], rows: [] })).toBe("'=A1\r\n");
  });

  test('is read back as it was written', () => {
    const cell = fc.string().filter((s) => s !== '' && !/^[=+\-@\t\r]/.test(s));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, fc.double({ noNaN: true, noDefaultInfinity: true })), { minLength: 1 }),
        (pairs) => {
          const text = writeCsv({ columns: ['a', 'b'], rows: pairs.map(([a, b]) => ({ a, b })) });
          const back = parse(text, { record_delimiter: '\r\n', from_line: 1 }) as string[][];
          expect(back.slice(1).map(([a, b]) => [a, Number(b)])).toEqual(pairs.map(([a, b]) => [a, b === 0 ? 0 : b]));
        },
      ),
    );
  });

  test('refuses numbers that are none', () => {
    expect(() => writeCsv({ columns: ['n'], rows: [{ n: NaN }] })).toThrow('column n holds NaN');
  });
});
