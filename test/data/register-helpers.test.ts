import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  apportion,
  checkFacts,
  chooser,
  drawOwners,
  ownerConcentration,
  sizesWithTotal,
  tiltToMean,
} from '../../src/data/register/index.ts';

const sumOf = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);

describe('apportion', () => {
  it('gives the seats of the textbook example of the largest remainder', () => {
    // Hamilton method, 100,000 votes and 10 seats: 47,000 16,000 15,800 12,000 6,100 3,100 gives 5 2 1 1 1 0.
    expect(apportion(10, [47000, 16000, 15800, 12000, 6100, 3100])).toEqual([5, 2, 1, 1, 1, 0]);
  });

  it('gives equal remainders to the earlier place', () => {
    expect(apportion(10, [1, 1, 2])).toEqual([3, 2, 5]);
  });

  it('adds up, stays within one of the exact share, and gives nothing to a weight of 0', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), weights, (total, w) => {
        fc.pre(sumOf(w) > 0);
        const parts = apportion(total, w);
        expect(sumOf(parts)).toBe(total);
        parts.forEach((part, k) => {
          expect(Math.abs(part - (total * w[k]!) / sumOf(w))).toBeLessThan(1 + 1e-9);
          if (w[k] === 0) expect(part).toBe(0);
        });
      }),
    );
  });

  it('refuses a fraction, a negative weight and weights that are all 0', () => {
    expect(() => apportion(1.5, [1])).toThrow(RangeError);
    expect(() => apportion(1, [2, -1])).toThrow(RangeError);
    expect(() => apportion(1, [NaN, 1])).toThrow(RangeError);
    expect(() => apportion(1, [0, 0])).toThrow(RangeError);
  });
});

describe('tiltToMean', () => {
  it('meets the mean and keeps the shape: ratios of neighbours all move by one factor', () => {
    const shares = [0.09, 0.216, 0.286, 0.211, 0.099, 0.058, 0.04];
    const sizes = [1, 2, 3, 4, 5, 6, 7];
    const tilted = tiltToMean(sizes, shares, 4);
    expect(sumOf(tilted)).toBeCloseTo(1, 12);
    expect(sumOf(tilted.map((share, k) => share * sizes[k]!))).toBeCloseTo(4, 9);
    const factors = sizes.slice(1).map((_, k) => tilted[k + 1]! / tilted[k]! / (shares[k + 1]! / shares[k]!));
    for (const factor of factors) expect(factor).toBeCloseTo(factors[0]!, 9);
  });

  it('refuses a mean at or beyond the ends', () => {
    expect(() => tiltToMean([1, 2], [1, 1], 2)).toThrow(RangeError);
    expect(() => tiltToMean([1, 2], [1, 0], 1.5)).toThrow(RangeError);
  });
});

describe('sizesWithTotal', () => {
  it('always adds up exactly, in rising order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.double({ min: 0.05, max: 0.95, noNaN: true }), (homes, part) => {
        const places = Math.round(homes * (1 + 6 * part));
        fc.pre(places > homes && places < 7 * homes);
        const sizes = sizesWithTotal(homes, places, [1, 2, 3, 4, 5, 6, 7], [9, 22, 29, 21, 10, 6, 4]);
        expect(sizes).toHaveLength(homes);
        expect(sumOf(sizes)).toBe(places);
        expect([...sizes].sort((a, b) => a - b)).toEqual(sizes);
      }),
    );
  });

  it('keeps the table when the table already has the mean', () => {
    expect(sizesWithTotal(4, 10, [1, 2, 3, 4], [1, 1, 1, 1])).toEqual([1, 2, 3, 4]);
  });
});

