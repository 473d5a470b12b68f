import { AUTHORITIES, WALES, reference, sum } from './tables.mjs';

export const CHILDREN_COLUMNS = [
  'date',
  'area_code',
  'placement_type',
  'age_band',
  'children',
  'children_low',
  'children_high',
  'status',
  'source',
];
const BAND_OF = { 'Under 1': '0', '1 to 4': '1-4', '5 to 9': '5-9', '10 to 15': '10-15', '16 to 17': '16-17' };
/** Half-width of a figure rounded to 5, and the most that a suppressed cell can hold. */
const ROUNDING = 2;
const SUPPRESSED_HIGH = 4;

/** Range of one printed cell. */
function rangeOf(row) {
  if (row.note_code === 'c') return { low: 0, high: SUPPRESSED_HIGH };
  const children = Number(row.children);
  return { low: Math.max(0, children - ROUNDING), high: children + ROUNDING };
}

/** Rows of published counts by authority (and of Wales by age) to 2018. Ages of 18 and over are left out of the bands. */
function fromSexAndAge() {
  const cells = new Map();
  for (const row of reference('children-by-sex-and-age')) {
    const key = `${row.date} ${row.area_code} ${row.age_group}`;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(row);
  }
  const rows = [];
  for (const list of cells.values()) {
    const { date, area_code, age_group, source } = list[0];
    if (age_group === 'All ages') {
      if (area_code === WALES) continue; // the national series is not rounded
      const row = list.find((r) => r.sex === 'all');
      const { low, high } = rangeOf(row);
      rows.push(
        childrenRow(
          date,
          area_code,
          'all',
          'all',
          Number(row.children),
          low,
          high,
          'published',
          `${source}; rounded to 5, takes in the few aged 18 and over`,
        ),
      );
    } else if (BAND_OF[age_group]) {
      const ranges = list.map(rangeOf);
      const known = list.every((r) => r.note_code !== 'c');
      rows.push(
        childrenRow(
          date,
          area_code,
          'all',
          BAND_OF[age_group],
          known ? sum(list.map((r) => Number(r.children))) : undefined,
          sum(ranges.map((r) => r.low)),
          sum(ranges.map((r) => r.high)),
          'published',
          `${source}; ${known ? 'sum of the sexes, each rounded to 5' : 'a sex is suppressed (0 to 4 children)'}`,
        ),
      );
    }
  }
  return rows;
}

const childrenRow = (
  date,
  area_code,
  placement_type,
  age_band,
  children,
  children_low,
  children_high,
  status,
  source,
) => ({
  date,
  area_code,
  placement_type,
  age_band,
  children,
  children_low,
  children_high,
  status,
  source,
});

/** Measures of the national series that are counts of children by placement type or age, one definition each. */
const NATIONAL = {
  children_looked_after: ['all', 'all'],
  foster_placements: ['foster-including-kinship', 'all'],
  foster_relative_or_friend: ['kinship', 'all'],
  placed_with_parents: ['parents', 'all'],
  placed_for_adoption: ['adoption', 'all'],
  age_10_15: ['all', '10-15'],
};

/** National counts; where a year has a first and a revised figure the revised one (the later row) is taken. */
function fromNationalSeries() {
  const rows = new Map();
  for (const row of reference('national-series')) {
    const kind = NATIONAL[row.measure];
    if (!kind) continue;
    const value = Number(row.value);
    const rounded = /rounded/.test(row.note) && !/revised/.test(row.note);
    const half = row.measure === 'placed_with_parents' && row.status === 'estimated' ? 10 : rounded ? ROUNDING : 0;
    const source = row.note ? `${row.source}; ${row.note}` : row.source;
    rows.set(
      `${row.date} ${row.measure}`,
      childrenRow(row.date, WALES, kind[0], kind[1], value, value - half, value + half, row.status, source),
    );
  }
  return [...rows.values()];
}

/** Counts of 2019 and 2020 from the rate and the population, for the authorities that have a rate. */
function fromRates() {
  const population = new Map(AUTHORITIES.map(({ area_code }) => [area_code, 0]));
  for (const row of reference('population-mid-2019-2020'))
    if (row.mid_year === '2019') population.set(row.area_code, population.get(row.area_code) + Number(row.population));
  return reference('rates')
    .filter((row) => row.area_code !== WALES && row.date >= '2019')
    .map((row) => {
      const rate = Number(row.rate_per_10000_under_18);
      const people = population.get(row.area_code);
      const children = (rate * people) / 10_000;
      const half = (0.5 * people) / 10_000 + 0.01 * children; // rate rounded to 1, population about 1 %
      return childrenRow(
        row.date,
        row.area_code,
        'all',
        'all',
        Math.round(children),
        Math.floor(children - half),
        Math.ceil(children + half),
        'estimated',
        `Rate (${row.source}) times the ONS mid-2019 population aged under 18`,
      );
    });
}

/** All rows of the history, by date and area. */
export function historyRows() {
  const order = new Map([WALES, ...AUTHORITIES.map((a) => a.area_code)].map((code, i) => [code, i]));
  const bands = ['all', ...Object.values(BAND_OF)];
  const rows = [...fromSexAndAge(), ...fromNationalSeries(), ...fromRates()];
  return rows.sort(
    (a, b) =>
      a.date.localeCompare(b.date) ||
      order.get(a.area_code) - order.get(b.area_code) ||
      a.placement_type.localeCompare(b.placement_type) ||
      bands.indexOf(a.age_band) - bands.indexOf(b.age_band),
  );
}
