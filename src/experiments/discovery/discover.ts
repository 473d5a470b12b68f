import { binomialCdf } from '../../random/counts.ts';
import { foldIn, hashText, keyOfSeed, mix32 } from '../../random/keys.ts';
import { wilson } from '../../measures/share-interval.ts';
import type { ShareInterval } from '../../measures/share-interval.ts';
import { copyOf, fitOf, limitedIn, openBox, without } from './box.ts';
import type { Box, BoxFit, Futures } from './box.ts';
import { bestBox, boxOf, LEAST_FUTURES } from './find-box.ts';

/** Chance that a limit, or the box, looks this good in fresh futures by luck alone: above it, it is dropped. */
const MOST_LUCK_OF_LIMIT = 0.01;
const MOST_LUCK_OF_BOX = 0.001;
const HALVES = 20;

/** One limit of a box. */
export interface BoxLimit {
  /** Position of the quantity. */
  readonly quantity: number;
  /** -Infinity where there is no lower limit; in the unit of the quantity. */
  readonly low: number;
  readonly high: number;
  /** Chance to see so many misses inside in the futures kept apart, were the limit of no use. */
  readonly luck: number;
  /** Share of random halves of the futures in which a box of its own is limited on the same side of this quantity. */
  readonly foundAgain: number;
}

/** A box that tells where misses are, and how well it does so in futures that it was not made from. */
export interface Discovery {
  /** The limits, strongest first; empty when nothing was found that luck would not explain. */
  readonly limits: readonly BoxLimit[];
  /** Fit in all futures. */
  readonly all: BoxFit;
  /** Fit in the half of the futures that was kept apart. */
  readonly apart: BoxFit;
  /** Share of the futures inside that miss, in the half that was kept apart, with its interval. */
  readonly density: ShareInterval;
  /** Share of all futures that miss. */
  readonly base: number;
  readonly futures: number;
}

/**
 * Looks for a box of values of the uncertain quantities in which most futures miss. Half of the futures make the box; the
 * other half judge it. A limit that those do not bear out is dropped, and so is the whole box: noise gives none.
 *
 * The box is that of the peeling trajectory that is farthest from luck for its size, (density - base) x root of mass, pasted,
 * with at most four quantities of the six along which misses are spread most unevenly. A
 * quantity that matters only together with another, and not at all by itself, can be missed.
 *
 * @param seed decides the halves
 */
export function discover(futures: Futures, seed = 1): Discovery {
  const n = futures.missed.length;
  const base = futures.missed.reduce((s, v) => s + v, 0) / n;
  const order = shuffled(n, seed, 0);
  const making = order.slice(0, n >> 1).sort();
  const judging = order.slice(n >> 1).sort();
  const none = (): Discovery => {
    const open = fitOf(openBox(0), { ...futures, width: 0 });
    return { limits: [], all: open, apart: open, density: wilson(base * n, n), base, futures: n };
  };
  if (!(base > 0 && base < 1) || making.length < 2 * LEAST_FUTURES) return none();

  let box = boxOf(futures, making);
  for (let limited = limitedIn(box); ; limited = limitedIn(box)) {
    if (limited.length === 0) return none();
    const weak = weakest(box, futures, judging);
    if (weak.luck <= MOST_LUCK_OF_LIMIT) break;
    // Peeled anew, so that what the others are limited to owes nothing to the one left out.
    box = bestBox(
      futures,
      making,
      limited.filter((q) => q !== weak.quantity),
    ).box;
  }
  box = withoutIdleSides(box, futures, judging);
  const apart = fitOf(box, futures, judging);
  if (luckOf(apart.inside, apart.density, base) > MOST_LUCK_OF_BOX) return none();
  const again = foundAgain(box, futures, seed);
  const limits = limitedIn(box)
    .map((quantity): BoxLimit => ({
      quantity,
      low: box.low[quantity]!,
      high: box.high[quantity]!,
      luck: lossOf(box, quantity, futures, judging),
      foundAgain: again(quantity),
    }))
    .sort((a, b) => a.luck - b.luck || a.quantity - b.quantity);
  const density = wilson(apart.density * apart.inside, apart.inside);
  return { limits, all: fitOf(box, futures), apart, density, base, futures: n };
}

/** The limit that the futures bear out least. */
function weakest(box: Box, futures: Futures, some: Int32Array): { quantity: number; luck: number } {
  return limitedIn(box)
    .map((quantity) => ({ quantity, luck: lossOf(box, quantity, futures, some) }))
    .reduce((worst, limit) => (limit.luck > worst.luck ? limit : worst));
}

/** Of a quantity with limits on both sides, opens a side that the futures do not bear out. */
function withoutIdleSides(start: Box, futures: Futures, some: Int32Array): Box {
  let box = start;
  for (const q of limitedIn(start)) {
    const sides = (['low', 'high'] as const).filter((side) => Number.isFinite(box[side][q]!));
    if (sides.length < 2) continue;
    const { inside, density } = fitOf(box, futures, some);
    const opened = sides.map((side) => {
      const wider = copyOf(box);
      wider[side][q] = side === 'low' ? -Infinity : Infinity;
      return { wider, luck: luckOf(inside, density, fitOf(wider, futures, some).density) };
    });
    const idlest = opened[0]!.luck >= opened[1]!.luck ? opened[0]! : opened[1]!;
    if (idlest.luck > MOST_LUCK_OF_LIMIT) box = idlest.wider;
  }
  return box;
}

/** Chance to see as many misses inside, were the limits on a quantity of no use: the quasi p-value of the method. */
function lossOf(box: Box, quantity: number, futures: Futures, some: Int32Array): number {
  const { inside, density } = fitOf(box, futures, some);
  return luckOf(inside, density, fitOf(without(box, quantity), futures, some).density);
}

/** Chance that of some futures inside at least a share misses, when each does so with a chance of its own. */
function luckOf(inside: number, share: number, chance: number): number {
  if (inside === 0) return 1;
  return 1 - binomialCdf(Math.ceil(share * inside) - 1, inside, Math.min(1 - 1e-12, Math.max(1e-12, chance)));
}

/** How often boxes of random halves are limited on the same side of a quantity. */
function foundAgain(box: Box, futures: Futures, seed: number): (quantity: number) => number {
  const n = futures.missed.length;
  const boxes = Array.from({ length: HALVES }, (_, h) => {
    return boxOf(
      futures,
      shuffled(n, seed, h + 1)
        .slice(0, n >> 1)
        .sort(),
    );
  });
  return (quantity) => {
    const same = (other: Box): boolean =>
      (box.low[quantity]! > -Infinity && other.low[quantity]! > -Infinity) ||
      (box.high[quantity]! < Infinity && other.high[quantity]! < Infinity);
    return boxes.filter(same).length / HALVES;
  };
}

/** The numbers 0 to n - 1 in an order that depends on the seed alone. */
function shuffled(n: number, seed: number, which: number): Int32Array {
  const [a, b] = foldIn(foldIn(keyOfSeed(seed), hashText('discovery halves')), which);
  const keys = Float64Array.from({ length: n }, (_, i) => mix32(mix32(i ^ a) ^ b));
  return Int32Array.from({ length: n }, (_, i) => i).sort((i, j) => keys[i]! - keys[j]! || i - j);
}
