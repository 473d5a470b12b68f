import { sampleCorrelation } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import { correlationMatrix, firstImpossible, normalCorrelation } from '../../src/assumptions/correlation.ts';
import { parameterValues, quantileOf } from '../../src/assumptions/sample.ts';
import { checkScenario } from '../../src/assumptions/scenario/check-scenario.ts';
import type { Correlation } from '../../src/assumptions/scenario/scenario.ts';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AssumptionRow, DataSet } from '../../src/domain/tables.ts';
import { normalCdf, normalQuantile } from '../../src/random/quantiles.ts';

let wales: DataSet;
let rows: readonly AssumptionRow[];
beforeAll(async () => {
  wales = orThrow(await loadShippedDataSet());
  rows = wales.assumptions;
});

const SETS = 4096;
const NAMED: Correlation[] = [
  { a: 'notice', b: 'staffed_share', rank: -0.6 },
  { a: 'notice', b: 'entries', rank: 0.35 },
  { a: 'entries', b: 'stay_scale', rank: 0.8 },
];
const at = (id: string): number => rows.findIndex((row) => row.id === id);

/** Values of some assumptions in many parameter sets. */
function values(correlations: readonly Correlation[], ids: readonly string[], sets = SETS): number[][] {
  const matrix = correlationMatrix(
    correlations,
    rows.map((row) => row.id),
  );
  const found = ids.map((): number[] => []);
  for (let set = 0; set < sets; set++) {
    const drawn = parameterValues(rows, 1, set, undefined, matrix);
    ids.forEach((id, k) => found[k]!.push(drawn[at(id)]!));
  }
  return found;
}

/** Ranks of numbers without ties. */
function ranks(list: readonly number[]): number[] {
  const order = list.map((_, i) => i).sort((i, j) => list[i]! - list[j]!);
  const out = new Array<number>(list.length);
  order.forEach((i, rank) => (out[i] = rank));
  return out;
}
const spearman = (a: readonly number[], b: readonly number[]): number => sampleCorrelation(ranks(a), ranks(b));

describe('rank correlations', () => {
  it('come out as asked, and as what follows from them for a pair that is not named', () => {
    const ids = ['notice', 'staffed_share', 'entries', 'stay_scale'];
    const [notice, staffed, entries, stay] = values(NAMED, ids) as [number[], number[], number[], number[]];
    // Asymptotic standard error of Spearman's rank correlation of Normal scores, at most 1 / sqrt(n) without correlation;
    // stratified sequences vary by up to a quarter more (see the test of their independence).
    const near = (found: number, asked: number): void =>
      expect(Math.abs(found - asked)).toBeLessThan(4 * (1.25 / Math.sqrt(SETS)));
    near(spearman(notice, staffed), -0.6);
    near(spearman(notice, entries), 0.35);
    near(spearman(entries, stay), 0.8);
    // Pairs left out are 0 exactly, not what the others would suggest.
    near(spearman(notice, stay), 0);
    near(spearman(staffed, entries), 0);
  });

  it('leave the distribution of each as it was: within the distance of Kolmogorov of a sample of this size', () => {
    const ids = ['staffed_share', 'entries', 'stay_scale'];
    const alone = values([], ids);
    values(NAMED, ids).forEach((list, k) => {
      // Quantiles of the values under the law, read off the distribution without correlations.
      const sorted = [...alone[k]!].sort((a, b) => a - b);
      let distance = 0;
      [...list]
        .sort((a, b) => a - b)
        .forEach((v, i) => {
          let below = 0;
          for (let step = SETS; step >= 1; step >>= 1)
            while (below + step <= SETS && sorted[below + step - 1]! <= v) below += step;
          distance = Math.max(distance, Math.abs((i + 1) / SETS - below / SETS));
        });
      // The critical distance of two samples at one in a thousand; the stratified one hardly differs from the law.
      expect(distance, ids[k]).toBeLessThan(1.95 * Math.sqrt(2 / SETS));
    });
  });

  it('change no bit of an assumption that is not named, nor of the first of a group, nor at rank 0', () => {
    const matrix = (correlations: Correlation[]): ReturnType<typeof correlationMatrix> =>
      correlationMatrix(
        correlations,
        rows.map((row) => row.id),
      );
    for (const set of [0, 1, 17, 999]) {
      const alone = parameterValues(rows, 1, set);
      const joined = parameterValues(rows, 1, set, undefined, matrix(NAMED));
      rows.forEach((row, i) => {
        const moved = ['notice', 'staffed_share', 'stay_scale'].includes(row.id);
        expect(Object.is(joined[i], alone[i]), row.id).toBe(!moved);
      });
      expect(parameterValues(rows, 1, set, undefined, matrix([...NAMED].reverse()))).toEqual(joined);
      const zero = NAMED.map((row) => ({ ...row, rank: 0 }));
      expect(parameterValues(rows, 1, set, undefined, matrix(zero))).toEqual(alone);
      expect(parameterValues(rows, 1, 'central', undefined, matrix(NAMED))).toEqual(
        parameterValues(rows, 1, 'central'),
      );
    }
  });

  it('a quantile that a design sets stays, and those correlated with it follow', () => {
    const matrix = correlationMatrix(
      [{ a: 'entries', b: 'notice', rank: 0.9 }],
      rows.map((row) => row.id),
    );
    const given = rows.map((row) => (row.id === 'notice' ? 0.95 : NaN));
    const entries: number[] = [];
    for (let set = 0; set < 400; set++) {
      const drawn = parameterValues(rows, 1, set, given, matrix);
      expect(drawn[at('notice')]).toBe(parameterValues(rows, 1, set, given)[at('notice')]);
      entries.push(drawn[at('entries')]!);
    }
    // Given a score z of the one, the other is Normal around r z: its median stands at that quantile.
    const middle = parameterValues(
      rows,
      1,
      0,
      rows.map((row) => (row.id === 'entries' ? normalCdf(normalCorrelation(0.9) * normalQuantile(0.95)) : NaN)),
    )[at('entries')]!;
    const below = entries.filter((v) => v < middle).length;
    expect(Math.abs(below - 200)).toBeLessThan(4 * Math.sqrt(400 / 4));
  });

  it('of a set are a function of seed and set alone', () => {
    expect(quantileOf(1, 'notice', 5)).toBe(quantileOf(1, 'notice', 5));
    expect(values(NAMED, ['notice'], 4)).toEqual([values(NAMED, ['notice'], 8)[0]!.slice(0, 4)]);
  });
});

