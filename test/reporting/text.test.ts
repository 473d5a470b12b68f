import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  centralWithRange,
  cutText,
  formatDate,
  formatMonth,
  formatNumber,
  formatPounds,
  formatShare,
  frequencyText,
  listText,
  rangeText,
  roundBySpread,
  roundingStep,
  withUnit,
} from '../../src/reporting/text.ts';

describe('numbers in English', () => {
  test('have separators for thousands and a plain sign', () => {
    expect([0, 7, 999, 1068, 1234567, -1234].map((n) => formatNumber(n))).toEqual([
      '0',
      '7',
      '999',
      '1,068',
      '1,234,567',
      '-1,234',
    ]);
    expect(formatNumber(1234.567, 2)).toBe('1,234.57');
    expect(formatNumber(-0.2)).toBe('0');
    expect(formatShare(0.314)).toBe('31%');
    expect(formatPounds(4857)).toBe('£4,857');
    expect(() => formatNumber(NaN)).toThrow('cannot print the number NaN');
  });

  test('agree with the en-GB rules of the platform for whole numbers', () => {
    fc.assert(fc.property(fc.integer(), (n) => formatNumber(n) === n.toLocaleString('en-GB')));
  });

  test('dates are in words', () => {
    expect(formatDate('2030-04-01')).toBe('1 April 2030');
    expect(formatMonth('2026-12-31')).toBe('December 2026');
  });
});

describe('rounding by spread', () => {
  test('keeps no more digits than a tenth of the spread supports', () => {
    expect([0, 4, 49, 50, 99, 100, 499, 500, 1000, 10000].map((s) => roundingStep(s))).toEqual([
      1, 1, 1, 5, 5, 10, 10, 50, 100, 1000,
    ]);
    expect(roundBySpread(1068, 900, 1317)).toBe(1070);
    expect(roundBySpread(1068, 1068, 1068)).toBe(1068);
    expect(() => roundingStep(-1)).toThrow('a spread is a number from 0 up');
  });

  test('never moves a value by more than a twentieth of the spread, or half a child', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (low, spread) => {
          const moved = Math.abs(roundBySpread(low, low, low + spread) - low);
          expect(moved).toBeLessThanOrEqual(Math.max(0.5, spread / 20) + 1e-6);
        },
      ),
    );
  });

  test('ranges read as between two figures', () => {
    expect(rangeText(41, 119)).toBe('between 40 and 120');
    expect(rangeText(12, 12.3)).toBe('about 12');
    expect(centralWithRange(551, 397, 704)).toBe('550 (between 400 and 700)');
    expect(centralWithRange(12, 12, 12)).toBe('about 12');
  });
});

describe('frequencies', () => {
  test.each([
    [0.31, 'about 3 in 10 runs'],
    [0.5, 'about 5 in 10 runs'],
    [0.07, 'about 7 in 100 runs'],
    [0.096, 'about 1 in 10 runs'],
    [0.93, 'about 93 in 100 runs'],
    [0.001, 'fewer than 1 in 100 runs'],
    [0.999, 'more than 99 in 100 runs'],
    [0, 'none of the 1,000 runs'],
    [1, 'all of the 1,000 runs'],
  ])('%f is "%s"', (probability, words) => {
    expect(frequencyText(probability, 1000)).toBe(words);
  });

  test('refuse what is no probability', () => {
    expect(() => frequencyText(1.2)).toThrow('between 0 and 1');
    expect(() => frequencyText(NaN)).toThrow('between 0 and 1');
  });
});

test('texts are cut at a word, lists are joined, units are not said twice', () => {
  expect(cutText('one two three four', 12)).toBe('one two…');
  expect(cutText('short', 12)).toBe('short');
  expect(listText(['a', 'b', 'c'])).toBe('a, b and c');
  expect(withUnit('Registered places in Wales', 'places')).toBe('Number of registered places in Wales');
  expect(withUnit('Cost of placements', '£ million')).toBe('Cost of placements (£ million)');
});
