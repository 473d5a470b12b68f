import { beforeAll, describe, expect, it } from 'vitest';
import { valueAt } from '../../../src/assumptions/distribution.ts';
import { loadShippedDataSet } from '../../../src/data/shipped.ts';
import { orThrow } from '../../../src/domain/errors.ts';
import type { AssumptionRow } from '../../../src/domain/tables.ts';
import { compoundDriver, sizeAt, stressDrivers } from '../../../src/experiments/stress/drivers.ts';
import type { Driver } from '../../../src/experiments/stress/drivers.ts';
import { peakOf, quartersUntilBack } from '../../../src/experiments/stress/n-minus-one.ts';
import { percentileOf } from '../../../src/experiments/stress/plausibility.ts';
import { bootstrapCounts } from '../../../src/experiments/stress/resample.ts';
import { pairedReverse, reverseStress } from '../../../src/experiments/stress/reverse.ts';
import type { ReverseAnswer, Shock, TryShocks } from '../../../src/experiments/stress/reverse.ts';
import { shiftedShare } from '../../../src/experiments/stress/shifted-share.ts';
import type { StressDates } from '../../../src/experiments/stress/stress-dates.ts';
import type { Tolerance } from '../../../src/experiments/stress/tolerances.ts';
import { plainScenario } from '../../simulation/small-country.ts';

const DRAWS = 400;
const COUNTS = bootstrapCounts(DRAWS, 200);
const COUNTS_OF_40 = bootstrapCounts(40, 200);

const driver = (id: string, none: number, most: number): Driver => ({
  id,
  title: id,
  unit: id,
  shown: 'number',
  none,
  most,
  shock: (s) => s,
});
const tolerance = (id: string, probability: number): Tolerance => ({
  id,
  title: id,
  amount: { of: 'headline', headline: { id, title: id, measure: 'children_waiting', over: 'mean' } },
  above: true,
  limit: 1,
  unit: 'children',
  probability,
  owner: 'nobody',
  reason: 'a test',
});

/** Tries shocks against a harm that grows with them: it comes in draw d once the harm passes what the draw withstands. */
function tries(harms: ((shock: Shock) => number)[]): TryShocks {
  const withstands = Float64Array.from({ length: DRAWS }, (_, d) => 0.75 + 0.5 * ((d * 0.6180339887498949) % 1));
  return (shocks) =>
    Promise.resolve(
      shocks.map((shock) => harms.map((harm) => Uint8Array.from(withstands, (w) => (harm(shock) >= w ? 1 : 0)))),
    );
}
const of = (shock: Shock, id: string): number => shock[id] ?? 0;

describe('the smallest shock of each driver', () => {
  it('comes in the unit of the driver, for each tolerance, with drivers that go down too', async () => {
    const drivers = [driver('up', 10, 20), driver('down', 1, 0.5), driver('weak', 0, 1)];
    // Half of the draws withstand a harm of 1: reached by half of `up`, and by eight tenths of `down`.
    const harm = (shock: Shock): number => 2 * of(shock, 'up') + 1.25 * of(shock, 'down') + 0.2 * of(shock, 'weak');
    const answers = await reverseStress(
      drivers,
      [tolerance('half', 0.5), tolerance('most', 0.9)],
      tries([harm, harm]),
      COUNTS,
      32,
    );
    const find = (d: string, t: string): ReverseAnswer =>
      answers.find((a) => a.driver.id === d && a.tolerance.id === t)!;
    // A step is a 32nd of the range, and what is read lies between two steps.
    expect(Math.abs(find('up', 'half').size! - 15)).toBeLessThan(10 / 32);
    expect(Math.abs(find('down', 'half').size! - 0.6)).toBeLessThan(0.5 / 32);
    expect(find('up', 'most').size!).toBeGreaterThan(find('up', 'half').size!);
    expect(find('down', 'half').low!).toBeGreaterThan(find('down', 'half').high!);
    expect(find('weak', 'half')).toMatchObject({ size: undefined, low: undefined });
    expect(find('weak', 'half').smallest.found).toBe('none');
  });

  it('tries no size twice, and all drivers together in rounds', async () => {
    const tried: Shock[] = [];
    let rounds = 0;
    const counted: TryShocks = (shocks) => {
      rounds++;
      tried.push(...shocks);
      return tries([(s) => 2 * of(s, 'a') + 1.5 * of(s, 'b')])(shocks);
    };
    await reverseStress([driver('a', 0, 1), driver('b', 0, 1)], [tolerance('half', 0.5)], counted, COUNTS, 32);
    expect(new Set(tried.map((s) => JSON.stringify(s))).size).toBe(tried.length);
    // Without, the first four sizes, and three halvings of a quarter of the range down to a 32nd.
    expect(rounds).toBe(5);
  });
});

