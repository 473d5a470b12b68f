import { mean, sampleStandardDeviation } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { PLACEMENT_TYPES } from '../../src/domain/vocabulary.ts';
import { PLACEMENT_TYPE_COUNT } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { childrenNow, withoutSpread } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const DRAWS = 64;

/** Children who need each placement type: what the market cannot change, whatever places there are. */
function needing(state: State): number[] {
  const found = new Array<number>(PLACEMENT_TYPE_COUNT).fill(0);
  state.counters.needing.forEach((n, i) => (found[i % PLACEMENT_TYPE_COUNT]! += n));
  return found;
}

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((s, v) => s + v, 0);

describe('Wales with a constant child population and every assumption at its central value', () => {
  const start: { all: number; needing: number[] } = { all: 0, needing: [] };
  const ends: { all: number; needing: number[] }[] = [];
  const midway: number[] = [];
  const unaccompanied: number[][] = [];
  beforeAll(() => {
    const plan = planOf({ ...base, population: [], assumptions: withoutSpread(base.assumptions) }, plainScenario());
    const state = createState(plan);
    for (let draw = 0; draw < DRAWS; draw++) {
      runDraw(state, 1, draw, {
        begin: (s) => Object.assign(start, { all: childrenNow(s), needing: needing(s) }),
        endMonth: (s) => {
          if (s.month === 71) midway.push(childrenNow(s));
          if (s.month % 36 === 35) (unaccompanied[(s.month - 35) / 36] ??= []).push(sum(s.counters.unaccompanied));
          if (s.month === 143) ends.push({ all: childrenNow(s), needing: needing(s) });
        },
      });
    }
  }, 240_000);

  it('has the same number of children after 72 and after 144 months, to less than 1 %', () => {
    for (const counts of [midway, ends.map((e) => e.all)]) {
      const change = counts.map((n) => n / start.all - 1);
      // The error of the mean must be small enough that a drift of 1 % would be seen: five times smaller.
      expect(sampleStandardDeviation(change) / Math.sqrt(DRAWS)).toBeLessThan(0.002);
      expect(Math.abs(mean(change))).toBeLessThan(0.01);
    }
  });

  it('has the 338 unaccompanied children of the baseline after 3, 6, 9 and 12 years, within the standard error', () => {
    expect(unaccompanied).toHaveLength(4);
    for (const counts of unaccompanied) {
      const error = sampleStandardDeviation(counts) / Math.sqrt(DRAWS);
      // 1 % of them: a drift of 4 % would be seen.
      expect(error).toBeLessThan(3.4);
      expect(Math.abs(mean(counts) - 338), `error ${error}`).toBeLessThan(4 * error);
    }
  });

  it('has the same number who need each placement type, to less than 5 %', () => {
    const table = PLACEMENT_TYPES.map((type, i) => {
      const change = ends.map((e) => e.needing[i]! / start.needing[i]! - 1);
      return { type, drift: mean(change), error: sampleStandardDeviation(change) / Math.sqrt(DRAWS) };
    });
    for (const { type, drift, error } of table) {
      // Secure care starts from a count and is then kept by referrals and beds; it is a market of its own.
      if (type === 'secure') continue;
      expect(error, type).toBeLessThan(0.015);
      expect(Math.abs(drift), type).toBeLessThan(0.05);
    }
  });
});
