import { ADULT_AGE_MONTHS, AGE_BANDS, ageBandIndex } from '../../domain/vocabulary.ts';
import { series } from '../series.ts';
import { YEARLY, familyOf, range, roomFor } from './family.ts';
import type { Family } from './family.ts';

/** Children by age band: a look at every child, so once a financial year. */
export function agesFamily(): Family {
  const width = AGE_BANDS.length;
  const bandAt = Uint8Array.from(range(ADULT_AGE_MONTHS), ageBandIndex);
  let table: Float64Array = new Float64Array(0);
  return familyOf(
    {
      width,
      areas: ({ children, luck, month }) => {
        table = roomFor(table, luck.areas * width);
        table.fill(0);
        const { present, area, birth, count } = children;
        for (let c = 0; c < count; c++) {
          if (present[c] === 1) table[area[c]! * width + bandAt[month - birth[c]!]!]!++;
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
