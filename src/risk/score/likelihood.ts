import { betaCdf, betaQuantile } from '../../random/quantiles.ts';
import { isIssue, likelihoodOf } from '../schemes/rate.ts';
import type { LikelihoodBand, Scheme } from '../schemes/scheme.ts';

/** Firmness under which a likelihood is shown with two levels. */
export const FIRM = 0.9;

/** A share of draws with the posterior of the probability behind it: Jeffreys, Beta(p m + 1/2, (1 - p) m + 1/2). */
export interface Probability {
  /** Share of draws, 0 to 1. */
  readonly share: number;
  /** Ends of the 95 % interval: luck of the draws only, not doubt about the model. */
  readonly low: number;
  readonly high: number;
  /** Parameters of the posterior. */
  readonly alpha: number;
  readonly beta: number;
}

/**
 * The probability of something that happened in some draws.
 *
 * @param share share of draws in which it happened, 0 to 1
 * @param independent how many independent draws they count for, above 0: fewer than there are where pairs share their
 *   parameters (`independentDraws`)
 * @example
 * jeffreys(0.29, 1000) // { share: 0.29, low: 0.2626, high: 0.3187, ... }
 */
export function jeffreys(share: number, independent: number): Probability {
  const alpha = share * independent + 0.5;
  const beta = (1 - share) * independent + 0.5;
  return { share, ...intervalOf(alpha, beta, share), alpha, beta };
}

/** A probability from its mean and variance: that of a weighted mean of several. */
export function probabilityOfMoments(share: number, variance: number): Probability {
  const size = variance > 0 ? Math.max(1, (share * (1 - share)) / variance - 1) : 1e9;
  return jeffreys(share, size);
}

function intervalOf(alpha: number, beta: number, share: number): { readonly low: number; readonly high: number } {
  return {
    low: share === 0 ? 0 : betaQuantile(0.025, alpha, beta),
    high: share === 1 ? 1 : betaQuantile(0.975, alpha, beta),
  };
}

/** A level of likelihood and how firmly the probability sits in it. */
export interface Likelihood {
  readonly band: LikelihoodBand;
  /** Share of the posterior inside the band, 0 to 1. */
  readonly firmness: number;
  /** The next most probable level where the firmness is under 0.9; `issue` where that is over the last level. */
  readonly other?: LikelihoodBand | 'issue';
  /** Whether it is an issue and no risk. */
  readonly issue: boolean;
  /** `3 Possible`, or `3 Possible, could be 2 Unlikely`. */
  readonly words: string;
}

/** Finds the level of a probability under a scheme, and the next one where it is not firm. */
export function likelihoodLevel(scheme: Scheme, probability: Probability): Likelihood {
  const { share, alpha, beta } = probability;
  const limit = scheme.issue_over;
  const mass = (from: number, to: number): number => Math.max(0, betaCdf(to, alpha, beta) - betaCdf(from, alpha, beta));
  const masses = scheme.likelihood.map((level) => ({ level, mass: mass(level.from, Math.min(limit, level.to)) }));
  const overIssue = 1 - betaCdf(limit, alpha, beta);
  const issue = isIssue(scheme, share);
  const band = likelihoodOf(scheme, share);
  const firmness = issue ? overIssue : masses[band.level - 1]!.mass;
  const next = [...masses.filter(({ level }) => issue || level.level !== band.level)].sort(
    (a, b) => b.mass - a.mass,
  )[0];
  const firm = firmness >= FIRM;
  let other: Likelihood['other'];
  if (!firm) other = !issue && overIssue > (next?.mass ?? 0) ? 'issue' : next?.level;
  return {
    band,
    firmness,
    issue,
    words: wordsOf(issue ? 'issue' : band, other),
    ...(other !== undefined && { other }),
  };
}

function wordsOf(band: LikelihoodBand | 'issue', other: LikelihoodBand | 'issue' | undefined): string {
  const named = (level: LikelihoodBand | 'issue'): string => (level === 'issue' ? 'an issue' : nameOfLevel(level));
  const own = band === 'issue' ? 'Issue' : nameOfLevel(band);
  return other === undefined ? own : `${own}, could be ${named(other)}`;
}

/** A level in words: `3 Possible`. */
export function nameOfLevel({ name, label }: { readonly name: string; readonly label: string }): string {
  return label.startsWith(name) ? label : `${name} ${label}`;
}
