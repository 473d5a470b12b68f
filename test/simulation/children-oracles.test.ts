import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { AGE_BANDS, ageBandIndex } from '../../src/domain/vocabulary.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { kaplanMeier, Lives } from './lives.ts';
import type { Life } from './lives.ts';
import { childrenNow, eachMonth, pureCountry } from './pure-country.ts';
import type { Parts } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

/** Children at the end of each month asked for, one a draw. */
function stocks(parts: Parts, horizon: string, draws: number, months: readonly number[]): Map<number, number[]> {
  const found = new Map(months.map((m) => [m, [] as number[]]));
  eachMonth(planOf(pureCountry(base, parts), plainScenario(horizon)), draws, (state, _draw, month) => {
    found.get(month)?.push(childrenNow(state));
  });
  return found;
}

/** Standard error of a mean over draws, and of a sample variance of values that are near to Normal. */
const meanError = (values: number[]): number => Math.sqrt(sampleVariance(values) / values.length);
const varianceError = (variance: number, draws: number): number => variance * Math.sqrt(2 / (draws - 1));

function oneDraw(data: DataSet, horizon: string): Life[] {
  const plan = planOf(data, plainScenario(horizon));
  const lives = new Lives();
  runDraw(createState(plan), 1, 0, lives);
  return lives.all;
}

describe('a closed cohort of 100 children of whom a tenth leaves each step', () => {
  // Binomial law; the variance of 22.710 at step 10 is the one that a published forecasting tool gets wrong (58.6).
  const draws = 2000;
  let left: Map<number, number[]>;
  beforeAll(() => {
    const parts: Parts = { children: [['other', '0', 100]], leavingPerMonth: 0.1 };
    left = stocks(parts, '2026-04-30', draws, [1, 2, 5, 10, 25]);
  });

  it.each([
    [1, 90],
    [2, 81],
    [5, 59.05],
    [10, 34.87],
    [25, 7.18],
  ])('after %i steps %f are left on average', (month, expected) => {
    const values = left.get(month)!;
    expect(values).toHaveLength(draws);
    // Four standard errors of the mean over the draws, and half a unit of the last digit printed.
    expect(Math.abs(mean(values) - expected)).toBeLessThan(4 * meanError(values) + 0.005);
  });

  it('the variance after ten steps is 22.710', () => {
    const variance = sampleVariance(left.get(10)!);
    expect(Math.abs(variance - 22.71)).toBeLessThan(4 * varianceError(22.71, draws));
  });
});

describe('immigration and death from zero', () => {
  // Two arrivals a step and a leaving chance of 0.01: ten times the oracle of 0.2 arrivals, whose law is exact for any size.
  const law = (step: number): number => (2 * (1 - 0.99 ** step)) / 0.01;
  const draws = 1000;
  let counts: Map<number, number[]>;
  beforeAll(() => {
    const parts: Parts = { children: [['other', '0', 0]], entries: { '0': 24 }, leavingPerMonth: 0.01 };
    counts = stocks(parts, '2041-03-31', draws, [1, 60, 144, 200]);
  });

  it('the law used here is the published one: 19.490 after 365 steps with 0.2 arrivals', () => {
    expect(law(365) / 10).toBeCloseTo(19.49, 3);
  });

  it.each([1, 60, 144, 200])('mean and variance after %i steps are those of the Poisson law', (step) => {
    const values = counts.get(step)!;
    expect(values).toHaveLength(draws);
    // Four standard errors. The variance of a sample variance of Poisson counts has the extra term mean / n.
    expect(Math.abs(mean(values) - law(step))).toBeLessThan(4 * Math.sqrt(law(step) / draws));
    const error = Math.sqrt(varianceError(law(step), draws) ** 2 + law(step) / draws);
    expect(Math.abs(sampleVariance(values) - law(step))).toBeLessThan(4 * error);
  });
});

describe("Little's law: children = entries a month x mean stay in months", () => {
  it('holds for a market in balance', () => {
    // Ten entries a month that stay 20 months on average; after 200 months the start is forgotten (0.95^200 = 4e-5).
    const parts: Parts = { children: [['other', '0', 0]], entries: { '0': 120 }, leavingPerMonth: 0.05 };
    const values = stocks(parts, '2041-03-31', 400, [200]).get(200)!;
    expect(Math.abs(mean(values) - 200)).toBeLessThan(4 * meanError(values));
    expect(meanError(values)).toBeLessThan(1);
  });

  it('holds to the child along every path: months spent in care are the sum of the stocks', () => {
    const plan = planOf(base, plainScenario());
    const lives = new Lives();
    runDraw(createState(plan), 1, 0, lives);
    // A child is there at the end of each month from its entry, or the first, to the one before it leaves.
    const months = lives.all.reduce((sum, c) => sum + (c.left ?? plan.months) - Math.max(0, c.entry), 0);
    expect(lives.stocks.reduce((sum, n) => sum + n, 0)).toBe(months);
    expect(lives.stocks).toHaveLength(144);
  });
});