describe('what cannot be', () => {
  const refusal = (correlations: unknown): string => {
    const checked = checkScenario({ name: 'x', title: 'X', correlations }, wales);
    return checked.ok ? 'accepted' : checked.problems.map((p) => `${p.value} | ${p.problem}`).join('\n');
  };

  it('is a matrix that is not positive definite, and the rows that clash are named', () => {
    const clash = [
      { a: 'transfer_months', b: 'owner_failure', rank: 0.2 },
      { a: 'notice', b: 'entries', rank: 0.6 },
      { a: 'entries', b: 'stay_scale', rank: 0.6 },
      { a: 'stay_scale', b: 'notice', rank: -0.9 },
    ];
    const text = refusal(clash);
    expect(text).toContain('contradict each other');
    expect(text).toContain('correlations[1] notice, entries 0.6; correlations[2]');
    expect(text).not.toContain('owner_failure');
    expect(refusal(clash.slice(0, 3))).toBe('accepted');
  });

  it('is a correlation that is possible by rank alone but not for the scores behind it', () => {
    // -1/2 three times is just singular for ranks; the scores behind it are at -.518.
    const three = [
      ['notice', 'entries'],
      ['entries', 'stay_scale'],
      ['stay_scale', 'notice'],
    ].map(([a, b]) => ({ a, b, rank: -0.49 }));
    expect(refusal(three)).toContain('contradict');
    expect(firstImpossible(correlationMatrix(three as Correlation[], ['entries', 'notice', 'stay_scale']))).toBe(2);
  });

  it('is a share of a group, a fixed quantity, and a rank of 1', () => {
    expect(refusal([{ a: 'notice', b: 'home_owner_intent_exit', rank: 0.3 }])).toContain('add to 1');
    expect(refusal([{ a: 'notice', b: 'entries', rank: 1 }])).toContain('no chance of their own');
  });
});

describe('the Normal distribution function', () => {
  it('gives the values of tables, also far out, and is the inverse of its quantile', () => {
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.8413447460685429, 14);
    expect(normalCdf(-6) / 9.865876450376946e-10).toBeCloseTo(1, 12);
    expect(normalCdf(-37) / 5.725571e-300).toBeCloseTo(1, 5);
    for (const p of [1e-9, 0.001, 0.3, 0.5, 0.77, 0.9999]) expect(normalCdf(normalQuantile(p)) / p).toBeCloseTo(1, 12);
    expect(normalCdf(50)).toBeLessThan(1);
  });
});
