/** Counts under this are not published below the country, and counts of authorities are rounded to it. */
export const SMALLEST = 5;

/** A count and how it is published: exact, or rounded to the nearest 5 because it is of one authority. */
export interface ControlledCell {
  readonly id: string;
  /** True central value, 0 or more. */
  readonly value: number;
  readonly rounded: boolean;
}

/** Parts that add up to a total: a cell by its id, or a number that is published anyway. */
export interface ControlledSum {
  readonly parts: readonly string[];
  readonly total: string | number;
}

/** What can be inferred of a cell. */
export type Bounds = readonly [low: number, high: number];

/** A count to the nearest 5. */
export const roundToFive = (value: number): number => Math.round(value / SMALLEST) * SMALLEST;

/**
 * The cells that must not be published: rounded ones under 5 and, so that none of those can be worked out from sums, as many
 * others as it takes. Whoever knows every published figure, and every sum exactly, can still not tell a small count to within 5
 * (or to within its whole sum, where that is under 5).
 */
export function suppressedCells(cells: readonly ControlledCell[], sums: readonly ControlledSum[]): Set<string> {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  const small = cells.filter((cell) => cell.rounded && cell.value < SMALLEST);
  const suppressed = new Set(small.map(({ id }) => id));
  for (let changed = suppressed.size > 0; changed;) {
    changed = false;
    for (const sum of sums) {
      const hidden = membersOf(sum).filter((id) => suppressed.has(id));
      if (hidden.length === 1) changed = hideOneMore(sum, byId, suppressed) || changed;
    }
    if (changed) continue;
    const bounds = inferredBounds(cells, sums, suppressed);
    for (const cell of small) {
      const [low, high] = bounds.get(cell.id)!;
      const about = sums.filter((sum) => membersOf(sum).includes(cell.id));
      if (high - low >= Math.min(SMALLEST, ...about.map((sum) => totalOf(sum, byId))) - 1e-9) continue;
      const more = about.some((sum) => hideOneMore(sum, byId, suppressed));
      changed = more || changed;
      if (more) break;
    }
  }
  return suppressed;
}

/**
 * What follows for each cell from all published figures and from the sums, by narrowing until nothing narrows any more. The sums
 * of areas form a tree, and on a tree this is all that can be inferred: a linear programme finds the same bounds.
 */
export function inferredBounds(
  cells: readonly ControlledCell[],
  sums: readonly ControlledSum[],
  suppressed: ReadonlySet<string>,
): Map<string, Bounds> {
  const bounds = new Map<string, Bounds>(
    cells.map(({ id, value, rounded }) => {
      if (suppressed.has(id)) return [id, [0, Infinity]];
      if (!rounded) return [id, [value, value]];
      const shown = roundToFive(value);
      return [id, [Math.max(0, shown - SMALLEST / 2), shown + SMALLEST / 2]];
    }),
  );
  const set = (id: string, low: number, high: number): boolean => {
    const [a, b] = bounds.get(id)!;
    const next: Bounds = [Math.max(a, low), Math.min(b, high)];
    if (next[0] <= a + 1e-9 && next[1] >= b - 1e-9) return false;
    bounds.set(id, next);
    return true;
  };
  for (let round = 0, narrower = true; narrower && round < 50; round++) {
    narrower = false;
    for (const { parts, total } of sums) {
      const ranges = parts.map((id) => bounds.get(id)!);
      const low = ranges.reduce((sum, [a]) => sum + a, 0);
      const high = ranges.reduce((sum, [, b]) => sum + b, 0);
      const whole: Bounds = typeof total === 'number' ? [total, total] : bounds.get(total)!;
      if (typeof total === 'string') narrower = set(total, low, high) || narrower;
      parts.forEach((id, i) => {
        const othersHigh = ranges.reduce((sum, [, b], j) => (j === i ? sum : sum + b), 0);
        const othersLow = low - ranges[i]![0];
        narrower = set(id, whole[0] - othersHigh, whole[1] - othersLow) || narrower;
      });
    }
  }
  return bounds;
}

const membersOf = ({ parts, total }: ControlledSum): string[] => [
  ...parts,
  ...(typeof total === 'string' ? [total] : []),
];

function totalOf({ parts, total }: ControlledSum, byId: ReadonlyMap<string, ControlledCell>): number {
  if (typeof total === 'number') return total;
  return byId.get(total)?.value ?? parts.reduce((sum, id) => sum + byId.get(id)!.value, 0);
}

/** Hides the smallest part of a sum that still shows, else its total. Whether there was any. */
function hideOneMore(sum: ControlledSum, byId: ReadonlyMap<string, ControlledCell>, suppressed: Set<string>): boolean {
  const open = (ids: readonly string[]): string[] =>
    ids.filter((id) => !suppressed.has(id)).sort((a, b) => byId.get(a)!.value - byId.get(b)!.value);
  const next = open(sum.parts)[0] ?? open(typeof sum.total === 'string' ? [sum.total] : [])[0];
  if (next === undefined) return false;
  suppressed.add(next);
  return true;
}
