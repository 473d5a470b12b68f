import { beforeAll, describe, expect, it } from 'vitest';
import { fitHazards } from '../../../src/calibration/hazards/fit-hazards.ts';
import type { FittedHazard, HazardFit } from '../../../src/calibration/hazards/fit-hazards.ts';
import type { RegisterHistoryRow } from '../../../src/domain/tables.ts';
import { madeUpRegister, marches } from './made-up-register.ts';
import { chiSquareOfRanks, RANKED, rankOnce } from './simulation-based-calibration.ts';
import type { Ranked } from './simulation-based-calibration.ts';

const PLAN = { seed: 1, draws: 200, thin: 1, warmUp: 100 };

/** How many registers, or replications, are made up; more where the environment asks. */
const MORE = Number(process.env['MARKET_STABILITY_CALIBRATION'] ?? 1);

function byId(fit: HazardFit): Map<string, FittedHazard> {
  return new Map(fit.hazards.map((hazard) => [hazard.id, hazard]));
}

describe('fitHazards', () => {
  it('gives events over exposure, and its gamma interval, where one constant hazard is seen every day', () => {
    // 60 homes of one kind, 20 of which close on a known day: the closed form is Gamma(20, exposure), up to a wide prior.
    const rows: RegisterHistoryRow[] = madeUpRegister({
      seed: 5,
      services: 60,
      dates: ['2020-03-31'],
      sectors: ['for-profit'],
      hazards: () => ({ close: 0, transfer: 0, convert: 0 }),
    });
    const later = rows.map((row, i) => ({
      ...row,
      snapshot_date: '2021-03-31',
      ...(i < 20 ? { closed: '2020-09-29' } : {}),
    }));
    const same = [...rows, ...later].map((row) => ({ ...row, places: 4 }));
    const { low, central, high, events, years } = byId(fitHazards(same, { ...PLAN, draws: 2000 })).get(
      'hazard.close.for-profit',
    )!;
    expect(events).toBe(20);
    // 40 homes for 365 days and 20 for 182.
    expect(years).toBeCloseTo((40 * 365 + 20 * 182) / 365.25, 9);
    const rate = 20 / years;
    // R: qgamma(c(.025, .5, .975), 20) = 12.2165, 19.6678, 29.6709; the prior of two on the log scale moves them by about
    // one part in a hundred, years and 2,000 draws give a standard error of the quantiles of one to two parts in a hundred.
    expect(central / rate).toBeGreaterThan(0.9);
    expect(central / rate).toBeLessThan(1.05);
    expect(low / rate).toBeCloseTo(12.2165 / 20, 1);
    expect(high / rate).toBeCloseTo(29.6709 / 20, 0);
  });

  describe('on registers with known hazards, late entry, a gap, a partial list, slips and registrations anew', () => {
    const truth = {
      close: { 'for-profit': 0.06, 'local-authority': 0.04, 'not-for-profit': 0.1 },
      transfer: { 'for-profit': 0.05, 'local-authority': 0.02, 'not-for-profit': 0.03 },
    } as const;
    type Known = keyof typeof truth.close;
    const registers = 5 * MORE;
    const fits: HazardFit[] = [];
    beforeAll(() => {
      for (let r = 0; r < registers; r++) {
        const rows = madeUpRegister({
          seed: 1000 + r,
          services: 250,
          // No copy in 2018 and 2019; that of 2021 is known not to be complete.
          dates: [...marches(2015, 2017), ...marches(2020, 2023)],
          partial: ['2021-03-31'],
          openings: 0.08,
          slip: 0.02,
          reRegister: { rate: 0.06, told: (['previous', 'site', 'name'] as const)[r % 3]! },
          hazards: ({ sector }) => ({
            close: truth.close[sector as Known],
            transfer: truth.transfer[sector as Known],
            convert: 0.015,
          }),
        });
        fits.push(fitHazards(rows, PLAN));
      }
    });

    it('intervals of 95 % hold the truth about that often', () => {
      let held = 0;
      let all = 0;
      for (const fit of fits) {
        const found = byId(fit);
        const look = (id: string, value: number): void => {
          const { low, high } = found.get(id)!;
          all++;
          if (low <= value && value <= high) held++;
        };
        for (const [sector, value] of Object.entries(truth.close)) {
          look(`hazard.close.${sector}`, value);
          look(`hazard.close.${sector}.3-4`, value);
        }
        for (const [sector, value] of Object.entries(truth.transfer)) look(`hazard.transfer.${sector}`, value);
        look('hazard.convert.for-profit', 0.015);
      }
      // Four standard errors of a share of 50 intervals; those of one register hang together a little.
      expect(held / all).toBeGreaterThan(0.95 - 4 * Math.sqrt((0.95 * 0.05) / all));
    });

    it('the centre is not off to one side', () => {
      // Mean over registers and sectors of ln(centre / truth), beside its standard error from the intervals.
      const off: number[] = [];
      let variance = 0;
      for (const fit of fits) {
        for (const [sector, value] of Object.entries(truth.close)) {
          const { low, central, high } = byId(fit).get(`hazard.close.${sector}`)!;
          off.push(Math.log(central / value));
          variance += (Math.log(high / low) / 3.92) ** 2;
        }
      }
      const mean = off.reduce((sum, x) => sum + x, 0) / off.length;
      expect(Math.abs(mean)).toBeLessThan(4 * (Math.sqrt(variance) / off.length));
    });

    it('most registrations anew are told, whichever way the register tells them, and none of them twice', () => {
      for (const fit of fits) {
        const links = fit.parts[0]!.links.filter((link) => link.followed);
        expect(links.length).toBeGreaterThan(30);
        expect(new Set(links.map((link) => link.from)).size).toBe(links.length);
        expect(new Set(links.map((link) => link.to)).size).toBe(links.length);
        // The number of a registration begins with that of its place.
        const place = (id: string): string => id.split('-')[0]!;
        expect(links.filter((link) => place(link.from) !== place(link.to))).toEqual([]);
      }
    });

    it('the chain moved, without running off', () => {
      for (const { accepted, divergent } of fits.flatMap((fit) => fit.checks)) {
        expect(accepted).toBeGreaterThan(0.5);
        expect(divergent).toBeLessThan(0.1 * PLAN.draws);
      }
    });
  });

  it('ranks of the truth in the posterior are uniform', () => {
    const replications = 30 * MORE;
    const found = Array.from({ length: replications }, (_, i) => rankOnce(500 + i));
    for (const name of Object.keys(RANKED) as Ranked[]) {
      // Nine degrees of freedom; 33.7 is the point that one uniform sample in ten thousand passes.
      expect(chiSquareOfRanks(found.map((ranks) => ranks[name])), name).toBeLessThan(33.7);
    }
  });

  it('gives the same draws for the same history and seed, and others for another seed', () => {
    const rows = madeUpRegister({
      seed: 9,
      services: 40,
      dates: marches(2020, 2022),
      hazards: () => ({ close: 0.1, transfer: 0.1, convert: 0.05 }),
    });
    const short = { ...PLAN, draws: 20, warmUp: 20 };
    const one = fitHazards(rows, short);
    expect(fitHazards([...rows].reverse(), short).hazards).toEqual(one.hazards);
    expect(fitHazards(rows, { ...short, seed: 2 }).hazards[0]!.draws).not.toEqual(one.hazards[0]!.draws);
  });

  it('fits a country of 150 areas with most homes in one sector, a few in another and one area that goes', () => {
    const rows = madeUpRegister({
      seed: 11,
      services: 700,
      areas: 150,
      ownerServices: 6,
      sectors: [...Array<'for-profit'>(17).fill('for-profit'), 'local-authority', 'local-authority', 'not-for-profit'],
      dates: ['2019-01-15', '2019-07-01', '2021-03-31', '2021-09-30', '2022-12-31'],
      hazards: ({ sector }) => ({ close: sector === 'for-profit' ? 0.08 : 0.03, transfer: 0.04, convert: 0 }),
    });
    const fit = fitHazards(rows, PLAN);
    const found = byId(fit);
    const { low, high } = found.get('hazard.close.for-profit')!;
    expect(low).toBeLessThan(0.08);
    expect(high).toBeGreaterThan(0.08);
    // The thin sector leans on the others and says so by its width.
    const width = (id: string): number => Math.log(found.get(id)!.high / found.get(id)!.low);
    expect(width('hazard.close.not-for-profit')).toBeGreaterThan(2 * width('hazard.close.for-profit'));
    // No conversion was seen: the hazard is small, not zero, and its upper end is near three over the exposure.
    const convert = found.get('hazard.convert.for-profit')!;
    expect(convert.events).toBe(0);
    expect(convert.high).toBeLessThan(6 / convert.years);
    expect(convert.high).toBeGreaterThan(1 / convert.years);
  });
});
