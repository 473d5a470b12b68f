import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, ServiceRow, TimetableRow } from '../../src/domain/tables.ts';
import {
  CLOSED,
  CONVERTING,
  FOR_PROFIT,
  NOT_FOR_PROFIT,
  OPEN,
  RESIDENTIAL,
  WINDING_DOWN,
} from '../../src/simulation/constants.ts';
import { REFUSES_FOR_OTHER_COUNTRY } from '../../src/simulation/processes/policy.ts';
import type { State } from '../../src/simulation/state.ts';
import type { Parts } from './pure-country.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const rule = (milestone: TimetableRow['milestone'], date: string): TimetableRow => ({
  milestone,
  service_type: 'residential',
  provider_description: 'for-profit',
  date,
  source: 'made up for a test',
});
/** Growth ends after a year and approval is needed after two. Months count from 0: 12 and 24. */
const LAW = [rule('growth ends', '2025-04-01'), rule('placements need approval', '2026-04-01')];
const GROWTH_ENDS = 12;
const APPROVAL = 24;

/** All owners decide in the first year, to convert, sell, exit or remain; nobody closes for want of children. */
const decideEarly = (intent: 'convert' | 'sell' | 'exit' | 'remain'): Record<string, number> => ({
  home_owner_intent_convert: 0,
  home_owner_intent_sell: 0,
  home_owner_intent_exit: 0,
  home_owner_intent_remain: 0,
  [`home_owner_intent_${intent}`]: 1,
  owner_decides_before_2027: 1,
  owner_decides_2027_to_2029: 0,
  owner_decides_year_before_approval: 0,
  owner_decides_after: 0,
  viable_occupancy: 0,
});

/** Children live where the homes are, and there is nothing else for them. */
const AT_HOME = {
  placed_outside_share: 0,
  own_area_residential: 1,
  outside_capacity: 0,
  substitution: 0,
  stand_in_16plus: 0,
  matched_ordinary: 0.99,
  matched_complex: 0.99,
  matched_very_complex: 0.99,
  home_fill_months: 1,
};

/** Homes of three places of for-profit owners under the law above. */
function country(
  count: number,
  assumptions: Record<string, number>,
  parts: Omit<Parts, 'assumptions'> = {},
  owner: (i: number) => number = (i) => i,
): DataSet {
  const homes = Array.from({ length: count }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `home-${i}`,
    owner_id: `owner-${owner(i)}`,
    places: 3,
  }));
  const services = [...homes, ...(parts.services ?? [])];
  return { ...pureCountry(base, { ...parts, services, assumptions }), timetable: LAW };
}

const run = (data: DataSet, draws: number, look: (state: State, month: number, draw: number) => void): void =>
  eachMonth(planOf(data, plainScenario('2027-03-31')), draws, (state, draw) => look(state, state.month, draw));

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
/** Four standard errors of a share of so many, each with luck of its own. */
const within = (share: number, of: number): number => 4 * Math.sqrt((share * (1 - share)) / of);

describe('homes of one owner', () => {
  it.each([0, 0.7, 1])('decide alike in a share of pairs that follows from a cohesion of %d', (cohesion) => {
    const owners = 40;
    const size = 5;
    const intent = { ...decideEarly('exit'), home_owner_intent_exit: 0.5, home_owner_intent_convert: 0.5 };
    const data = country(owners * size, { ...intent, owner_cohesion: cohesion }, {}, (i) => i % owners);
    const alike: number[] = [];
    run(data, 40, ({ services }, month) => {
      if (month > 0) return;
      for (let o = 0; o < owners; o++) {
        let same = 0;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < i; j++) {
            if (services.decision[o + i * owners] === services.decision[o + j * owners]) same++;
          }
        }
        alike.push(same / ((size * (size - 1)) / 2));
      }
    });
    // Both follow: alike. Else each is a coin of its own, and alike half of the time.
    const expected = cohesion ** 2 + (1 - cohesion ** 2) / 2;
    // Owners have nothing in common: four standard errors of a mean of 1,600 of them.
    const error = Math.sqrt(sampleVariance(alike) / alike.length);
    expect(Math.abs(mean(alike) - expected)).toBeLessThanOrEqual(4 * error);
  });
});

