import { cellCount, cellsOf, sumOf, totalOf, type CrossTable, type Dimension, type Selection } from './cross-table.ts';
import type { IntervalControl } from './controls.ts';
import { rake } from './fit-baseline.ts';
import { roundFlow, type Arc } from './round-flow.ts';

/**
 * Whole numbers for a three-way table, so that totals hold: the grand total exactly; the total of each outer member and
 * of each pair of an outer and a middle member next to the fitted one; the totals of middle, of other and of their pairs
 * next to the fitted ones too, unless cells of 0 leave no such table (then they are as near as they can be).
 * Totals that are whole already stay as they are. Cells of 0 stay 0.
 *
 * The table of middle by other is made whole first; the cells are scaled to it, and are then made whole along the
 * network start -> outer -> outer and middle -> middle and other -> other -> end, in which every branch keeps its sum.
 *
 * @param table fractions; its grand total must be a whole number
 * @param order names of the outer, middle and other dimension (`area_code`, `placement_type`, `age_band`)
 */
export function roundTable(table: CrossTable, order: readonly [string, string, string]): CrossTable {
  if (table.dimensions.length !== 3) throw new Error('roundTable takes a table of three dimensions');
  const total = totalOf(table);
  if (Math.abs(total - Math.round(total)) > 1e-6) throw new Error(`the grand total ${total} is not a whole number`);
  const [outer, middle, other] = order.map((name) => dimensionOf(table, name)) as [Dimension, Dimension, Dimension];

  const pairs = reduce(table, [middle, other]);
  const wholePairs = roundAlong(pairs, [[middle], [middle, other], [other]]);
  const outerPairs = reduce(table, [outer, middle]);
  const controls = [...points(wholePairs), ...(isWhole(outerPairs) ? points(outerPairs) : []), point({}, total)];
  const scaled = rake(table, controls, { maxRounds: 1000 }).table;
  return roundAlong(scaled, [[outer], [outer, middle], [outer, middle, other], [middle, other], [other]]);
}

/**
 * Whole numbers for a table along a network with one layer of branches for each list of dimensions; one layer holds all
 * dimensions of the table and so its cells. Layers before it only split, layers after it only join.
 */
function roundAlong(table: CrossTable, layers: readonly (readonly Dimension[])[]): CrossTable {
  const arcs: Arc[] = [];
  const cellArcs: Arc[] = [];
  const start = 0;
  const end = 1;
  let nodes = 2;
  const cellLayer = layers.findIndex((layer) => layer.length === table.dimensions.length);
  const firstNode = layers.map((layer, i) => {
    if (i === cellLayer) return -1;
    const first = nodes;
    nodes += cellCount(layer);
    return first;
  });
  const nodeOf = (i: number, where: Selection): number =>
    i < 0 ? start : i >= layers.length ? end : firstNode[i]! + indexOf(layers[i]!, where);
  for (const [i, layer] of layers.entries()) {
    const count = cellCount(layer);
    for (let branch = 0; branch < count; branch++) {
      const where = selectionOf(layer, branch);
      const flow = sumOf(table.cells, cellsOf(table.dimensions, where));
      const from = i <= cellLayer ? nodeOf(i - 1, where) : nodeOf(i, where);
      const to = i < cellLayer ? nodeOf(i, where) : nodeOf(i + 1, where);
      const arc = { from, to, flow };
      arcs.push(arc);
      if (i === cellLayer) cellArcs[cellsOf(table.dimensions, where)[0]!] = arc;
    }
  }
  roundFlow(nodes, arcs);
  return { dimensions: table.dimensions, cells: Float64Array.from(cellArcs, (arc) => arc.flow) };
}

function dimensionOf(table: CrossTable, name: string): Dimension {
  const dimension = table.dimensions.find((d) => d.name === name);
  if (!dimension) throw new Error(`no dimension "${name}" in this table`);
  return dimension;
}

/** Members of one combination, as a selection. */
function selectionOf(dimensions: readonly Dimension[], cell: number): Selection {
  const where: Record<string, readonly string[]> = {};
  let rest = cell;
  for (let d = dimensions.length - 1; d >= 0; d--) {
    const { name, members } = dimensions[d]!;
    where[name] = [members[rest % members.length]!];
    rest = Math.floor(rest / members.length);
  }
  return where;
}

function indexOf(dimensions: readonly Dimension[], where: Selection): number {
  return dimensions.reduce((index, d) => index * d.members.length + d.members.indexOf(where[d.name]![0]!), 0);
}

const isWhole = (table: CrossTable): boolean => table.cells.every((count) => Math.abs(count - Math.round(count)) < 1e-6);

const point = (where: Selection, count: number): IntervalControl => {
  const value = Math.round(count);
  return { id: Object.values(where).flat().join(' '), where, value, low: value, high: value };
};

const points = (table: CrossTable): IntervalControl[] =>
  Array.from(table.cells, (count, cell) => point(selectionOf(table.dimensions, cell), count));

/** Sums of a table over all but some dimensions. */
export function reduce(table: CrossTable, kept: readonly Dimension[]): CrossTable {
  const cells = new Float64Array(cellCount(kept));
  for (let cell = 0; cell < cells.length; cell++)
    cells[cell] = sumOf(table.cells, cellsOf(table.dimensions, selectionOf(kept, cell)));
  return { dimensions: kept, cells };
}
