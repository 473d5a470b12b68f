import type { Driver } from './drivers.ts';
import { sizeAt } from './drivers.ts';
import { ShockSearch, smallestShock } from './smallest-shock.ts';
import type { SmallestShock } from './smallest-shock.ts';
import type { Tolerance } from './tolerances.ts';

/** Several shocks at once, each at its own share of its range: `{ 'exit-share': 0.25 }`. A share of 0 is no shock. */
export type Shock = Readonly<Record<string, number>>;

/** Tries shocks: for each, for each tolerance, in which draws the harm came. */
export type TryShocks = (shocks: readonly Shock[]) => Promise<Uint8Array[][]>;

/** The smallest shock of one driver for one tolerance, as shares of its range and in its own unit. */
export interface ReverseAnswer {
  readonly driver: Driver;
  readonly tolerance: Tolerance;
  readonly smallest: SmallestShock;
  /** In the unit of the driver; undefined where no shock of the range breaches. */
  readonly size: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
}

/** Drivers are searched together in rounds, so that all threads have work. */
async function searchAll(
  searches: readonly { readonly search: ShockSearch; readonly shockAt: (size: number) => Shock }[],
  tryShocks: TryShocks,
): Promise<void> {
  for (;;) {
    const wanted = searches.flatMap(({ search, shockAt }) =>
      search.wanted().map((size) => ({ search, size, shock: shockAt(size) })),
    );
    if (wanted.length === 0) return;
    const answers = await tryShocks(wanted.map(({ shock }) => shock));
    wanted.forEach(({ search, size }, i) => search.give(size, answers[i]!));
  }
}

/**
 * Finds for each driver and each tolerance the smallest shock that breaches it.
 *
 * @param finest steps into which each range is cut at most: 4, 8, 16 or 32
 * @param counts resamples, from `bootstrapCounts`
 */
export async function reverseStress(
  drivers: readonly Driver[],
  tolerances: readonly Tolerance[],
  tryShocks: TryShocks,
  counts: readonly Uint16Array[],
  finest: number,
): Promise<ReverseAnswer[]> {
  const [without] = await tryShocks([{}]);
  const searches = drivers.map((driver) => ({
    driver,
    search: new ShockSearch(
      without!,
      tolerances.map((t) => t.probability),
      finest,
    ),
    shockAt: (size: number): Shock => ({ [driver.id]: size }),
  }));
  await searchAll(searches, tryShocks);
  return searches.flatMap(({ driver, search }) =>
    tolerances.map((tolerance, t): ReverseAnswer => {
      const smallest = smallestShock(search.evaluations(t), tolerance.probability, counts);
      const inUnit = (share: number): number | undefined => (share === Infinity ? undefined : sizeAt(driver, share));
      return {
        driver,
        tolerance,
        smallest,
        size: inUnit(smallest.size),
        low: inUnit(smallest.low),
        high: inUnit(smallest.high),
      };
    }),
  );
}

/** Two drivers together: how far along each of some mixtures the tolerance is breached. */
export interface PairAnswer {
  readonly first: Driver;
  readonly second: Driver;
  readonly tolerance: Tolerance;
  readonly points: readonly PairPoint[];
}

/** One mixture of two drivers. */
export interface PairPoint {
  /** Share of the first driver's own smallest shock in the mixture, between 0 and 1; the rest is the second's. */
  readonly mixture: number;
  /** How much of the mixture is needed: 1 where the two only add up, less where they make each other worse. */
  readonly needed: SmallestShock;
  /** Sizes of the two at that point, in their own units; undefined where the mixture does not breach. */
  readonly sizes: readonly [number, number] | undefined;
}

/** Mixtures along which pairs are searched. */
const MIXTURES = [0.25, 0.5, 0.75];

/**
 * Finds the frontier of each pair of drivers: along rays between their own smallest shocks, how far one must go. A driver
 * that does not breach alone counts with the end of its range.
 *
 * @param pairs answers of `reverseStress` for one and the same tolerance
 * @param tryShocks tries shocks for that tolerance alone
 * @throws RangeError when the answers are about several tolerances
 */
export async function pairedReverse(
  pairs: readonly (readonly [ReverseAnswer, ReverseAnswer])[],
  tryShocks: TryShocks,
  counts: readonly Uint16Array[],
  finest: number,
): Promise<PairAnswer[]> {
  if (pairs.length === 0) return [];
  const tolerance = pairs[0]![0].tolerance;
  if (pairs.some((pair) => pair.some((answer) => answer.tolerance.id !== tolerance.id)))
    throw new RangeError('pairs are searched for one tolerance at a time');
  const [without] = await tryShocks([{}]);
  const rays = pairs.flatMap((pair) => MIXTURES.map((mixture) => rayOf(pair, mixture)));
  const searches = rays.map((ray) => ({
    search: new ShockSearch(without!, [tolerance.probability], finest),
    shockAt: ray.shockAt,
  }));
  await searchAll(searches, tryShocks);
  return pairs.map(([first, second], p) => ({
    first: first.driver,
    second: second.driver,
    tolerance,
    points: MIXTURES.map((mixture, m): PairPoint => {
      const ray = rays[p * MIXTURES.length + m]!;
      const found = smallestShock(
        searches[p * MIXTURES.length + m]!.search.evaluations(0),
        tolerance.probability,
        counts,
      );
      const needed = {
        ...found,
        size: found.size * ray.longest,
        low: found.low * ray.longest,
        high: found.high * ray.longest,
      };
      return {
        mixture,
        needed,
        sizes:
          found.size === Infinity
            ? undefined
            : [sizeAt(first.driver, found.size * ray.ends[0]), sizeAt(second.driver, found.size * ray.ends[1])],
      };
    }),
  }));
}

interface Ray {
  /** Longest mixture that stays inside both ranges: 1 is a straight line between the two smallest shocks. */
  readonly longest: number;
  /** Shares of the two ranges at the end of the ray. */
  readonly ends: readonly [number, number];
  readonly shockAt: (size: number) => Shock;
}

/** Where the straight line between the smallest shocks of a pair is passed by a mixture, and how far it can go beyond. */
function rayOf([first, second]: readonly [ReverseAnswer, ReverseAnswer], mixture: number): Ray {
  const own = (answer: ReverseAnswer): number => (answer.smallest.found === 'within' ? answer.smallest.size : 1);
  const [a, b] = [own(first) * mixture, own(second) * (1 - mixture)];
  const longest = Math.min(FURTHEST, 1 / a, 1 / b);
  const ends = [Math.min(1, a * longest), Math.min(1, b * longest)] as const;
  return {
    longest,
    ends,
    shockAt: (size) => ({ [first.driver.id]: size * ends[0], [second.driver.id]: size * ends[1] }),
  };
}

/** How far beyond the straight line a mixture is searched. */
const FURTHEST = 2;
