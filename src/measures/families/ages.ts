import { AGE_BANDS, ageBandIndex } from '../../domain/vocabulary.ts';
import { series } from '../series.ts';
import { YEARLY } from './family.ts';
import type { Family } from './family.ts';

/** Children by age band: a look at every child, so once a financial year. */
export function agesFamily(): Family {
  return {
    series: AGE_BANDS.map((ageBand) =>
      series('children_looked_after', 'children', 'responsible', 'stock', 'children', YEARLY, { ageBand }),
    ),
    every: 'financial-year',
    read: (state, out, at) => {
      const { children, luck, month } = state;
      for (let c = 0; c < children.count; c++) {
        if (children.present[c] === 0) continue;
        out[(at + ageBandIndex(month - children.birth[c]!)) * luck.areas + children.area[c]!]!++;
      }
    },
  };
}
