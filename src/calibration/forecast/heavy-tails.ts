/*
 * Shocks with heavier tails than a Normal: Student's t with six degrees of freedom, scaled to a variance of one and cut at
 * 4.5. A year in which a court, an inspection or a scandal changes practice is rarer than an ordinary one, and far larger.
 */

const POINTS = 4096;
const DEGREES = 6;
const CUT = 4.5;
/** Standard deviation of Student's t with six degrees of freedom. */
const SPREAD = Math.sqrt(DEGREES / (DEGREES - 2));

/** Distribution function of Student's t with six degrees of freedom, by its angle (Abramowitz and Stegun 26.7.4). */
function cdfAtAngle(angle: number): number {
  const sin = Math.sin(angle);
  const cosSquared = Math.cos(angle) ** 2;
  return 0.5 + (sin / 2) * (1 + cosSquared / 2 + (3 / 8) * cosSquared * cosSquared);
}

/**
 * Quantile of Student's t with six degrees of freedom.
 *
 * @param p a probability between 0 and 1
 * @example
 * studentQuantile(0.975); // 2.447
 */
export function studentQuantile(p: number): number {
  let [low, high] = [-Math.PI / 2, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (cdfAtAngle(middle) < p) low = middle;
    else high = middle;
  }
  return Math.sqrt(DEGREES) * Math.tan((low + high) / 2);
}

const TABLE = Float64Array.from({ length: POINTS }, (_, k) =>
  Math.max(-CUT, Math.min(CUT, studentQuantile((k + 0.5) / POINTS) / SPREAD)),
);

/** A shock of mean zero and variance one from a uniform number, between the points of a table. */
export function shockAt(u: number): number {
  const at = u * POINTS - 0.5;
  const k = Math.min(POINTS - 2, Math.max(0, Math.floor(at)));
  const part = Math.min(1, Math.max(0, at - k));
  return TABLE[k]! + part * (TABLE[k + 1]! - TABLE[k]!);
}

const SIGMA_STEP = 0.02;
const LOG_MEANS = Float64Array.from({ length: 151 }, (_, i) => {
  let sum = 0;
  for (let k = 0; k < POINTS; k++) sum += Math.exp(i * SIGMA_STEP * TABLE[k]!);
  return Math.log(sum / POINTS);
});

/** Logarithm of the mean of exp(sigma x shock): what is taken off so that a shock leaves the mean where it was. */
export function logMeanOfShock(sigma: number): number {
  const at = Math.min(LOG_MEANS.length - 1.000001, sigma / SIGMA_STEP);
  const k = Math.floor(at);
  return LOG_MEANS[k]! + (at - k) * (LOG_MEANS[k + 1]! - LOG_MEANS[k]!);
}

/** Mean of the square of 1 + half a spread times a shock, by the spread. */
const ROOT_MEANS = Float64Array.from({ length: LOG_MEANS.length }, (_, i) => {
  let sum = 0;
  for (let k = 0; k < POINTS; k++) sum += Math.max(0, 1 + (i * SIGMA_STEP * TABLE[k]!) / 2) ** 2;
  return sum / POINTS;
});

/**
 * A factor of mean one whose root moves as a shock does: how counts scatter whose variance goes with the count, less askew than
 * a log-normal of the same spread.
 *
 * @param spread standard deviation of the factor
 */
export function rootFactor(spread: number, shock: number): number {
  const at = Math.min(ROOT_MEANS.length - 1.000001, spread / SIGMA_STEP);
  const k = Math.floor(at);
  const mean = ROOT_MEANS[k]! + (at - k) * (ROOT_MEANS[k + 1]! - ROOT_MEANS[k]!);
  return Math.max(0, 1 + (spread * shock) / 2) ** 2 / mean;
}