describe('the frontier of a pair', () => {
  const drivers = [driver('a', 0, 1), driver('b', 0, 1)];
  const frontier = async (harm: (a: number, b: number) => number): Promise<number[]> => {
    const trying = tries([(shock) => harm(of(shock, 'a'), of(shock, 'b'))]);
    const [a, b] = await reverseStress(drivers, [tolerance('half', 0.5)], trying, COUNTS, 32);
    const [pair] = await pairedReverse([[a!, b!]], trying, COUNTS, 32);
    return pair!.points.map(({ needed }) => needed.size);
  };

  // The rays end at most at twice the straight line, so that a step is a 16th of it.
  it('is the straight line where harms add up', async () => {
    for (const needed of await frontier((a, b) => 2 * a + 4 * b)) expect(Math.abs(needed - 1)).toBeLessThan(1 / 16);
  });

  it('lies inside where they make each other worse, and outside where only the worse counts', async () => {
    // (2a)^.5 + (2b)^.5: at the middle (needed/2)^.5 * 2 = 1, so a quarter of each and half of the line in all.
    const inside = await frontier((a, b) => (Math.sqrt(2 * a) + Math.sqrt(2 * b)) ** 2);
    expect(Math.abs(inside[1]! - 0.5)).toBeLessThan(1 / 16);
    const outside = await frontier((a, b) => Math.max(2 * a, 2 * b));
    expect(Math.abs(outside[1]! - 2)).toBeLessThan(1 / 8);
    expect(Math.abs(outside[0]! - 4 / 3)).toBeLessThan(1 / 8);
  });

  it('gives the sizes of both drivers on it', async () => {
    const trying = tries([(shock) => 2 * of(shock, 'a') + 4 * of(shock, 'b')]);
    const [a, b] = await reverseStress(drivers, [tolerance('half', 0.5)], trying, COUNTS, 32);
    const [pair] = await pairedReverse([[a!, b!]], trying, COUNTS, 32);
    for (const { sizes } of pair!.points) expect(Math.abs(2 * sizes![0] + 4 * sizes![1] - 1)).toBeLessThan(1 / 16);
  });

  it('refuses pairs of several tolerances', async () => {
    const both = [tolerance('half', 0.5), tolerance('most', 0.9)];
    const trying = tries([(s) => 2 * of(s, 'a'), (s) => 2 * of(s, 'a')]);
    const answers = await reverseStress([drivers[0]!], both, trying, COUNTS, 8);
    await expect(pairedReverse([[answers[0]!, answers[1]!]], trying, COUNTS, 8)).rejects.toThrow(/one tolerance/);
  });
});

