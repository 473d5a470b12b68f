import { join } from 'node:path';
import { z } from 'zod';
import { fieldProblems } from '../../assumptions/scenario/problem.ts';
import { readYamlFile } from '../../data/scenario-yaml.ts';
import { shippedRoot } from '../../data/shipped-paths.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { isIsoDate } from '../../domain/calendar.ts';
import { InputError, nearestName } from '../../domain/errors.ts';
import { plainHeader } from './register-columns.ts';

/** A workstream and the days on which it stood; one that was merged says into which. */
export interface Workstream {
  readonly id: string;
  readonly name: string;
  readonly from: IsoDate;
  /** First day on which it no longer stood. */
  readonly to?: IsoDate;
  readonly into?: string;
}

const day = z.string().refine(isIsoDate, 'A day as 2024-10-10.');
const schema = z.strictObject({
  source: z.string().optional(),
  workstreams: z
    .array(
      z.strictObject({
        id: z.string().min(1),
        name: z.string().min(1),
        from: day,
        to: day.optional(),
        into: z.string().optional(),
      }),
    )
    .min(1),
});

/** The file of workstreams that is shipped. */
export const shippedWorkstreams = (): string => join(shippedRoot(), 'risk', 'workstreams.yaml');

/**
 * Reads the workstreams of a programme.
 *
 * @throws InputError when the file is not whole, or a merger leads nowhere or in a circle
 */
export async function readWorkstreams(file: string = shippedWorkstreams()): Promise<readonly Workstream[]> {
  const read = await readYamlFile(file);
  if (!('content' in read)) throw new InputError([read]);
  const problems = fieldProblems(schema, read.content, [], { file, lineOf: read.lineOf });
  if (problems.length > 0) throw new InputError(problems);
  const { workstreams } = schema.parse(read.content);
  const wrong = (value: string, problem: string, mend: string): InputError =>
    new InputError([
      {
        kind: 'input',
        file,
        value,
        problem,
        allowed: 'Each workstream once, merged into one that stands later.',
        mend,
      },
    ]);
  for (const { id, to, into } of workstreams) {
    if (workstreams.filter((other) => other.id === id).length > 1)
      throw wrong(id, 'The workstream stands there twice.', 'Give each one an id of its own.');
    if (into === undefined) continue;
    const next = workstreams.find((other) => other.id === into);
    if (to === undefined)
      throw wrong(id, 'The workstream was merged, and the day is missing.', 'Write the day as "to".');
    if (next === undefined || next.id === id || (next.to !== undefined && next.to <= to))
      throw wrong(
        into,
        `${id} is merged into one that is not there after ${to}.`,
        'Name the workstream that took it over.',
      );
  }
  return workstreams;
}

/**
 * The workstream that answers for another on a day, mergers followed. Undefined when the name is not known, or its workstream
 * had ended without a merger.
 *
 * @param named id, name, or the words before the first comma of the name
 */
export function workstreamOn(workstreams: readonly Workstream[], named: string, date: IsoDate): Workstream | undefined {
  const plain = plainHeader(named);
  const names = (w: Workstream): string[] => [
    w.id,
    w.name,
    w.name.split(',')[0]!,
    w.id.replace(/^ws-/, ''),
    w.id.replace(/^ws-/, 'workstream '),
  ];
  let current = workstreams.find((w) => names(w).some((name) => plainHeader(name) === plain));
  while (current?.to !== undefined && current.to <= date) {
    const { into } = current;
    current = into === undefined ? undefined : workstreams.find((w) => w.id === into);
  }
  return current;
}

/** The workstream name nearest to one that is not known. */
export const nearestWorkstream = (workstreams: readonly Workstream[], named: string): string | undefined =>
  nearestName(
    named,
    workstreams.flatMap(({ id, name }) => [id, name]),
  );
