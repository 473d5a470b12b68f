import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../../src/data/data-set.ts';
import { InputError, orThrow } from '../../../src/domain/errors.ts';
import type { DataSet } from '../../../src/domain/tables.ts';
import { markDominated } from '../../../src/experiments/solve/frontier.ts';
import type { FrontierPoint } from '../../../src/experiments/solve/frontier.ts';
import { breaches, marginsOf } from '../../../src/experiments/solve/margins.ts';
import { solve } from '../../../src/experiments/solve/solve.ts';
import type { Solution } from '../../../src/experiments/solve/solve.ts';
import { solveTolerance } from '../../../src/experiments/solve/tolerance.ts';
import { study } from '../../../src/experiments/study.ts';
import type { StudyAnswer } from '../../../src/experiments/study.ts';
import { datesOfRun, runOfPath } from '../../../src/measures/headline.ts';
import { THREE_AREAS } from '../../data/temporary-folder.ts';
import { planOf, plainScenario } from '../../simulation/small-country.ts';

const UNTIL = 'P(shortfall_compliant residential >= 3 for 2 quarters) <= 5 % in R1 from 2030-04-01 to 2030-12-31';
const NO_MONEY = { mean: 0, low: 0, high: 0, p10: 0, p50: 0, p90: 0 };
const base = plainScenario('2031-03-31');
let data: DataSet;
let solution: Solution;
beforeAll(async () => {
  data = orThrow(await loadDataSet(THREE_AREAS));
  solution = await solve({ scenario: base, data, until: UNTIL, draws: 60, threads: 1, frontier: [0.05, 0.3] });
}, 240_000);

describe('a solution', () => {
  it('is kept on the draws that it was looked for with, and one place less is not', async () => {
    const breachesOf = async (scenario: typeof base): Promise<number> => {
      const plan = planOf(data, scenario);
      const { tolerance } = solution;
      const path = { ...tolerance.path, area_code: 'R1' };
      const [answer] = await study([{ plan, seed: 1, draws: 60 }], [path], { threads: 1 });
      return breaches(marginsOf(answer!, tolerance, 'R1', [tolerance.to])).reduce((sum, b) => sum + b, 0);
    };
    expect(solution.amounts[0]!.reduce((s, n) => s + n, 0)).toBeGreaterThan(0);
    expect(await breachesOf(base)).toBeGreaterThan(3);
    expect(await breachesOf(solution.scenario)).toBeLessThanOrEqual(3);
    const levers = solution.scenario.levers.map((lever, i) =>
      'places' in lever && i === 0 ? { places: { ...lever.places, places: lever.places.places - 1 } } : lever,
    );
    const fewer = levers.filter((lever) => !('places' in lever) || lever.places.places > 0);
    expect(await breachesOf({ ...base, levers: fewer })).toBeGreaterThan(3);
  }, 240_000);

  it('is checked on draws of its own, with the scenario that it hands back, and its money is that of those draws', async () => {
    const plan = planOf(data, solution.scenario);
    expect(solution.verified.planDigest).toBe(plan.digest);
    const paths = [
      { ...solution.tolerance.path, area_code: 'R1' },
      { measure: 'cost_capital', area_code: 'LAND', period: 'financial-year' as const },
    ];
    const without = planOf(data, base);
    const questions = [plan, without].map((p) => ({ plan: p, seed: 1, firstDraw: 2 ** 21, draws: 60 }));
    const [answer, usual] = await study(questions, paths, { threads: 1 });
    const { tolerance } = solution;
    const share = breaches(marginsOf(answer!, tolerance, 'R1', [tolerance.to])).reduce((s, b) => s + b, 0) / 60;
    expect(solution.verified.reached[0]!.share).toBe(share);
    const capital = (a: StudyAnswer): number => {
      const run = runOfPath(a.plan, a.grid, paths[1]!);
      let sum = 0;
      for (let d = 0; d < 60; d++) for (let k = 0; k < run.count; k++) sum += a.rows[d * a.grid.cells + run.first + k]!;
      return sum / 60;
    };
    const whole = solution.verified.wholeCosts.get('LAND')!;
    expect(whole.capital.mean).toBeCloseTo(capital(answer!) - capital(usual!), 3);
    expect(whole.capital.mean).toBeGreaterThan(100_000 * solution.amounts[0]!.reduce((s, n) => s + n, 0));
    const byYear = [...solution.verified.costs.get('LAND')!.values()].reduce((s, c) => s + c.capital.mean, 0);
    expect(byYear).toBeCloseTo(whole.capital.mean, 3);
  }, 240_000);

  it('has an interval of its own, and a frontier on which less risk costs more places', () => {
    const [total] = solution.totalIntervals;
    const amount = solution.amounts[0]!.reduce((s, n) => s + n, 0);
    expect(total!.low).toBeLessThanOrEqual(amount);
    expect(total!.high).toBeGreaterThanOrEqual(amount);
    expect(total!.high).toBeGreaterThan(total!.low);
    expect(solution.frontier.map((p) => p.tolerance)).toEqual([0.05, 0.3]);
    expect(solution.frontier[0]!.total).toBeGreaterThan(solution.frontier[1]!.total);
    expect(solution.frontier[0]!.reached.share).toBeLessThanOrEqual(solution.frontier[1]!.reached.share);
  });

  it('says that there is none, and what binds, where one place a year may open', async () => {
    const none = await solve({
      scenario: base,
      data,
      until: 'P(shortfall_compliant residential >= 1) <= 1 % in R1 from 2030-04-01 to 2030-12-31',
      draws: 40,
      threads: 1,
      mostAYear: 1,
    });
    expect(none.verdicts).toEqual(['no feasible answer']);
    expect(none.frontier).toEqual([]);
    expect(none.relaxed.map((r) => r.relaxed)).toContain('no bound on what opens in a year');
    expect(none.relaxed.find((r) => r.relaxed === 'no bound on what opens in a year')!.meets).toBe(true);
    expect(none.relaxed[0]!.meets).toBe(false);
  }, 240_000);
});

