import { AUTHORITIES, DATA, reference, sum } from './tables.mjs';
import { writeCsv } from '../lib/csv.mjs';

export const POPULATION_COLUMNS = ['mid_year', 'area_code', 'age', 'population', 'status', 'source'];
const LAST_PUBLISHED = 2020;
const LAST_PROJECTED = 2036;
/** Years of births behind the trend: cohorts aged 0 to 9 in the last published year. */
const COHORTS = 10;
/** Each further year keeps this share of the trend before, so that births do not fall for ever. */
const DAMPING = 0.85;
const SOURCE =
  'Projection for this data set from ONS mid-2020 (cohorts age, births trend damped, no migration); see README. Not official';

/** Yearly rate of change of births: least-squares slope of the logarithm of cohort size against year of birth. */
function birthTrend(populationAtAge) {
  const points = Array.from({ length: COHORTS }, (_, age) => [-age, Math.log(populationAtAge(age))]);
  const meanX = sum(points.map(([x]) => x)) / COHORTS;
  const meanY = sum(points.map(([, y]) => y)) / COHORTS;
  return sum(points.map(([x, y]) => (x - meanX) * (y - meanY))) / sum(points.map(([x]) => (x - meanX) * (x - meanX)));
}

/** Published rows as they are, then a projection by authority and single year of age. */
export function buildPopulation() {
  const published = reference('population-mid-2019-2020');
  const at = new Map();
  for (const row of published) at.set(`${row.mid_year} ${row.area_code} ${row.age}`, Number(row.population));
  const base = (area, age) => at.get(`${LAST_PUBLISHED} ${area} ${age}`);
  const national = (age) => sum(AUTHORITIES.map(({ area_code }) => base(area_code, age)));
  const trend = birthTrend(national);
  const rows = [...published];
  let previous = new Map(
    AUTHORITIES.map(({ area_code }) => [area_code, Array.from({ length: 18 }, (_, age) => base(area_code, age))]),
  );
  // Births of an authority: its share of the last three cohorts, times the national trend.
  const births = new Map(AUTHORITIES.map(({ area_code: a }) => [a, (base(a, 0) + base(a, 1) + base(a, 2)) / 3]));
  const level = national(0) / sum([...births.values()]);
  let factor = level;
  let step = trend;
  for (let year = LAST_PUBLISHED + 1; year <= LAST_PROJECTED; year++) {
    factor *= Math.exp(step);
    step *= DAMPING;
    const next = new Map();
    for (const { area_code } of AUTHORITIES) {
      const cohort = [births.get(area_code) * factor, ...previous.get(area_code).slice(0, 17)];
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
  console.log(
    `Population 0 to 17: ${total(2020)} in mid-2020, ${total(2024)} in mid-2024, ${total(2036)} in mid-2036; births trend ${(100 * trend).toFixed(2)} % a year, damped.`,
  );
  return rows;
}
