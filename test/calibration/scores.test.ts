import { describe, expect, it } from 'vitest';
import { logMeanOfShock, shockAt, studentQuantile } from '../../src/calibration/forecast/heavy-tails.ts';
import { statisticsOf } from '../../src/calibration/forecast/forecast-table.ts';
import { crpsOfDraws, crpsOfNormal } from '../../src/calibration/scores/crps.ts';
import { intervalScore, pinballLoss } from '../../src/calibration/scores/interval-scores.ts';
import { normalCdf } from '../../src/random/normal-cdf.ts';
import { normalQuantile } from '../../src/random/quantiles.ts';

describe('scores', () => {
  it('give the CRPS of a standard Normal (Gneiting and others 2005, closed form)', () => {
    const known: [number, number][] = [
      [0, 0.2336949772551091],
      [0.3, 0.2693329006866635],
      [1, 0.6024413576276163],
      [2, 1.452791821685903],
    ];
    for (const [y, crps] of known) expect(crpsOfNormal(0, 1, y)).toBeCloseTo(crps, 9);
    expect(crpsOfNormal(5, 0, 7)).toBe(2);
  });

  it('give the CRPS of an ensemble by its energy form', () => {
    expect(crpsOfDraws([0, 1], 0.5)).toBe(0.25);
    expect(crpsOfDraws([3], 5)).toBe(2);
    // Many draws of a Normal come near its closed form: the error of 4,000 even quantiles is under 1 / 4,000.
    const draws = Float64Array.from({ length: 4000 }, (_, k) => normalQuantile((k + 0.5) / 4000));
    expect(crpsOfDraws(draws, 0.3)).toBeCloseTo(0.2693329006866635, 3);
  });

  it('give pinball loss and interval score', () => {
    expect(pinballLoss(0.9, 8, 10)).toBeCloseTo(1.8, 12);
    expect(pinballLoss(0.9, 12, 10)).toBeCloseTo(0.2, 12);
    expect(intervalScore(0.95, 100, 120, 125)).toBeCloseTo(220, 9);
    expect(intervalScore(0.8, 10, 20, 15)).toBe(10);
  });
});

describe('distributions of a forecast', () => {
  it('know the Normal and Student t', () => {
    expect(normalCdf(1.959963984540054)).toBeCloseTo(0.975, 12);
    expect(normalCdf(-1)).toBeCloseTo(0.15865525393145707, 12);
    // Printed tables of Student's t with 6 degrees of freedom.
    for (const [p, t] of [
      [0.9, 1.44],
      [0.975, 2.447],
      [0.995, 3.707],
    ] as const)
      expect(studentQuantile(p)).toBeCloseTo(t, 3);
    expect(studentQuantile(0.1)).toBeCloseTo(-studentQuantile(0.9), 9);
  });

  it('make shocks of mean zero and variance near one that leave a mean where it was', () => {
    const n = 20_000;
    let [sum, square, grown] = [0, 0, 0];
    for (let k = 0; k < n; k++) {
      const shock = shockAt((k + 0.5) / n);
      sum += shock / n;
      square += (shock * shock) / n;
      grown += Math.exp(0.7 * shock - logMeanOfShock(0.7)) / n;
    }
    expect(sum).toBeCloseTo(0, 9);
    // Cut at 4.5: a little of the variance is lost.
    expect(square).toBeGreaterThan(0.96);
    expect(square).toBeLessThan(1.001);
    expect(grown).toBeCloseTo(1, 3);
  });

  it('are told by quantiles of type 7, as R does by default', () => {
    const s = statisticsOf(Float64Array.from([4, 1, 3, 2, 5]));
    expect([s.mean, s.p50, s.p25, s.p10]).toEqual([3, 3, 2, 1.4]);
    expect(s.sd).toBeCloseTo(Math.sqrt(2.5), 12);
  });
});
