/* Histories of made-up countries in the form that forecasts are made from. */

/**
 * A history of T dates from counts by group, area and date: NaN where nothing is known, `[value, low, high]` for a range. Groups have
 * a name, and a total the numbers of its parts.
 */
export function historyOf({ T, areas, regions, groups, counts, grid = 1, stepMonths = 12, whole }) {
  const authorities = Array.from({ length: areas }, (_, a) => `A${String(a).padStart(3, '0')}`);
  const dates = Array.from({ length: T }, (_, t) => {
    const m = 12 * 2030 + 2 - (T - 1 - t) * stepMonths;
    return `${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}-28`;
  });
  const series = new Map();
  const put = (g, code, row) => {
    const one = (k) => Float64Array.from(row, (v) => (Array.isArray(v) ? v[k] : v));
    series.set(`${g}|${code}`, { values: one(0), low: one(1), high: one(2) });
  };
  groups.forEach((_, g) =>
    counts[g]?.forEach((row, a) => {
      if (row && row.some((v) => Array.isArray(v) || !Number.isNaN(v))) put(g, authorities[a], row);
    }),
  );
  whole?.forEach((row, g) => row && put(g, 'C', row));
  const all = authorities.map((_, a) => a);
  const areaList = [
    ...authorities.map((code, a) => ({ code, level: 'authority', members: [a] })),
    ...Array.from({ length: regions }, (_, r) => ({
      code: `R${r}`,
      level: 'region',
      members: all.filter((a) => a % regions === r),
    })),
    { code: 'C', level: 'country', members: all },
  ];
  return {
    dates,
    stepMonths,
    groups: groups.map((g) => ({ labels: { type: g.name }, parts: g.parts ?? [] })),
    authorities,
    areas: areaList,
    series,
    grid,
    status: 'illustrative',
    repairs: [],
  };
}

const only = [{ name: 'all' }];
export const sizes = (L, n, low, high) =>
  Array.from({ length: n }, () => Math.exp(Math.log(low) + (Math.log(high) - Math.log(low)) * L.u()));
export const total = (o) => historyOf({ ...o, groups: only, counts: [o.counts] });
export const round = (grid, v) => grid * Math.round(v / grid);
