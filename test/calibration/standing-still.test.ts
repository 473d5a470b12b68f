import { describe, expect, it } from 'vitest';
import { holdStill, stillShare } from '../../src/calibration/forecast/standing-still.ts';
import type { CountSeries } from '../../src/calibration/history/count-history.ts';
import { normalQuantile } from '../../src/random/quantiles.ts';

const series = (values: readonly number[]): CountSeries => {
  const exact = Float64Array.from(values);
  return { values: exact, low: exact, high: exact };
};
const N = 1000;
/** Draws of three steps about a middle that falls from 6. */
const draws = (): Float64Array =>
  Float64Array.from({ length: 3 * N }, (_, i) =>
    Math.max(0, 5.5 - 0.5 * Math.floor(i / N) + 1.2 * normalQuantile(((i % N) + 0.5) / N)),
  );
const momentsOf = (values: Float64Array): [mean: number, spread: number] => {
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  return [mean, Math.sqrt(values.reduce((s, v) => s + (v - mean) ** 2, 0) / values.length)];
};

describe('how often small counts stand still', () => {
  it('is what was counted, where much was counted', () => {
    // 200 areas with 4, of which every tenth step changes.
    const list = Array.from({ length: 200 }, (_, a) =>
      series(Array.from({ length: 6 }, (_x, t) => ((a + t) % 10 === 0 ? 5 : 4))),
    );
    const share = stillShare(list);
    const steps = list.flatMap(({ values }) => [...values].slice(1).map((now, t) => [values[t]!, now] as const));
    const fours = steps.filter(([before]) => before === 4);
    const counted = fours.filter(([before, now]) => now === before).length / fours.length;
    expect(share(4)).toBeCloseTo(counted, 1);
    expect([share(0), share(31), share(4.5), share(NaN)]).toEqual([0, 0, 0, 0]);
  });

  it('leans on other sizes where little was counted, and falls with the count', () => {
    const share = stillShare(Array.from({ length: 100 }, (_, a) => series(a % 5 === 0 ? [2, 1] : [2, 2])));
    expect(share(1)).toBeGreaterThan(share(2));
    expect(share(2)).toBeGreaterThan(share(6));
    expect(share(20)).toBeLessThan(0.2);
  });
});

describe('draws that are held on the last count', () => {
  it('are as many as were asked for, and mean and spread of all stay what they were', () => {
    const [before, after] = [draws(), draws()];
    holdStill(after, N, series([6, 6]), () => 0.7);
    [0.7, 0.49, 0.343].forEach((share, step) => {
      const [old, own] = [before, after].map((all) => all.subarray(step * N, (step + 1) * N));
      const near = old!.filter((v) => Math.abs(v - 6) < 0.5).length;
      const held = own!.filter((v) => v === 6).length;
      // Rounded down; none are held where as many would be by rounding.
      expect(Math.abs(held - (share * N > near ? share * N : 0))).toBeLessThanOrEqual(1);
      const [[oldMean, oldSpread], [mean, spread]] = [momentsOf(old!), momentsOf(own!)];
      expect(Math.abs(mean - oldMean)).toBeLessThan(0.06);
      expect(Math.abs(spread / oldSpread - 1)).toBeLessThan(0.08);
      // In the order in which they were: what the country does to all areas is in every draw still.
      expect([...own!]).toEqual([...own!].sort((a, b) => a - b));
    });
  });

  it('are none where the last count is a range, or the counts say nothing', () => {
    const ranged: CountSeries = { ...series([6, 6]), low: Float64Array.of(6, 4), high: Float64Array.of(6, 8) };
    for (const [counts, share] of [
      [ranged, 0.7],
      [series([6, 6]), 0],
    ] as const) {
      const held = draws();
      holdStill(held, N, counts, () => share);
      expect(held).toEqual(draws());
    }
  });
});
