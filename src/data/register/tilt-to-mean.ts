/**
 * Shares moved as little as possible (in relative entropy: each is multiplied by a power of one number) so that the
 * mean of their values becomes a given mean. It carries the shape of one country's size table to another's mean.
 *
 * @param values Values of the classes, for example places of a home.
 * @param shares Starting shares, positive; they need not add up to 1.
 * @param mean Mean wanted, strictly between the least and the greatest value.
 * @returns Shares that add up to 1.
 * @throws RangeError when the mean cannot be reached.
 * @example tiltToMean([1, 2, 3], [1, 1, 1], 2) // [1/3, 1/3, 1/3]
 */
export function tiltToMean(values: readonly number[], shares: readonly number[], mean: number): number[] {
  const least = Math.min(...values);
  const greatest = Math.max(...values);
  if (!(mean > least && mean < greatest))
    throw new RangeError(`a mean of ${mean} cannot be reached with values from ${least} to ${greatest}`);
  if (shares.length !== values.length || shares.some((share) => !(share > 0)))
    throw new RangeError('each value needs one positive share');
  const tilted = (power: number): number[] => {
    const raw = values.map((value, k) => shares[k]! * Math.exp(power * (value - mean)));
    const sum = raw.reduce((a, b) => a + b, 0);
    return raw.map((share) => share / sum);
  };
  const meanOf = (s: readonly number[]): number => s.reduce((total, share, k) => total + share * values[k]!, 0);
  let low = -30;
  let high = 30;
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (meanOf(tilted(middle)) < mean) low = middle;
    else high = middle;
  }
  return tilted((low + high) / 2);
}
