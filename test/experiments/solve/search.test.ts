import { describe, expect, it } from 'vitest';
import { leastSchedule } from '../../../src/experiments/solve/least-schedule.ts';
import { searchLeast } from '../../../src/experiments/solve/search.ts';
import type { Evaluate, SearchTask } from '../../../src/experiments/solve/search.ts';

/** Needs 1, 2, ... 100: a draw breaches while what is open, each place counting `worth`, is at most its need less 10. */
const need = (draws: number): Float64Array => Float64Array.from({ length: draws }, (_, d) => ((d * 37) % draws) + 1);

const task = (evaluate: Evaluate, parts: Partial<SearchTask> = {}): SearchTask => ({
  units: [[0]],
  segments: 1,
  most: 0.1,
  bounds: [[1000]],
  slope: 0.85,
  draws: [100, 100],
  rounds: [4, 8],
  evaluate,
  ...parts,
});

describe('the least schedule', () => {
  it('leaves as many draws over the threshold as may be, and not one more', () => {
    // Margins 1 to 100 and a slope of 1: ten may breach, so 90 and less must fall below 0, which takes 91 (90 is still 0).
    const margins = [need(100)];
    expect(leastSchedule([0], [{ margins, slopes: [1] }], 0.1)).toEqual([91]);
    expect(leastSchedule([0], [{ margins, slopes: [0.5] }], 0.1)).toEqual([181]);
    expect(leastSchedule([40], [{ margins: [need(100).map((m) => m - 40)], slopes: [1] }], 0.1)).toEqual([91]);
    // Two areas served by one unit: the one that needs more decides.
    const other = { margins: [need(100).map((m) => m + 20)], slopes: [1] };
    expect(leastSchedule([0], [{ margins, slopes: [1] }, other], 0.1)).toEqual([111]);
  });

  it('spreads the chance over segments, and closes nothing again', () => {
    // In the second segment other draws are worst: with ten breaches in each, twenty would breach in one or the other.
    const first = Float64Array.from({ length: 100 }, (_, d) => d + 1);
    const second = first.map((m) => 101 - m);
    const schedule = leastSchedule([0, 0], [{ margins: [first, second], slopes: [1, 1] }], 0.1);
    expect(schedule).toEqual([96, 96]);
    const easier = leastSchedule([0, 0], [{ margins: [first, first.map((m) => m - 50)], slopes: [1, 1] }], 0.1);
    expect(easier).toEqual([91, 91]);
    // Where the same draws are worst in both, nothing is lost by asking for both: ten may breach.
    expect(leastSchedule([0, 0], [{ margins: [first, first.map((m) => m + 30)], slopes: [1, 1] }], 0.1)).toEqual([
      91, 121,
    ]);
  });

  it('asks for nothing where the bound is met', () => {
    expect(leastSchedule([0], [{ margins: [need(100).map((m) => m - 95)], slopes: [1] }], 0.1)).toEqual([0]);
  });
});

describe('the search', () => {
  it('finds the least that meets the bound where each draw answers with a slope of its own', async () => {
    const worth = (d: number): number => 0.6 + (0.3 * ((d * 13) % 17)) / 16;
    const marginAt = (open: number, d: number, n: number): number =>
      Math.max(-10, need(n)[d]! - Math.floor(worth(d) * open) - 10);
    const evaluate: Evaluate = (open, draws) =>
      Promise.resolve([[Float64Array.from({ length: draws }, (_, d) => marginAt(open[0]![0]!, d, draws))]]);
    const breachesAt = (open: number): number =>
      Array.from({ length: 100 }, (_, d) => marginAt(open, d, 100)).filter((m) => m >= 0).length;
    let least = 0;
    while (breachesAt(least) > 10) least++;
    const result = await searchLeast(task(evaluate));
    expect(result.met).toEqual([true]);
    expect(result.open[0]![0]!).toBeGreaterThanOrEqual(least);
    // A fiftieth above the largest that failed is near enough.
    expect(result.open[0]![0]!).toBeLessThanOrEqual(Math.ceil(least * 1.02) + 1);
    expect(result.evaluations).toBeLessThanOrEqual(12);
  });

  it('finds what two units that help each other need together', async () => {
    // A fifth of what is open in one unit serves the other.
    const evaluate: Evaluate = (open, draws) =>
      Promise.resolve(
        [0, 1].map((u) => [need(draws).map((m) => m * (1 + u) - 0.8 * open[u]![0]! - 0.2 * open[1 - u]![0]! - 10)]),
      );
    const result = await searchLeast(task(evaluate, { units: [[0], [1]], bounds: [[1000], [1000]] }));
    expect(result.met).toEqual([true, true]);
    // Just met: 0.8 a + 0.2 b > 80 and 0.8 b + 0.2 a > 170, which a = 50 and b = 200 do with nothing to spare.
    expect(result.open[0]![0]!).toBeGreaterThanOrEqual(48);
    expect(result.open[0]![0]!).toBeLessThanOrEqual(54);
    expect(result.open[1]![0]!).toBeGreaterThanOrEqual(199);
    expect(result.open[1]![0]!).toBeLessThanOrEqual(205);
  });

  it('says that the bound is not met where what may be open is too little', async () => {
    const evaluate: Evaluate = (open, draws) => Promise.resolve([[need(draws).map((m) => m - open[0]![0]!)]]);
    const result = await searchLeast(task(evaluate, { bounds: [[30]] }));
    expect(result.met).toEqual([false]);
    expect(result.open).toEqual([[30]]);
  });

  it('comes down from far too much where the figure is at its least and tells nothing', async () => {
    const evaluate: Evaluate = (open, draws) =>
      Promise.resolve([[need(draws).map((m) => Math.max(0, m - open[0]![0]!) - 5)]]);
    // A figure of 5 or more is a breach: ten draws need 91 or more, so 86 are enough.
    const result = await searchLeast(task(evaluate, { start: [[900]], rounds: [0, 12] }));
    expect(result.met).toEqual([true]);
    expect(result.open[0]![0]!).toBeGreaterThanOrEqual(86);
    expect(result.open[0]![0]!).toBeLessThanOrEqual(88);
  });

  it('asks for nothing where nothing is needed', async () => {
    const evaluate: Evaluate = (open, draws) => Promise.resolve([[need(draws).map((m) => m - 200 - open[0]![0]!)]]);
    const result = await searchLeast(task(evaluate));
    expect(result).toMatchObject({ open: [[0]], met: [true], evaluations: 2 });
  });
});
