/*
 * A start at 31 March 2015, made from the shipped history and the shipped baseline of 2024. Everything in it is estimated:
 * ages by authority are published for 2015, the total of foster care with kin and of homes too, all else is 2024 scaled.
 */

const DATE = '2015-03-31';
/** Homes of 2015 between the published ones of 2012 and 2022, at an even rate of growth. */
const HOMES = { 'for-profit': 99 * (222 / 99) ** 0.3, 'local-authority': 24 * (34 / 24) ** 0.3 };
/** Children in residential placements by one definition, and foster care with kin (published, rounded). */
export const PUBLISHED = {
  residential: { 2015: 250, 2017: 305, 2021: 535 },
  foster: { 2015: 4255, 2017: 4434, 2020: 4989, 2022: 4915 },
  all: { 2015: 5609, 2020: 7150, 2021: 7263 },
};
const ESTIMATED = 'Back-cast: the baseline of 2024 scaled to the published totals of 31 March 2015';

/** Children of 2015 by authority, placement type and age band, whole numbers. */
export function childrenOf2015(data) {
  const authorities = new Set(data.areas.filter((a) => a.level === 'authority').map((a) => a.area_code));
  const cells = data.children
    .filter((r) => r.date === '2024-03-31' && authorities.has(r.area_code))
    .filter((r) => r.placement_type !== 'all' && r.age_band !== 'all')
    .map((r) => ({ ...r, date: DATE, value: (r.children ?? 0) + 0.05 * (r.children > 0 ? 1 : 0) }));
  const byAge = new Map();
  for (const r of data.children) {
    if (r.date !== DATE || r.placement_type !== 'all' || r.age_band === 'all' || !authorities.has(r.area_code))
      continue;
    byAge.set(`${r.area_code} ${r.age_band}`, r.children ?? (r.children_low + r.children_high) / 2);
  }
  const group = (type) =>
    type === 'foster' || type === 'kinship' ? 'foster' : type === 'residential' ? 'residential' : 'rest';
  const total = PUBLISHED.all[2015];
  const target = { foster: PUBLISHED.foster[2015], residential: PUBLISHED.residential[2015] };
  target.rest = total - target.foster - target.residential;
  for (let round = 0; round < 200; round++) {
    scale(
      cells,
      (r) => `${r.area_code} ${r.age_band}`,
      (key) => byAge.get(key),
    );
    scale(
      cells,
      (r) => group(r.placement_type),
      (key) => target[key],
    );
  }
  return roundToTotal(cells, total).map(({ value, ...row }) => ({
    ...row,
    children: value,
    children_low: value,
    children_high: value,
    status: 'estimated',
    source: ESTIMATED,
  }));
}

function scale(cells, keyOf, target) {
  const sums = new Map();
  for (const cell of cells) sums.set(keyOf(cell), (sums.get(keyOf(cell)) ?? 0) + cell.value);
  for (const cell of cells) {
    const [wanted, sum] = [target(keyOf(cell)), sums.get(keyOf(cell))];
    if (wanted !== undefined && sum > 0) cell.value *= wanted / sum;
  }
}

/** Whole numbers type by type, largest remainders first, so that each placement type keeps its total. */
function roundToTotal(cells, total) {
  const sum = cells.reduce((s, c) => s + c.value, 0);
  const out = [];
  for (const type of new Set(cells.map((c) => c.placement_type))) {
    const own = cells.filter((c) => c.placement_type === type);
    const exact = own.map((c) => (c.value * total) / sum);
    let left = Math.round(exact.reduce((s, v) => s + v, 0)) - exact.reduce((s, v) => s + Math.floor(v), 0);
    const order = exact.map((_, i) => i).sort((i, j) => (exact[j] % 1) - (exact[i] % 1));
    const whole = exact.map(Math.floor);
    for (const i of order) if (left-- > 0) whole[i]++;
    own.forEach((c, i) => out.push({ ...c, value: whole[i] }));
  }
  return out;
}

/** The set of 2015: children, homes and carers of then, no law, no projects, and starts a year as later published. */
export function backCast(data, startsPerYear) {
  const children = childrenOf2015(data);
  const foster = (rows) =>
    rows
      .filter((r) => r.placement_type === 'foster' && r.age_band !== 'all')
      .reduce((s, r) => s + (r.children ?? 0), 0);
  const authorities = new Set(data.areas.filter((a) => a.level === 'authority').map((a) => a.area_code));
  const ratio =
    foster(children) / foster(data.children.filter((r) => r.date === '2024-03-31' && authorities.has(r.area_code)));
  const services = [];
  const seen = {};
  for (const s of data.services) {
    if (s.service_type !== 'residential') {
      services.push(s.households === undefined ? s : { ...s, households: Math.round(s.households * ratio) });
      continue;
    }
    const wanted = HOMES[s.sector];
    const all = data.services.filter((o) => o.service_type === 'residential' && o.sector === s.sector).length;
    const share = wanted === undefined ? 1 : Math.min(1, wanted / all);
    seen[s.sector] = (seen[s.sector] ?? 0) + 1;
    // Every so many homes of the register of 2024, evenly.
    if (Math.floor(seen[s.sector] * share) > Math.floor((seen[s.sector] - 1) * share)) services.push(s);
  }
  const scaled = (row, factor) => ({
    ...row,
    low: row.low === undefined ? undefined : row.low * factor,
    central: row.central * factor,
    high: row.high === undefined ? undefined : row.high * factor,
  });
  const assumptions = data.assumptions.map((row) => {
    if (row.id === 'entries') return scaled(row, startsPerYear / row.central);
    if (row.id === 'foster_households_mainstream') return scaled(row, ratio);
    return row;
  });
  return {
    ...data,
    name: 'back-cast-2015',
    digest: `${data.digest} back-cast 2015 ${startsPerYear}`,
    children,
    services,
    assumptions,
    flows: [],
    projects: [],
    timetable: [],
  };
}
