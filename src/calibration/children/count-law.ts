import { logGamma, normalCdf } from '../../random/quantiles.ts';

/*
 * The law of a yearly number of starts: a negative binomial whose variance is `spread` times its mean, so that the sum of
 * independent counts of one spread has the same law (which makes months, years, age bands and areas agree). Spread 1 is
 * the Poisson law. It is the law by which the simulation draws the entries of a month.
 */

/** Spreads nearer to 1 than this are Poisson. */
const NEARLY_POISSON = 1e-7;
/** Ranges wider than this are measured by a Normal law; a range of published tables is a few children wide. */
const WIDE = 400;
/** Counts up to here are worked out by a product. */
const FEW = 10;
/** From here up Stirling's series is exact enough. */
const STIRLING_FROM = 8;

const LOG_FACTORIALS = Float64Array.from({ length: 4096 }, (_, n) => logGamma(n + 1));

function logFactorial(n: number): number {
  return n < LOG_FACTORIALS.length ? LOG_FACTORIALS[n]! : logGamma(n + 1);
}

/**
 * Logarithm of the rising factorial: of gamma(size + count) over gamma(size). For large counts by Stirling's series, whose
 * first three terms are exact to 1e-10 from 8 up (Abramowitz and Stegun 6.1.41); smaller sizes are brought there.
 */
function logRising(size: number, count: number): number {
  if (count === 0) return 0;
  let product = 1;
  const direct = count <= FEW ? count : Math.max(0, Math.ceil(STIRLING_FROM - size));
  for (let i = 0; i < direct; i++) product *= size + i;
  if (direct === count) return Math.log(product);
  if (direct > count) return logRising(size, FEW) + logRising(size + FEW, count - FEW);
  const head = direct === 0 ? 0 : Math.log(product);
  return head + stirling(size + count) - stirling(size + direct);
}

function stirling(x: number): number {
  const square = 1 / (x * x);
  return (x - 0.5) * Math.log(x) - x + (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680))) / x;
}

/**
 * Logarithm of the chance of a count.
 *
 * @param count a whole number from 0
 * @param mean its mean, 0 or more
 * @param spread its variance over its mean, 1 or more
 * @example
 * Math.exp(logChanceOf(0, 2, 1)); // 0.1353, Poisson
 */
export function logChanceOf(count: number, mean: number, spread: number): number {
  if (mean <= 0) return count === 0 ? 0 : -Infinity;
  return lawOfCounts(spread)(count, mean);
}

/** Logarithm of the chance of a count with a mean above 0, for many counts of one spread. */
export function lawOfCounts(spread: number): (count: number, mean: number) => number {
  const over = spread - 1;
  if (over < NEARLY_POISSON) return (count, mean) => count * Math.log(mean) - mean - logFactorial(count);
  const [logPart, logSpread] = [Math.log(over / spread), Math.log(spread)];
  return (count, mean) => {
    const size = mean / over;
    return logRising(size, count) - logFactorial(count) + count * logPart - size * logSpread;
  };
}

/**
 * Logarithm of the chance that a count lies in a range, both ends included. What is not whole is widened to whole numbers:
 * a suppressed cell, "under 5", is the range 0 to 4 and nothing more is claimed of it.
 */
export function logChanceWithin(low: number, high: number, mean: number, spread: number): number {
  const from = Math.max(0, Math.floor(low));
  const to = Math.ceil(high);
  if (from === to) return logChanceOf(from, mean, spread);
  if (mean <= 0) return from === 0 ? 0 : -Infinity;
  if (to - from > WIDE) {
    const sd = Math.sqrt(spread * mean);
    const [above, below] = [(to + 0.5 - mean) / sd, (from - 0.5 - mean) / sd];
    // Far in the upper tail the difference is taken from the other side, where it does not cancel.
    const chance = below > 0 ? normalCdf(-below) - normalCdf(-above) : normalCdf(above) - normalCdf(below);
    const distance = Math.max(0, below, -above);
    return chance > 0 ? Math.log(chance) : (-distance * distance) / 2;
  }
  const over = spread - 1;
  let term = 1;
  let sum = 1;
  for (let n = from; n < to; n++) {
    term *= over < NEARLY_POISSON ? mean / (n + 1) : ((n + mean / over) / (n + 1)) * (over / spread);
    sum += term;
  }
  return logChanceOf(from, mean, spread) + Math.log(sum);
}
