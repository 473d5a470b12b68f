import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialAt, binomialCdf, negativeBinomialAt, poissonAt, poissonCdf } from '../../src/random/counts.ts';
import { foldIn, hashText, keyOfSeed, uniformOf } from '../../src/random/keys.ts';
import { betaQuantile, gammaQuantile, normalQuantile } from '../../src/random/quantiles.ts';
import { scrambledRadicalInverse } from '../../src/random/radical-inverse.ts';
import { threefry2x32, threefry2x32Three } from '../../src/random/threefry.ts';

const hex = (n: number): string => n.toString(16).padStart(8, '0');
function words(key: [number, number], counter: [number, number]): string {
  const out = new Uint32Array(2);
  threefry2x32(key[0], key[1], counter[0], counter[1], out);
  return `${hex(out[0]!)} ${hex(out[1]!)}`;
}

describe('three blocks side by side', () => {
  it.each([
    [0, 0, 0, 0],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3],
    [7, 0x80000000, 0x80000000, 0xfffffffe],
  ])('are the three that follow each other: key %i %i, counter %i %i', (key0, key1, counter0, counter1) => {
    const six = new Uint32Array(6);
    threefry2x32Three(key0, key1, counter0, counter1, six);
    const one = new Uint32Array(2);
    for (let k = 0; k < 3; k++) {
      threefry2x32(key0, key1, counter0, (counter1 + k) >>> 0, one);
      expect([...six.subarray(2 * k, 2 * k + 2)]).toEqual([...one]);
    }
  });
});

describe('threefry2x32, 20 rounds: known-answer vectors of Random123', () => {
  it.each([
    [[0, 0], [0, 0], '6b200159 99ba4efe'],
    [[0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '1cb996fc bb002be7'],
    [[0x13198a2e, 0x03707344], [0x243f6a88, 0x85a308d3], 'c4923a9c 483df7a0'],
  ] as [[number, number], [number, number], string][])('key %j counter %j', (key, counter, expected) => {
    expect(words(key, counter)).toBe(expected);
  });
});

describe('keys', () => {
  it('fold as JAX does: fold_in(PRNGKey(42), 7)', () => {
    expect(foldIn(keyOfSeed(42), 7).map(hex).join(' ')).toBe('97d0552f 51bf719f');
  });
  it('tell names apart that differ in one letter', () => {
    const names = Array.from({ length: 20000 }, (_, i) => `W0600${String(i).padStart(5, '0')}`);
    expect(new Set(names.map(hashText)).size).toBe(20000);
  });
  it('give uniforms strictly inside 0 and 1', () => {
    expect(uniformOf(0)).toBeGreaterThan(0);
    expect(uniformOf(0xffffffff)).toBeLessThan(1);
  });
});

describe('quantiles: R 4.2', () => {
  it('qnorm, qgamma, qbeta', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
    expect(gammaQuantile(0.025, 2.5) * 10).toBeCloseTo(4.15605806743, 9);
    expect(gammaQuantile(0.5, 2.5) * 10).toBeCloseTo(21.7573009555, 9);
    // Tables of chi-square with 5 degrees of freedom: 12.832501994; R's own answer stops at seven digits, 64.1625101700.
    expect(gammaQuantile(0.975, 2.5) * 10).toBeCloseTo(5 * 12.832501994, 7);
    expect(gammaQuantile(0.975, 2.5) * 10).toBeCloseTo(64.16251017, 6);
    expect(betaQuantile(0.9, 3.2, 7.5)).toBeCloseTo(0.482660390732, 11);
  });
  it('ppois, pbinom', () => {
    expect(poissonCdf(3, 4.2)).toBeCloseTo(0.395403369602, 11);
    expect(binomialCdf(20, 100, 0.15)).toBeCloseTo(0.933680234181, 11);
  });
});

describe('whole-number variates', () => {
  it('are the smallest k that reaches u (Poisson, both branches)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        (u, mean) => {
          const k = poissonAt(u, mean);
          expect(poissonCdf(k, mean)).toBeGreaterThanOrEqual(u - 1e-9);
          if (k > 0) expect(poissonCdf(k - 1, mean)).toBeLessThan(u + 1e-9);
        },
      ),
    );
  });
  it('are the smallest k that reaches u (binomial, both branches)', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }),
        fc.integer({ min: 1, max: 400 }),
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        (u, n, p) => {
          const k = binomialAt(u, n, p);
          expect(binomialCdf(k, n, p)).toBeGreaterThanOrEqual(u - 1e-9);
          if (k > 0) expect(binomialCdf(k - 1, n, p)).toBeLessThan(u + 1e-9);
        },
      ),
    );
  });
  it('have the mean and variance asked for (negative binomial)', () => {
    // A grid of 20,000 mid-points: the quadrature error of mean and variance is far below the tolerance of 0.5 %.
    for (const [mean, ratio] of [
      [1.5, 1.6],
      [40, 2.5],
      [900, 3],
    ] as const) {
      let sum = 0;
      let squares = 0;
      for (let i = 0; i < 20000; i++) {
        const k = negativeBinomialAt((i + 0.5) / 20000, mean, ratio);
        sum += k;
        squares += k * k;
      }
      const m = sum / 20000;
      expect(m / mean).toBeCloseTo(1, 2);
      expect((squares / 20000 - m * m) / (mean * ratio)).toBeCloseTo(1, 1);
    }
  });
});

describe('scrambled radical inverse', () => {
  it('has one value in each stratum of every power-of-two prefix', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.integer({ min: 1, max: 10 }), (a, b, k) => {
        const n = 2 ** k;
        const strata = new Set(Array.from({ length: n }, (_, i) => Math.floor(scrambledRadicalInverse(i, a, b) * n)));
        expect(strata.size).toBe(n);
      }),
    );
  });
  it('is not correlated between assumptions', () => {
    // 512 sets: the standard error of a correlation of independent sequences is 1/sqrt(512) = 0.044; 60 pairs, 4.5 errors.
    const n = 512;
    const sequence = (j: number): number[] =>
      Array.from({ length: n }, (_, i) => scrambledRadicalInverse(i, hashText(`a${j}`), hashText(`b${j}`)));
    for (let j = 0; j < 60; j++) {
      const x = sequence(j);
      const y = sequence(j + 1);
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (x[i]! - 0.5) * (y[i]! - 0.5);
      expect(Math.abs((sum / n) * 12)).toBeLessThan(4.5 * 0.0442);
    }
  });
});
