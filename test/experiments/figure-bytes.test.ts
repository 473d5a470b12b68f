import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureText, writeFigure } from '../../src/experiments/figure-bytes.ts';

/** The text that is written, with something before and after it that must stay. */
function written(value: number, digits: number): string {
  const bytes = new Uint8Array(64).fill(46);
  const end = writeFigure(bytes, 3, value, digits);
  expect([...bytes.subarray(0, 3)]).toEqual([46, 46, 46]);
  return new TextDecoder().decode(bytes.subarray(3, end));
}

describe('a figure in the text', () => {
  it.each([
    [0, '0'],
    [-0, '0'],
    [12.5, '12.5'],
    [-3.25, '-3.25'],
    [7123, '7123'],
    [1234567, '1234567'],
    [16_777_216, '16777216'],
    [3_000_000_000, '3000000000'],
    [0.1, '0.1'],
    [2 / 3, '0.6666667'],
    [0.001234567891, '0.001234568'],
    [0.0000012, '0.0000012'],
    [1.2e-7, '1.2e-7'],
    [9.99999996, '10'],
    [0.099999999999, '0.1'],
    [999999.96, '1000000'],
    [12345678.5, '12345680'],
    [NaN, ''],
    [Infinity, ''],
  ])('of %d has seven digits: %s', (value, text) => {
    expect(figureText(value, 7)).toBe(text);
    expect(written(value, 7)).toBe(text);
  });

  it('is the number to seven or four significant digits, whatever it is', () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.float(),
      fc.double({ min: -1000, max: 1000 }),
      fc.double({ min: 0, max: 0.01 }),
      fc.integer(),
      fc.integer({ min: -2_000_000, max: 2_000_000 }).map((n) => n / 2000),
      // Numbers that lie on, or next to, the half between two texts.
      fc.integer({ min: 0, max: 20_000_000 }).map((n) => (n + 0.5) / 10_000),
      fc
        .tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: -12, max: 12 }))
        .map(([n, e]) => Number(`${n}5e${e}`)),
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom(4, 7), (value, digits) => {
        expect(written(value, digits)).toBe(figureText(value, digits));
      }),
      { numRuns: 20_000 },
    );
  });
});
