import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAt } from '../../src/assumptions/distribution.ts';
import { parameterValues, quantileOf } from '../../src/assumptions/sample.ts';
import type { AssumptionRow, DistributionName } from '../../src/domain/tables.ts';

function row(
  id: string,
  distribution: DistributionName,
  low: number,
  central: number,
  high: number,
  quantiles: AssumptionRow['quantiles'] = 'p10,p90',
): AssumptionRow {
  return { id, meaning: '', unit: 'share', distribution, low, central, high, quantiles, strength: 'X', source: 'test' };
}

describe('two-piece distributions', () => {
  it.each([
    ['lognormal', 4, 9, 18],
    ['beta', 0.1, 0.3, 0.6],
    ['normal', -0.04, 0, 0.05],
    ['gamma', 0.4, 0.5, 0.65],
  ] as const)('%s meets low, central and high exactly', (family, low, central, high) => {
    const r = row('x', family, low, central, high);
    expect(valueAt(r, 0.1)).toBeCloseTo(low, 12);
    expect(valueAt(r, 0.5)).toBeCloseTo(central, 12);
    expect(valueAt(r, 0.9)).toBeCloseTo(high, 12);
  });
  it('a discrete quantity is whole and meets the three points', () => {
    const r = row('secure_welfare_places', 'discrete', 4, 6, 18, 'p05,p95');
    expect([0.05, 0.5, 0.95].map((u) => valueAt(r, u))).toEqual([4, 6, 18]);
    expect(valueAt(row('secure_places', 'discrete', 18, 18, 22, 'p05,p95'), 0.01)).toBe(18);
  });
  it('a share of 1 reads as .99', () => {
    expect(valueAt(row('owner_cohesion', 'beta', 0.6, 0.9, 1), 0.9)).toBeCloseTo(0.99, 12);
  });
  it('never falls as the quantile rises', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.998, noNaN: true }), (u) => {
        const r = row('x', 'beta', 0.17, 0.21, 0.25);
        expect(valueAt(r, u + 0.001)).toBeGreaterThan(valueAt(r, u));
      }),
    );
  });
});

describe('parameter sets', () => {
  const intent = (['convert', 'sell', 'exit', 'remain'] as const).map((name, i) => ({
    ...row(`home_owner_intent_${name}`, 'dirichlet(4)', 0, [0.25, 0.15, 0.3, 0.3][i]!, 0, 'mean'),
    low: undefined,
    high: undefined,
  }));
  it('Dirichlet shares add to 1, with the mean and variance of the law', () => {
    const n = 2048;
    const sums = [0, 0, 0, 0];
    const squares = [0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      const v = parameterValues(intent, 1, i);
      expect(v.reduce((s, x) => s + x, 0)).toBeCloseTo(1, 12);
      v.forEach((x, j) => {
        sums[j]! += x;
        squares[j]! += x * x;
      });
    }
    intent.forEach((r, j) => {
      const mean = r.central;
      const variance = (mean * (1 - mean)) / 5;
      // Standard error of an independent sample, times 4; the stratified sample is nearer.
      expect(Math.abs(sums[j]! / n - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
      expect(squares[j]! / n - (sums[j]! / n) ** 2).toBeCloseTo(variance, 2);
    });
  });
  it('another assumption, another order and more sets change nothing', () => {
    const a = row('notice', 'lognormal', 1, 6, 12);
    const b = row('transfer_months', 'lognormal', 4, 9, 18);
    expect(parameterValues([a], 7, 3)[0]).toBe(parameterValues([b, a], 7, 3)[1]);
    expect(quantileOf(7, 'notice', 3)).not.toBe(quantileOf(8, 'notice', 3));
  });
});
