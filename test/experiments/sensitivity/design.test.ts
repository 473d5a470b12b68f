import { describe, expect, it } from 'vitest';
import { answersOf, WrongAnswers } from '../../../src/experiments/sensitivity/design.ts';
import type { DesignAnswers, DesignFactor } from '../../../src/experiments/sensitivity/design.ts';
import { morrisDesign } from '../../../src/experiments/sensitivity/morris-design.ts';
import { MorrisAnalyser } from '../../../src/experiments/sensitivity/morris-effects.ts';
import { saltelliDesign } from '../../../src/experiments/sensitivity/saltelli-design.ts';
import { SobolAnalyser } from '../../../src/experiments/sensitivity/sobol-indices.ts';

const FACTORS: readonly DesignFactor[] = [
  { id: 'a', columns: [0] },
  { id: 'shares', columns: [1, 2] },
  { id: 'luck', columns: [], luck: true },
  { id: 'b', columns: [4] },
];
const morris = (trajectories: number, seed = 1): ReturnType<typeof morrisDesign> =>
  morrisDesign({ factors: FACTORS, width: 5, trajectories, levels: 4, range: [0.05, 0.95], seed });
const saltelli = (points: number, seed = 1): ReturnType<typeof saltelliDesign> =>
  saltelliDesign({ factors: FACTORS, width: 5, points, seed });

describe('a Morris design', () => {
  it('moves one factor in each step, luck last, and leaves columns of no factor alone', () => {
    const { points, lucks, moved, steps } = morris(8);
    const row = (r: number): number[] => [...points.subarray(r * 5, (r + 1) * 5)];
    for (let t = 0; t < 8; t++) {
      expect([...moved.subarray(t * 4, t * 4 + 4)].sort()).toEqual([0, 1, 2, 3]);
      expect(moved[t * 4 + 3]).toBe(2);
      for (let s = 0; s < 4; s++) {
        const [before, after] = [row(t * 5 + s), row(t * 5 + s + 1)];
        const changed = [0, 1, 2, 3, 4].filter((c) => !Object.is(before[c], after[c]));
        const factor = FACTORS[moved[t * 4 + s]!]!;
        expect(changed).toEqual(factor.columns);
        expect(lucks[t * 5 + s + 1]! - lucks[t * 5 + s]!).toBe(factor.luck === true ? 1 : 0);
        if (factor.columns.length === 1)
          expect((after[changed[0]!]! - before[changed[0]!]!) / 0.9).toBeCloseTo(steps[t * 4 + s]!, 12);
      }
      expect(row(t * 5)[3]).toBeNaN();
    }
  });

  it('begins each column at each level equally often, and goes up as often as down', () => {
    const { points, moved, steps } = morris(16);
    for (const c of [0, 1, 2, 4]) {
      const starts = Array.from({ length: 16 }, (_, t) => Math.round(((points[t * 25 + c]! - 0.05) / 0.9) * 3));
      expect([0, 1, 2, 3].map((level) => starts.filter((s) => s === level).length)).toEqual([4, 4, 4, 4]);
    }
    for (const f of [0, 3]) {
      const directions = [...steps].filter((_, i) => moved[i] === f).map(Math.sign);
      expect(directions.reduce((sum, d) => sum + d, 0)).toBe(0);
    }
  });
});

describe('a Saltelli design', () => {
  it('swaps the columns of one factor at a time between rows of two lucks', () => {
    const { points, lucks } = saltelli(4);
    for (let j = 0; j < 4; j++) {
      const row = (k: number): number[] => [...points.subarray((j * 6 + k) * 5, (j * 6 + k + 1) * 5)];
      const [a, b] = [row(0), row(1)];
      FACTORS.forEach((factor, f) => {
        expect(row(2 + f)).toEqual(a.map((v, c) => (factor.columns.includes(c) ? b[c]! : v)));
        expect(lucks[j * 6 + 2 + f]).toBe(factor.luck === true ? 2 * j + 1 : 2 * j);
      });
    }
  });

  it('has one point of A in each of 2^k strata of each column', () => {
    const { points } = saltelli(32);
    for (const c of [0, 1, 2, 4]) {
      const strata = Array.from({ length: 32 }, (_, j) => Math.floor(points[j * 30 + c]! * 32));
      expect(strata.sort((x, y) => x - y)).toEqual(Array.from({ length: 32 }, (_, i) => i));
    }
  });
});

describe.each([
  [
    'Morris',
    morris,
    (d: unknown, a: DesignAnswers, m: string) => new MorrisAnalyser(d as ReturnType<typeof morris>, a, m),
  ],
  [
    'Saltelli',
    saltelli,
    (d: unknown, a: DesignAnswers, m: string) => new SobolAnalyser(d as ReturnType<typeof saltelli>, a, m),
  ],
] as const)('any design (%s)', (_, make, analyse) => {
  it('is extended by a larger one, and follows from its seed', () => {
    const [small, large, again, other] = [make(4), make(8), make(4), make(4, 2)];
    expect(large.points.slice(0, small.points.length)).toEqual(small.points);
    expect(large.lucks.slice(0, small.rows)).toEqual(small.lucks);
    expect(again.digest).toBe(small.digest);
    expect(new Set([small.digest, large.digest, other.digest]).size).toBe(3);
  });

  it('refuses answers of another design, of another plan, in another order, or too few', () => {
    const design = make(4);
    const answers = answersOf(design, 'plan', () => 1);
    expect(() => analyse(design, answers, 'plan')).not.toThrow();
    expect(() => analyse(make(4, 2), answers, 'plan')).toThrow(WrongAnswers);
    expect(() => analyse(design, answers, 'another plan')).toThrow('another plan');
    const marks = answers.marks.slice();
    [marks[2], marks[3]] = [marks[3]!, marks[2]!];
    expect(() => analyse(design, { ...answers, marks }, 'plan')).toThrow('row 2');
    expect(() => analyse(design, { ...answers, marks: answers.marks.slice(1) }, 'plan')).toThrow('rows');
  });
});
