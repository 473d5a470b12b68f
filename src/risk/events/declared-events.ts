import { loadDataSet } from '../../data/data-set.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { orThrow } from '../../domain/errors.ts';
import type { DeclaredEvent } from '../../measures/asked-events.ts';
import { readEvents } from './read-events.ts';

/**
 * Events of a file with their predicates, to be declared before a run. The run judges those that its figures cannot tell.
 *
 * @param dataDir data set whose regions an event with for_each is made for; the shipped one unless told
 * @throws InputError
 * @example
 * await run({ scenario: 'as-legislated', declared: await declaredEvents('events.yaml') });
 */
export async function declaredEvents(file: string, dataDir: string = shippedDataDir()): Promise<DeclaredEvent[]> {
  const { areas } = orThrow(await loadDataSet(dataDir));
  const events = await readEvents(file, areas);
  return events.flatMap(({ id, condition }) => (condition === undefined ? [] : [{ id, condition }]));
}
