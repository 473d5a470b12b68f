import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Checked } from '../domain/errors.ts';
import type { AreaRow } from '../domain/tables.ts';
import { findTables } from './find-tables.ts';
import { readTable } from './read-table.ts';

/** The areas of a folder. Only a data set is searched for workbooks; a folder of anything may hold what is no table. */
export async function findAreas(
  dir: string,
  isDataSet: boolean,
): Promise<{ readonly file: string; readonly checked: Checked<readonly AreaRow[]> } | undefined> {
  if (isDataSet) {
    const found = await findTables(dir);
    const source = found.ok ? found.value.sources.get('areas') : undefined;
    return source === undefined ? undefined : { file: source.file, checked: await source.read('areas', {}) };
  }
  for (const file of [join(dir, 'areas.csv'), join(dir, 'areas.xlsx')])
    if (await isFile(file)) return { file, checked: await readTable(file, 'areas') };
  return undefined;
}

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (about) => about.isFile(),
    () => false,
  );

