/*
 * Quantiles of continuous distributions: every variate of a run is one of these at one uniform number,
 * so that a larger uniform always gives a larger variate.
 */

/**
 * Quantile of the standard Normal distribution for 0 < p < 1 (Wichura 1988, algorithm AS 241, PPND16; 16 digits).
 *
 * @example
 * normalQuantile(0.975) // 1.959963984540054
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q *
        (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r +
          45921.953931549871457) *
          r +
          13731.693765509461125) *
          r +
          1971.5909503065514427) *
          r +
          133.14166789178437745) *
          r +
          3.387132872796366608)) /
      (((((((5226.495278852854561 * r + 28729.085735721942674) * r + 39307.89580009271061) * r +
        21213.794301586595867) *
        r +
        5394.1960214247511077) *
        r +
        687.1870074920579083) *
        r +
        42.313330701600911252) *
        r +
        1)
    );
  }
  let r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  let value: number;
  if (r <= 5) {
    r -= 1.6;
    value =
      (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
        1.27045825245236838258) *
        r +
        3.64784832476320460504) *
        r +
        5.7694972214606914055) *
        r +
        4.6303378461565452959) *
        r +
        1.42343711074968357734) /
      (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
        0.14810397642748007459) *
        r +
        0.68976733498510000455) *
        r +
        1.6763848301838038494) *
        r +
        2.05319162663775882187) *
        r +
        1);
  } else {
    r -= 5;
    value =
      (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r +
        0.026532189526576123093) *
        r +
        0.29656057182850489123) *
        r +
        1.7848265399172913358) *
        r +
        5.4637849111641143699) *
        r +
        6.6579046435011037772) /
      (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r +
        7.868691311456132591e-4) *
        r +
        0.0148753612908506148525) *
        r +
        0.13692988092273580531) *
        r +
        0.59983220655588793769) *
        r +
        1);
  }
  return q < 0 ? -value : value;
}

/** Natural logarithm of the gamma function for x > 0 (Lanczos, g = 7, nine terms; relative error below 1e-14). */
export function logGamma(x: number): number {
  const c = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ];
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const t = x + 6.5;
  let sum = c[0]!;
  for (let i = 1; i < 9; i++) sum += c[i]! / (x - 1 + i);
  return 0.91893853320467274178 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Regularised lower incomplete gamma function P(a, x), a > 0, x >= 0: series below a + 1, continued fraction above. */
export function gammaCdf(x: number, shape: number): number {
  if (x <= 0) return 0;
  const front = Math.exp(-x + shape * Math.log(x) - logGamma(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; n < 10000; n++) {
      term *= x / (shape + n);
      sum += term;
      if (term < sum * 1e-17) break;
    }
    return sum * front;
  }
  return 1 - gammaTail(x, shape);
}

/** 1 - P(a, x) for x >= a + 1, by Lentz's continued fraction: small values keep all their digits. */
function gammaTail(x: number, shape: number): number {
  const front = Math.exp(-x + shape * Math.log(x) - logGamma(shape));
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < 10000; n++) {
    const an = -n * (n - shape);
    b += 2;
    d = 1 / (an * d + b || 1e-300);
    c = b + an / c || 1e-300;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return front * h;
}

/** Score beyond which a tail of the Normal distribution is taken as it is there, about 1e-300. */
const FARTHEST = 37;

/**
 * Standard Normal distribution function, strictly between 0 and 1, through the incomplete gamma function of shape 1/2.
 *
 * @example
 * normalCdf(1.959963984540054) // 0.975
 */
export function normalCdf(x: number): number {
  const half = Math.min(Math.abs(x), FARTHEST) ** 2 / 2;
  const tail = half < 1.5 ? (1 - gammaCdf(half, 0.5)) / 2 : gammaTail(half, 0.5) / 2;
  return x < 0 ? tail : Math.min(1 - tail, 1 - Number.EPSILON / 2);
}

/**
 * Quantile of the gamma distribution with a shape and rate 1, for 0 < p < 1.
 *
 * @example
 * gammaQuantile(0.5, 2.5) * 10 // 21.7573009555
 */
export function gammaQuantile(p: number, shape: number): number {
  return invertCdf((x) => gammaCdf(x, shape), p, 0, shape + 10 * Math.sqrt(shape) + 50);
}

/** Regularised incomplete beta function I_x(a, b) for 0 <= x <= 1 (continued fraction of Lentz). */
export function betaCdf(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || 1e-300);
  let h = d;
  for (let m = 1; m < 10000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || 1e-300);
    c = 1 + even / c || 1e-300;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || 1e-300);
    c = 1 + odd / c || 1e-300;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 1e-16) break;
  }
  return front * h;
}

/**
 * Quantile of the beta distribution for 0 < p < 1, a > 0, b > 0.
 *
 * @example
 * betaQuantile(0.9, 3.2, 7.5) // 0.482660390732
 */
export function betaQuantile(p: number, a: number, b: number): number {
  return invertCdf((x) => betaCdf(x, a, b), p, 0, 1);
}

/** The x in [low, high] at which a rising function reaches p, by bisection to the last bit or 200 halvings. */
function invertCdf(cdf: (x: number) => number, p: number, low: number, high: number): number {
  let a = low;
  let b = high;
  for (let i = 0; i < 200; i++) {
    const middle = (a + b) / 2;
    if (middle === a || middle === b) return middle;
    if (cdf(middle) < p) a = middle;
    else b = middle;
  }
  return (a + b) / 2;
}
