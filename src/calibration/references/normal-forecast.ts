/** A forecast of one count: a Normal distribution. */
export interface NormalForecast {
  readonly mean: number;
  readonly sd: number;
}

/** A method that forecasts one series, with no gaps, 1 to `steps` steps ahead. */
export type SeriesMethod = (history: readonly number[], steps: number) => NormalForecast[];

/** Root of the mean of squares; 0 for none. */
export function rootMeanSquare(errors: readonly number[]): number {
  return errors.length === 0 ? 0 : Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
}

/** The steps 1, 2, ... each turned into a forecast. */
export function stepsAhead(steps: number, at: (h: number) => NormalForecast): NormalForecast[] {
  return Array.from({ length: steps }, (_, k) => at(k + 1));
}
