/**
 * A calendar of things that will happen: one list a month, so that a draw costs events and not entity-months.
 * Events of a month come in the order in which they were set, last first.
 */
export interface EventCalendar {
  readonly head: Int32Array;
  next: Int32Array;
  kind: Uint8Array;
  subject: Int32Array;
  /** The subject's stamp when the event was set: an event whose stamp is out of date is void. */
  stamp: Int32Array;
  count: number;
}

export function createEventCalendar(months: number, capacity: number): EventCalendar {
  return {
    head: new Int32Array(months).fill(-1),
    next: new Int32Array(capacity),
    kind: new Uint8Array(capacity),
    subject: new Int32Array(capacity),
    stamp: new Int32Array(capacity),
    count: 0,
  };
}

export function clearEvents(calendar: EventCalendar): void {
  calendar.head.fill(-1);
  calendar.count = 0;
}

/** Sets an event. One that lies after the horizon is dropped: nobody will see it. */
export function setEvent(calendar: EventCalendar, month: number, kind: number, subject: number, stamp: number): void {
  if (month >= calendar.head.length) return;
  const at = calendar.count++;
  if (at === calendar.next.length) growEvents(calendar);
  calendar.kind[at] = kind;
  calendar.subject[at] = subject;
  calendar.stamp[at] = stamp;
  calendar.next[at] = calendar.head[month]!;
  calendar.head[month] = at;
}

function growEvents(calendar: EventCalendar): void {
  const wider = calendar.next.length * 2;
  calendar.next = copyInto(new Int32Array(wider), calendar.next);
  calendar.kind = copyInto(new Uint8Array(wider), calendar.kind);
  calendar.subject = copyInto(new Int32Array(wider), calendar.subject);
  calendar.stamp = copyInto(new Int32Array(wider), calendar.stamp);
}

function copyInto<T extends Int32Array | Uint8Array>(wide: T, narrow: T): T {
  wide.set(narrow as never);
  return wide;
}
