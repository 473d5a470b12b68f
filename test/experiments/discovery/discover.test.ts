import { describe, expect, it } from 'vitest';
import { fitOf, openBox } from '../../../src/experiments/discovery/box.ts';
import type { Futures } from '../../../src/experiments/discovery/box.ts';
import { discover } from '../../../src/experiments/discovery/discover.ts';
import { paste, peel } from '../../../src/experiments/discovery/peel.ts';
import { scrambledRadicalInverse } from '../../../src/random/radical-inverse.ts';
import { mix32, uniformOf } from '../../../src/random/keys.ts';

/** Futures with values spread evenly over 0 to 1, and a chance to miss that depends on them. */
function made(count: number, width: number, seed: number, chance: (x: Float64Array) => number): Futures {
  const values = new Float64Array(count * width);
  const missed = new Float64Array(count);
  for (let f = 0; f < count; f++) {
    for (let q = 0; q < width; q++) {
      values[f * width + q] = scrambledRadicalInverse(f, mix32(seed * 1000 + q), mix32(seed * 2000 + q));
    }
    missed[f] =
      uniformOf(mix32(mix32(seed) ^ (f * 2654435761))) < chance(values.subarray(f * width, (f + 1) * width)) ? 1 : 0;
  }
  return { width, values, missed };
}

const inKnownBox = (x: Float64Array): boolean => x[1]! > 0.6 && x[3]! < 0.5;

describe('scenario discovery', () => {
  it('finds a known box in even values: its quantities, its limits, and nothing else', () => {
    const found = discover(made(1000, 8, 1, (x) => (inKnownBox(x) ? 1 : 0)));
    expect(found.limits.map((l) => l.quantity).sort()).toEqual([1, 3]);
    const [one, three] = [1, 3].map((q) => found.limits.find((l) => l.quantity === q)!);
    // A slice is 5 % of the futures inside, so a limit lies within about 5 % of a side of the true one.
    expect(one!.low).toBeGreaterThan(0.57);
    expect(one!.low).toBeLessThan(0.63);
    expect(one!.high).toBe(Infinity);
    expect(three!.high).toBeGreaterThan(0.47);
    expect(three!.high).toBeLessThan(0.53);
    expect(three!.low).toBe(-Infinity);
    expect(found.all.density).toBeGreaterThan(0.9);
    expect(found.all.coverage).toBeGreaterThan(0.9);
    expect(found.limits.every((l) => l.foundAgain === 1)).toBe(true);
  });

  it('finds the box through noise, and says in futures kept apart how dense it is', () => {
    const found = discover(made(1200, 30, 2, (x) => (inKnownBox(x) ? 0.7 : 0.2)));
    expect(found.limits.map((l) => l.quantity).sort()).toEqual([1, 3]);
    expect(found.limits.map((l) => [l.low > -Infinity, l.high < Infinity].join())).toEqual(
      found.limits.map((l) => (l.quantity === 1 ? 'true,false' : 'false,true')),
    );
    // 0.7 inside; about 100 of the 600 kept apart are inside, so the interval is some 0.09 to either side, and a limit a
    // little off the true one thins it out.
    expect(found.density.low).toBeLessThan(0.7);
    expect(found.density.high).toBeGreaterThan(0.62);
    expect(found.density.low).toBeGreaterThan(found.base);
  });

  it('finds no box where misses are pure chance', () => {
    // 40 worlds of 400 futures and 20 quantities. A box passes by luck less than once in a thousand.
    const found = Array.from({ length: 40 }, (_, world) =>
      discover(
        made(400, 20, world + 10, () => 0.35),
        world,
      ),
    );
    expect(found.filter((d) => d.limits.length > 0)).toEqual([]);
    expect(found[0]!.all.coverage).toBe(1);
  });

  it('says nothing where all futures miss, or none, or where they are few', () => {
    for (const chance of [0, 1]) expect(discover(made(200, 3, 5, () => chance)).limits).toEqual([]);
    expect(discover(made(20, 3, 5, (x) => (x[0]! > 0.5 ? 1 : 0))).limits).toEqual([]);
  });
});

describe('peeling', () => {
  it('never leaves fewer futures than it may, and never takes some of equal value and leaves others', () => {
    const futures = made(300, 2, 3, (x) => x[0]!);
    for (let f = 0; f < 300; f++) futures.values[f * 2] = Math.round(futures.values[f * 2]! * 4);
    const some = Int32Array.from({ length: 300 }, (_, i) => i);
    const boxes = peel(futures, some, { step: 0.05, least: 40 });
    const inside = boxes.map((box) => fitOf(box, futures).inside);
    expect(inside).toEqual([...inside].sort((a, b) => b - a));
    expect(inside.at(-1)!).toBeGreaterThanOrEqual(40);
    for (const box of boxes) expect([-Infinity, 0.5, 1.5, 2.5, 3.5]).toContain(box.low[0]);
  });

  it('is mended by pasting where it took too much', () => {
    const futures = made(400, 3, 4, (x) => (x[0]! > 0.5 ? 1 : 0));
    const some = Int32Array.from({ length: 400 }, (_, i) => i);
    const narrow = openBox(3);
    narrow.low[0] = 0.7;
    narrow.high[2] = 0.5;
    const wider = paste(narrow, futures, some, { step: 0.05, least: 20 });
    expect(fitOf(wider, futures).density).toBe(1);
    expect(fitOf(wider, futures).coverage).toBeGreaterThan(0.9);
    expect(wider.high[2]).toBe(Infinity);
  });
});
