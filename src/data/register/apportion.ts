/**
 * Whole numbers in proportion to weights that add up exactly to a total (method of the largest remainder).
 * Equal remainders go to the earlier place, so that the answer never depends on anything but the arguments.
 *
 * @param total Whole number, 0 or more.
 * @param weights Numbers from 0 up, not all 0. A weight of 0 always gets 0.
 * @throws RangeError when the total is not a whole number or no weight is positive: both are mistakes in a script.
 * @example apportion(10, [1, 1, 2]) // [3, 2, 5]
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (!Number.isInteger(total) || total < 0) throw new RangeError(`total must be a whole number from 0 up: ${total}`);
  if (weights.some((weight) => !(weight >= 0) || weight === Infinity))
    throw new RangeError(`weights must be numbers from 0 up: ${weights.join(', ')}`);
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum === 0) throw new RangeError('at least one weight must be positive');
  const exact = weights.map((weight) => (total * weight) / sum);
  const whole = exact.map(Math.floor);
  const left = total - whole.reduce((a, b) => a + b, 0);
  const byRemainder = exact
    .map((share, place) => ({ place, remainder: share - whole[place]! }))
    .filter(({ place }) => weights[place]! > 0)
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (let k = 0; k < left; k++) whole[byRemainder[k]!.place]! += 1;
  return whole;
}
