import { nelderMead } from './nelder-mead.ts';
import type { NormalForecast } from './normal-forecast.ts';
import { stepsAhead } from './normal-forecast.ts';

/** Which parts a model of exponential smoothing with additive errors has (Hyndman and others 2008). */
export interface SmoothingModel {
  readonly trend: 'none' | 'damped';
  /** Length of the season; 1 for none. */
  readonly season: number;
}

/** Weights of a model: of the level, the trend and the season, and how the trend is damped. */
export interface SmoothingWeights {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/** A fitted model. */
export interface SmoothingFit extends SmoothingWeights {
  readonly level: number;
  readonly slope: number;
  /** Seasonal parts, that of the next step first. */
  readonly seasonal: readonly number[];
  /** Variance of the errors of one step, by maximum likelihood. */
  readonly variance: number;
  /** Log-likelihood as R's `forecast` reports it: -n/2 log(sum of squared errors), with no constant. */
  readonly logLikelihood: number;
}

interface Path {
  readonly squares: number;
  readonly level: number;
  readonly slope: number;
  readonly seasonal: number[];
}

function follow(
  y: readonly number[],
  w: SmoothingWeights,
  level0: number,
  slope0: number,
  season0: readonly number[],
): Path {
  let [level, slope, squares] = [level0, slope0, 0];
  const seasonal = [...season0];
  const season = seasonal.length;
  for (let t = 0; t < y.length; t++) {
    const s = seasonal[t % season]!;
    const expected = level + w.phi * slope;
    const error = y[t]! - expected - s;
    squares += error * error;
    level = expected + w.alpha * error;
    slope = w.phi * slope + w.beta * error;
    seasonal[t % season] = s + w.gamma * error;
  }
  return { squares, level, slope, seasonal };
}

/** The seasonal parts at the start: means of each season's distances from a line through the first seasons. */
function firstSeason(y: readonly number[], season: number): number[] {
  if (season === 1) return [0];
  const cycles = Math.max(1, Math.min(3, Math.floor(y.length / season)));
  const parts = Array.from({ length: season }, (_, k) => {
    let sum = 0;
    for (let c = 0; c < cycles; c++) {
      const cycle = y.slice(c * season, (c + 1) * season);
      sum += cycle[k]! - cycle.reduce((s, v) => s + v, 0) / season;
    }
    return sum / cycles;
  });
  const mean = parts.reduce((s, v) => s + v, 0) / season;
  return parts.map((v) => v - mean);
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/**
 * Fits a model by maximum likelihood over its weights and where it starts, as R's `ets` does. Seasonal parts at the start
 * add to nothing.
 *
 * @param y counts with no gaps
 * @example
 * fitSmoothing(usAccidentalDeaths, { trend: 'none', season: 12 }).logLikelihood; // at least -555.07
 */
export function fitSmoothing(y: readonly number[], model: SmoothingModel): SmoothingFit {
  const { trend, season } = model;
  const first = firstSeason(y, season);
  const spread = Math.max(1e-6, Math.sqrt(y.reduce((s, v) => s + (v - y[0]!) ** 2, 0) / y.length));
  const damped = trend === 'damped';
  const read = (p: readonly number[]): { w: SmoothingWeights; level: number; slope: number; seasonal: number[] } => {
    let at = 0;
    const alpha = 0.0001 + 0.9998 * logistic(p[at++]!);
    const beta = damped ? alpha * logistic(p[at++]!) : 0;
    const phi = damped ? 0.8 + 0.18 * logistic(p[at++]!) : 1;
    const gamma = season > 1 ? (1 - alpha) * logistic(p[at++]!) : 0;
    const level = p[at++]!;
    const slope = damped ? p[at++]! : 0;
    const free = season > 1 ? p.slice(at, at + season - 1) : [];
    const seasonal = season > 1 ? [...free, -free.reduce((s, v) => s + v, 0)] : [0];
    return { w: { alpha, beta, gamma, phi }, level, slope, seasonal };
  };
  const firstLevel = season > 1 ? y.slice(0, season).reduce((s, v) => s + v, 0) / season : y[0]!;
  const firstSlope = y.length > 1 ? (y[Math.min(y.length - 1, 3)]! - y[0]!) / Math.min(y.length - 1, 3) : 0;
  const start = [0, ...(damped ? [-1, 0] : []), ...(season > 1 ? [-3] : []), firstLevel];
  const step = [1, ...(damped ? [1, 1] : []), ...(season > 1 ? [1] : []), spread / 2];
  if (damped) {
    start.push(firstSlope / 2);
    step.push(Math.max(1e-6, Math.abs(firstSlope) || spread / 10));
  }
  if (season > 1) {
    start.push(...first.slice(0, -1));
    step.push(...first.slice(0, -1).map(() => spread / 4));
  }
  const objective = (p: readonly number[]): number => {
    const { w, level, slope, seasonal } = read(p);
    return Math.log(follow(y, w, level, slope, seasonal).squares + 1e-12);
  };
  const { point } = nelderMead(objective, start, step, 2000 * start.length);
  const { w, level, slope, seasonal } = read(point);
  const path = follow(y, w, level, slope, seasonal);
  const next = Array.from({ length: season }, (_, k) => path.seasonal[(y.length + k) % season]!);
  return {
    ...w,
    level: path.level,
    slope: path.slope,
    seasonal: next,
    variance: path.squares / y.length,
    logLikelihood: (-y.length / 2) * Math.log(path.squares),
  };
}

/** Forecasts of a fitted model, with the variance of its class (Hyndman and others 2008, table 6.2). */
export function forecastSmoothing(fit: SmoothingFit, steps: number): NormalForecast[] {
  const { alpha, beta, gamma, phi, seasonal } = fit;
  let [damp, added, trend] = [1, 1, 0];
  return stepsAhead(steps, (h) => {
    damp *= phi;
    trend += damp * fit.slope;
    const sd = Math.sqrt(fit.variance * added);
    let sum = 0;
    for (let k = 1, p = 1; k <= h; k++) sum += p *= phi;
    const weight = alpha + beta * (sum / 1) + (h % seasonal.length === 0 && seasonal.length > 1 ? gamma : 0);
    added += weight * weight;
    return { mean: fit.level + trend + seasonal[(h - 1) % seasonal.length]!, sd };
  });
}

/** Simple exponential smoothing, its weight by maximum likelihood. */
export function simpleSmoothing(history: readonly number[], steps: number): NormalForecast[] {
  return forecastSmoothing(fitSmoothing(history, { trend: 'none', season: 1 }), steps);
}