describe('an owner who remains', () => {
  it('for England refuses children of the country until its authorities may place only exceptionally; for Wales never', () => {
    const homes = 200;
    const draws = 10;
    let refusing = 0;
    run(country(homes, { ...decideEarly('remain'), remain_for_england: 0.3 }), draws, ({ services }, month) => {
      for (let s = 0; s < homes; s++) {
        const refuses = services.refuses[s] === REFUSES_FOR_OTHER_COUNTRY;
        expect(services.status[s]).toBe(OPEN);
        expect(services.vacant[s]).toBe(refuses ? 0 : 3 - services.otherCountry[s]!);
        if (month >= APPROVAL) expect(refuses).toBe(false);
        if (month === APPROVAL - 1 && refuses) refusing++;
      }
    });
    expect(Math.abs(refusing / (homes * draws) - 0.3)).toBeLessThan(within(0.3, homes * draws));
  });
});

describe('a home that is too empty once approval is needed', () => {
  const assumptions = { ...decideEarly('remain'), remain_for_england: 0, viable_occupancy: 0.5, viable_months: 6 };

  it('gives notice after so many months, not before, and closes when notice is over', () => {
    const notice = APPROVAL + 6 - 1;
    run(country(20, { ...assumptions, notice: 3 }), 1, ({ services }, month) => {
      for (let s = 0; s < 20; s++) {
        expect(services.status[s]).toBe(month < notice ? OPEN : month < notice + 3 ? WINDING_DOWN : CLOSED);
      }
    });
  });

  it('feeds on itself: with no application granted homes empty and close, with every one granted they stay', () => {
    const homes = 20;
    const draws = 5;
    const closed = (granted: number): number => {
      let found = 0;
      const data = country(
        homes,
        { ...AT_HOME, ...assumptions, viable_months: 3, notice: 1, approval_granted: granted, approval_delay: 0 },
        {
          // Homes are full: a tenth of at most 60 children leave a month, which is six, and ten enter.
          children: [['residential', '10-15', 60]],
          leavingPerMonth: 0.1,
          entries: { '10-15': 120 },
          enterTo: 'residential',
        },
      );
      run(data, draws, ({ counters }, month) => {
        if (month === 35) found += total(counters.servicesClosed);
      });
      return found;
    };
    expect(closed(1)).toBe(0);
    // With nobody new a child is there after nine months with chance q = 0.9^9, and a home of three has fewer than two of
    // them, which is under half, with chance 1 - 3 q^2 (1 - q) - q^3: it has then closed three months and a notice later.
    const q = 0.9 ** 9;
    const chance = 1 - 3 * q ** 2 * (1 - q) - q ** 3;
    const expected = closed(0) / (homes * draws);
    // A month more or less of luck inside the year moves the chance by up to 0.07; four standard errors on top.
    expect(Math.abs(expected - chance)).toBeLessThan(0.07 + within(chance, homes * draws));
  });
});

describe('children of English authorities in for-profit homes', () => {
  it('grow in share year by year while that is lawful, and run off month by month from the date of approval', () => {
    const homes = 200;
    const draws = 10;
    const data = country(homes, {
      ...decideEarly('remain'),
      remain_for_england: 0,
      other_country_children: 0.3,
      other_country_pull: 0.1,
      other_country_run_off: 0.05,
      home_filled_at_start: 0.8,
    });
    const found = new Map<number, number>();
    run(data, draws, ({ services }, month) => {
      let places = 0;
      for (let s = 0; s < homes; s++) places += services.otherCountry[s]!;
      found.set(month, (found.get(month) ?? 0) + places);
    });
    for (const [month, share] of [
      [0, 0.3],
      [12, 0.3 * 1.1],
      [23, 0.3 * 1.1 ** (23 / 12)],
      [24, 0.3 * 1.1 ** 2 * 0.95],
      [35, 0.3 * 1.1 ** 2 * 0.95 ** 12],
    ] as const) {
      const perHome = 3 * 0.8 * share;
      const fraction = perHome % 1;
      // A home has the whole number below or above, so its variance is that of a coin.
      expect(Math.abs(found.get(month)! / (homes * draws) - perHome), `month ${month}`).toBeLessThan(
        within(fraction, homes * draws),
      );
    }
  });
});

