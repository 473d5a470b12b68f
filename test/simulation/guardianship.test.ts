import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { Lives } from './lives.ts';
import { childrenNow, eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const guardians = (exit_factor: number, from = '2025-04-01'): object => ({
  levers: [{ guardianship: { from, exit_factor } }],
});

describe('more or fewer children leave care to a special guardian', () => {
  it('speeds up leaving by their share of it: with one half to guardians, twice as many make leaving half as fast again', () => {
    const data = pureCountry(base, {
      children: [['other', '0', 20_000]],
      leavingPerMonth: 0.01,
      assumptions: { guardianship_share: 0.5 },
    });
    const left: number[] = [];
    eachMonth(planOf(data, plainScenario('2027-03-31', guardians(2))), 1, (state) => left.push(childrenNow(state)));
    // Children of one month stay with chance .99 before the lever and .99^1.5 after it, each on its own.
    const chance = 0.99 ** 12 * 0.99 ** (1.5 * 24);
    const error = Math.sqrt(chance * (1 - chance) * 20_000);
    expect(Math.abs(left[35]! - chance * 20_000)).toBeLessThan(4 * error);
    const before = 0.99 ** 12;
    expect(Math.abs(left[11]! - before * 20_000)).toBeLessThan(4 * Math.sqrt(before * (1 - before) * 20_000));
  });

  it('lets no child leave later than with a lower factor, and leaves who comes untouched', () => {
    const lives = (factor: number): Map<string, { left: number | undefined; born: number }> => {
      const seen = new Lives();
      runDraw(createState(planOf(base, plainScenario('2028-03-31', guardians(factor)))), 1, 0, seen);
      return new Map(seen.all.map((c) => [`${c.area} ${c.identity}`, { left: c.left, born: c.birth }] as const));
    };
    const [less, same, more] = [0.5, 1, 3].map(lives);
    let earlier = 0;
    expect([...more!.keys()].sort()).toEqual([...same!.keys()].sort());
    for (const [child, life] of same!) {
      const end = (l: number | undefined): number => l ?? Infinity;
      expect(more!.get(child)!.born).toBe(life.born);
      expect(end(more!.get(child)!.left)).toBeLessThanOrEqual(end(life.left));
      expect(end(life.left)).toBeLessThanOrEqual(end(less!.get(child)!.left));
      if (end(more!.get(child)!.left) < end(life.left)) earlier++;
    }
    expect(earlier).toBeGreaterThan(200);
  });
});
