import { sampleStandardDeviation, sum } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lever } from '../../src/assumptions/scenario/levers.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { FOR_PROFIT, FOSTER, LOCAL_AUTHORITY, NOT_FOR_PROFIT, SECURE } from '../../src/simulation/constants.ts';
import { SECTOR_COUNT, SERVICE_TYPE_COUNT } from '../../src/simulation/constants.ts';
import { COUNT_HOUSEHOLDS, COUNT_REGISTERED, PLACE_COUNTS } from '../../src/simulation/place-counts.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import type { State } from '../../src/simulation/state.ts';
import { erlangB } from './erlang.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

/** One count of places in an area, by type and sector. */
function places(state: State, area: number, type: number, sector: number, count = COUNT_REGISTERED): number {
  return state.counters.places[((area * SERVICE_TYPE_COUNT + type) * SECTOR_COUNT + sector) * PLACE_COUNTS + count]!;
}

const lever = (parts: object): { levers: Lever[] } => ({
  levers: [
    { places: { area: 'A', service_type: 'foster', sector: 'local-authority', places: 45, ...parts } },
  ] as Lever[],
});

describe('new homes of a lever', () => {
  it('give nobody the means to open more: openings that no list names are the same in every draw', () => {
    const homes = ['local-authority', 'not-for-profit'].map((sector, i) => ({
      service_id: `H${i}`,
      service_type: 'residential' as const,
      sector: sector as 'local-authority',
      places: 4,
    }));
    const data = pureCountry(base, {
      services: homes,
      assumptions: { generated_openings: 0.5, home_openings_not_for_profit: 0.5 },
      children: [['residential', '10-15', 2]],
    });
    const openings = (levers: Lever[]): string[] => {
      const found: string[] = [];
      eachMonth(planOf(data, plainScenario('2030-03-31', { levers })), 40, (s, d, month) => {
        if (month === 71) found.push(`${d}: ${s.openingOrdinal.join(' ')}`);
      });
      return found;
    };
    const built = ['local-authority', 'not-for-profit'].map((sector) => ({
      places: { area: 'A', service_type: 'residential', sector, places: 40, opens: '2025-04-15' },
    })) as Lever[];
    const without = openings([]);
    expect(without.some((text) => /[1-9]/.test(text.split(': ')[1]!))).toBe(true);
    expect(openings(built)).toEqual(without);
  });
});

describe('new foster places', () => {
  const country = (services: readonly object[], assumptions: Record<string, number> = {}): DataSet =>
    pureCountry(base, {
      services: services.map((s, i) => ({
        service_id: `F${i}`,
        service_type: 'foster' as const,
        households: 50,
        ...s,
      })),
      assumptions: { foster_places_per_household: 1.9, ...assumptions },
    });
  /** Foster places and households of a sector before April 2025 and at the end of it. */
  const added = (
    data: DataSet,
    parts: object,
    sector: number,
    draws = 200,
  ): { places: number[]; households: number[] } => {
    const found = { places: [] as number[], households: [] as number[] };
    let before = [0, 0];
    eachMonth(
      planOf(data, plainScenario('2025-06-30', lever({ opens: '2025-04-15', ...parts }))),
      draws,
      (s, _d, month) => {
        const now = [COUNT_REGISTERED, COUNT_HOUSEHOLDS].map((count) => places(s, 0, FOSTER, sector, count));
        if (month === 12) before = now;
        if (month !== 13) return;
        found.places.push(now[0]! - before[0]!);
        found.households.push(now[1]! - before[1]!);
      },
    );
    return found;
  };

  it('come as households of the sector that is there: places over places a household, right on average', () => {
    const { places: more, households } = added(country([{ sector: 'local-authority' }]), {}, LOCAL_AUTHORITY);
    // 45 / 1.9 = 23.68 households, rounded by luck to 23 or 24; then 1.9 places each, rounded by luck.
    expect(new Set(households)).toEqual(new Set([23, 24]));
    for (const p of more) expect(Math.abs(p - 45)).toBeLessThanOrEqual(1.9 + 1);
    const error = sampleStandardDeviation(more) / Math.sqrt(more.length);
    expect(Math.abs(sum(more) / more.length - 45)).toBeLessThan(4 * error);
  });

  it('make a new service where the sector has none there', () => {
    const { places: more } = added(
      country([{ sector: 'for-profit' }]),
      { sector: 'not-for-profit' },
      NOT_FOR_PROFIT,
      20,
    );
    for (const p of more) expect(Math.abs(p - 45)).toBeLessThanOrEqual(1.9 + 1);
  });

  it('cost what the lever says, once, on the day', () => {
    const paid: number[] = [];
    const parts = lever({ opens: '2025-04-15', capital_gbp: 90_000 });
    eachMonth(planOf(country([{ sector: 'local-authority' }]), plainScenario('2025-06-30', parts)), 1, (s) =>
      paid.push(s.counters.costOnce[0]!),
    );
    expect(paid.slice(11)).toEqual([0, 90_000, 90_000, 90_000]);
  });

  it('of a for-profit agency are refused from the day on which growth ends, and lapse when they come too late', () => {
    const ended = { ...country([{ sector: 'for-profit' }]), timetable: base.timetable };
    const scenario = plainScenario('2030-03-31', lever({ sector: 'for-profit', opens: '2027-04-01' }));
    const built = buildPlan(ended, scenario);
    expect(built.ok ? '' : built.problems[0]!.column).toBe('levers[0].places.sector');
    expect(
      added(country([{ sector: 'for-profit' }]), { sector: 'for-profit' }, FOR_PROFIT, 1).households[0],
    ).toBeGreaterThan(22);
  });

  it('of a region go to its areas by the households of the sector, and add up', () => {
    const data = country([
      { sector: 'local-authority' },
      { sector: 'local-authority', area_code: 'B', households: 100 },
    ]);
    const two: DataSet = {
      ...data,
      areas: [...data.areas, { ...data.areas.find((a) => a.area_code === 'A')!, area_code: 'B' }],
      children: [...data.children, ...data.children.map((row) => ({ ...row, area_code: 'B' }))],
    };
    const plan = planOf(two, plainScenario('2025-06-30', lever({ area: undefined, region: 'R', opens: '2025-04-15' })));
    expect(plan.projects.map((p) => [plan.geography.areaCodes[p.area], p.places])).toEqual([
      ['A', 15],
      ['B', 30],
    ]);
  });
});

