import type { OutcomeRow } from './outcomes.ts';
import type { OutcomeTable } from './outcome-table.ts';

/** What to look for: a value, or a list of values, for any column of `outcomes.csv`. */
export type Where = { readonly [K in keyof OutcomeRow]?: OutcomeRow[K] | readonly OutcomeRow[K][] };

const DIMENSIONS = ['service_type', 'sector', 'age_band', 'need_class', 'reason', 'provider_country'] as const;

/** Values that are right in each column that is asked about. A dimension that is not named is asked about with `all`. */
export function matcherOf(where: Where): Map<keyof OutcomeRow, ReadonlySet<unknown>> {
  const wanted: Where = { ...Object.fromEntries(DIMENSIONS.map((d) => [d, 'all'])), ...where };
  return new Map(
    Object.entries(wanted).map(([column, value]) => [
      column as keyof OutcomeRow,
      new Set<unknown>(Array.isArray(value) ? value : [value]),
    ]),
  );
}

/**
 * Figures that match, of a list of rows or of the table of a run. A dimension that is not named is taken at `all`, so that
 * no total is mixed with its parts.
 *
 * @example
 * selectFigures(rows, { measure: 'places_registered', service_type: 'residential', area_level: 'country', statistic: 'p50' })
 */
export function selectFigures(rows: readonly OutcomeRow[] | OutcomeTable, where: Where): OutcomeRow[] {
  if ('select' in rows) return rows.select(where);
  const tests = [...matcherOf(where)];
  return rows.filter((row) => tests.every(([column, values]) => values.has(row[column])));
}

/**
 * The one figure that matches.
 *
 * @throws Error when none or more than one matches: the question was not clear
 */
export function oneFigure(rows: readonly OutcomeRow[] | OutcomeTable, where: Where): OutcomeRow {
  const found = selectFigures(rows, where);
  if (found.length !== 1) throw new Error(`${found.length} figures match ${JSON.stringify(where)}; one was asked for`);
  return found[0]!;
}
