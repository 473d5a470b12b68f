/** One way of splitting a table: `area_code` with the codes of the areas, `age_band` with the bands. */
export interface Dimension {
  readonly name: string;
  readonly members: readonly string[];
}

/** Counts split by several dimensions at once. The last dimension runs fastest. Nothing here knows what is counted. */
export interface CrossTable {
  readonly dimensions: readonly Dimension[];
  /** One count for each combination of members, never negative. A cell of 0 in a seed stays 0: it cannot happen. */
  readonly cells: Float64Array;
}

/** Members by dimension that a figure is about. A dimension left out means all its members. */
export type Selection = Readonly<Record<string, readonly string[]>>;

/** Number of cells of a table with these dimensions. */
export function cellCount(dimensions: readonly Dimension[]): number {
  return dimensions.reduce((n, d) => n * d.members.length, 1);
}

/** A table with every cell given by a function of the members, in the order of the dimensions. */
export function crossTable(dimensions: readonly Dimension[], count: (members: readonly string[]) => number): CrossTable {
  const cells = new Float64Array(cellCount(dimensions));
  for (let cell = 0; cell < cells.length; cell++) cells[cell] = count(membersOf(dimensions, cell));
  return { dimensions, cells };
}

/** Members of a cell, in the order of the dimensions. */
export function membersOf(dimensions: readonly Dimension[], cell: number): string[] {
  const members = new Array<string>(dimensions.length);
  let rest = cell;
  for (let d = dimensions.length - 1; d >= 0; d--) {
    const names = dimensions[d]!.members;
    members[d] = names[rest % names.length]!;
    rest = Math.floor(rest / names.length);
  }
  return members;
}

/** Positions of the cells that a selection is about. Throws when it names a dimension or member that is not there. */
export function cellsOf(dimensions: readonly Dimension[], selection: Selection): Int32Array {
  for (const name of Object.keys(selection)) {
    const dimension = dimensions.find((d) => d.name === name);
    if (!dimension) throw new Error(`no dimension "${name}" in this table`);
    for (const member of selection[name]!)
      if (!dimension.members.includes(member)) throw new Error(`no "${member}" in the dimension "${name}"`);
  }
  let found = [0];
  for (const dimension of dimensions) {
    const chosen = selection[dimension.name] && new Set(selection[dimension.name]);
    const size = dimension.members.length;
    const kept = dimension.members.flatMap((member, i) => (!chosen || chosen.has(member) ? [i] : []));
    found = found.flatMap((before) => kept.map((i) => before * size + i));
  }
  return Int32Array.from(found);
}

/** Sum of the cells at some positions. */
export function sumOf(cells: Float64Array, positions: Int32Array): number {
  let sum = 0;
  for (const cell of positions) sum += cells[cell]!;
  return sum;
}

/** Sum over a selection of a table. */
export function totalOf(table: CrossTable, selection: Selection = {}): number {
  return sumOf(table.cells, cellsOf(table.dimensions, selection));
}
