/*
 * Luck of the made-up countries, which is none of the toolkit's own: a country that is drawn with the tool it tests could share
 * its faults.
 */

/** Numbers of some laws from a seed: uniform, Normal, Student's t with a variance of one, Poisson and binomial. */
export function luck(seed) {
  let a = (seed * 2654435761) >>> 0;
  const u = () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = a;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const n = () => {
    let x = u();
    while (x === 0) x = u();
    return Math.sqrt(-2 * Math.log(x)) * Math.cos(2 * Math.PI * u());
  };
  const t = (df) => {
    let c = 0;
    for (let i = 0; i < df; i++) c += n() ** 2;
    return n() / Math.sqrt(c / df) / Math.sqrt(df / (df - 2));
  };
  const pois = (m) => {
    if (m <= 0) return 0;
    if (m > 60) return Math.max(0, Math.round(m + Math.sqrt(m) * n()));
    const L = Math.exp(-m);
    let k = 0,
      p = u();
    while (p > L) {
      k++;
      p *= u();
    }
    return k;
  };
  const bin = (k, p) => {
    if (k > 80) return Math.max(0, Math.min(k, Math.round(k * p + Math.sqrt(k * p * (1 - p)) * n())));
    let s = 0;
    for (let i = 0; i < k; i++) if (u() < p) s++;
    return s;
  };
  return { u, n, t, pois, bin };
}
