/* Registers whose services open, close and change size one by one. */
import { historyOf, sizes } from './made-up-history.mjs';

/** a register whose services open, close and change size one by one */
export function register(L, { services, areas, regions, T, stepMonths = 12, sectors }) {
  const y = stepMonths / 12;
  const weight = sizes(L, areas, 0.3, 4);
  const W = weight.reduce((s, v) => s + v, 0);
  const pick = () => {
    let r = L.u() * W;
    let a = 0;
    while (a < areas - 1 && (r -= weight[a]) > 0) a++;
    return a;
  };
  const names = sectors.map((s) => s.name);
  const k = sectors.length;
  const groups = [];
  for (const m of ['services', 'places']) {
    const base = groups.length;
    names.forEach((n) => groups.push({ name: `${n} ${m}` }));
    groups.push({ name: `all ${m}`, parts: names.map((_, i) => base + i) });
  }
  const zero = () => Array.from({ length: areas }, () => new Array(T).fill(0));
  const counts = groups.map(zero);
  let living = [];
  const born = (s) => ({ s, a: s.clustered ? pick() : pick(), p: 1 + L.pois(s.places) });
  sectors.forEach((s) => {
    for (let i = 0; i < services * s.share; i++) living.push(born(s));
  });
  for (let t = 0; t < T; t++) {
    if (t > 0) {
      const next = [];
      for (const one of living) {
        if (L.u() < 1 - Math.exp(-one.s.close(t * y) * y)) continue;
        if (L.u() < 0.06 * y) one.p = Math.max(1, one.p + (L.u() < 0.5 ? 1 : -1));
        next.push(one);
      }
      sectors.forEach((s) => {
        const n = L.pois(services * s.share * s.open(t * y) * y);
        for (let i = 0; i < n; i++) next.push(born(s));
      });
      living = next;
    }
    for (const { s, a, p } of living) {
      const i = sectors.indexOf(s);
      counts[i][a][t]++;
      counts[k][a][t]++;
      counts[k + 1 + i][a][t] += p;
      counts[2 * k + 1][a][t] += p;
    }
  }
  // totals are not told: they are sums
  counts[k] = [];
  counts[2 * k + 1] = [];
  return historyOf({ T, areas, regions, groups, counts, stepMonths });
}
export const NATION = [
  { name: 'profit', share: 0.75, places: 3, close: () => 0.05, open: (y) => 0.1 + 0.005 * y },
  { name: 'council', share: 0.17, places: 4, close: () => 0.09, open: () => 0.02 },
  { name: 'charity', share: 0.08, places: 5, close: () => 0.12, open: () => 0.03 },
];
export const LUMPY = [
  { name: 'profit', share: 0.7, places: 3, close: () => 0.06, open: (y) => 0.06 + 0.08 * Math.exp(-y / 4) },
  { name: 'council', share: 0.2, places: 4, close: (y) => (y > 2 && y < 5 ? 0.2 : 0.03), open: () => 0.02 },
  { name: 'charity', share: 0.1, places: 5, close: () => 0.06, open: () => 0.05 },
];
