import { sampleStandardDeviation, sum } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { CLOSED, OPEN, WINDING_DOWN } from '../../src/simulation/constants.ts';
import type { Counters } from '../../src/simulation/counters.ts';
import { erlangB } from './erlang.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

describe('a secure home that closes by an event', () => {
  it('admits nobody from its notice on, lets its children go when it closes, and every later referral finds nothing', () => {
    const data = pureCountry(base, {
      children: [['residential', '10-15', 200]],
      services: [
        { service_id: 'secure', service_type: 'secure', sector: 'local-authority', places: 6 },
        { service_id: 'home', places: 400 },
      ],
      assumptions: {
        secure_referrals: 120,
        secure_stay: 6,
        secure_places: 6,
        secure_welfare_places: 6,
        secure_refused_for_fit: 0,
        secure_outside_offer: 0,
        secure_other_demand: 0,
      },
    });
    const close = { date: '2025-04-01', service_type: 'secure' as const, share: 1, notice_months: 3 };
    let occupied = Infinity;
    let before = { referrals: 0, refused: 0 };
    eachMonth(planOf(data, plainScenario('2026-03-31', { events: [{ close }] })), 1, (state, _draw, month) => {
      const { services, counters } = state;
      const now = { referrals: counters.secureReferrals[0]!, refused: counters.secureRefused[0]! };
      if (month < 12) expect(services.status[0]).toBe(OPEN);
      // Ten referrals a month for six beds: full, and all six are children of the country.
      if (month === 12) expect(services.occupied[0]).toBe(6);
      if (month > 12) {
        expect(services.status[0]).toBe(month < 16 ? WINDING_DOWN : CLOSED);
        expect(services.occupied[0]).toBeLessThanOrEqual(occupied);
        expect(now.refused - before.refused).toBe(now.referrals - before.referrals);
        occupied = services.occupied[0]!;
      }
      if (month >= 16) expect(occupied + services.registered[0]! + state.secure.occupied).toBe(0);
      before = now;
    });
    expect(before.referrals).toBeGreaterThan(100);
  });
});

describe('secure care without refusals for fit, from its own children alone, is a loss system', () => {
  it('the formula used here gives the published values', () => {
    expect(erlangB(1, 1)).toBeCloseTo(1 / 2, 12);
    expect(erlangB(2, 1)).toBeCloseTo(1 / 5, 12);
    expect(erlangB(5, 3)).toBeCloseTo(0.110054347826, 11);
    expect(erlangB(10, 5)).toBeCloseTo(0.0183845703366482, 14);
    expect(erlangB(10, 10)).toBeCloseTo(0.214582343107, 11);
  });

  // The formula holds for stays of any shape: all alike (spread 0), exponential (1), and with a tail that is longer still.
  // The mean is half a month, so that the empty start is forgotten after a year; the next year and a half are counted.
  it.each([
    [5, 3, 0],
    [5, 3, 1],
    [5, 3, 1.5],
    [2, 1, 1.2],
    [10, 10, 0],
  ])('%i beds, a load of %i and a spread of stays of %d', (beds, load, spread) => {
    const stay = 0.5;
    const data = pureCountry(base, {
      // Children from 13 years on can be referred; none of these leaves or comes of age while the test looks.
      children: [['residential', '10-15', 400]],
      services: [
        { service_id: 'secure', service_type: 'secure', sector: 'local-authority', places: beds },
        { service_id: 'home', places: 400 },
      ],
      assumptions: {
        secure_referrals: (load / stay) * 12,
        secure_stay: stay,
        secure_stay_spread: spread,
        secure_places: beds,
        secure_welfare_places: beds,
        secure_refused_for_fit: 0,
        secure_outside_offer: 0,
        secure_substitute: 1,
        secure_other_demand: 0,
      },
    });
    const draws = 120;
    const counted: { referrals: number; refused: number }[] = [];
    const read = (counters: Counters): (typeof counted)[number] => {
      return { referrals: counters.secureReferrals[0]!, refused: counters.secureRefused[0]! };
    };
    let substituted = 0;
    let before = { referrals: 0, refused: 0 };
    eachMonth(planOf(data, plainScenario('2026-09-30')), draws, ({ counters }, _draw, month) => {
      const now = read(counters);
      if (month === 12) before = now;
      if (month === 30) substituted += counters.secureSubstituted[0]! / Math.max(1, now.refused) / draws;
      if (month === 30)
        counted.push({ referrals: now.referrals - before.referrals, refused: now.refused - before.refused });
    });
    // Nearly every child lives in the home, where more staff stand in; one who left secure care this month does not yet.
    expect(substituted).toBeGreaterThan(0.9);
    expect(substituted).toBeLessThanOrEqual(1);
    const referrals = sum(counted.map((c) => c.referrals));
    // All referrals found a child: the number is that of a Poisson stream of 18 months.
    const expected = draws * 18 * (load / stay);
    expect(Math.abs(referrals - expected)).toBeLessThan(4 * Math.sqrt(expected));
    // Refused over referred, never the mean of the shares of single draws, which comes out too low. Its standard error is
    // that of a ratio of sums over draws that have nothing in common.
    const share = sum(counted.map((c) => c.refused)) / referrals;
    const error =
      sampleStandardDeviation(counted.map((c) => c.refused - share * c.referrals)) * (Math.sqrt(draws) / referrals);
    expect(Math.abs(share - erlangB(beds, load))).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.01);
  });
});
