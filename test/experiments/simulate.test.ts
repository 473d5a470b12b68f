import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { prepareRun } from '../../src/experiments/run.ts';
import { DRAWS_IN_BLOCK } from '../../src/experiments/draw-blocks.ts';
import { simulate } from '../../src/experiments/simulate.ts';
import type { Draws } from '../../src/experiments/simulate.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario } from '../simulation/small-country.ts';

let plan: Plan;
beforeAll(async () => {
  plan = planOf(orThrow(await loadDataSet(THREE_AREAS)), plainScenario('2025-03-31'));
});

/** All figures of all draws, one row a draw. */
function table(result: Draws): number[][] {
  const rows = Array.from({ length: result.draws }, () => [] as number[]);
  const column = new Float32Array(result.draws);
  for (let cell = 0; cell < result.grid.cells; cell++) {
    result.column(cell, column);
    column.forEach((value, d) => rows[d]!.push(value));
  }
  return rows;
}

describe('draws', () => {
  it('do not depend on how many are made, within a block and beyond it', async () => {
    const many = table(await simulate(plan, { draws: 2 * DRAWS_IN_BLOCK + 3, seed: 1, threads: 1 }));
    const few = table(await simulate(plan, { draws: 5, seed: 1, threads: 1 }));
    expect(many.slice(0, 5)).toEqual(few);
    expect(new Set(many.map((row) => row.join())).size).toBe(2 * DRAWS_IN_BLOCK + 3);
  });

  it('are told as they are done, and the last call says that all are', async () => {
    const told: string[] = [];
    const draws = DRAWS_IN_BLOCK + 1;
    await simulate(plan, { draws, seed: 1, threads: 1, onProgress: (done, all) => told.push(`${done} of ${all}`) });
    expect(told).toEqual([`${DRAWS_IN_BLOCK} of ${draws}`, `${draws} of ${draws}`]);
  });
});

describe('a run that is prepared in a script', () => {
  it.each([
    ['draws', { draws: 0 }],
    ['draws', { draws: Number.NaN }],
    ['seed', { seed: -1 }],
    ['seed', { seed: 1.5 }],
    ['threads', { threads: 0 }],
    ['threads', { threads: Number.NaN }],
  ])('refuses %s that cannot be: %o', async (option, wrong) => {
    const options = { scenario: 'as-legislated', dataDir: THREE_AREAS, out: 'nowhere', ...wrong };
    await expect(prepareRun(options)).rejects.toThrow(`--${option}: This is not a number that can be used here.`);
  });
});
