import type { NormalForecast } from './normal-forecast.ts';
import { stepsAhead } from './normal-forecast.ts';

/**
 * A random walk whose steps have the variance of a negative binomial, count + k x count^2, with k from all series
 * together: the last count as mean. Its spread is told as that of a Normal.
 */
export function negativeBinomialWalk(histories: readonly (readonly number[])[], steps: number): NormalForecast[][] {
  let [above, weights] = [0, 0];
  for (const y of histories)
    for (let t = 1; t < y.length; t++) {
      const count = Math.max(1, y[t - 1]!);
      above += ((y[t]! - y[t - 1]!) ** 2 - count) / count;
      weights += count;
    }
  const k = weights > 0 ? Math.max(0, above / weights) : 0;
  return histories.map((y) => {
    const last = y.at(-1)!;
    const count = Math.max(0.5, last);
    return stepsAhead(steps, (h) => ({ mean: last, sd: Math.sqrt(h * (count + k * count * count)) }));
  });
}