describe('chooser', () => {
  it('repeats itself for the same text and not for another', () => {
    const list = Array.from({ length: 50 }, (_, k) => k);
    expect(chooser('a').shuffle(list)).toEqual(chooser('a').shuffle(list));
    expect(chooser('a').shuffle(list)).not.toEqual(chooser('b').shuffle(list));
    expect([...chooser('a').shuffle(list)].sort((a, b) => a - b)).toEqual(list);
  });

  it('picks places about as often as their weights say, and never a weight of 0', () => {
    const choose = chooser('weights');
    const counts = [0, 0, 0];
    for (let k = 0; k < 6000; k++) counts[choose.pick([1, 0, 3])]! += 1;
    expect(counts[1]).toBe(0);
    // Three quarters of 6,000 with four standard errors either way (34 each).
    expect(Math.abs(counts[2]! - 4500)).toBeLessThan(4 * 34);
    expect(() => choose.pick([0, 0])).toThrow(RangeError);
  });

  it('keeps the numbers that the shipped register was made with', () => {
    // No-regression: a change here changes data/wales/services.csv and must be deliberate.
    const choose = chooser('fixed');
    expect([choose.next(), choose.next(), choose.next()].map((u) => Math.round(u * 1e6))).toEqual([540165, 726847, 272820]);
  });
});

describe('drawOwners', () => {
  const regions = ['N', 'S'].flatMap((region) => Array.from({ length: 30 }, () => region));
  const sizes = [10, 10, 10, 10, 5, 5, 5, 1, 1, 1, 1, 1];

  it('gives every owner exactly the homes asked for', () => {
    const owners = drawOwners(regions, sizes, 5, chooser('x'));
    expect(sizes.map((_, owner) => owners.filter((o) => o === owner).length)).toEqual(sizes);
  });

  it('keeps an owner in one region the more, the more nearby counts', () => {
    const together = (nearby: number): number => {
      const owners = drawOwners(regions, sizes, nearby, chooser('y'));
      const pairs = owners.flatMap((a, i) => owners.slice(i + 1).map((b, j) => [a === b, regions[i] === regions[i + 1 + j]]));
      const same = pairs.filter(([owner]) => owner);
      return same.filter(([, region]) => region).length / same.length;
    };
    expect(together(50)).toBeGreaterThan(together(1) + 0.15);
  });

  it('refuses sizes that do not add up', () => {
    expect(() => drawOwners(['N'], [2], 5, chooser('x'))).toThrow(RangeError);
  });
});

describe('checkFacts', () => {
  const fact = { fact_id: 'homes', value: 3, low: 2, high: 4 };

  it('counts the bounds as met and what is outside as missed', () => {
    for (const [gives, verdict] of [
      [2, 'met'],
      [4, 'met'],
      [1.99, 'missed'],
      [4.01, 'missed'],
    ] as const)
      expect(checkFacts([fact], { homes: gives })[0]!.verdict).toBe(verdict);
    expect(checkFacts([{ fact_id: 'homes', value: 3, low: 2 }], { homes: 900 })[0]!.verdict).toBe('met');
  });

  it('tells a fact without bounds for context, with the figure where there is one', () => {
    const open = { fact_id: 'homes', value: 3 };
    expect(checkFacts([open], {})[0]).toEqual({ fact: open, verdict: 'context' });
    expect(checkFacts([open], { homes: 7 })[0]).toEqual({ fact: open, gives: 7, verdict: 'context' });
  });

  it('refuses a bounded fact without a figure, and a figure without a fact', () => {
    expect(() => checkFacts([fact], {})).toThrow(/homes/);
    expect(() => checkFacts([fact], { homes: 3, places: 1 })).toThrow(/places/);
  });
});

describe('ownerConcentration', () => {
  it('counts owners from the number asked for, and an unknown owner as one of its own', () => {
    expect(ownerConcentration(['a', 'a', 'b', ''], 2)).toEqual({ owners: 1, share: 0.5, largest: 2 });
    expect(ownerConcentration([undefined, undefined], 2)).toEqual({ owners: 0, share: 0, largest: 1 });
    expect(ownerConcentration([], 1)).toEqual({ owners: 0, share: 0, largest: 0 });
  });
});