describe('a conversion or sale that fails', () => {
  it.each(['convert', 'sell'] as const)('%s: ends in exit or in remaining, in their shares', (intent) => {
    const homes = 200;
    const draws = 10;
    const assumptions = { transfer_succeeds: 0, failed_transfer_exits: 0.6, transfer_months: 4, notice: 2 };
    let left = 0;
    let remain = 0;
    run(country(homes, { ...decideEarly(intent), ...assumptions }), draws, ({ services }, month) => {
      for (let s = 0; s < homes; s++) {
        expect(services.sector[s]).toBe(FOR_PROFIT);
        // The last decide in month 11, and wait four months for the answer and two for the end.
        if (month >= GROWTH_ENDS + 6) expect(services.status[s]).not.toBe(CONVERTING);
        if (month !== GROWTH_ENDS + 6) continue;
        if (services.status[s] === CLOSED) left++;
        else if (services.status[s] === OPEN) remain++;
      }
    });
    expect(left + remain).toBe(homes * draws);
    expect(Math.abs(left / (homes * draws) - 0.6)).toBeLessThan(within(0.6, homes * draws));
  });
});

describe('children in a home on notice', () => {
  it('stay until it closes where nothing else is free, and nobody joins them', () => {
    const homes = 10;
    const data = country(
      homes,
      { ...AT_HOME, ...decideEarly('exit'), notice: 6 },
      { children: [['residential', '5-9', 3 * homes]] },
    );
    const noticed = new Array<number>(homes).fill(Infinity);
    run(data, 1, ({ services, counters }, month) => {
      let closed = 0;
      let onNotice = 0;
      for (let s = 0; s < homes; s++) {
        if (services.status[s] === WINDING_DOWN && noticed[s] === Infinity) noticed[s] = month;
        expect(services.status[s]).toBe(month < noticed[s]! ? OPEN : month < noticed[s]! + 6 ? WINDING_DOWN : CLOSED);
        expect(services.occupied[s]).toBe(services.status[s] === CLOSED ? 0 : 3);
        if (services.status[s] === CLOSED) closed++;
        if (services.status[s] === WINDING_DOWN) onNotice++;
      }
      expect(total(counters.waiting)).toBe(3 * closed);
      expect(total(counters.displaced)).toBe(3 * (closed + onNotice));
      expect(total(counters.movesForced)).toBe(3 * closed);
    });
    expect(Math.max(...noticed)).toBeLessThan(GROWTH_ENDS);
  });
});

describe('where for-profit registration itself ends', () => {
  it('every for-profit home closes in that month, and its children move to other homes', () => {
    const homes = 10;
    const data = country(
      homes,
      { ...AT_HOME, ...decideEarly('remain'), remain_for_england: 0 },
      {
        children: [['residential', '5-9', 3 * homes]],
        services: [{ service_id: 'new', sector: 'not-for-profit', places: 60, opened: '2026-10-15' }],
      },
    );
    const ended = 31;
    const timetable = [...LAW, rule('for-profit registration ends', '2026-11-01')];
    run({ ...data, timetable }, 1, ({ services, counters }, month) => {
      for (let s = 0; s < homes; s++) expect(services.status[s]).toBe(month < ended ? OPEN : CLOSED);
      const after = month >= ended;
      expect(total(counters.movesForced)).toBe(after ? 3 * homes : 0);
      expect(total(counters.waiting)).toBe(0);
      let notForProfit = 0;
      for (let s = homes; s < services.count; s++) {
        if (services.type[s] === RESIDENTIAL && services.sector[s] === NOT_FOR_PROFIT)
          notForProfit += services.occupied[s]!;
      }
      expect(notForProfit).toBe(after ? 3 * homes : 0);
    });
  });
});
