import type { Levels } from '../series.ts';
import type { Family } from './family.ts';
import { familyOf } from './family.ts';

const YEAR: Levels = { country: 'financial-year' };

/**
 * Flows of the country by financial year, beside those by month: a range for a year cannot be had from ranges for its
 * months, and the numbers that the law asks for are by financial year. Flows that are kept by year anyway are left out.
 */
export function yearlyFamilies(flows: readonly Family[]): Family[] {
  return flows.map((family) =>
    familyOf(
      family.source,
      family.series.flatMap((s, i) =>
        s.kind === 'flow' && s.levels.country !== undefined && s.levels.country !== 'financial-year'
          ? [{ series: { ...s, levels: YEAR }, cells: family.cells[i]! }]
          : [],
      ),
    ),
  );
}
