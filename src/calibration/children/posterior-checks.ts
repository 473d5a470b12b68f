/** How well a sequence of draws covers what it stands for. */
export interface DrawCheck {
  readonly quantity: string;
  /** Spread of the means of its parts beside the spread inside them; 1 is perfect, above 1.05 is poor. */
  readonly r_hat: number;
  /** Independent draws that the sequence is worth. */
  readonly effective_draws: number;
}

const PARTS = 4;

const meanOf = (values: Float64Array): number => values.reduce((s, v) => s + v, 0) / values.length;
const varianceOf = (values: Float64Array): number => {
  const m = meanOf(values);
  return values.reduce((s, v) => s + (v - m) ** 2, 0) / (values.length - 1);
};

/** Split R-hat over four parts, and effective draws by the first negative pair of autocorrelations (Geyer 1992). */
export function checkDraws(quantity: string, draws: Float64Array): DrawCheck {
  const n = Math.floor(draws.length / PARTS);
  const parts = Array.from({ length: PARTS }, (_, i) => draws.subarray(i * n, (i + 1) * n));
  const within = meanOf(Float64Array.from(parts, varianceOf));
  const between = varianceOf(Float64Array.from(parts, meanOf));
  const r_hat = within > 0 ? Math.sqrt((n - 1) / n + between / within) : 1;
  const m = meanOf(draws);
  const variance = varianceOf(draws);
  const correlation = (lag: number): number => {
    let sum = 0;
    for (let d = lag; d < draws.length; d++) sum += (draws[d]! - m) * (draws[d - lag]! - m);
    return sum / (draws.length * variance);
  };
  let time = 1;
  for (let lag = 1; variance > 0 && lag + 1 < draws.length / 2; lag += 2) {
    const pair = correlation(lag) + correlation(lag + 1);
    if (pair <= 0) break;
    time += 2 * pair;
  }
  return { quantity, r_hat, effective_draws: draws.length / time };
}

/** Quantile of some draws, between the two nearest. */
export function quantileOf(draws: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(draws).sort();
  const at = p * (sorted.length - 1);
  const k = Math.min(sorted.length - 2, Math.floor(at));
  return sorted.length === 1 ? sorted[0]! : sorted[k]! + (at - k) * (sorted[k + 1]! - sorted[k]!);
}
