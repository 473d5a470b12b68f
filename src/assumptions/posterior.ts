import type { AssumptionRow, PosteriorTable } from '../domain/tables.ts';

/** Joint values of some assumptions, and where these stand among all. */
export interface Posterior {
  /** Place of each column among the assumptions. */
  readonly at: Int32Array;
  /** Rows. Parameter set k reads row k mod rows. */
  readonly sets: number;
  /** Values, row by row. */
  readonly values: Float64Array;
}

/**
 * The columns of a table of joint values that count: those of assumptions that are in the table and that nothing replaces.
 *
 * @param replaced whether a scenario gives the assumption another value or spread, which then counts
 */
export function posteriorOf(
  table: PosteriorTable | undefined,
  rows: readonly AssumptionRow[],
  replaced: (id: string) => boolean,
): Posterior | undefined {
  if (table === undefined || table.sets === 0) return undefined;
  const places = new Map(rows.map((row, i) => [row.id, i]));
  const used = table.ids.flatMap((id, column) => (places.has(id) && !replaced(id) ? [column] : []));
  const values = new Float64Array(table.sets * used.length);
  for (let set = 0; set < table.sets; set++) {
    used.forEach((column, i) => (values[set * used.length + i] = table.values[set * table.ids.length + column]!));
  }
  return { at: Int32Array.from(used, (column) => places.get(table.ids[column]!)!), sets: table.sets, values };
}

/** Puts the joint values of a parameter set in the place of what was drawn for each of them alone. */
export function setPosterior(
  posterior: Posterior,
  parameterSet: number,
  values: Float64Array,
  isGiven: (i: number) => boolean,
): void {
  const { at, sets } = posterior;
  const row = (parameterSet % sets) * at.length;
  for (let i = 0; i < at.length; i++) if (!isGiven(at[i]!)) values[at[i]!] = posterior.values[row + i]!;
}