describe('new secure places', () => {
  const STAY = 0.5;
  const country = (beds: number, load: number): DataSet =>
    pureCountry(base, {
      children: [['residential', '10-15', 400]],
      services: [
        ...(beds > 0
          ? [
              {
                service_id: 'secure',
                service_type: 'secure' as const,
                sector: 'local-authority' as const,
                places: beds,
              },
            ]
          : []),
        { service_id: 'home', places: 400 },
      ],
      assumptions: {
        secure_referrals: (load / STAY) * 12,
        secure_stay: STAY,
        secure_places: beds,
        secure_welfare_places: beds,
        secure_refused_for_fit: 0,
        secure_outside_offer: 0,
        secure_other_demand: 0,
      },
    });
  const opens = (n: number): { levers: Lever[] } => ({
    levers: [
      { places: { area: 'A', service_type: 'secure', sector: 'local-authority', places: n, opens: '2024-06-01' } },
    ],
  });

  // The same oracle as of one home: refusals of a loss system depend on all beds together, whichever home they are in.
  it.each([
    [2, 3, 3],
    [0, 5, 3],
  ])('%i beds and %i more refuse as many as one home with all of them', (beds, more, load) => {
    const counted: { referrals: number; refused: number }[] = [];
    let before = [0, 0];
    const draws = 60;
    const plan = planOf(country(beds, load), plainScenario('2026-09-30', opens(more)));
    eachMonth(plan, draws, (state, _draw, month) => {
      const { counters, services } = state;
      const now = [counters.secureReferrals[0]!, counters.secureRefused[0]!];
      if (month >= 3) expect(places(state, 0, SECURE, LOCAL_AUTHORITY)).toBe(beds + more);
      for (let s = 0; s < services.count; s++) {
        if (services.type[s] === SECURE)
          expect(services.occupied[s]! + services.otherCountry[s]!).toBeLessThanOrEqual(services.usable[s]!);
      }
      if (month === 12) before = now;
      if (month === 30) counted.push({ referrals: now[0]! - before[0]!, refused: now[1]! - before[1]! });
    });
    const referrals = sum(counted.map((c) => c.referrals));
    const share = sum(counted.map((c) => c.refused)) / referrals;
    // Standard error of a ratio of sums over draws that have nothing in common.
    const error =
      sampleStandardDeviation(counted.map((c) => c.refused - share * c.referrals)) * (Math.sqrt(draws) / referrals);
    expect(Math.abs(share - erlangB(beds + more, load))).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.015);
  });

  it('of a region make one home, where most children live in residential care', () => {
    const levers: Lever[] = [
      { places: { region: 'R', service_type: 'secure', sector: 'not-for-profit', places: 8, opens: '2025-01-01' } },
    ];
    const plan = planOf(country(2, 1), plainScenario('2025-06-30', { levers }));
    expect(plan.projects.map((p) => p.places)).toEqual([8]);
  });

  it('close without taking the beds of the other home with them', () => {
    const events = [{ close: { date: '2025-01-01', service: 'secure', notice_months: 0 } }];
    let last = 0;
    eachMonth(planOf(country(4, 100), plainScenario('2025-06-30', { ...opens(3), events })), 3, (state, _d, month) => {
      if (month === 9) expect(state.secure.occupied).toBeGreaterThan(4);
      last = state.secure.occupied;
      if (month > 9) expect(last).toBeLessThanOrEqual(3);
    });
    expect(last).toBeGreaterThan(0);
  });
});
