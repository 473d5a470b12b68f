import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, ServiceRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { OPEN } from '../../src/simulation/constants.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const HOMES = 200;

/** A country of homes, each with an owner of its own unless told, and no law that asks anything of them. */
function homes(
  assumptions: Record<string, number>,
  sector: Sector = 'for-profit',
  owner?: (i: number) => string,
): DataSet {
  const services = Array.from({ length: HOMES }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `home-${i}`,
    sector,
    owner_id: owner?.(i) ?? `owner-${i}`,
    places: 3,
  }));
  return pureCountry(base, { services, assumptions });
}

/** Month in which each home gives notice, Infinity while it is open, by draw and home. */
function exits(data: DataSet, horizon: string, draws: number): number[][] {
  const found = Array.from({ length: draws }, () => new Array<number>(HOMES).fill(Infinity));
  eachMonth(planOf(data, plainScenario(horizon)), draws, ({ services, month }, draw) => {
    for (let s = 0; s < HOMES; s++)
      if (services.status[s] !== OPEN && found[draw]![s] === Infinity) found[draw]![s] = month;
  });
  return found;
}

describe('homes that leave the register at a steady rate', () => {
  it.each([
    ['for-profit', 'home_exit_for_profit'],
    ['local-authority', 'home_exit_local_authority'],
    ['not-for-profit', 'home_exit_not_for_profit'],
  ] as const)('%s: the share gone after t months is 1 - (1 - p)^(t / 12)', (sector, id) => {
    const draws = 50;
    const found = exits(homes({ [id]: 0.08 }, sector), '2034-03-31', draws).flat();
    for (const t of [1, 12, 60, 120]) {
      const expected = 1 - 0.92 ** (t / 12);
      const share = found.filter((month) => month < t).length / found.length;
      // Four standard errors of a share of 10,000 homes, each with luck of its own.
      expect(Math.abs(share - expected), `${t} months`).toBeLessThan(
        4 * Math.sqrt((expected * (1 - expected)) / found.length),
      );
    }
  });

  it('the size of the owner multiplies the rate of a for-profit home and of no other', () => {
    // Four homes an owner: a hazard of 0.5 times -ln(0.92) a year while two or more are left, then of once.
    const four = (i: number): string => `owner-${Math.floor(i / 4)}`;
    const assumptions = { home_exit_for_profit: 0.08, home_exit_local_authority: 0.08, home_exit_owner_size_2_5: 0.5 };
    const first = (sector: Sector): number => {
      const found = exits(homes(assumptions, sector, four), '2025-03-31', 60).flat();
      return found.filter((month) => month < 12).length / found.length;
    };
    // Between the rate of half and of the full hazard for one year; the few owners left with one home move it up a little.
    const half = 1 - 0.92 ** 0.5;
    const error = Math.sqrt((half * (1 - half)) / (60 * HOMES));
    expect(Math.abs(first('for-profit') - half)).toBeLessThan(4 * error + 0.001);
    expect(Math.abs(first('local-authority') - 0.08)).toBeLessThan(4 * Math.sqrt((0.08 * 0.92) / (60 * HOMES)));
  });

  it('a higher hazard lets no home leave later, and some earlier, in the same draw', () => {
    const low = exits(homes({ home_exit_for_profit: 0.05 }), '2034-03-31', 5).flat();
    const high = exits(homes({ home_exit_for_profit: 0.08 }), '2034-03-31', 5).flat();
    expect(low.filter((month, i) => high[i]! > month)).toEqual([]);
    expect(low.filter((month, i) => high[i]! < month).length).toBeGreaterThan(100);
  });

  it('an exit that is a change of owner keeps the home', () => {
    const found = exits(homes({ home_exit_for_profit: 0.3, home_exit_change_of_owner: 1 }), '2030-03-31', 3).flat();
    expect(found.every((month) => month === Infinity)).toBe(true);
  });
});

describe('openings', () => {
  it('of for-profit homes come at their yearly rate for each home, and compound', () => {
    // A birth process: N(t) has mean N(0) e^(r t) for a rate r a year, with openings that count from the month after.
    const draws = 150;
    const ends: number[] = [];
    const plan = planOf(homes({ home_openings_for_profit: 0.084 }), plainScenario('2027-03-31'));
    eachMonth(plan, draws, ({ services }, _draw, month) => {
      if (month === 36) ends.push(services.count);
    });
    const expected = HOMES * (1 + 0.084 / 12) ** 36;
    expect(Math.abs(mean(ends) - expected)).toBeLessThan(4 * Math.sqrt(sampleVariance(ends) / draws));
  });
});

describe('an agency', () => {
  it('leaves as one: its services in all areas go in the same month', () => {
    const services = Array.from({ length: 40 }, (_, i) => ({
      service_id: `row-${i}`,
      service_type: 'foster' as const,
      sector: 'for-profit' as const,
      owner_id: `agency-${i % 10}`,
      households: 10,
    }));
    const data = pureCountry(base, { services, assumptions: { agency_exit_for_profit: 0.2 } });
    const gone = new Array<number>(40).fill(Infinity);
    eachMonth(planOf(data, plainScenario('2034-03-31')), 1, (state) => {
      for (let s = 0; s < 40; s++) if (state.services.status[s] !== OPEN) gone[s] = Math.min(gone[s]!, state.month);
    });
    for (let agency = 0; agency < 10; agency++) {
      expect(new Set(gone.filter((_, i) => i % 10 === agency)).size, `agency ${agency}`).toBe(1);
    }
  });
});
