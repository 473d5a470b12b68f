import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { shareGroupOf } from '../../assumptions/groups.ts';
import { parameterValues } from '../../assumptions/sample.ts';
import type { AssumptionRow } from '../../domain/tables.ts';
import type { Driver } from './drivers.ts';

/** Parameter sets from which the distribution of an assumption is read: a power of two, known within a hundredth. */
const SETS = 2048;

/**
 * Where a shock stands in the distribution of what it is likened to: the share of parameter sets that are milder.
 * 0.5 is the middle of the assumption, 0.95 is what one set in twenty passes, 1 is beyond all of them.
 *
 * @returns undefined for a driver that is likened to nothing
 * @param rows assumptions of the scenario without the shock
 * @param size of the shock, in the unit of the driver
 */
export function percentileOf(driver: Driver, rows: readonly AssumptionRow[], size: number): number | undefined {
  const { likened } = driver;
  if (likened === undefined) return undefined;
  const groups = new Set(likened.ids.map((id) => shareGroupOf(id) ?? id));
  const needed = rows.filter((row) => groups.has(shareGroupOf(row.id) ?? row.id));
  const at = new Map(needed.map((row, i) => [row.id, i]));
  const worse = driver.most > driver.none ? 1 : -1;
  let milder = 0;
  for (let set = 0; set < SETS; set++) {
    const values = parameterValues(needed, 0, set);
    if (worse * (likened.value((id) => values[at.get(id)!]!) - size) < 0) milder++;
  }
  return milder / SETS;
}

/** A figure that was recorded, on the scale of a driver's sizes. */
export interface RecordedFigure {
  readonly driver: string;
  /** What was seen, where and when, in plain words. */
  readonly figure: string;
  /** Its value on the scale of the driver; left out where it cannot be put there. */
  readonly size?: number;
  readonly strength: string;
  readonly source: string;
}

/** Name of the table of recorded figures in the folder `reference` of a data set. */
const RECORDED_FILE = 'stress-history.csv';

/** The recorded figures of a data set; none where it has no such table. */
export async function recordedFigures(dataDir: string): Promise<RecordedFigure[]> {
  const text = await readFile(join(dataDir, 'reference', RECORDED_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return [];
  const rows = parse(text, { columns: true, skip_empty_lines: true }) as unknown as Readonly<Record<string, string>>[];
  return rows.map(({ driver, figure, size, strength, source }) => ({
    driver: driver ?? '',
    figure: figure ?? '',
    ...(size === undefined || size === '' ? {} : { size: Number(size) }),
    strength: strength ?? '',
    source: source ?? '',
  }));
}
