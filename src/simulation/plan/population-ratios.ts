import type { DataSet } from '../../domain/tables.ts';
import { AGE_BAND_STARTS_MONTHS } from '../../domain/vocabulary.ts';
import { BANDS } from './children.ts';
import type { Geography } from './plan.ts';

/** Child population by year of the run, area and age band, relative to the year of the start; 1 where it is not known. */
export function populationRatios(
  data: DataSet,
  geography: Geography,
  startMonth: number,
  months: number,
): Float64Array {
  const areas = geography.areaCodes.length;
  const years = Math.ceil(months / 12);
  const ratios = new Float64Array(years * areas * BANDS).fill(1);
  const startYear = Math.floor(startMonth / 12);
  const sums = new Map<string, number>();
  let last = 0;
  for (const row of data.population) {
    const band = AGE_BAND_STARTS_MONTHS.findIndex(
      (first, b) => row.age * 12 >= first && row.age * 12 < AGE_BAND_STARTS_MONTHS[b + 1]!,
    );
    const key = `${row.mid_year}|${row.area_code}|${band}`;
    sums.set(key, (sums.get(key) ?? 0) + row.population);
    last = Math.max(last, row.mid_year);
  }
  for (let y = 0; y < years; y++) {
    for (let a = 0; a < areas; a++) {
      for (let b = 0; b < BANDS; b++) {
        const code = geography.areaCodes[a]!;
        const base = sums.get(`${startYear}|${code}|${b}`);
        const then = sums.get(`${Math.min(startYear + y, last)}|${code}|${b}`);
        if (base !== undefined && base > 0 && then !== undefined) ratios[(y * areas + a) * BANDS + b] = then / base;
      }
    }
  }
  return ratios;
}
