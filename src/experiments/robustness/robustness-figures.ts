import { quantileOfSorted } from '../../measures/quantile.ts';
import { regrets } from './payoffs.ts';
import type { Payoffs } from './payoffs.ts';

/** How an option does over the futures, in the unit of the figure. */
export interface RobustnessFigures {
  readonly option: string;
  /** Mean over the futures, each counted the same. */
  readonly expected: number;
  /** One future in ten is worse: the 90th percentile where less is better, the 10th where more is. */
  readonly oneInTen: number;
  /** The worst future. It depends on how many futures are looked at. */
  readonly worst: number;
  /** Largest regret over the futures. The option for which it is least is the minimax regret choice. */
  readonly largestRegret: number;
  /** Future in which the regret is largest; the first of several. */
  readonly largestRegretIn: string;
  /** One future in twenty has a regret above it: steadier than the largest. */
  readonly regretP95: number;
  readonly meanRegret: number;
  /** Share of the futures in which the figure is on the good side of the threshold or at it; NaN without a threshold. */
  readonly meets: number;
}

/**
 * Figures of each option, in the order of the options.
 *
 * @param threshold in the unit of the figure: at most it where less is better, at least it where more is
 * @example
 * robustnessFigures({ options: ['build', 'wait'], futures: ['calm', 'rush'], values: [4, 6, 1, 20], better: 'less' }, 8)
 * // build: expected 5, largest regret 3 (calm), meets 1; wait: expected 10.5, largest regret 14 (rush), meets 0.5
 */
export function robustnessFigures(payoffs: Payoffs, threshold?: number): RobustnessFigures[] {
  const regret = regrets(payoffs);
  const { options, futures, values, better } = payoffs;
  const n = futures.length;
  return options.map((option, o): RobustnessFigures => {
    const own = Float64Array.from({ length: n }, (_, f) => values[o * n + f]!);
    const ownRegret = regret.subarray(o * n, (o + 1) * n);
    const sorted = own.slice().sort();
    const largestAt = ownRegret.reduce((best, r, f) => (r > ownRegret[best]! ? f : best), 0);
    const good = (v: number): boolean => (better === 'less' ? v <= threshold! : v >= threshold!);
    return {
      option,
      expected: mean(own),
      oneInTen: quantileOfSorted(sorted, better === 'less' ? 0.9 : 0.1),
      worst: better === 'less' ? sorted[n - 1]! : sorted[0]!,
      largestRegret: ownRegret[largestAt]!,
      largestRegretIn: futures[largestAt]!,
      regretP95: quantileOfSorted(ownRegret.slice().sort(), 0.95),
      meanRegret: mean(ownRegret),
      meets: threshold === undefined ? NaN : own.filter(good).length / n,
    };
  });
}

/** Position of the option whose largest regret is least; the first of several. */
export function minimaxRegret(figures: readonly RobustnessFigures[]): number {
  return figures.reduce((best, f, o) => (f.largestRegret < figures[best]!.largestRegret ? o : best), 0);
}

function mean(values: Float64Array): number {
  return values.reduce((sum, v) => sum + v, 0) / values.length;
}
