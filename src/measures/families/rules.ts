import { series } from '../series.ts';
import { counterFamily } from './family.ts';
import type { Family } from './family.ts';

/** How often rules of the scenario fired, in the country by financial year. */
export function rulesFamily(): Family {
  return counterFamily(1, (s) => s.counters.rulesFired, [
    {
      series: series('rules_fired', 'firings', 'responsible', 'flow', 'both', { country: 'financial-year' }),
      cells: [0],
    },
  ]);
}
