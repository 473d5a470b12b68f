/* Mechanisms of made-up counts of children that the forecast does not have. */
import { historyOf, round, sizes } from './made-up-history.mjs';

export const growthOf = (p) => p.slice(1).map((v, t) => Math.log(v / p[t]));

/**
 * Children of areas whose rates walk: growth of the country, shocks (`own`) and trends (`drift`) of the areas, pulled back to their
 * start by `revert`. A share `turnover` leaves each year, and as many come by chance as the rate lets one expect.
 */
export function walkCountry(
  L,
  {
    areas,
    low,
    high,
    growth,
    own = 0.06,
    drift = 0,
    driftKeep = 0.9,
    turnover = 0.45,
    revert = 0,
    regional = 0,
    regions = 5,
    tail = 0,
  },
) {
  const size = sizes(L, areas, low, high);
  const T = growth.length + 1;
  return size.map((s, a) => {
    let level = s;
    let d = drift * L.n();
    let n = L.pois(s);
    const base = Math.log(s);
    let common = 0;
    const row = [n];
    for (let t = 1; t < T; t++) {
      common += growth[t - 1];
      d = driftKeep * d + drift * Math.sqrt(1 - driftKeep ** 2) * L.n();
      const shock = own * (tail ? L.t(tail) : L.n());
      const before = level;
      let x = Math.log(level);
      x = x + growth[t - 1] + d + shock + (regional ? regional[a % regions][t - 1] : 0);
      x += revert * (base + common - x);
      level = Math.exp(x);
      // turnover: some stay, new ones come so that the mean is the level
      const stay = L.bin(n, 1 - turnover);
      n = stay + L.pois(Math.max(0, level - (1 - turnover) * before));
      row.push(n);
    }
    return row;
  });
}
export const ar = (L, T, mean, phi, sd, start = mean) => {
  let g = start;
  return Array.from({ length: T - 1 }, () => (g = mean + phi * (g - mean) + sd * L.n()));
};
export const slice = (path, T, L) => {
  const g = growthOf(path);
  const from = Math.floor(L.u() * (g.length - (T - 1) + 1));
  return g.slice(from, from + T - 1);
};

/** Splits totals among types: shares of the country drift, those of areas scatter, and half of the children stay where they are. */
export function typed(L, totals, { shares, drift, areaSpread = 0.25, own = 0.06, known }) {
  const T = totals[0].length;
  const logs = shares.map((s) => {
    let x = Math.log(s);
    return Array.from({ length: T }, (_, t) => (t === 0 ? x : (x += drift[shares.indexOf(s)] + 0.01 * L.n())));
  });
  const parts = shares.map(() => []);
  for (const row of totals) {
    const off = shares.map(() => areaSpread * L.n());
    const cells = shares.map(() => []);
    let before;
    row.forEach((n, t) => {
      shares.forEach((_, k) => (off[k] += own * L.n()));
      const w = shares.map((_, k) => Math.exp(logs[k][t] + off[k]));
      const W = w.reduce((s, v) => s + v, 0);
      // half of yesterday's stay in their type
      let left = n;
      const got = shares.map(() => 0);
      if (before) {
        const keep = before.map((c) => L.bin(c, 0.55));
        const sum = keep.reduce((s, v) => s + v, 0);
        const f = Math.min(1, n / Math.max(1, sum));
        keep.forEach((c, k) => {
          got[k] = Math.floor(c * f);
          left -= got[k];
        });
      }
      let rest = W;
      shares.forEach((_, k) => {
        const m = k === shares.length - 1 ? left : L.bin(left, Math.min(1, w[k] / rest));
        got[k] += m;
        left -= m;
        rest -= w[k];
      });
      got.forEach((c, k) => cells[k].push(known && !known(t) ? NaN : c));
      before = got;
    });
    cells.forEach((c, k) => parts[k].push(c));
  }
  return parts;
}
export const typesHistory = (L, totals, regions, names, parts, extra = {}) =>
  historyOf({
    T: totals[0].length,
    areas: totals.length,
    regions,
    groups: [{ name: 'all', parts: names.map((_, k) => k + 1) }, ...names.map((name) => ({ name }))],
    counts: [totals, ...parts],
    ...extra,
  });

/** Five age bands whose children grow older and leave; entries by age have shocks of the country and of the area. */
export function ages(
  L,
  { areas, low, high, T, growth, regions, grid = 1, shock = 0.05, own = 0.08, switchAt = Infinity },
) {
  const width = [1, 4, 5, 6, 2];
  const entry = [0.2, 0.2, 0.18, 0.3, 0.12];
  const leave = [0.35, 0.3, 0.2, 0.18, 0.3];
  const size = sizes(L, areas, low, high);
  const common = Array.from({ length: T + 12 }, () => width.map(() => 0));
  let cur = width.map(() => 0);
  for (let t = 0; t < T + 12; t++) {
    cur = cur.map(
      (c, b) =>
        c +
        shock * L.n() * 0.5 +
        (growth[Math.max(0, t - 12)] ?? 0) +
        (t - 12 >= switchAt ? [0.06, 0.03, 0, -0.02, -0.03][b] : 0),
    );
    common[t] = [...cur];
  }
  const bands = width.map(() => []);
  const totals = [];
  size.forEach((s) => {
    let x = width.map((w, b) => Math.round(s * [0.06, 0.17, 0.2, 0.38, 0.19][b]));
    let o = width.map(() => 0);
    let oa = 0;
    const rows = width.map(() => []);
    const tot = [];
    for (let t = 0; t < T + 12; t++) {
      oa += own * 0.5 * L.n();
      o = o.map((v) => v * 0.9 + own * 0.7 * L.n());
      const stay = x.map((c, b) => L.bin(c, 1 - leave[b]));
      const older = stay.map((c, b) => L.bin(c, 1 / width[b]));
      x = stay.map(
        (c, b) =>
          c - older[b] + (b > 0 ? older[b - 1] : 0) + L.pois(s * 0.31 * entry[b] * Math.exp(common[t][b] + o[b] + oa)),
      );
      if (t >= 12) {
        x.forEach((c, b) => rows[b].push(round(grid, c)));
        tot.push(rows.reduce((sum, r) => sum + r.at(-1), 0));
      }
    }
    rows.forEach((r, b) => bands[b].push(r));
    totals.push(tot);
  });
  return typesHistory(L, totals, regions, ['0', '1-4', '5-9', '10-15', '16-17'], bands, { grid });
}
