import { ADULT_AGE_MONTHS, AGE_BANDS, AGE_BAND_STARTS_MONTHS } from '../../domain/vocabulary.ts';
import { cohortsOf } from '../../simulation/counters.ts';
import { series } from '../series.ts';
import { YEARLY, familyOf, roomFor } from './family.ts';
import type { Family } from './family.ts';

/** Children by age band, from the counts by month of birth. */
export function agesFamily(): Family {
  const width = AGE_BANDS.length;
  let table: Float64Array = new Float64Array(0);
  return familyOf(
    {
      width,
      areas: ({ counters, luck, month, plan }) => {
        table = roomFor(table, luck.areas * width);
        const { bornIn } = counters;
        const cohorts = cohortsOf(plan.months);
        for (let a = 0; a < luck.areas; a++) {
          const now = a * cohorts + month + ADULT_AGE_MONTHS;
          for (let band = 0; band < width; band++) {
            let sum = 0;
            for (let age = AGE_BAND_STARTS_MONTHS[band]!; age < AGE_BAND_STARTS_MONTHS[band + 1]!; age++)
              sum += bornIn[now - age]!;
            table[a * width + band] = sum;
          }
        }
        return table;
      },
    },
    AGE_BANDS.map((ageBand, i) => ({
      series: series('children_looked_after', 'children', 'responsible', 'stock', 'children', YEARLY, { ageBand }),
      cells: [i],
    })),
  );
}
