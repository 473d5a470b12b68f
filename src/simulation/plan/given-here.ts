import type { Scenario } from '../../assumptions/scenario/scenario.ts';
import type { Repair } from '../../domain/errors.ts';
import type { AssumptionRow, DataSet } from '../../domain/tables.ts';
import type { UnaccompaniedAssumptions } from './unaccompanied.ts';

/** Without both of them nobody in a data set is known to be unaccompanied. */
const COUNTS = ['unaccompanied_at_start', 'entries_unaccompanied'];

/** Whether an assumption was given for this country: in a row of its own, or by the scenario. */
export function isGivenHere(data: DataSet, scenario: Scenario, id: string): boolean {
  if (scenario.assumptions[id] !== undefined) return true;
  return !data.assumptionsFromShipped.includes(id) && data.assumptions.some((row) => row.id === id);
}

/**
 * What a plan takes as central values of unaccompanied children. How many of a country's children are unaccompanied is a
 * count of that country, so the shipped rows do not stand in: a set without rows of its own has none of them, and says so.
 *
 * The number who start a year is that of the set, whatever a scenario puts in its place, because it is what the set's
 * other entries are solved without: a scenario with more of them has more entries, and not fewer others.
 */
export function unaccompaniedOf(
  data: DataSet,
  scenario: Scenario,
  assumptions: readonly AssumptionRow[],
): { assumed: UnaccompaniedAssumptions; repairs: Repair[] } {
  const central = (rows: readonly AssumptionRow[], id: string): number | undefined =>
    rows.find((row) => row.id === id)?.central;
  const missing = COUNTS.filter((id) => !isGivenHere(data, scenario, id));
  const independent = central(assumptions, 'unaccompanied_independent') ?? 0;
  if (missing.length > 0) {
    const repair: Repair = {
      file: 'assumptions.csv',
      column: 'id',
      found: `no row of its own for ${missing.join(' and ')}`,
      used: 'no unaccompanied children, at the start and later, but those of a national_transfer lever',
      why: 'How many children are unaccompanied is a count of the country itself, so the shipped rows do not stand in.',
    };
    return { assumed: { followed: false, perYear: 0, shareAtStart: 0, independent }, repairs: [repair] };
  }
  const own = data.assumptionsFromShipped.includes('entries_unaccompanied') ? assumptions : data.assumptions;
  return {
    assumed: {
      followed: true,
      perYear: central(own, 'entries_unaccompanied') ?? 0,
      shareAtStart: central(assumptions, 'unaccompanied_at_start') ?? 0,
      independent,
    },
    repairs: [],
  };
}
