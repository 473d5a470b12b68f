import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Writes a scenario that changes nothing and ends after two years, so that a run of it takes a moment. Answers its path. */
export async function shortScenario(folder: string, name = 'short', more = ''): Promise<string> {
  const path = join(folder, `${name}.yaml`);
  await writeFile(path, `name: ${name}\ntitle: Short\nextends: as-legislated\nhorizon: 2026-03-31\n${more}`);
  return path;
}
