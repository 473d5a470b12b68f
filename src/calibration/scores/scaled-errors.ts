/** Mean absolute error of forecasts. */
export function meanAbsoluteError(forecasts: ArrayLike<number>, actuals: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < actuals.length; i++) sum += Math.abs(forecasts[i]! - actuals[i]!);
  return sum / actuals.length;
}

/** Root of the mean squared error of forecasts. */
export function rootMeanSquaredError(forecasts: ArrayLike<number>, actuals: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < actuals.length; i++) sum += (forecasts[i]! - actuals[i]!) ** 2;
  return Math.sqrt(sum / actuals.length);
}

/**
 * What a naive forecast one season ahead misses by inside a history: the scale of MASE (the mean of absolute errors) and of
 * RMSSE (the root of the mean of squares). 0 for a history that never moves, NaN for one that is shorter than two seasons.
 */
export function naiveScale(
  history: ArrayLike<number>,
  season = 1,
): { readonly absolute: number; readonly root: number } {
  let [absolute, square, n] = [0, 0, 0];
  for (let t = season; t < history.length; t++) {
    const error = history[t]! - history[t - season]!;
    if (Number.isNaN(error)) continue;
    absolute += Math.abs(error);
    square += error * error;
    n++;
  }
  return { absolute: absolute / n, root: Math.sqrt(square / n) };
}
