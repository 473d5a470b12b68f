import { ADULT_AGE_MONTHS, AGE_BANDS, ageBandIndex } from '../../domain/vocabulary.ts';
import { cohortsOf } from '../../simulation/counters.ts';
import { series } from '../series.ts';
import { YEARLY, familyOf, range, roomFor } from './family.ts';
import type { Family } from './family.ts';

/** Children by age band, from the counts by month of birth. */
export function agesFamily(): Family {
  const width = AGE_BANDS.length;
  const bandAt = Uint8Array.from(range(ADULT_AGE_MONTHS), ageBandIndex);
  let table: Float64Array = new Float64Array(0);
  return familyOf(
    {
      width,
      areas: ({ counters, luck, month, plan }) => {
        table = roomFor(table, luck.areas * width);
        table.fill(0);
        const cohorts = cohortsOf(plan.months);
        for (let a = 0; a < luck.areas; a++) {
          const now = a * cohorts + month + ADULT_AGE_MONTHS;
          for (let age = 0; age < ADULT_AGE_MONTHS; age++) {
            table[a * width + bandAt[age]!]! += counters.bornIn[now - age]!;
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
