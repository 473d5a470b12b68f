import type { WholeGrowth } from './panel.ts';

/*
 * The trend of a country's growth, believed as far as its years agree with each other. The numbers are general experience
 * with yearly counts; they are the same for every country and every table.
 */

/** Weight of the growth of one year relative to that of the year after it. */
const MEMORY = 0.85;
/** Spread of a country's growth in a year before anything is seen. */
export const USUAL_SHOCK = 0.03;
/** Scatter of the growth of single years about a trend before anything is seen, and the years that this counts for. */
const USUAL_SCATTER = 0.025;
const USUAL_SCATTER_YEARS = 2;
/** A year whose growth is further from the middle than so many times the usual scatter counts as being that far. */
const OUTLIER = 3;

/** Mean of the growth of a panel, a logarithm a step, and how sure it is. */
export interface MeanGrowth {
  readonly mean: number;
  /** Variance of the mean: infinite where no growth is known. */
  readonly variance: number;
}

/**
 * The mean of the growth until a step, later steps most. A single jump, such as a break of definition, is cut to what the
 * other steps let one expect. Its variance holds how much single steps scatter, how few they are, and how few children are
 * behind them.
 *
 * @param until the last step that is known
 * @param noise variance of areas' own shocks, for a count of one
 */
export function meanGrowth(
  { growth, behind }: WholeGrowth,
  until: number,
  stepYears: number,
  noise: number,
): MeanGrowth {
  const known: number[] = [];
  for (let t = 1; t <= until; t++) if (behind[t]! > 0) known.push(t);
  if (known.length === 0) return { mean: 0, variance: Infinity };
  const usual = USUAL_SCATTER ** 2 * stepYears;
  const middle = medianOf(known.map((t) => growth[t]!));
  const scatter = 1.4826 * medianOf(known.map((t) => Math.abs(growth[t]! - middle)));
  const most = OUTLIER * Math.max(scatter, Math.sqrt(usual));
  const cut = (t: number): number => Math.max(middle - most, Math.min(middle + most, growth[t]!));
  const memory = MEMORY ** stepYears;
  const weightOf = (t: number): number =>
    memory ** (until - t) / (1 + noise / behind[t]! / (USUAL_SHOCK ** 2 * stepYears));
  let [sum, weights, squares] = [0, 0, 0];
  for (const t of known) {
    const weight = weightOf(t);
    sum += weight * cut(t);
    weights += weight;
    squares += weight ** 2;
  }
  const mean = sum / weights;
  const prior = USUAL_SCATTER_YEARS / stepYears;
  const residual = known.reduce((s, t) => s + (cut(t) - mean) ** 2, 0);
  const variance = (residual + prior * usual) / (known.length - 1 + prior);
  return { mean, variance: variance * (squares / weights ** 2) };
}

/** A mean of growth shrunk to zero by how unsure it is, against the spread a step that trends have. */
export function shrunkTrend({ mean, variance }: MeanGrowth, spread: number): number {
  return (mean * spread ** 2) / (spread ** 2 + variance);
}

/**
 * Spread that the trends of the parts of a total have beside it, a step: from how far their means lie from zero by more than
 * chance. With parts that never drifted apart it is next to none.
 */
export function spreadOfTrends(means: readonly MeanGrowth[], usual: number): number {
  const known = means.filter(({ variance }) => Number.isFinite(variance));
  const sum = known.reduce((s, { mean, variance }) => s + Math.max(0, mean ** 2 - variance), usual ** 2);
  return Math.sqrt(sum / (known.length + 1));
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
}
