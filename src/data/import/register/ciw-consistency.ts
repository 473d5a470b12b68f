import { digestOf } from '../../../domain/digest.ts';
import type { InputProblem, Repair } from '../../../domain/errors.ts';
import type { CiwRow } from './read-ciw.ts';

/** Share of services whose postcode is not of their authority at which the two columns are taken to be out of step. */
const MOST_MISPLACED = 0.2;
/** Fewer services with a postcode than this tell nothing. */
const LEAST_PLACED = 5;
/** Share of providers that say two things of themselves at which columns are taken to be mixed up. */
const MOST_TORN = 0.1;

/** Gathers what the columns of a register say of each other, so that columns that were moved or mixed up are noticed. */
export interface Consistency {
  /** Takes a row of any kind. */
  take(row: number, cells: CiwRow): void;
  /** Takes a service of an authority with its postcode. */
  place(area: string, postcode: string, areas: ReadonlyMap<string, readonly string[]>): void;
  problems(file: string): InputProblem[];
  repairs(): Omit<Repair, 'file'>[];
}

/** A register that says of each provider the same in all of its rows, and lies where its postcodes are. */
export function ciwConsistency(): Consistency {
  const providers = new Map<string, { text: string; services: string; rows: number; torn: boolean; several: boolean }>();
  let placed = 0;
  let misplaced = 0;
  const torn = (): number => [...providers.values()].filter((provider) => provider.torn).length;
  return {
    take: (_row, cells) => {
      if (cells.providerId === '') return;
      const about = [cells.providerName, cells.providerType, cells.companyNumber, cells.providerDate];
      const text = digestOf(about.join('|').toLowerCase());
      const known = providers.get(cells.providerId);
      if (known === undefined)
        providers.set(cells.providerId, { text, services: cells.providerServices, rows: 1, torn: false, several: false });
      else {
        known.rows += 1;
        known.several = true;
        if (known.text !== text || known.services !== cells.providerServices) known.torn = true;
      }
    },
    place: (area, postcode, areas) => {
      const letters = /^[A-Z]{1,2}(?=\d)/i.exec(postcode)?.[0].toUpperCase();
      const allowed = areas.get(area);
      if (letters === undefined || allowed === undefined) return;
      placed += 1;
      if (!allowed.includes(letters)) misplaced += 1;
    },
    problems: (file) => {
      const several = [...providers.values()].filter((provider) => provider.several).length;
      if (torn() > Math.max(1, several * MOST_TORN))
        return [
          mixed(file, 'Provider URN', `${torn()} of ${several} providers with several services have another name, type, number or count of services in other rows.`, 'The same words about a provider in all of its rows.'),
        ];
      if (placed >= LEAST_PLACED && misplaced > Math.max(1, placed * MOST_MISPLACED))
        return [
          mixed(file, 'Local Authority', `${misplaced} of ${placed} services for children have a postcode that their authority does not have.`, 'Authorities in step with postcodes.'),
        ];
      return [];
    },
    repairs: () => [
      ...(torn() === 0 ? [] : [{ column: 'Provider URN', found: `${torn()} providers`, used: 'each row as it stands', why: 'the provider has another name, type, number or count of services in another row' }]),
      ...(misplaced === 0 ? [] : [{ column: 'Local Authority', found: `${misplaced} services`, used: 'the authority as it stands', why: 'the postcode is not of the authority; look at these rows' }]),
    ],
  };
}

function mixed(file: string, column: string, problem: string, allowed: string): InputProblem {
  return {
    kind: 'input',
    file,
    column,
    problem: `${problem} Columns or rows seem to be out of step.`,
    allowed,
    mend: 'Download the file again, and sort or change it only with all of its columns together.',
  };
}
