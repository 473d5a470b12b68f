import { join } from 'node:path';
import { readTable } from '../../data/read-table.ts';
import { shippedDataDir } from '../../data/shipped-paths.ts';
import { financialYearEnding, monthOf } from '../../domain/calendar.ts';
import type { IsoDate } from '../../domain/calendar.ts';
import { orThrow } from '../../domain/errors.ts';
import type { EvidenceStatus } from '../../domain/status.ts';
import type { AreaRow } from '../../domain/tables.ts';
import type { RunInputs } from '../../experiments/run-inputs.ts';
import { ABOUT, AIMS } from './aims.ts';
import type { Aim } from './aims.ts';

/** What was recorded of an aim at a date. */
export interface PastFigure {
  readonly aim: Aim;
  readonly date: IsoDate;
  readonly yearEnding: number;
  /** In the unit of the aim. */
  readonly value: number;
  readonly status: EvidenceStatus;
  readonly source: string;
}

/** What is published of the aims in Wales, beside what a run holds. */
export const SHIPPED_RECORD: string = join(shippedDataDir(), 'reference', 'purpose-record.csv');

/**
 * What was recorded of the aims in an area, by date: entries from the flows that the run was made with, and all three from a
 * table with the columns of `record.csv`, whose rows win.
 *
 * @param file the shipped rows of Wales unless told
 * @throws InputError when the file is not such a table
 */
export async function readPast(inputs: RunInputs, area: AreaRow, file?: string): Promise<PastFigure[]> {
  const levels = new Map(inputs.areas.map((one) => [one.area_code, one.level]));
  // The shipped rows are of Wales: another country passes over them.
  const rows = orThrow(await readTable(file ?? SHIPPED_RECORD, 'record', file === undefined ? {} : { areas: levels }));
  const found = new Map<string, PastFigure>();
  const add = (figure: Omit<PastFigure, 'yearEnding'>): void => {
    found.set(`${figure.aim} ${figure.date}`, { ...figure, yearEnding: financialYearEnding(monthOf(figure.date)) });
  };
  for (const { area_code, age_band, measure, children, year_ending: date, status, source } of inputs.flows ?? [])
    if (area_code === area.area_code && age_band === 'all' && measure === 'started' && children !== undefined)
      add({ aim: 'entries', date, value: children, status, source });
  for (const { area_code, measure, date, value, status, source } of rows)
    if (area_code === area.area_code)
      add({ aim: AIMS.find((aim) => ABOUT[aim].record === measure)!, date, value, status, source });
  return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}
