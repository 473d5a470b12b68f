/** Whole numbers that add to a total, as near to weights as can be (largest remainders, first come at a tie). */
export function spread(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((s, w) => s + w, 0);
  const exact = weights.map((w) => (sum > 0 ? (total * w) / sum : total / weights.length));
  const whole = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((i, j) => exact[j]! - whole[j]! - (exact[i]! - whole[i]!) || i - j);
  let left = total - whole.reduce((s, v) => s + v, 0);
  for (const i of order) if (left-- > 0) whole[i]!++;
  return whole;
}
