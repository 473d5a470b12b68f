import { describe, expect, it } from 'vitest';
import { kaplanMeier, logRank } from '../../../src/calibration/hazards/kaplan-meier.ts';
import type { Watched } from '../../../src/calibration/hazards/kaplan-meier.ts';

/** Times of a group; a censored one is negative. */
const group = (times: readonly number[]): Watched[] =>
  times.map((time) => ({ entry: 0, exit: Math.abs(time), event: time > 0 }));

// Freireich and others (1963), Blood 21: weeks of remission of children with leukaemia; R: MASS::gehan.
const MERCAPTOPURINE = group([
  6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35,
]);
const PLACEBO = group([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23]);

describe('kaplanMeier', () => {
  it('gives the curve of Freireich, as R survival does', () => {
    const steps = kaplanMeier(MERCAPTOPURINE);
    expect(steps.map((step) => step.time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
    const published = [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179];
    steps.forEach((step, i) => expect(step.survival).toBeCloseTo(published[i]!, 6));
    expect(steps.map((step) => step.atRisk)).toEqual([21, 17, 15, 12, 11, 7, 6]);
  });

  it('gives the log-log interval of Freireich at 10 weeks: R survfit(conf.type = "log-log") says 0.503 and 0.889', () => {
    const { low, high } = kaplanMeier(MERCAPTOPURINE)[2]!;
    expect(low).toBeCloseTo(0.5032, 4);
    expect(high).toBeCloseTo(0.8894, 4);
  });

  it('counts a late entrant only from its entry on', () => {
    // Five from zero; one enters at 2, after the first event and before the second.
    const steps = kaplanMeier([...group([1, 3, -4, -4, -4]), { entry: 2, exit: 4, event: false }]);
    expect(steps.map(({ atRisk }) => atRisk)).toEqual([5, 5]);
    expect(steps.at(-1)!.survival).toBeCloseTo((4 / 5) * (4 / 5), 12);
  });

  it('gives no step where nothing happens, and no interval at the ends of the scale', () => {
    expect(kaplanMeier(group([-3, -4]))).toEqual([]);
    const [last] = kaplanMeier(group([2, 2]));
    expect(last).toMatchObject({ survival: 0, low: NaN, high: NaN });
  });
});

describe('logRank', () => {
  it('gives the test of Freireich, as R survdiff does: 16.8 on one degree, 9 against 19.3 and 21 against 10.7 expected', () => {
    const { chiSquare, degrees, p, observed, expected } = logRank([MERCAPTOPURINE, PLACEBO]);
    expect(chiSquare).toBeCloseTo(16.79, 2);
    expect(degrees).toBe(1);
    expect(p).toBeCloseTo(4.17e-5, 6);
    expect(observed).toEqual([9, 21]);
    expect(expected[0]).toBeCloseTo(19.25, 2);
    expect(expected[1]).toBeCloseTo(10.75, 2);
  });

  it('gives the test of R survival::aml: 3.4 on one degree, p 0.0653', () => {
    const maintained = group([9, 13, -13, 18, 23, -28, 31, 34, -45, 48, -161]);
    const others = group([5, 5, 8, 8, 12, -16, 23, 27, 30, 33, 43, 45]);
    const { chiSquare, p } = logRank([maintained, others]);
    expect(chiSquare).toBeCloseTo(3.4, 2);
    expect(p).toBeCloseTo(0.0653, 4);
  });

  it('does not depend on the order of groups, and finds none between a group and itself', () => {
    const thirds = [MERCAPTOPURINE.slice(0, 7), MERCAPTOPURINE.slice(7), PLACEBO];
    expect(logRank(thirds).chiSquare).toBeCloseTo(logRank([thirds[2]!, thirds[0]!, thirds[1]!]).chiSquare, 9);
    expect(logRank([PLACEBO, PLACEBO]).chiSquare).toBeCloseTo(0, 9);
    expect(logRank([PLACEBO])).toMatchObject({ degrees: 0, p: 1 });
  });
});
