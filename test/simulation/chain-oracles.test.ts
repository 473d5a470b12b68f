import { mean, sampleCovariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { FOSTER, RESIDENTIAL } from '../../src/simulation/constants.ts';
import { expectedPath } from '../../src/simulation/expected/expected-path.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { childrenNow, eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

/*
 * Laws of a chain, met by the engine itself: foster and residential need are its two states, a step-up and a step-down its
 * moves, leaving care its way out and entries its source. Children of 10 to 15 may change need at any time, and for two
 * years none of them comes of age.
 */

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const HORIZON = '2026-03-31';
/** A yearly chance whose hazard, -ln(1 - p) / 12, is that of a monthly chance. */
const yearly = (monthly: number): number => 1 - (1 - monthly) ** 12;

/** Children who need foster and residential care at the end of some months, one pair a draw. */
function needs(
  plan: Plan,
  draws: number,
  months: readonly number[],
): Map<number, { foster: number[]; homes: number[] }> {
  const found = new Map(months.map((m) => [m, { foster: [] as number[], homes: [] as number[] }]));
  eachMonth(plan, draws, ({ counters }, _draw, month) => {
    const at = found.get(month);
    at?.foster.push(counters.needing[FOSTER]!);
    at?.homes.push(counters.needing[RESIDENTIAL]!);
  });
  return found;
}

describe('a chain with entries: m becomes M m + L, C becomes M C M^T + sum of m_j (diag p_j - p_j p_j^T) + diag L', () => {
  const leaves = 0.02;
  const up = 0.1;
  const down = 0.05;
  /** Columns of M: where a child with foster need is after a step, and one with residential need. */
  const foster = [(1 - leaves) * (1 - up), (1 - leaves) * up] as const;
  const homes = [(1 - leaves) * down, (1 - leaves) * (1 - down)] as const;
  const entries = [1.4, 0.6] as const;
  const draws = 3000;
  const steps = [1, 6, 12, 24];
  let plan: Plan;
  let found: ReturnType<typeof needs>;

  beforeAll(() => {
    const data = pureCountry(base, {
      children: [
        ['foster', '10-15', 60],
        ['residential', '10-15', 30],
      ],
      leavingPerMonth: leaves,
      entries: { '10-15': 24 },
      assumptions: { need_change: yearly(up), need_change_down: yearly(down) },
    });
    // The engine holds each area's own mix of needs: what it makes of the shares is what enters, whatever the shares are.
    plan = planOf(data, plainScenario(HORIZON));
    const share = plan.children.needCumulative.subarray(3 * 8, 4 * 8);
    share.fill(1);
    share[FOSTER] = entries[0] / 2;
    found = needs(plan, draws, steps);
  });

  /** Mean and covariance after a number of steps, by the law. */
  function law(step: number): { m: [number, number]; c: [number, number, number] } {
    let m: [number, number] = [60, 30];
    // Variance of foster need, of residential need, and their covariance.
    let c: [number, number, number] = [0, 0, 0];
    for (let t = 0; t < step; t++) {
      const through = (i: 0 | 1, j: 0 | 1): number =>
        foster[i] * foster[j] * c[0] +
        homes[i] * homes[j] * c[1] +
        (foster[i] * homes[j] + homes[i] * foster[j]) * c[2];
      const own = (i: 0 | 1): number => m[0] * foster[i] * (1 - foster[i]) + m[1] * homes[i] * (1 - homes[i]);
      c = [
        through(0, 0) + own(0) + entries[0],
        through(1, 1) + own(1) + entries[1],
        through(0, 1) - m[0] * foster[0] * foster[1] - m[1] * homes[0] * homes[1],
      ];
      m = [foster[0] * m[0] + homes[0] * m[1] + entries[0], foster[1] * m[0] + homes[1] * m[1] + entries[1]];
    }
    return { m, c };
  }

  it.each(steps)('means after %i steps', (step) => {
    const { m, c } = law(step);
    const at = found.get(step)!;
    expect(at.foster).toHaveLength(draws);
    // Four standard errors of a mean of so many draws, with the variance of the law.
    expect(Math.abs(mean(at.foster) - m[0])).toBeLessThan(4 * Math.sqrt(c[0] / draws));
    expect(Math.abs(mean(at.homes) - m[1])).toBeLessThan(4 * Math.sqrt(c[1] / draws));
  });

  it.each(steps)('variances and covariance after %i steps', (step) => {
    const { m, c } = law(step);
    const { foster: f, homes: h } = found.get(step)!;
    // Four standard errors of a sample covariance of values near to Normal, and of the fourth cumulant of counts, which is
    // at most their mean.
    const error = (a: number, b: number, ab: number, extra: number): number =>
      Math.sqrt((a * b + ab * ab) / (draws - 1) + extra / draws);
    expect(Math.abs(sampleCovariance(f, f) - c[0])).toBeLessThan(4 * error(c[0], c[0], c[0], m[0]));
    expect(Math.abs(sampleCovariance(h, h) - c[1])).toBeLessThan(4 * error(c[1], c[1], c[1], m[1]));
    expect(Math.abs(sampleCovariance(f, h) - c[2])).toBeLessThan(4 * error(c[0], c[1], c[2], Math.min(...m)));
  });

  it('the covariance is there to be seen: children who leave one need come to the other', () => {
    expect(law(6).c[2]).toBeLessThan(-3);
  });

  it('the expected path is the mean of the law, to the last digits', () => {
    const path = expectedPath(plan);
    for (let step = 1; step <= 24; step++) {
      const { m } = law(step);
      expect(path.monthly({ measure: 'children_needing', serviceType: 'foster' })[step - 1]).toBeCloseTo(m[0], 9);
      expect(path.monthly({ measure: 'children_needing', serviceType: 'residential' })[step - 1]).toBeCloseTo(m[1], 9);
    }
  });
});

describe('100 children of two needs, of whom a tenth passes over each step and a twentieth back', () => {
  const draws = 2000;
  const steps = [1, 2, 5, 10, 24];
  const law = (t: number): number => 100 / 3 + (200 / 3) * 0.85 ** t;
  let found: ReturnType<typeof needs>;
  beforeAll(() => {
    const data = pureCountry(base, {
      children: [['foster', '10-15', 100]],
      assumptions: { need_change: yearly(0.1), need_change_down: yearly(0.05) },
    });
    found = needs(planOf(data, plainScenario(HORIZON)), draws, steps);
  });

  it.each(steps)('after %i steps 100 / 3 + (200 / 3) 0.85^t are where they began, with a binomial variance', (step) => {
    const values = found.get(step)!.foster;
    const variance = (law(step) * (100 - law(step))) / 100;
    // Four standard errors of the mean and of the sample variance of a binomial near to Normal.
    expect(Math.abs(mean(values) - law(step))).toBeLessThan(4 * Math.sqrt(variance / draws));
    expect(Math.abs(sampleCovariance(values, values) - variance)).toBeLessThan(
      4 * variance * Math.sqrt(2 / (draws - 1)),
    );
    // Nobody leaves: the other need holds the rest in every draw.
    found.get(step)!.homes.forEach((n, d) => expect(n + values[d]!).toBe(100));
  });
});

describe('arrivals of 0.2 a step and a leaving chance of 0.01', () => {
  // From zero the count is Poisson with mean 0.2 (1 - 0.99^t) / 0.01: 19.490 after 365 steps. Nobody stays past 18, so the
  // engine can follow a child for 216 steps at most: the law is met at 60, 120 and 200, where the mean is 17.320.
  const law = (t: number): number => (0.2 * (1 - 0.99 ** t)) / 0.01;
  const draws = 1500;
  const steps = [60, 120, 200];
  const found = new Map(steps.map((step) => [step, [] as number[]]));
  beforeAll(() => {
    const data = pureCountry(base, { children: [['other', '0', 0]], entries: { '0': 2.4 }, leavingPerMonth: 0.01 });
    eachMonth(planOf(data, plainScenario('2040-11-30')), draws, (state, _draw, month) => {
      found.get(month)?.push(childrenNow(state));
    });
  });

  it('the law is the published one', () => {
    expect(law(365)).toBeCloseTo(19.49, 3);
    expect(law(200)).toBeCloseTo(17.32, 2);
  });

  it.each(steps)('mean = variance after %i steps', (step) => {
    const values = found.get(step)!;
    expect(values).toHaveLength(draws);
    // Four standard errors: of a mean, and of a sample variance of Poisson counts (2 v^2 / (n - 1) + v / n).
    expect(Math.abs(mean(values) - law(step))).toBeLessThan(4 * Math.sqrt(law(step) / draws));
    const error = Math.sqrt((2 * law(step) ** 2) / (draws - 1) + law(step) / draws);
    expect(Math.abs(sampleCovariance(values, values) - law(step))).toBeLessThan(4 * error);
  });
});
