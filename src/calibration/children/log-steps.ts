import { logGamma } from '../../random/quantiles.ts';

/** Change of the logarithm of a Normal density when a value moves. */
export function normalChange(value: number, by: number, [middle, spread]: readonly [number, number]): number {
  const [before, after] = [(value - middle) / spread, (value + by - middle) / spread];
  return (before * before - after * after) / 2;
}

/** Change of the logarithm of the density, over logarithms, of a Gamma law with mean 1 when the logarithm of a value moves. */
export function gammaChange(value: number, by: number, shape: number): number {
  return shape * (by - value * Math.expm1(by));
}

/** Change of the logarithm of the chance of some values of a Gamma law with mean 1 when the logarithm of its shape moves. */
export function shapeChange(values: Float64Array, logShape: number, by: number): number {
  const [before, after] = [Math.exp(logShape), Math.exp(logShape + by)];
  const constant = after * Math.log(after) - logGamma(after) - before * Math.log(before) + logGamma(before);
  let sum = 0;
  for (const value of values) sum += Math.log(value) - value;
  return values.length * constant + (after - before) * sum;
}
