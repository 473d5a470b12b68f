import type { NormalForecast } from './normal-forecast.ts';
import { rootMeanSquare, stepsAhead } from './normal-forecast.ts';

/** A random walk with drift: the line through the first and the last count, carried on. */
export function drift(history: readonly number[], steps: number): NormalForecast[] {
  const n = history.length;
  const last = history.at(-1)!;
  const slope = n > 1 ? (last - history[0]!) / (n - 1) : 0;
  const sd = rootMeanSquare(history.slice(1).map((y, t) => y - history[t]! - slope));
  return stepsAhead(steps, (h) => ({ mean: last + h * slope, sd: sd * Math.sqrt(h * (1 + h / Math.max(1, n - 1))) }));
}
