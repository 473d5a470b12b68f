import type { NormalForecast } from './normal-forecast.ts';
import { stepsAhead } from './normal-forecast.ts';

const PHIS = [0.8, 0.9, 0.98];
const ALPHAS = [0.1, 0.2, 0.3, 0.45, 0.6, 0.75, 0.9, 0.9999];
const BETA_SHARES = [0, 0.05, 0.1, 0.2, 0.4];

/**
 * Exponential smoothing with a damped trend, ETS(A,Ad,N), its weights the same for all series: those that make the squared
 * errors of one step least, each series scaled by the root of its mean count.
 */
export function pooledDampedTrend(histories: readonly (readonly number[])[], steps: number): NormalForecast[][] {
  const scales = histories.map((y) => Math.sqrt(Math.max(1, y.reduce((s, v) => s + v, 0) / y.length)));
  let best = { squares: Infinity, phi: 0.9, alpha: 1, beta: 0 };
  for (const phi of PHIS)
    for (const alpha of ALPHAS)
      for (const share of BETA_SHARES) {
        const beta = alpha * share;
        let squares = 0;
        histories.forEach((y, i) => (squares += follow(y, phi, alpha, beta).squares / scales[i]! ** 2));
        if (squares < best.squares) best = { squares, phi, alpha, beta };
      }
  const { phi, alpha, beta } = best;
  const errors = histories.reduce((n, y) => n + Math.max(0, y.length - 1), 0);
  const unit = Math.sqrt(best.squares / Math.max(1, errors));
  return histories.map((y, i) => {
    const { level, slope } = follow(y, phi, alpha, beta);
    let [damp, sum, added] = [1, 0, 1];
    return stepsAhead(steps, () => {
      damp *= phi;
      sum += damp;
      const sd = unit * scales[i]! * Math.sqrt(added);
      added += (alpha + beta * sum) ** 2;
      return { mean: level + slope * sum, sd };
    });
  });
}

function follow(
  y: readonly number[],
  phi: number,
  alpha: number,
  beta: number,
): { readonly squares: number; readonly level: number; readonly slope: number } {
  const early = Math.min(3, y.length - 1);
  let level = y[0]!;
  let slope = early > 0 ? (y[early]! - y[0]!) / early / 2 : 0;
  let squares = 0;
  for (let t = 1; t < y.length; t++) {
    const expected = level + phi * slope;
    const error = y[t]! - expected;
    squares += error * error;
    level = expected + alpha * error;
    slope = phi * slope + beta * error;
  }
  return { squares, level, slope };
}
