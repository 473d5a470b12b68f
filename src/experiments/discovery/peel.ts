import { copyOf, fitOf, isInside, openBox } from './box.ts';
import type { Box, Futures } from './box.ts';

/** How a box is looked for. */
export interface PeelOptions {
  /** Share of the futures inside that a step takes off or puts back. */
  readonly step: number;
  /** Futures that a box holds at the least. */
  readonly least: number;
}

/**
 * Boxes from the open one inwards. Each step takes a thin slice off one side of one quantity: the slice that leaves the
 * largest share of misses inside. Friedman and Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9
 * (1999), the patient rule induction method.
 */
export function peel(futures: Futures, some: Int32Array, { step, least }: PeelOptions): Box[] {
  const { width, values, missed } = futures;
  const orders = Array.from({ length: width }, (_, q) =>
    some.slice().sort((a, b) => values[a * width + q]! - values[b * width + q]! || a - b),
  );
  const inside = new Uint8Array(missed.length);
  let count = some.length;
  let misses = 0;
  for (const f of some) {
    inside[f] = 1;
    misses += missed[f]!;
  }
  const box = openBox(width);
  const boxes = [copyOf(box)];
  while (count > least) {
    const slice = Math.max(1, Math.floor(step * count));
    let best: { quantity: number; upper: boolean; limit: number; density: number; left: number } | undefined;
    for (let q = 0; q < width; q++) {
      const order = orders[q]!;
      for (const upper of [false, true]) {
        const cut = cutOf(order, inside, values, width, q, upper, slice);
        if (cut === undefined) continue;
        const left = count - cut.taken;
        if (left < least) continue;
        const density = (misses - missedOf(order, inside, missed, upper, cut.taken)) / left;
        // Of slices that leave the same share of misses, the thinner one.
        if (best === undefined || density > best.density || (density === best.density && left > best.left))
          best = { quantity: q, upper, limit: cut.limit, density, left };
      }
    }
    if (best === undefined) break;
    (best.upper ? box.high : box.low)[best.quantity] = best.limit;
    for (const f of some) {
      const value = values[f * width + best.quantity]!;
      if (inside[f] === 0 || (best.upper ? value <= best.limit : value >= best.limit)) continue;
      inside[f] = 0;
      count--;
      misses -= missed[f]!;
    }
    boxes.push(copyOf(box));
  }
  return boxes;
}

/** Where a side would be cut to take a slice off, and how many futures go, those of equal value all together. */
function cutOf(
  order: Int32Array,
  inside: Uint8Array,
  values: Float64Array,
  width: number,
  quantity: number,
  upper: boolean,
  slice: number,
): { limit: number; taken: number } | undefined {
  let taken = 0;
  let lastTaken = NaN;
  for (let i = 0; i < order.length; i++) {
    const f = order[upper ? order.length - 1 - i : i]!;
    if (inside[f] === 0) continue;
    const value = values[f * width + quantity]!;
    // The limit lies half way between the last that goes and the first that stays.
    if (taken >= slice && value !== lastTaken) return { limit: (value + lastTaken) / 2, taken };
    taken++;
    lastTaken = value;
  }
  return undefined;
}

function missedOf(order: Int32Array, inside: Uint8Array, missed: Float64Array, upper: boolean, taken: number): number {
  let sum = 0;
  for (let i = 0, k = 0; k < taken; i++) {
    const f = order[upper ? order.length - 1 - i : i]!;
    if (inside[f] === 0) continue;
    sum += missed[f]!;
    k++;
  }
  return sum;
}

/**
 * Puts slices back on the sides of a box as long as the share of misses inside does not fall: peeling is greedy and can
 * take too much.
 */
export function paste(start: Box, futures: Futures, some: Int32Array, { step }: PeelOptions): Box {
  const { width, values } = futures;
  let box = start;
  for (;;) {
    const now = fitOf(box, futures, some);
    let best: Box | undefined;
    let bestDensity = now.density;
    for (let q = 0; q < width; q++) {
      for (const upper of [false, true]) {
        const limit = (upper ? box.high : box.low)[q]!;
        if (!Number.isFinite(limit)) continue;
        const open = copyOf(box);
        (upper ? open.high : open.low)[q] = upper ? Infinity : -Infinity;
        const beyond = [...some]
          .filter((f) => isInside(open, futures, f) && !isInside(box, futures, f))
          .map((f) => values[f * width + q]!)
          .sort((a, b) => (upper ? a - b : b - a));
        if (beyond.length === 0) continue;
        const slice = Math.max(1, Math.floor(step * now.inside));
        const wider = copyOf(box);
        const next = beyond[Math.min(slice, beyond.length) - 1]!;
        (upper ? wider.high : wider.low)[q] = slice >= beyond.length ? (upper ? Infinity : -Infinity) : next;
        const { density } = fitOf(wider, futures, some);
        if (density >= bestDensity) {
          best = wider;
          bestDensity = density;
        }
      }
    }
    if (best === undefined) return box;
    box = best;
  }
}
