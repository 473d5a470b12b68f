/**
 * Shares a difference out among groups of changes. A coalition is the set of groups whose changes are made; its value is
 * what comes out then. Pure arithmetic: it knows nothing of scenarios.
 */

/** Most groups for which all 2^n coalitions are asked, as the Shapley value needs them. */
export const MOST_SHAPLEY_GROUPS = 8;

/** Which coalitions must be asked to share a difference out, and how it is shared. */
export interface CoalitionDesign {
  /** `shapley`: the mean over all orders in which the groups can be made. `ordered`: one order, first group first. */
  readonly method: 'shapley' | 'ordered';
  readonly groups: number;
  /** Groups of each coalition in ascending order; the empty one first. */
  readonly coalitions: readonly (readonly number[])[];
}

/**
 * The coalitions for so many groups: all 2^n up to eight; beyond that one after the other in their order, and each alone,
 * which tells how much they act on each other.
 */
export function coalitionDesign(groups: number): CoalitionDesign {
  if (!Number.isInteger(groups) || groups < 1) throw new RangeError(`${groups} is no number of groups`);
  const all = Array.from({ length: groups }, (_, g) => g);
  if (groups <= MOST_SHAPLEY_GROUPS) {
    const coalitions = Array.from({ length: 2 ** groups }, (_, mask) => all.filter((g) => (mask >> g) & 1));
    return { method: 'shapley', groups, coalitions };
  }
  const chain = Array.from({ length: groups + 1 }, (_, size) => all.slice(0, size));
  return { method: 'ordered', groups, coalitions: [...chain, ...all.slice(1).map((g) => [g])] };
}

/** How a difference is shared out, draw by draw. */
export interface Attribution {
  /** All changes made less none made: one number a draw. */
  readonly difference: Float64Array;
  /** What each group adds. They add up to the difference in every draw, within 1e-9 of the largest value asked. */
  readonly effects: readonly Float64Array[];
  /** What each group adds when it is made alone. */
  readonly alone: readonly Float64Array[];
  /** The difference less the sum of what each group adds alone. */
  readonly interaction: Float64Array;
}

/**
 * Shares the difference out among the groups.
 *
 * @param values for each coalition of the design, in its order, one number a draw
 * @throws RangeError when the values are not those of the design
 */
export function attribute(design: CoalitionDesign, values: readonly ArrayLike<number>[]): Attribution {
  const { groups, coalitions, method } = design;
  const draws = values[0]?.length ?? 0;
  if (values.length !== coalitions.length || draws === 0 || values.some((v) => v.length !== draws))
    throw new RangeError(`values of ${values.length} coalitions do not fit a design of ${coalitions.length}`);
  const at = new Map(coalitions.map((coalition, c) => [coalition.join(), c]));
  const of = (coalition: readonly number[]): ArrayLike<number> => values[at.get(coalition.join())!]!;
  const none = of([]);
  const minus = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: draws }, (_, d) => a[d]! - b[d]!);
  const whole = Array.from({ length: groups }, (_, g) => g);
  const difference = minus(of(whole), none);
  const alone = whole.map((g) => minus(of([g]), none));
  const interaction = Float64Array.from(difference, (x, d) => x - alone.reduce((sum, effect) => sum + effect[d]!, 0));
  const effects =
    method === 'ordered'
      ? whole.map((g) => minus(of(whole.slice(0, g + 1)), of(whole.slice(0, g))))
      : shapley(groups, values);
  return { difference, effects, alone, interaction };
}

/** Shapley value of each group in every draw; `values[mask]` is the coalition whose groups are the bits of the mask. */
function shapley(groups: number, values: readonly ArrayLike<number>[]): Float64Array[] {
  const draws = values[0]!.length;
  const weights = shapleyWeights(groups);
  return Array.from({ length: groups }, (_, g) => {
    const effect = new Float64Array(draws);
    for (let mask = 0; mask < values.length; mask++) {
      if ((mask >> g) & 1) continue;
      const weight = weights[bits(mask)]!;
      const without = values[mask]!;
      const withIt = values[mask | (1 << g)]!;
      for (let d = 0; d < draws; d++) effect[d]! += weight * (withIt[d]! - without[d]!);
    }
    return effect;
  });
}

/** Weight of what a group adds to a coalition of each size: s! (n - s - 1)! / n!. */
function shapleyWeights(groups: number): number[] {
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return Array.from({ length: groups }, (_, s) => (factorial(s) * factorial(groups - s - 1)) / factorial(groups));
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) count++;
  return count;
}
