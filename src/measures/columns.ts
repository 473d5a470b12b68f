import type { State } from '../simulation/state.ts';
import type { Family, Source } from './families/family.ts';

/** Every number that some series is a sum of, once each: a column. Columns of one source stand together. */
export class Columns {
  readonly sources: readonly Source[];
  /** Source and cell of each column. */
  readonly sourceOf: readonly number[];
  readonly cellOf: readonly number[];
  /** Columns that each additive series is the sum of. */
  readonly ofSeries: readonly (readonly number[])[];

  constructor(families: readonly Family[]) {
    this.sources = [...new Set(families.map((f) => f.source))];
    const used = this.sources.map((source) => {
      const cells = families.filter((f) => f.source === source).flatMap((f) => f.cells.flat());
      return [...new Set(cells)].sort((a, b) => a - b);
    });
    this.sourceOf = used.flatMap((cells, s) => cells.map(() => s));
    this.cellOf = used.flat();
    const first = used.map((_, s) => used.slice(0, s).reduce((n, cells) => n + cells.length, 0));
    this.ofSeries = families.flatMap((f) => {
      const s = this.sources.indexOf(f.source);
      return f.cells.map((cells) => cells.map((cell) => first[s]! + used[s]!.indexOf(cell)));
    });
  }

  get count(): number {
    return this.cellOf.length;
  }
}

/** What the sources say at the end of a month. */
export interface Reading {
  /** Numbers of each source that was read. */
  readonly values: Float64Array[];
  /** 1 where they are of areas, 0 where they are sums of the country already. */
  readonly byArea: Uint8Array;
}

export function createReading(columns: Columns): Reading {
  return {
    values: columns.sources.map(() => new Float64Array(0)),
    byArea: new Uint8Array(columns.sources.length),
  };
}

/** Reads some sources: of all areas, or for the country alone where a source can give that for less. */
export function readSources(
  columns: Columns,
  wanted: readonly number[],
  state: State,
  byArea: boolean,
  reading: Reading,
): void {
  for (let i = 0; i < wanted.length; i++) {
    const s = wanted[i]!;
    const source = columns.sources[s]!;
    const short = !byArea && source.country !== undefined;
    reading.values[s] = short ? source.country(state) : source.areas(state);
    reading.byArea[s] = short ? 0 : 1;
  }
}

/** Some columns, and how they are fetched from the sources for the country or for groups of areas. */
export class ColumnSet {
  /** Numbers of the sources that hold these columns, and where each one's columns begin in `cells` and `columns`. */
  readonly sources: Int32Array;
  private readonly starts: Int32Array;
  private readonly cells: Int32Array;
  readonly columns: Int32Array;
  private readonly widths: Int32Array;

  constructor(table: Columns, wanted: Iterable<number>) {
    const list = [...new Set(wanted)].sort((a, b) => a - b);
    const sources = [...new Set(list.map((c) => table.sourceOf[c]!))];
    this.sources = Int32Array.from(sources);
    this.starts = Int32Array.from([...sources.map((s) => list.findIndex((c) => table.sourceOf[c] === s)), list.length]);
    this.cells = Int32Array.from(list, (c) => table.cellOf[c]!);
    this.columns = Int32Array.from(list);
    this.widths = Int32Array.from(table.sources, (s) => s.width);
  }

  /** Sums of the country: one number a column. */
  sumAll(reading: Reading, areas: number, sums: Float64Array): void {
    const { sources, starts, cells, columns, widths } = this;
    for (let g = 0; g < sources.length; g++) {
      const s = sources[g]!;
      const values = reading.values[s]!;
      const rows = reading.byArea[s] === 1 ? areas : 1;
      const width = widths[s]!;
      const end = rows * width;
      for (let k = starts[g]!; k < starts[g + 1]!; k++) {
        // Two sums side by side: the processor need not wait for one addition before it begins the next.
        let even = 0;
        let odd = 0;
        let at = cells[k]!;
        for (; at + width < end; at += 2 * width) {
          even += values[at]!;
          odd += values[at + width]!;
        }
        if (at < end) even += values[at]!;
        sums[columns[k]!] = even + odd;
      }
    }
  }

  /** Sums of groups of areas, `[group * stride + column]`. */
  sumGroups(reading: Reading, groups: Groups, sums: Float64Array, stride: number): void {
    const { sources, starts, cells, columns, widths } = this;
    const { members, starts: firsts, count, single } = groups;
    for (let g = 0; g < sources.length; g++) {
      const s = sources[g]!;
      const values = reading.values[s]!;
      const width = widths[s]!;
      const to = starts[g + 1]!;
      if (single) {
        for (let group = 0; group < count; group++) {
          const row = members[group]! * width;
          const into = group * stride;
          for (let k = starts[g]!; k < to; k++) sums[into + columns[k]!] = values[row + cells[k]!]!;
        }
        continue;
      }
      for (let k = starts[g]!; k < to; k++) {
        const cell = cells[k]!;
        let into = columns[k]!;
        for (let group = 0; group < count; group++, into += stride) {
          let sum = 0;
          for (let m = firsts[group]!; m < firsts[group + 1]!; m++) sum += values[members[m]! * width + cell]!;
          sums[into] = sum;
        }
      }
    }
  }
}

/** Adds up groups into the whole: `whole[column]` from `[group * stride + column]`. */
export function sumOfGroups(parts: Float64Array, groups: number, stride: number, whole: Float64Array): void {
  whole.set(parts.subarray(0, stride));
  for (let g = 1; g < groups; g++) {
    const from = g * stride;
    for (let k = 0; k < stride; k++) whole[k]! += parts[from + k]!;
  }
}

/** Areas put into groups: those of group g are `members[starts[g]]` up to `members[starts[g + 1]]`. */
export interface Groups {
  readonly count: number;
  readonly members: Int32Array;
  readonly starts: Int32Array;
  /** Whether each group is one area. */
  readonly single: boolean;
}

/** Groups of areas from each area's group; a negative group holds nobody. */
export function groupsOf(groupOf: ArrayLike<number>, count: number): Groups {
  const lists = Array.from({ length: count }, (_, g) =>
    Array.from(groupOf, (_group, a) => a).filter((a) => groupOf[a] === g),
  );
  let at = 0;
  return {
    count,
    single: lists.every((l) => l.length === 1),
    members: Int32Array.from(lists.flat()),
    starts: Int32Array.from([0, ...lists.map((l) => (at += l.length))]),
  };
}
