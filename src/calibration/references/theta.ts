import { fitSmoothing } from './exponential-smoothing.ts';
import type { NormalForecast } from './normal-forecast.ts';
import { stepsAhead } from './normal-forecast.ts';

/**
 * The theta method (Assimakopoulos and Nikolopoulos 2000) as Hyndman and Billah (2003) and R's `thetaf` give it: simple
 * exponential smoothing with half the slope of a straight line added. A season longer than one is taken out first by
 * classical multiplicative decomposition and put back at the end.
 */
export function theta(history: readonly number[], steps: number, season = 1): NormalForecast[] {
  const factors = season > 1 ? seasonalFactors(history, season) : [1];
  const y = history.map((v, t) => v / factors[t % season]!);
  const n = y.length;
  const fit = fitSmoothing(y, { trend: 'none', season: 1 });
  const middle = (n - 1) / 2;
  const mean = y.reduce((s, v) => s + v, 0) / n;
  let [cross, square] = [0, 0];
  y.forEach((v, t) => {
    cross += (t - middle) * (v - mean);
    square += (t - middle) ** 2;
  });
  const half = n > 1 ? cross / square / 2 : 0;
  const { alpha } = fit;
  return stepsAhead(steps, (h) => {
    const factor = factors[(n + h - 1) % season]!;
    const trend = half * (h - 1 + (1 - (1 - alpha) ** n) / alpha);
    const sd = Math.sqrt(fit.variance * ((h - 1) * alpha ** 2 + 1));
    return { mean: (fit.level + trend) * factor, sd: sd * factor };
  });
}

/** Factors of classical multiplicative decomposition: ratios to a centred moving average, averaged by season. */
function seasonalFactors(y: readonly number[], season: number): number[] {
  const half = Math.floor(season / 2);
  const ratios = Array.from({ length: season }, () => [] as number[]);
  for (let t = half; t < y.length - half; t++) {
    let sum = 0;
    for (let k = -half; k <= half; k++) {
      const edge = season % 2 === 0 && Math.abs(k) === half ? 0.5 : 1;
      sum += edge * y[t + k]!;
    }
    ratios[t % season]!.push(y[t]! / (sum / season));
  }
  const means = ratios.map((list) => list.reduce((s, v) => s + v, 0) / list.length);
  const mean = means.reduce((s, v) => s + v, 0) / season;
  return means.map((m) => m / mean);
}
