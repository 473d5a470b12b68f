import { AUTHORITIES, DATA, reference, sum } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

export const POPULATION_COLUMNS = ['mid_year', 'area_code', 'age', 'population', 'status', 'source'];
const LAST_PUBLISHED = 2020;
const LAST_PROJECTED = 2036;
const AGES = 18;
/** Years of births behind the trend: cohorts aged 0 to 9 in the last published year. */
const COHORTS = 10;
/** First year in which births no longer change. The trend shrinks in equal steps from the last published year to this one. */
const BIRTHS_FLAT = 2025;
/** Cohorts that give an authority's share of births: aged 0 to 2 in the last published year. */
const SHARE_COHORTS = 3;
const SOURCE =
  'Projection for this data set (Hamilton-Perry): Welsh cohort change ratios by single age, ONS mid-2019 to mid-2020, held to 2036; births from mid-2020, their trend damped to flat in 2025; see README. Not official';

/** Yearly rate of change of births: least-squares slope of the logarithm of cohort size against year of birth. */
function birthTrend(populationAtAge) {
  const points = Array.from({ length: COHORTS }, (_, age) => [-age, Math.log(populationAtAge(age))]);
  const meanX = sum(points.map(([x]) => x)) / COHORTS;
  const meanY = sum(points.map(([, y]) => y)) / COHORTS;
  return sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / sum(points.map(([x]) => (x - meanX) * (x - meanX)));
}

/** Share of the trend in births that a year keeps: a line from 1 in the last published year to 0. */
const shareOfTrend = (year) => Math.max(0, (BIRTHS_FLAT - year) / (BIRTHS_FLAT - LAST_PUBLISHED));

/** Published rows as they are, then a projection by authority and single year of age. */
export function buildPopulation() {
  const published = reference('population-mid-2019-2020');
  const at = new Map();
  for (const row of published) at.set(`${row.mid_year} ${row.area_code} ${row.age}`, Number(row.population));
  const count = (year, area, age) => at.get(`${year} ${area} ${age}`);
  const wales = (year, age) => sum(AUTHORITIES.map(({ area_code }) => count(year, area_code, age)));
  const trend = birthTrend((age) => wales(LAST_PUBLISHED, age));
  // Children of an age over those a year younger the year before: above 1 where more move to Wales than leave or die.
  const change = Array.from(
    { length: AGES - 1 },
    (_, age) => wales(LAST_PUBLISHED, age + 1) / wales(LAST_PUBLISHED - 1, age),
  );
  const cohorts = (area) =>
    sum(
      Array.from({ length: SHARE_COHORTS }, (_, age) =>
        area ? count(LAST_PUBLISHED, area, age) : wales(LAST_PUBLISHED, age),
      ),
    );
  const shareOfBirths = new Map(AUTHORITIES.map(({ area_code }) => [area_code, cohorts(area_code) / cohorts()]));

  const rows = [...published];
  let previous = new Map(
    AUTHORITIES.map(({ area_code: a }) => [a, Array.from({ length: AGES }, (_, age) => count(LAST_PUBLISHED, a, age))]),
  );
  let births = wales(LAST_PUBLISHED, 0);
  for (let year = LAST_PUBLISHED + 1; year <= LAST_PROJECTED; year++) {
    births *= Math.exp(trend * shareOfTrend(year));
    const next = new Map();
    for (const { area_code } of AUTHORITIES) {
      const older = change.map((ratio, age) => previous.get(area_code)[age] * ratio);
      const cohort = [births * shareOfBirths.get(area_code), ...older];
      next.set(area_code, cohort);
      for (const [age, population] of cohort.entries())
        rows.push({
          mid_year: year,
          area_code,
          age,
          population: Math.round(population),
          status: 'illustrative',
          source: SOURCE,
        });
    }
    previous = next;
  }
  writeCsv(`${DATA}population.csv`, POPULATION_COLUMNS, rows);
  const total = (year) => sum(rows.filter((r) => Number(r.mid_year) === year).map((r) => Number(r.population)));
  const totals = [2019, 2020, 2021, 2024, 2030, 2036].map((year) => `${total(year)} in ${year}`).join(', ');
  console.log(`Population 0 to 17 at mid-year: ${totals}.`);
  console.log(
    `Births: trend ${(100 * trend).toFixed(2)} % a year, damped to flat in ${BIRTHS_FLAT} at ${Math.round(births)}. Cohort change ratios ${change.map((c) => c.toFixed(4)).join(' ')}.`,
  );
  return rows;
}
