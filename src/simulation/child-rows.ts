/*
 * Children, one row each. All that is known of a child lies side by side, in three lines of the processor's cache: what
 * happens to a child touches most of its fields, and with one array a field each of them would be somewhere else in memory
 * (measured: five times slower). To wait for a line that is not in the nearest cache costs more than most steps of a
 * child's life, so fields that are read together lie in one line; a child who needs no service (kin, parents, adoption)
 * leaves by the first line alone.
 *
 * A child is named by where its row begins: 0, CHILD_ROW, 2 x CHILD_ROW and so on, and every field is a view that begins
 * at its place in the first row. So `children.need[c]` reads as usual, and a loop over all children takes steps:
 *
 *   for (let c = 0; c < children.count; c += CHILD_ROW) if (children.present[c] === 1) ...
 *
 * The row of a child who has left is used again from the next month on, so that those who are there now lie close
 * together; who a child is, its area and identity tell.
 */

/** Numbers in a line of 64 bytes, and in a row: three lines. */
const LINE = 16;
export const CHILD_ROW = 3 * LINE;

/** Fields in the order in which they lie. */
const LINES = [
  // Of every child: who it is, where it lives and what is due.
  [
    'area',
    'identity',
    'birth',
    'entry',
    'unaccompanied',
    'present',
    'need',
    'place',
    'service',
    'located',
    'outsideExtra',
    'seek',
    'leavesIn',
    'changesIn',
    'movesIn',
    'dueIn',
  ],
  // Of a child in a service or on its way there.
  [
    'dueAt',
    'nextInService',
    'previousInService',
    'uses',
    'needClass',
    'placedSince',
    'waitingSince',
    'unregistered',
    'groupNext',
    'moves',
    'frailty',
    'moveWord',
    'needChanges',
    'residentialAt',
    'searchWord',
  ],
  // Of its search. The last field has several numbers.
  ['listed', 'spell', 'spellWord', 'decision', 'approved', 'applications', 'shadowCounted', 'leastSpell', 'leastLuck'],
] as const;
/** Fields that hold random words and identities, which have no sign. */
const UNSIGNED = ['identity', 'moveWord', 'searchWord', 'spellWord', 'leastLuck'] as const;

type Field = (typeof LINES)[number][number];
type Unsigned = (typeof UNSIGNED)[number];

/**
 * Fields of a child, each indexed by where its row begins.
 *
 * - `area`: authority responsible. `identity`: number inside the area that says who the child is; part of its random keys.
 * - `birth`, `entry`: months counted from the start (negative for those before). `present`: 1 while looked after.
 * - `need`: placement type needed. `needClass`: 0 ordinary, 1 complex, 2 very complex.
 * - `place`: placement type where the child lives, or WAITING. `service`: number of the service, -1 none.
 * - `located`: area where the child lives, or OUTSIDE, ELSEWHERE, NOWHERE.
 * - `seek`: urgency of its search (SEEK_...). `listed`: 1 while it stands in the list of those who search.
 * - `searchWord`: its own luck in searching; `spell`: placements sought so far; `spellWord`: luck of the current spell.
 * - `moves`: moves that have nothing to do with the market, so far; `frailty`: how prone to them (one of 256 steps);
 *   `moveWord`: luck kept for the next.
 * - `leavesIn`, `changesIn`, `movesIn`: months in which the child leaves, its need changes (or secure care ends), it moves;
 *   `dueIn`, `dueAt`: the first of these, and its place in the list of that month in the calendar (clocks.ts).
 * - `waitingSince`, `placedSince`: months. `unregistered`: 1 while in a setting that operates without registration.
 * - `decision`: month in which an application is decided, or -1; `approved`: 1 when it was granted; `applications`: how many.
 * - `shadowCounted`: 1 when this spell was counted as one that would need approval.
 * - `uses`: places that it takes where it lives: 2 while a parent lives with it, else 1.
 * - `groupNext`: while brothers and sisters who have just come search together, the row of the next of them, in a ring; ALONE
 *   without any, SPLIT once they were placed apart or left to search one by one.
 * - `unaccompanied`: 1 for an unaccompanied child.
 * - `residentialAt`: position in the list of children with residential need, or -1.
 * - `outsideExtra`: 0, or who provides its place where it was taken beyond those outside used at the start (constants.ts).
 * - `leastLuck`: POOL_KINDS numbers, at `c + kind`: the least luck of a child who waits over the pools of each kind (see
 *   search/least-luck.ts), which holds for the spell of search `leastSpell` (0 none).
 */
export type ChildRows = {
  -readonly [K in Exclude<Field, Unsigned>]: Int32Array;
} & {
  -readonly [K in Unsigned]: Uint32Array;
} & {
  buffer: ArrayBuffer;
  /** Rows that there is room for. */
  capacity: number;
  /** Where the first row begins that was never used: rows before it are in use or free. */
  count: number;
};

export function createChildren(capacity: number): ChildRows {
  const buffer = new ArrayBuffer(capacity * CHILD_ROW * 4);
  return { ...fieldsOf(buffer), buffer, capacity, count: 0 };
}

/** Doubles the room, keeping what is there. Every field becomes a new array. */
export function widenChildren(children: ChildRows): void {
  const buffer = new ArrayBuffer(children.buffer.byteLength * 2);
  new Int32Array(buffer).set(new Int32Array(children.buffer));
  Object.assign(children, fieldsOf(buffer), { buffer, capacity: children.capacity * 2 });
}

function fieldsOf(buffer: ArrayBuffer): Pick<ChildRows, Field> {
  const fields = LINES.flatMap((names, line) =>
    names.map((name, i) => {
      const at = (line * LINE + i) * 4;
      const words = (UNSIGNED as readonly string[]).includes(name);
      return [name, words ? new Uint32Array(buffer, at) : new Int32Array(buffer, at)];
    }),
  );
  return Object.fromEntries(fields) as Pick<ChildRows, Field>;
}
