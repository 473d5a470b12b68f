import type { Key } from '../../random/keys.ts';
import { foldIn, hashText, uniformOf } from '../../random/keys.ts';
import { normalQuantile } from '../../random/quantiles.ts';
import { threefry2x32 } from '../../random/threefry.ts';
import { solveLower, solveUpper } from './cholesky.ts';

/** A density to draw from. */
export interface Density {
  readonly size: number;
  /** Logarithm of the density at a point, up to a constant; writes its gradient. */
  logDensity(point: Float64Array, gradient: Float64Array): number;
}

export interface ChainPlan {
  /** Points kept. */
  readonly draws: number;
  /** Steps from one kept point to the next. */
  readonly thin: number;
  /** Steps that find the length of a step, and are thrown away. */
  readonly warmUp: number;
  readonly key: Key;
  /** Share of steps that are to be taken, 0 to 1; the nearer to 1, the shorter the steps. */
  readonly target: number;
}

export interface Chain {
  /** Kept points. */
  readonly points: readonly Float64Array[];
  /** Share of steps that were taken, 0 to 1; near the target when all is well. */
  readonly accepted: number;
  /** Steps whose energy went out of bounds. */
  readonly divergent: number;
}

/** Time that a path runs, in standard deviations: up to a half turn, drawn anew for each path so that none comes back on itself. */
const LONGEST_PATH = Math.PI;
const MOST_LEAPS = 40;

/**
 * Draws from a density by Hamiltonian Monte Carlo (Neal 2011) in coordinates x with point = centre + L'^-1 x, where L L' is
 * the information at the centre. The length of a step is found in the warm-up (dual averaging, Hoffman and Gelman 2014) and
 * kept.
 *
 * @param factor L, the lower triangle of the information
 */
export function hamiltonianChain(
  density: Density,
  centre: Float64Array,
  factor: readonly Float64Array[],
  plan: ChainPlan,
): Chain {
  const n = density.size;
  const at = new Float64Array(n);
  const momentum = new Float64Array(n);
  const trial = new Float64Array(n);
  const point = new Float64Array(n);
  const slope = new Float64Array(n);
  const kept = new Float64Array(n);
  const luck = normals(plan.key);
  const evaluate = (x: Float64Array, out: Float64Array): number => {
    point.set(x);
    solveUpper(factor, point);
    for (let i = 0; i < n; i++) point[i]! += centre[i]!;
    const value = density.logDensity(point, out);
    solveLower(factor, out);
    return value;
  };
  let value = evaluate(at, kept);
  let logStep = Math.log(0.5 / n ** 0.25);
  let smoothed = logStep;
  let drift = 0;
  const origin = Math.log(10) + logStep;
  const points: Float64Array[] = [];
  const steps = plan.warmUp + plan.draws * plan.thin;
  let acceptedSum = 0;
  let divergent = 0;
  for (let step = 1; step <= steps; step++) {
    const isWarm = step <= plan.warmUp;
    const length = Math.exp(isWarm ? logStep : smoothed);
    luck.fill(momentum, step);
    const leaps = Math.max(1, Math.min(MOST_LEAPS, Math.ceil((luck.uniform(step, 0) * LONGEST_PATH) / length)));
    let before = value;
    for (let i = 0; i < n; i++) before -= (momentum[i]! * momentum[i]!) / 2;
    trial.set(at);
    slope.set(kept);
    let now = value;
    for (let leap = 0; leap < leaps; leap++) {
      for (let i = 0; i < n; i++) {
        momentum[i]! += (length / 2) * slope[i]!;
        trial[i]! += length * momentum[i]!;
      }
      now = evaluate(trial, slope);
      for (let i = 0; i < n; i++) momentum[i]! += (length / 2) * slope[i]!;
      if (!Number.isFinite(now)) break;
    }
    let after = now;
    for (let i = 0; i < n; i++) after -= (momentum[i]! * momentum[i]!) / 2;
    const chance = Number.isFinite(after) ? Math.min(1, Math.exp(after - before)) : 0;
    if (!isWarm) {
      acceptedSum += chance;
      if (!(after - before > -1000)) divergent++;
    }
    if (luck.uniform(step, 1) < chance) {
      at.set(trial);
      kept.set(slope);
      value = now;
    }
    if (isWarm) {
      drift += (plan.target - chance - drift) / (step + 10);
      logStep = origin - (Math.sqrt(step) / 0.05) * drift;
      const weight = step ** -0.75;
      smoothed = weight * logStep + (1 - weight) * smoothed;
    } else if ((step - plan.warmUp) % plan.thin === 0) {
      point.set(at);
      solveUpper(factor, point);
      points.push(point.map((x, i) => x + centre[i]!));
    }
  }
  return { points, accepted: acceptedSum / (plan.draws * plan.thin), divergent };
}

/** Normal and uniform numbers by step. */
function normals(key: Key): {
  fill(out: Float64Array, step: number): void;
  uniform(step: number, ordinal: number): number;
} {
  const push = foldIn(key, hashText('momentum'));
  const other = foldIn(key, hashText('path and acceptance'));
  const words = new Uint32Array(2);
  return {
    fill(out, step) {
      for (let i = 0; i < out.length; i += 2) {
        threefry2x32(push[0], push[1], step, i, words);
        out[i] = normalQuantile(uniformOf(words[0]!));
        if (i + 1 < out.length) out[i + 1] = normalQuantile(uniformOf(words[1]!));
      }
    },
    uniform(step, ordinal) {
      threefry2x32(other[0], other[1], step, ordinal, words);
      return uniformOf(words[0]!);
    },
  };
}