describe('quarters until waiting is back', () => {
  it('are counted from the shock to the first quarter after the peak with a tenth of it or less, twice running', () => {
    expect(quartersUntilBack([5, 20, 8, 2, 1, 0], 1)).toBe(4);
    expect(quartersUntilBack([5, 20, 8, 2, 3, 0, 0], 1)).toBe(6);
    expect(quartersUntilBack([5, 20, 8, 3, 1], 1)).toBe(5);
    expect(quartersUntilBack([5, 20, 8, 3, 3], 1)).toBe(Infinity);
  });

  it('are those of the mean over draws, and none where the rise cannot be told from chance', () => {
    // What goes either way in each draw has a highest quarter, but no clear one.
    const chance = Array.from({ length: 12 }, (_, q) =>
      Float64Array.from({ length: 40 }, (__, d) => 9 * Math.sin(1 + 12.9 * Math.floor(d / 2) + 78.2 * q)),
    );
    expect(peakOf(chance, COUNTS_OF_40)).toMatchObject({ clear: false, quartersBack: 0 });
    const rise = chance.map((quarter, q) => quarter.map((value) => value + ([0, 10, 30, 12, 2, 1][q] ?? 0)));
    const peak = peakOf(rise, COUNTS_OF_40);
    expect(peak).toMatchObject({ quarter: 3, clear: true });
    expect(peak.quartersBack).toBeGreaterThanOrEqual(5);
  });
});

describe('drivers', () => {
  let rows: readonly AssumptionRow[];
  let drivers: Driver[];
  const dates: StressDates = {
    ownerLeaves: '2027-04-01',
    delays: '2026-04-01',
    shock: '2028-04-01',
    monthsFromShock: 96,
    countedTo: '2032-03-31',
  };
  beforeAll(async () => {
    rows = orThrow(await loadShippedDataSet()).assumptions;
    drivers = stressDrivers(rows, plainScenario('2036-03-31'), dates);
  });
  const find = (id: string): Driver => drivers.find((d) => d.id === id)!;

  it('move a share on the scale of its distribution: every quantile the same way, by the same odds', () => {
    for (const id of ['transfer_succeeds', 'carer_leaving']) {
      const row = rows.find((r) => r.id === id)!;
      const spread = shiftedShare(row, 0.3) as { low: number; central: number; high: number };
      const moved = { ...row, ...spread };
      const odds = (p: number): number => p / (1 - p);
      const times = odds(0.3) / odds(row.central);
      for (const u of [0.02, 0.1, 0.5, 0.8, 0.99])
        expect(odds(valueAt(moved, u)) / odds(valueAt(row, u))).toBeCloseTo(times, 9);
    }
    expect(shiftedShare({ ...rows[0]!, distribution: 'fixed' }, 0.3)).toBe(0.3);
  });

  it('leave the scenario alone but for what they name', () => {
    const scenario = plainScenario('2036-03-31');
    for (const one of drivers) {
      const shocked = one.shock(scenario, sizeAt(one, 0.5));
      const added = shocked.events.length + Object.keys(shocked.assumptions).length;
      expect(added, one.id).toBe(scenario.events.length + Object.keys(scenario.assumptions).length + 1);
    }
    expect(compoundDriver(drivers).shock(scenario, 1).events).toHaveLength(scenario.events.length + 3);
  });

  it('are placed in the distribution of their own assumption', () => {
    // The shifted middle of a share at its own p10 and p90 is the tenth and ninetieth hundredth of its spread.
    const conversion = find('conversion');
    const row = rows.find((r) => r.id === 'transfer_succeeds')!;
    // 2,048 stratified sets are known within a thousandth or so.
    expect(percentileOf(conversion, rows, row.low!)).toBeCloseTo(0.9, 2);
    expect(percentileOf(conversion, rows, row.central)).toBeCloseTo(0.5, 2);
    const carers = find('carers-leaving');
    expect(percentileOf(carers, rows, rows.find((r) => r.id === 'carer_leaving')!.high!)).toBeCloseTo(0.95, 2);
    for (const one of drivers) {
      const places = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => percentileOf(one, rows, sizeAt(one, share))!);
      expect(
        [...places].sort((a, b) => a - b),
        one.id,
      ).toEqual(places);
    }
    expect(percentileOf(compoundDriver(drivers), rows, 1)).toBeUndefined();
  });
});