describe('a margin', () => {
  it('is the largest figure that is held as long as asked, less the threshold', async () => {
    const plan = planOf(data, base);
    const tolerance = solveTolerance(UNTIL.replace('in R1', 'in every region'), plan);
    expect(tolerance.areas).toEqual(plan.geography.regionCodes);
    const path = { ...tolerance.path, area_code: 'R1' };
    const [answer] = await study([{ plan, seed: 1, draws: 2 }], [path], { threads: 1 });
    const run = runOfPath(plan, answer!.grid, path);
    const figures = [9, 9, 4, 6, 5, 1];
    const from = datesOfRun(plan, run).findIndex((date) => date >= '2030-04-01');
    expect(datesOfRun(plan, run)[from]).toBe('2030-06-30');
    // Three quarters end from April to December 2030; what comes before them does not count.
    figures.forEach((v, k) => (answer!.rows[run.first + from - 2 + k] = v));
    expect(marginsOf(answer!, tolerance, 'R1', [tolerance.to]).map((m) => m[0])).toEqual([5 - 3]);
    expect(marginsOf(answer!, tolerance, 'R1', ['2030-09-30', tolerance.to]).map((m) => m[0])).toEqual([4 - 3, 5 - 3]);
    const strict = { ...tolerance, comparison: '>', threshold: 5 } as const;
    expect([...breaches(marginsOf(answer!, strict, 'R1', [tolerance.to]))][0]).toBe(0);
    const low = { ...tolerance, comparison: '<=', threshold: 4, running: 1 } as const;
    expect(marginsOf(answer!, low, 'R1', [tolerance.to])[0]![0]).toBe(0);
  });
});

describe('what is asked', () => {
  const ask = (until: string): string => {
    try {
      solveTolerance(until, planOf(data, base));
      return '';
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      return (error as Error).message;
    }
  };

  it('is refused in words where it cannot be answered', () => {
    expect(ask('mean of children_waiting residential <= 10')).toContain('a largest probability of something unwelcome');
    expect(ask('P(children_waiting residential >= 10) >= 10 %')).toContain('a largest probability');
    expect(ask('P(children_waiting residential >= 10) <= 10 % in any region')).toContain('cannot be aimed at');
    expect(ask('P(children_waiting residential >= 10) <= 10 % in Atlantis')).toContain('no such area');
    expect(ask('P(children_waiting residential >= 10) <= 10 % by 2040-04-01')).toContain('Only 0 periods');
    expect(ask('P(children_waiting residential >= 10 for 2 months) <= 10 % in R1')).toContain('recorded by quarter');
    expect(ask('P(children_waiting residentail >= 10) <= 10 %')).toContain('Did you mean residential?');
  });
});

describe('a frontier', () => {
  it('marks what another answer beats, and what is the same as that of a stricter tolerance', () => {
    const point = (tolerance: number, pounds: number, share: number): FrontierPoint => ({
      tolerance,
      total: 1,
      reached: { share, low: 0, high: 1 },
      area: 'R1',
      cost: { capital: { ...NO_MONEY, mean: pounds }, running: NO_MONEY },
      dominated: false,
    });
    const points = [
      point(0.05, 10, 0.04),
      point(0.1, 11, 0.05),
      point(0.2, 5, 0.2),
      point(0.3, 5, 0.2),
      point(0.5, 1, 0.4),
    ];
    expect(markDominated(points).map((p) => p.dominated)).toEqual([false, true, false, true, false]);
  });
});
