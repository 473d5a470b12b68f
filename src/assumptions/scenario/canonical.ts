import type { Correlation, Scenario, TimetableOverride } from './scenario.ts';

const byKey =
  <T>(key: (row: T) => string) =>
  (a: T, b: T): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

/** What a row of the timetable replaces: its first three fields. */
export function timetableKey(row: Omit<TimetableOverride, 'date'>): string {
  return `${row.milestone}|${row.service_type}|${row.provider_description}`;
}

/** The pair that a correlation is about; `a` with `b` is `b` with `a`. */
export function correlationKey(row: Pick<Correlation, 'a' | 'b'>): string {
  return [row.a, row.b].sort().join('|');
}

/**
 * A scenario whose parts that have no order are in one order: rows of the timetable, correlations and the two sides of
 * each. Levers and events keep theirs, for the last of two that set the same thing counts.
 */
export function inOneOrder(scenario: Scenario): Scenario {
  return {
    ...scenario,
    timetable: [...scenario.timetable].sort(byKey(timetableKey)),
    correlations: scenario.correlations
      .map((row) => (row.a <= row.b ? row : { ...row, a: row.b, b: row.a }))
      .sort(byKey(correlationKey)),
  };
}
