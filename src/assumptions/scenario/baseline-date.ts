import type { IsoDate } from '../../domain/calendar.ts';
import type { ChildrenRow } from '../../domain/tables.ts';

/** Whether a count is for one area by one age band and one placement type, and so can start a run. */
export function isBaselineRow(row: ChildrenRow): boolean {
  return row.age_band !== 'all' && row.placement_type !== 'all' && row.placement_type !== 'foster-including-kinship';
}

/**
 * Day on which a run starts: the latest date with counts by age band and placement type.
 * Undefined when there is none, which no checked data set has.
 */
export function baselineDate(children: readonly ChildrenRow[]): IsoDate | undefined {
  let latest: IsoDate | undefined;
  for (const row of children) if (isBaselineRow(row) && (latest === undefined || row.date > latest)) latest = row.date;
  return latest;
}
