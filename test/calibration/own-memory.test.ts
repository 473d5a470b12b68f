import { describe, expect, it } from 'vitest';
import { logMeanOfShock, rootFactor, shockAt } from '../../src/calibration/forecast/heavy-tails.ts';
import { autoregression, ownMemory } from '../../src/calibration/forecast/own-memory.ts';
import { shocksOf } from '../../src/calibration/forecast/own-shocks.ts';
import type { Panel } from '../../src/calibration/forecast/panel.ts';
import { normalQuantile } from '../../src/random/quantiles.ts';
import { steadyLuck } from './made-up-history.ts';

describe('an autoregression from its correlations', () => {
  it('has the weights of the law that they come from', () => {
    // First order, weight 0.5: correlations 0.5^k, and 0.75 of the variance is left.
    const one = autoregression([0.5, 0.25, 0.125]);
    [0.5, 0, 0].forEach((w, j) => expect(one.weights[j]).toBeCloseTo(w, 12));
    expect(one.open).toBeCloseTo(0.75, 12);
    // Second order, weights 0.4 and 0.3: r1 = 0.4 / 0.7, r2 = 0.4 r1 + 0.3, r3 = 0.4 r2 + 0.3 r1.
    const r1 = 0.4 / 0.7;
    const r2 = 0.4 * r1 + 0.3;
    const two = autoregression([r1, r2, 0.4 * r2 + 0.3 * r1]);
    [0.4, 0.3, 0].forEach((w, j) => expect(two.weights[j]).toBeCloseTo(w, 12));
    expect(two.open).toBeCloseTo(1 - 0.4 * r1 - 0.3 * r2, 12);
  });

  it('leaves no less open than it must, whatever the correlations', () => {
    for (const correlations of [
      [0.99, 0.99, 0.99],
      [-0.8, 0.9, -0.9],
      [0.5, -0.9, 0.5],
    ])
      expect(autoregression(correlations).open).toBeGreaterThanOrEqual(0.3);
  });
});

describe('what own shocks tell of the next', () => {
  const none = new Float64Array(10);
  /** Areas of about 400 whose steps are 20 times what is told by a rule from a Normal number and the step before. */
  const panelOf = (step: (normal: number, before: number) => number): Panel => {
    const luck = steadyLuck(5);
    const values = Array.from({ length: 150 }, () => {
      let [level, before] = [400, 0];
      return Float64Array.from({ length: 10 }, (_, t) => {
        if (t > 0) level += 20 * (before = step(normalQuantile(luck()), before));
        return level;
      });
    });
    return { values, low: values, high: values, whole: undefined, steps: 10, stepYears: 1, regionOf: undefined };
  };
  const memoryOf = (panel: Panel): ReturnType<typeof ownMemory> => ownMemory(panel, shocksOf(panel, none, 1), [1, 0]);

  it('is next to nothing where they are of no account to each other', () => {
    // 1,200 pairs: a correlation has a standard error of 0.03.
    for (const weight of memoryOf(panelOf((normal) => normal)).weights) expect(Math.abs(weight)).toBeLessThan(0.1);
  });

  it('is a good part of the shock before where rises follow rises', () => {
    const { weights, open, recent } = memoryOf(panelOf((normal, before) => 0.6 * before + 0.8 * normal));
    expect(weights[0]).toBeGreaterThan(0.45);
    expect(weights[0]).toBeLessThan(0.6);
    expect(open).toBeGreaterThan(0.8);
    expect(open).toBeLessThan(0.9);
    expect(recent).toHaveLength(150);
  });
});

describe('a factor whose root moves as a shock does', () => {
  it('has mean one and the spread that it says, and is less askew than a log-normal', () => {
    const n = 20_000;
    for (const spread of [0.05, 0.3]) {
      let [sum, squares, cubes, logs] = [0, 0, 0, 0];
      for (let i = 0; i < n; i++) {
        const shock = shockAt((i + 0.5) / n);
        const away = rootFactor(spread, shock) - 1;
        sum += away;
        squares += away ** 2;
        cubes += away ** 3;
        logs += (Math.exp(spread * shock - logMeanOfShock(spread)) - 1) ** 3;
      }
      expect(Math.abs(sum / n)).toBeLessThan(1e-3 * spread);
      expect(Math.sqrt(squares / n) / spread).toBeCloseTo(1, 1);
      expect(cubes).toBeLessThan(0.7 * logs);
    }
  });
});
