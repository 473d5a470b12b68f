import type { NormalForecast } from './normal-forecast.ts';
import { rootMeanSquare, stepsAhead } from './normal-forecast.ts';

/** The last count, with the spread of a random walk whose steps were those of the history. */
export function naive(history: readonly number[], steps: number): NormalForecast[] {
  const last = history.at(-1)!;
  const sd = rootMeanSquare(history.slice(1).map((y, t) => y - history[t]!));
  return stepsAhead(steps, (h) => ({ mean: last, sd: sd * Math.sqrt(h) }));
}

/** The count one season before, as R's `snaive`. */
export function seasonalNaive(history: readonly number[], steps: number, season: number): NormalForecast[] {
  const sd = rootMeanSquare(history.slice(season).map((y, t) => y - history[t]!));
  return stepsAhead(steps, (h) => ({
    mean: history[history.length - season + ((h - 1) % season)]!,
    sd: sd * Math.sqrt(Math.floor((h - 1) / season) + 1),
  }));
}
