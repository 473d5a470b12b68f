import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of everything that is shipped as data; beside `src` and `dist`. */
export function shippedRoot(): string {
  return join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'data');
}

/** Folder of the tables of Wales. */
export function shippedDataDir(): string {
  return join(shippedRoot(), 'wales');
}

/** Folder of the scenario library. */
export function shippedScenarioDir(): string {
  return join(shippedRoot(), 'scenarios');
}
