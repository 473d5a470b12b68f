import type { IsoDate } from '../../domain/calendar.ts';
import type { RegisterHistoryRow } from '../../domain/tables.ts';

/** A service as it was seen open on the day of a snapshot. */
export interface Sighting {
  readonly date: IsoDate;
  readonly row: RegisterHistoryRow;
  /** Services that its owner had open on that day, itself included. */
  readonly ownerServices: number;
}

/** One registration number through all snapshots. */
export interface Career {
  readonly id: string;
  /** In the order of dates. */
  readonly sightings: readonly Sighting[];
  /** Day on which a row says that its registration ended. */
  readonly closed: IsoDate | undefined;
}

/** Snapshots of one type of service, and which areas each one covers. */
export interface Coverage {
  readonly dates: readonly IsoDate[];
  /** The first date after one on which the absence of a service from an area is news; undefined when there is none. */
  nextComplete(area: string, after: IsoDate): IsoDate | undefined;
  /** Areas that a snapshot leaves out though it lists others and they had services before. */
  readonly leftOut: readonly { readonly date: IsoDate; readonly area: string; readonly services: number }[];
}

/** An area with this many services that all go at once was left out of the snapshot, rather than emptied. */
export const LEAST_LEFT_OUT = 8;

/** Whether a row shows its service open on the day of its snapshot. */
export function isOpen(row: RegisterHistoryRow): boolean {
  return (
    (row.closed === undefined || row.closed > row.snapshot_date) &&
    (row.opened === undefined || row.opened <= row.snapshot_date)
  );
}

/** Which snapshots tell of an absence: those that are complete, and list the area. */
export function coverageOf(rows: readonly RegisterHistoryRow[]): Coverage {
  const dates = [...new Set(rows.map((row) => row.snapshot_date))].sort();
  const partial = new Set(rows.filter((row) => !row.snapshot_complete).map((row) => row.snapshot_date));
  const counts = new Map<string, Map<IsoDate, number>>();
  for (const row of rows) {
    let ofArea = counts.get(row.area_code);
    if (ofArea === undefined) counts.set(row.area_code, (ofArea = new Map()));
    ofArea.set(row.snapshot_date, (ofArea.get(row.snapshot_date) ?? 0) + 1);
  }
  const complete = dates.filter((date) => !partial.has(date));
  const leftOut: { date: IsoDate; area: string; services: number }[] = [];
  const covers = new Map<string, IsoDate[]>();
  for (const [area, ofArea] of counts) {
    let before = 0;
    const covered = complete.filter((date) => {
      const now = ofArea.get(date) ?? 0;
      const isLeftOut = now === 0 && before >= LEAST_LEFT_OUT;
      if (isLeftOut) leftOut.push({ date, area, services: before });
      else before = now;
      return !isLeftOut;
    });
    covers.set(area, covered);
  }
  return {
    dates,
    nextComplete: (area, after) => covers.get(area)?.find((date) => date > after),
    leftOut,
  };
}

/** Registration numbers with what each snapshot says of them. An owner that is not known is an owner of its own. */
export function careersOf(rows: readonly RegisterHistoryRow[], ownerServices: OwnerServices): Career[] {
  const byId = new Map<string, RegisterHistoryRow[]>();
  for (const row of rows) {
    const own = byId.get(row.service_id);
    if (own === undefined) byId.set(row.service_id, [row]);
    else own.push(row);
  }
  return [...byId]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, own]) => {
      own.sort((a, b) => (a.snapshot_date < b.snapshot_date ? -1 : 1));
      return {
        id,
        sightings: own
          .filter(isOpen)
          .map((row) => ({ date: row.snapshot_date, row, ownerServices: ownerServices(row) })),
        closed: own.findLast((row) => row.closed !== undefined)?.closed,
      };
    })
    .filter((career) => career.sightings.length > 0);
}

/** How many services the owner of a row has open on the day of its snapshot. */
export type OwnerServices = (row: RegisterHistoryRow) => number;

/**
 * Counts the open services of each owner at each snapshot, of all types. A snapshot that is not complete counts too few, so
 * the last complete count stands where it is more.
 */
export function countOwnerServices(rows: readonly RegisterHistoryRow[]): OwnerServices {
  const counts = new Map<string, number>();
  const latest = new Map<string, number>();
  const partial = new Set(rows.filter((row) => !row.snapshot_complete).map((row) => row.snapshot_date));
  const byDate = new Map<IsoDate, RegisterHistoryRow[]>();
  for (const row of rows) {
    const own = byDate.get(row.snapshot_date);
    if (own === undefined) byDate.set(row.snapshot_date, [row]);
    else own.push(row);
  }
  for (const date of [...byDate.keys()].sort()) {
    const now = new Map<string, number>();
    for (const row of byDate.get(date)!) {
      if (row.owner_id !== undefined && isOpen(row)) now.set(row.owner_id, (now.get(row.owner_id) ?? 0) + 1);
    }
    for (const [owner, count] of now) {
      const known = partial.has(date) ? Math.max(count, latest.get(owner) ?? 0) : count;
      counts.set(`${date}|${owner}`, known);
      latest.set(owner, known);
    }
  }
  return (row) => (row.owner_id === undefined ? 1 : (counts.get(`${row.snapshot_date}|${row.owner_id}`) ?? 1));
}
