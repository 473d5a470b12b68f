import { z } from 'zod';
import { isIsoDate } from '../../domain/calendar.ts';
import { InputError } from '../../domain/errors.ts';
import { readInForm } from '../briefing/read-schema.ts';

/** Roles of the AQuA Book, in its order. */
export const ROLES = ['commissioner', 'analyst', 'assurer', 'approver'] as const;
export type Role = (typeof ROLES)[number];

const words = z.string().trim().min(1);
const person = z.strictObject({
  name: words,
  /** Post and body. */
  position: words,
});
const day = words.refine(isIsoDate, 'a date looks like 2026-12-10');
const signed = person.extend({ signed_on: day });

const peopleSchema = z.strictObject({
  /** Run that was looked at. */
  run_id: words,
  commissioner: person,
  analyst: person,
  assurer: signed.extend({
    /** What was done to assure it, and what was found. */
    what_was_done: words,
  }),
  approver: signed,
  /** Limits under which it is approved, said by the approver. */
  limits: z.array(words).min(1),
});

/** Who answers for a run. */
export type People = z.infer<typeof peopleSchema>;

/**
 * Reads who commissioned, made, assured and approved a run.
 *
 * @throws InputError when a person, a position, a date or the limits are missing, they are about another run, or the one who
 * assures made it
 */
export async function readPeople(file: string, runId: string): Promise<People> {
  const people = await readInForm(file, peopleSchema);
  const refuse = (column: string, value: string, problem: string, allowed: string, mend: string): never => {
    throw new InputError([{ kind: 'input', file, column, value, problem, allowed, mend }]);
  };
  if (people.run_id !== runId)
    refuse(
      'run_id',
      people.run_id,
      'The names are about another run.',
      `run_id: ${runId}.`,
      'Look at this run, and write its id; a signature does not pass from one run to another.',
    );
  const plain = (name: string): string => name.toLowerCase().replace(/\s+/g, ' ');
  if (plain(people.assurer.name) === plain(people.analyst.name))
    refuse(
      'assurer.name',
      people.assurer.name,
      'The assurer made the analysis.',
      'Somebody who did not take part in the analysis.',
      'Name another person. Assurance by the one who made it is none.',
    );
  return people;
}
