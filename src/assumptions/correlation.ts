import { normalCdf, normalQuantile } from '../random/quantiles.ts';
import type { Correlation } from './scenario/scenario.ts';

/*
 * Rank correlations of assumptions. Each assumption keeps its own distribution and its own luck; a Gaussian copula joins
 * those that are named: quantiles become Normal scores, the scores are mixed so that they have the correlations asked for,
 * and become quantiles again. Assumptions that are not named are not touched, and the first named one of each group keeps
 * its values too.
 */

/** Assumptions that are named in correlations, and the Normal correlation of every two of them. */
export interface CorrelationMatrix {
  /** Positions of the assumptions among the rows of the table, in order of id. */
  readonly at: Int32Array;
  /** Row by row. Pairs that are not named are 0. */
  readonly normal: Float64Array;
}

/**
 * Correlation of two Normal quantities whose ranks (Spearman) are correlated as asked: 2 sin(pi r / 6) (Pearson 1907).
 *
 * @example
 * normalCorrelation(0.5) // 0.5176
 */
export function normalCorrelation(rank: number): number {
  return 2 * Math.sin((Math.PI * rank) / 6);
}

/** The matrix of some correlations. It does not depend on their order. */
export function correlationMatrix(correlations: readonly Correlation[], ids: readonly string[]): CorrelationMatrix {
  const named = [...new Set(correlations.flatMap((row) => [row.a, row.b]))].sort();
  const n = named.length;
  const normal = new Float64Array(n * n);
  for (let i = 0; i < n; i++) normal[i * n + i] = 1;
  for (const { a, b, rank } of correlations) {
    const [i, j] = [named.indexOf(a), named.indexOf(b)];
    normal[i * n + j] = normal[j * n + i] = normalCorrelation(rank);
  }
  return { at: Int32Array.from(named, (id) => ids.indexOf(id)), normal };
}

/** Least variance that a score may have left once those before it are known. */
const LEAST_LEFT = 1e-9;

/**
 * The first assumption, by its place in the matrix, that cannot have its correlations together with those before it: the
 * matrix is then not positive definite. -1 when the matrix is possible.
 */
export function firstImpossible({ at, normal }: CorrelationMatrix): number {
  const n = at.length;
  const factor = new Float64Array(n * n);
  for (let i = 0; i < n; i++) if (!factorRow(normal, n, Int32Array.from(at.keys()), i, factor)) return i;
  return -1;
}

/**
 * Joins quantiles, row by row of the table, as the matrix asks.
 *
 * @param quantiles quantiles of all assumptions, each of luck of its own; those named in the matrix are replaced
 * @param isSet whether an assumption, by its row, stands at a quantile that somebody chose: it stays there, and the others
 * follow it
 */
export function correlate(matrix: CorrelationMatrix, quantiles: Float64Array, isSet: (row: number) => boolean): void {
  const { at, normal } = matrix;
  const n = at.length;
  const places = Array.from(at.keys());
  // Those that were chosen come first, so that all others are drawn given them.
  const order = Int32Array.from([...places.filter((i) => isSet(at[i]!)), ...places.filter((i) => !isSet(at[i]!))]);
  const factor = new Float64Array(n * n);
  const own = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const row = at[order[k]!]!;
    if (!factorRow(normal, n, order, k, factor)) throw new Error('the correlations are not positive definite');
    let mixed = 0;
    for (let j = 0; j < k; j++) mixed += factor[k * n + j]! * own[j]!;
    const last = factor[k * n + k]!;
    const score = normalQuantile(quantiles[row]!);
    if (isSet(row)) {
      own[k] = (score - mixed) / last;
      continue;
    }
    own[k] = score;
    const joined = mixed + last * score;
    // A score that nothing moves keeps its quantile to the last bit.
    if (joined !== score) quantiles[row] = normalCdf(joined);
  }
}

/** One row of Cholesky's factor of a matrix whose rows are taken in an order; false when the matrix is not possible. */
function factorRow(normal: Float64Array, n: number, order: Int32Array, i: number, factor: Float64Array): boolean {
  for (let j = 0; j <= i; j++) {
    let rest = normal[order[i]! * n + order[j]!]!;
    for (let k = 0; k < j; k++) rest -= factor[i * n + k]! * factor[j * n + k]!;
    if (i === j && rest <= LEAST_LEFT) return false;
    factor[i * n + j] = i === j ? Math.sqrt(rest) : rest / factor[j * n + j]!;
  }
  return true;
}
