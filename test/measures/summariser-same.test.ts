import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSorter } from '../../src/measures/sort-numbers.ts';
import { summarise } from '../../src/measures/summarise.ts';
import { referenceSummary } from './reference-summary.ts';

/** Figures as the engine makes them: counts, half counts, wide counts, and numbers of any kind. */
const figures = fc.oneof(
  fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 300 }),
  fc.array(
    fc.integer({ min: 0, max: 900 }).map((n) => n / 2),
    { minLength: 1, maxLength: 300 },
  ),
  fc.array(fc.integer({ min: -1_000_000_000, max: 2_000_000_000 }), { minLength: 1, maxLength: 300 }),
  fc.array(fc.float({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 300 }),
);

describe('the statistics of a figure', () => {
  it('are those of the plain reference, to the last bit', () => {
    fc.assert(
      fc.property(figures, (numbers) => {
        const values = Float32Array.from(numbers);
        const found = summarise(values, [1, 10]);
        expect(values).toEqual(Float32Array.from(numbers));
        expect(found).toEqual(referenceSummary(Float32Array.from(numbers), [1, 10]));
      }),
      { numRuns: 400 },
    );
  });

  it('are those of the reference where a draw has no number', () => {
    const values = [3, NaN, 1, 2, 5, 4, 7, 6];
    expect(summarise(Float32Array.from(values), [2])).toEqual(referenceSummary(Float32Array.from(values), [2]));
  });
});

describe('the sort', () => {
  it('is that of a Float32Array, with -0, infinities and what is no number', () => {
    const any = fc.array(fc.oneof(fc.float(), fc.constantFrom(0, -0, NaN, Infinity, -Infinity, 1e-40, 0.5)), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(fc.oneof(any, figures), (numbers) => {
        const values = Float32Array.from(numbers);
        const sorted = new Float32Array(values.length);
        new NumberSorter(values.length).sort(values, sorted);
        expect(sorted).toEqual(values.slice().sort());
      }),
      { numRuns: 400 },
    );
  });
});