describe('stays follow the table', () => {
  it('the estimator gives the published survival of the 6-MP group of Freireich (1963), as R does', () => {
    const events = [6, 6, 6, 7, 10, 13, 16, 22, 23].map((time) => ({ time, event: true }));
    const seen = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map((time) => ({ time, event: false }));
    const steps = kaplanMeier([...events, ...seen]);
    expect(steps.map((s) => s.time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const published = [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179];
    steps.forEach((s, i) => expect(s.share).toBeCloseTo(published[i]!, 6));
  });

  it('for those who enter, in every age band', () => {
    const entries = Object.fromEntries(AGE_BANDS.map((band) => [band, 12_000]));
    const data = pureCountry(base, { stays: base.stays, entries, assumptions: { entry_newborn_share: 0.5 } });
    const lives = oneDraw(data, '2030-03-31').filter((c) => c.entry >= 0 && c.entry < 12);
    const survival = planOf(data, plainScenario()).children.survival;
    AGE_BANDS.forEach((band, b) => {
      const own = lives.filter((c) => ageBandIndex(c.entry - c.birth) === b);
      expect(own.length).toBeGreaterThan(11_000);
      const steps = kaplanMeier(own.map(timeOf));
      for (const k of [1, 2, 3, 6, 12, 18, 24, 36, 48, 60]) {
        // No child of 16 or 17 at entry can be seen longer than two years.
        if (band === '16-17' && k > 18) continue;
        const step = steps.filter((s) => s.time <= k).at(-1)!;
        const expected = survival[b * 217 + k]!;
        expect(Math.abs(step.share - expected), `${band} after ${k} months`).toBeLessThan(4 * step.error);
      }
    });
  });

  it('for those there at the start, whatever their elapsed stay: what is left of a steady stay is steady', () => {
    const data = pureCountry(base, { children: [['other', '1-4', 20_000]], leavingPerMonth: 0.04 });
    const lives = oneDraw(data, '2028-03-31');
    const elapsed = lives.map((c) => -1 - c.entry);
    expect(Math.max(...elapsed)).toBeGreaterThan(24);
    for (const group of [lives.filter((_, i) => elapsed[i]! < 6), lives.filter((_, i) => elapsed[i]! >= 12)]) {
      for (const k of [1, 12, 36]) {
        const expected = 0.96 ** k;
        const share = group.filter((c) => c.left === undefined || c.left >= k).length / group.length;
        // Four standard errors of a share of so many children.
        expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / group.length));
      }
    }
  });
});

describe('what is left of a stay at the start', () => {
  it('is the table from the elapsed month on, for several ages and stays that are not memoryless', () => {
    const bands = ['1-4', '5-9', '10-15'] as const;
    const data = pureCountry(base, {
      children: bands.map((band) => ['kinship', band, 12_000] as const).map((c) => [...c]),
      stays: base.stays,
      // The elapsed stays of the start are those that steady entries would have left.
      entries: { '0': 400, '1-4': 300, '5-9': 300, '10-15': 500 },
      assumptions: { entry_newborn_share: 0.5 },
    });
    const plan = planOf(data, plainScenario('2027-03-31'));
    const beyond = (life: Life, months: number): number => {
      const at = ageBandIndex(life.entry - life.birth) * 217;
      return plan.children.survival[at + months]!;
    };
    const lives = oneDraw(data, '2027-03-31').filter((c) => c.entry < 0);
    expect(lives).toHaveLength(36_000);
    let groups = 0;
    for (const [from, to] of [
      [0, 6],
      [6, 24],
      [24, 60],
      [60, 216],
    ] as const) {
      for (const band of [1, 2, 3]) {
        const group = lives.filter(
          (c) => -1 - c.entry >= from && -1 - c.entry < to && ageBandIndex(-1 - c.birth) === band && c.birth > -180,
        );
        if (group.length < 200) continue;
        groups++;
        for (const k of [1, 6, 12, 24, 36]) {
          const chances = group.map((c) => beyond(c, -1 - c.entry + k) / beyond(c, -1 - c.entry));
          const expected = chances.reduce((sum, p) => sum + p, 0);
          const there = group.filter((c) => c.left === undefined || c.left >= k).length;
          // Four standard errors of a sum of independent yeses and noes, each with a chance of its own.
          const error = Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
          expect(Math.abs(there - expected), `${from} to ${to} months, band ${band}, after ${k}`).toBeLessThan(
            4 * error,
          );
        }
      }
    }
    expect(groups).toBeGreaterThan(8);
  });
});

/** Months seen in care, and whether the child left of itself: an 18th birthday ends the watching before the month it falls in. */
function timeOf(c: Life): { time: number; event: boolean } {
  if (c.left === undefined) return { time: 72 - 1 - c.entry, event: false };
  const adult = c.left - c.birth >= 216;
  return { time: c.left - c.entry - (adult ? 1 : 0), event: !adult };
}

describe('the 18th birthday', () => {
  it('is the month in which a child leaves whose stay has no other end', () => {
    const data = pureCountry(base, { children: [['other', '16-17', 500]], entries: { '16-17': 600 } });
    const lives = oneDraw(data, '2027-03-31');
    const gone = lives.filter((c) => c.birth + 216 < 36);
    expect(gone.length).toBeGreaterThan(500);
    for (const c of lives) expect(c.left).toBe(c.birth + 216 < 36 ? c.birth + 216 : undefined);
  });

  it('of a child aged 17 years and 11 months at the start is in the first month', () => {
    const data = pureCountry(base, { children: [['other', '16-17', 500]] });
    const oldest = oneDraw(data, '2024-09-30').filter((c) => c.birth === -216);
    expect(oldest.length).toBeGreaterThan(0);
    for (const c of oldest) expect(c.left).toBe(0);
  });

  it('is never passed: nobody of 216 months is looked after at the end of a month', () => {
    const plan = planOf(base, plainScenario('2027-03-31'));
    let oldest = 0;
    eachMonth(plan, 1, ({ children, month }) => {
      for (let c = 0; c < children.count; c += CHILD_ROW)
        if (children.present[c] === 1) oldest = Math.max(oldest, month - children.birth[c]!);
    });
    expect(oldest).toBe(215);
  });
});
