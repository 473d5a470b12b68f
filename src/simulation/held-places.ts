import { growColumns } from './grow.ts';

/**
 * Foster places that young people of 18 and over give back: one list a month, so that a draw costs events and not
 * service-months. What happens to a child stands in the calendar of `clocks.ts`.
 */
export interface HeldPlaces {
  /** First entry of each month, -1 when there is none. */
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly service: Int32Array;
  count: number;
}

export function createHeldPlaces(months: number): HeldPlaces {
  return {
    first: new Int32Array(months).fill(-1),
    next: new Int32Array(4096),
    service: new Int32Array(4096),
    count: 0,
  };
}

export function clearHeldPlaces(held: HeldPlaces): void {
  held.first.fill(-1);
  held.count = 0;
}

/** Notes that a service gets a place back in a month. One that lies after the horizon is dropped: nobody will see it. */
export function holdUntil(held: HeldPlaces, month: number, service: number): void {
  if (month >= held.first.length) return;
  if (held.count === held.next.length) {
    // The list of months keeps its length; only the entries grow.
    const entries = { next: held.next, service: held.service };
    growColumns(entries);
    Object.assign(held, entries);
  }
  const at = held.count++;
  held.service[at] = service;
  held.next[at] = held.first[month]!;
  held.first[month] = at;
}
