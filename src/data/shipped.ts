import type { Checked } from '../domain/errors.ts';
import type { DataSet } from '../domain/tables.ts';
import { loadDataSet } from './data-set.ts';
import { shippedDataDir } from './shipped-paths.ts';

/** The tables of Wales, checked. */
export function loadShippedDataSet(): Promise<Checked<DataSet>> {
  return loadDataSet(shippedDataDir());
}
