import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { Laws } from './laws.ts';
import { planOf, plainScenario, randomScenario, randomSize, smallCountry, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

describe('conservation of children and places', () => {
  it('holds in every month of every draw, for random scenarios and random small countries', () => {
    fc.assert(
      fc.property(randomSize, randomScenario, fc.integer({ min: 0, max: 1000 }), (size, scenario, seed) => {
        const built = buildPlan(smallCountry(base, size), scenario);
        if (!built.ok) {
          // A country without any agency of the sector cannot recruit its carers: refused, and nothing else is.
          for (const problem of built.problems)
            expect(problem.column).toMatch(/^levers\[\d\](\.when\.then\[\d\])?\.carers\.sector$/);
          return;
        }
        const plan = built.value;
        const state = createState(plan);
        const laws = new Laws();
        for (let draw = 0; draw < 2; draw++) runDraw(state, seed, draw, laws);
        expect(laws.months).toBe(2 * 48);
      }),
      {
        numRuns: Number(process.env['LAW_RUNS'] ?? 60),
        endOnFailure: process.env['CI'] !== undefined || process.env['NO_SHRINK'] !== undefined,
      },
    );
  }, 120_000);

  it('holds for Wales as shipped', () => {
    const state = createState(planOf(base, plainScenario()));
    const laws = new Laws();
    runDraw(state, 1, 0, laws);
    expect(laws.months).toBe(144);
  }, 60_000);
});
