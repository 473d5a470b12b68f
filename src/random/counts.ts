import { betaCdf, gammaCdf, normalQuantile } from './quantiles.ts';

/*
 * Whole-number variates by inversion: the smallest k whose cumulative probability is at least u, 0 < u < 1.
 * Small means are searched from zero, where most of the mass is; large ones from a Normal guess.
 */

/** Poisson variate with a mean of 0 or more. */
export function poissonAt(u: number, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 60) return searchFrom(mean + Math.sqrt(mean) * normalQuantile(u), u, (k) => poissonCdf(k, mean));
  let probability = Math.exp(-mean);
  let sum = probability;
  let k = 0;
  while (u > sum && probability > 0) {
    k++;
    probability *= mean / k;
    sum += probability;
  }
  return k;
}

/** Probability that a Poisson variate is k or less. */
export function poissonCdf(k: number, mean: number): number {
  return k < 0 ? 0 : mean <= 0 ? 1 : 1 - gammaCdf(mean, Math.floor(k) + 1);
}

/** Binomial variate: how many of n happen, each with probability p. */
export function binomialAt(u: number, n: number, p: number): number {
  if (n <= 0 || p <= 0) return 0;
  if (p >= 1) return n;
  if (n * p > 60) {
    return Math.min(
      n,
      searchFrom(n * p + Math.sqrt(n * p * (1 - p)) * normalQuantile(u), u, (k) => binomialCdf(k, n, p)),
    );
  }
  const odds = p / (1 - p);
  let probability = Math.exp(n * Math.log1p(-p));
  let sum = probability;
  let k = 0;
  while (u > sum && k < n) {
    probability *= (odds * (n - k)) / (k + 1);
    k++;
    sum += probability;
    if (probability === 0) break;
  }
  return k;
}

/** Probability that a binomial variate is k or less. */
export function binomialCdf(k: number, n: number, p: number): number {
  const whole = Math.floor(k);
  return whole < 0 ? 0 : whole >= n ? 1 : 1 - betaCdf(p, whole + 1, n - whole);
}

/**
 * Negative binomial variate with a mean and a variance that is `varianceOverMean` times the mean (1 or less: Poisson).
 */
export function negativeBinomialAt(u: number, mean: number, varianceOverMean: number): number {
  if (varianceOverMean <= 1 + 1e-9) return poissonAt(u, mean);
  if (mean <= 0) return 0;
  const size = mean / (varianceOverMean - 1);
  const failure = 1 - 1 / varianceOverMean;
  const atZero = Math.exp(-size * Math.log(varianceOverMean));
  if (atZero > 1e-290) {
    let probability = atZero;
    let sum = probability;
    let k = 0;
    while (u > sum && probability > 0) {
      probability *= (failure * (k + size)) / (k + 1);
      k++;
      sum += probability;
    }
    return k;
  }
  const guess = mean + Math.sqrt(mean * varianceOverMean) * normalQuantile(u);
  return searchFrom(guess, u, (k) => 1 - betaCdf(failure, k + 1, size));
}

function searchFrom(guess: number, u: number, cdf: (k: number) => number): number {
  let k = Math.max(0, Math.round(guess));
  while (cdf(k) < u) k++;
  while (k > 0 && cdf(k - 1) >= u) k--;
  return k;
}
