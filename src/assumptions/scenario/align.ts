/** What becomes of one item of a list, or what is new before it. Positions count from 0. */
export type Step<T> =
  | { readonly kind: 'keep'; readonly at: number; readonly before: T; readonly after: T }
  | { readonly kind: 'replace'; readonly at: number; readonly before: T; readonly after: T }
  | { readonly kind: 'remove'; readonly at: number; readonly before: T }
  /** New before item `at` of the first list (its length: after the last), the `order`-th such, from 1. */
  | { readonly kind: 'add'; readonly at: number; readonly order: number; readonly after: T };

/**
 * The shortest way from one list to another, by the edit distance of Wagner and Fischer (1974): an item is kept, replaced
 * by one of its kind, taken away, or put in. The order of both lists is respected, so that all steps together make the
 * second list out of the first.
 *
 * @param same whether two items are equal
 * @param alike whether one can be a changed version of the other
 */
export function alignLists<T>(
  before: readonly T[],
  after: readonly T[],
  same: (a: T, b: T) => boolean,
  alike: (a: T, b: T) => boolean,
): Step<T>[] {
  const [rows, columns] = [before.length, after.length];
  const width = columns + 1;
  // Least cost from item i of the first and j of the second to the ends; to replace is cheaper than to take away and add.
  const cost = new Float64Array((rows + 1) * width);
  for (let i = rows; i >= 0; i--)
    for (let j = columns; j >= 0; j--) if (i < rows || j < columns) cost[i * width + j] = cheapest(i, j).cost;

  const steps: Step<T>[] = [];
  let [i, j, order] = [0, 0, 0];
  while (i < rows || j < columns) {
    const { kind } = cheapest(i, j);
    if (kind === 'add') steps.push({ kind, at: i, order: ++order, after: after[j++]! });
    else {
      if (kind === 'remove') steps.push({ kind, at: i, before: before[i]! });
      else steps.push({ kind, at: i, before: before[i]!, after: after[j++]! });
      i++;
      order = 0;
    }
  }
  return steps;

  function cheapest(i: number, j: number): { readonly kind: Step<T>['kind']; readonly cost: number } {
    let best: { kind: Step<T>['kind']; cost: number } = { kind: 'add', cost: Infinity };
    const offer = (kind: Step<T>['kind'], total: number): void => {
      if (total < best.cost) best = { kind, cost: total };
    };
    if (i < rows && j < columns) {
      const rest = cost[(i + 1) * width + j + 1]!;
      if (same(before[i]!, after[j]!)) offer('keep', rest);
      else if (alike(before[i]!, after[j]!)) offer('replace', rest + 1.5);
    }
    if (i < rows) offer('remove', cost[(i + 1) * width + j]! + 1);
    if (j < columns) offer('add', cost[i * width + j + 1]! + 1);
    return best;
  }
}
