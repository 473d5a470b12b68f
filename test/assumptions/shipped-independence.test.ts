import { beforeAll, describe, expect, it } from 'vitest';
import { parameterValues, quantileOf } from '../../src/assumptions/sample.ts';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AssumptionRow } from '../../src/domain/tables.ts';

let rows: readonly AssumptionRow[];
beforeAll(async () => {
  rows = orThrow(await loadShippedDataSet()).assumptions;
});

describe('the assumptions of Wales as shipped', () => {
  it.each([1, 2, 20260401])('are drawn independently of each other: seed %i', (seed) => {
    const sets = 512;
    const columns = rows.map((row) => Float64Array.from({ length: sets }, (_, i) => quantileOf(seed, row.id, i) - 0.5));
    const pairs = (rows.length * (rows.length - 1)) / 2;
    expect(pairs).toBeGreaterThan(4000);
    let sumOfSquares = 0;
    let largest = 0;
    for (let a = 0; a < columns.length; a++) {
      for (let b = 0; b < a; b++) {
        let sum = 0;
        for (let i = 0; i < sets; i++) sum += columns[a]![i]! * columns[b]![i]!;
        const r = (sum / sets) * 12;
        sumOfSquares += r * r;
        largest = Math.max(largest, Math.abs(r));
      }
    }
    // Owen-scrambled sequences with a nested shuffle: the leading bits of two of them agree or not in halves of the sets,
    // so that the variance of their correlation is (1 + (3/4)^2 + (3/16)^2 / 4) / sets = 1.57 / sets (1 for numbers with no
    // strata at all). It is known to root(2 / pairs), and four of these are allowed; a pattern would show here first.
    const variance = (1 + (3 / 4) ** 2 + (3 / 16) ** 2 / 4) / sets;
    expect(Math.abs(sumOfSquares / pairs / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / pairs));
    // The largest of so many pairs passes 5.1 standard errors less than once in 500 seeds.
    expect(largest).toBeLessThan(5.1 * Math.sqrt(variance));
  });

  it('have, over the sets of a run, the median and the range that the table gives', () => {
    const sets = 512;
    const values = Array.from({ length: sets }, (_, i) => parameterValues(rows, 1, i));
    rows.forEach((row, j) => {
      if (row.distribution.startsWith('dirichlet') || row.distribution === 'discrete') return;
      if (row.distribution === 'fixed' || row.low === undefined || row.high === undefined) {
        expect(new Set(values.map((v) => v[j]))).toEqual(new Set([row.central]));
        return;
      }
      const sorted = values.map((v) => v[j]!).sort((a, b) => a - b);
      const share = { 'p10,p90': 0.1, 'p025,p975': 0.025, 'p25,p75': 0.25 }[row.quantiles as string] ?? 0.05;
      // Each of 512 equal strata holds one value, so a quantile lies within one stratum of its place.
      for (const [at, value] of [
        [share, row.low],
        [0.5, row.central],
        [1 - share, row.high],
      ] as const) {
        const k = Math.round(at * sets);
        // A share of 1 reads as .99.
        const limit = row.distribution === 'beta' && value >= 1 ? 0.99 : value;
        expect(sorted[k - 2]!, `${row.id} at ${at}`).toBeLessThanOrEqual(limit + 1e-9);
        expect(sorted[k + 1]!, `${row.id} at ${at}`).toBeGreaterThanOrEqual(limit - 1e-9);
      }
    });
  });
});
