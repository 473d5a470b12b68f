import { NEED_CLASSES } from '../../domain/vocabulary.ts';
import type { State } from '../../simulation/state.ts';
import { series } from '../series.ts';
import { counterFamily } from './family.ts';
import type { Family } from './family.ts';

/**
 * Children and residential care by how hard they are to place: who needs it, who lives in a home, and who waits for one.
 * The classes add up to the totals of `children_needing`, `children_placed` and `children_waiting`.
 */
export function needClassFamilies(): Family[] {
  const byClass = (measure: string, pick: (state: State) => Float64Array, evidence: 'children' | 'both'): Family =>
    counterFamily(
      NEED_CLASSES.length,
      pick,
      NEED_CLASSES.map((needClass, i) => ({
        series: series(
          measure,
          'children',
          'responsible',
          'stock',
          evidence,
          { country: 'quarter', region: 'financial-year' },
          {
            serviceType: 'residential',
            needClass,
          },
        ),
        cells: [i],
      })),
    );
  return [
    byClass('children_needing', (s) => s.counters.needingByClass, 'children'),
    byClass('children_placed', (s) => s.counters.placedByClass, 'both'),
    byClass('children_waiting', (s) => s.counters.waitingByClass, 'both'),
  ];
}
