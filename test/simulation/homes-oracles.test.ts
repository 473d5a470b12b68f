import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, ServiceRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { CLOSED, FOR_PROFIT, NOT_FOR_PROFIT, OPEN, WINDING_DOWN } from '../../src/simulation/constants.ts';
import type { State } from '../../src/simulation/state.ts';
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

  it("of an authority that keeps its places is a registration anew: the home stays open and stays the authority's", () => {
    const data = homes({ home_exit_local_authority: 0.1, home_exit_change_of_owner: 1 }, 'local-authority');
    expect(
      exits(data, '2025-03-31', 20)
        .flat()
        .filter((month) => month < 12),
    ).toEqual([]);
  });
});

const ENDED: DataSet['timetable'] = [
  {
    milestone: 'registration ends',
    service_type: 'residential',
    provider_description: 'for-profit',
    date: '2024-04-01',
    source: 'made up',
  },
];

/** Looks at the state after a number of months of some draws. */
function after(data: DataSet, horizon: string, draws: number, look: (state: State) => void): void {
  const plan = planOf(data, plainScenario(horizon));
  eachMonth(plan, draws, (state, _draw, month) => {
    if (month === plan.months) look(state);
  });
}

const total = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);

describe('register exits', () => {
  it('are split into true closures and changes of owner, which keep the places', () => {
    const data = homes({ home_exit_for_profit: 0.2, home_exit_change_of_owner: 0.4, notice: 0 });
    let closed = 0;
    let changed = 0;
    after(data, '2027-03-31', 20, ({ counters, services, ownerCount }) => {
      closed += total(counters.servicesClosed);
      changed += total(counters.changedOwner);
      expect(total(counters.placesChangedOwner)).toBe(3 * total(counters.changedOwner));
      expect(total(counters.placesClosed)).toBe(3 * total(counters.servicesClosed));
      // Every change of owner brings a new owner into being.
      const owners = new Set(services.owner.subarray(0, HOMES));
      expect(ownerCount).toBeGreaterThan(HOMES);
      expect(owners.size).toBe(HOMES);
    });
    const exits = closed + changed;
    expect(exits).toBeGreaterThan(1000);
    expect(Math.abs(changed / exits - 0.4)).toBeLessThan(4 * Math.sqrt(0.24 / exits));
  });

  it('with no notice closes in the same month, as a closure event without notice does', () => {
    const found: number[] = [];
    const data = homes({ home_exit_for_profit: 0.3, notice: 0 });
    eachMonth(planOf(data, plainScenario('2026-03-31')), 1, ({ services }) => {
      for (let s = 0; s < HOMES; s++) if (services.status[s] === WINDING_DOWN) found.push(s);
    });
    expect(found).toEqual([]);
  });

  it('once registration has ended: shares are sold, or a body without profit buys, or the home closes', () => {
    const assumptions = {
      home_exit_for_profit: 0.3,
      home_exit_change_of_owner: 1,
      sale_of_shares: 0.3,
      transfer_succeeds: 0.5,
      transfer_places_kept: 1,
      sale_to_authority: 0,
      notice: 0,
    };
    const data = { ...homes(assumptions), timetable: ENDED };
    let shares = 0;
    let bought = 0;
    let closed = 0;
    after(data, '2026-03-31', 20, ({ counters, services }) => {
      shares += total(counters.sharesSold);
      bought += total(counters.changedOwner);
      closed += total(counters.servicesClosed);
      for (let s = 0; s < HOMES; s++) {
        if (services.converted[s] === 1) expect(services.sector[s]).toBe(NOT_FOR_PROFIT);
        else if (services.status[s] !== CLOSED) expect(services.sector[s]).toBe(FOR_PROFIT);
      }
    });
    const all = shares + bought + closed;
    expect(all).toBeGreaterThan(1000);
    for (const [count, share] of [
      [shares, 0.3],
      [bought, 0.35],
      [closed, 0.35],
    ] as const) {
      expect(Math.abs(count / all - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / all));
    }
  });

  it('a home that must move premises closes once registration has ended, and only then', () => {
    const open = homes({ home_moves_premises: 0.2, notice: 0 });
    after(open, '2026-03-31', 2, ({ counters }) => expect(total(counters.servicesClosed)).toBe(0));
    let closed = 0;
    after(
      { ...open, timetable: ENDED },
      '2026-03-31',
      20,
      ({ counters }) => (closed += total(counters.servicesClosed)),
    );
    const expected = 1 - 0.8 ** 2;
    const share = closed / (20 * HOMES);
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / (20 * HOMES)));
  });
});

describe('an owner that fails', () => {
  it('takes all its homes with it at once, of which a share is rescued by another owner', () => {
    const data = homes({ owner_failure: 0.2, owner_failure_rescued: 0.5 }, 'for-profit', (i) => `owner-${i % 20}`);
    let rescued = 0;
    let lost = 0;
    let owners = 0;
    eachMonth(planOf(data, plainScenario('2024-04-30')), 200, ({ services, counters }) => {
      const hit = new Set<number>();
      for (let s = 0; s < HOMES; s++) if (services.status[s] === CLOSED) hit.add(s % 20);
      owners += hit.size;
      lost += total(counters.servicesClosed);
      rescued += total(counters.changedOwner);
      // Every home of an owner that failed has closed or has another owner.
      for (const owner of hit) {
        const left = new Set<number>();
        for (let s = owner; s < HOMES; s += 20) if (services.status[s] !== CLOSED) left.add(services.owner[s]!);
        for (const o of left) expect(state20(services.owner, o, owner)).toBe(1);
      }
    });
    const hazard = 1 - 0.8 ** (1 / 12);
    // Failures of 20 owners in 200 draws of one month; an owner whose ten homes are all rescued goes unseen one time in 1,024.
    expect(Math.abs(owners / 4000 - hazard)).toBeLessThan(4 * Math.sqrt(hazard / 4000));
    expect(Math.abs(rescued / (rescued + lost) - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / (rescued + lost)));
    expect(rescued + lost).toBeGreaterThan(9 * owners);
  });
});

/** Homes of the start that an owner has among those that began with the same owner. */
function state20(owner: Int32Array, of: number, first: number): number {
  let homesOfOwner = 0;
  for (let s = first; s < HOMES; s += 20) if (owner[s] === of) homesOfOwner++;
  return homesOfOwner;
}

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

describe("openings of authorities' homes that no list names", () => {
  const AT = 0.084;
  const assumptions = { generated_openings: AT, project_months: 18 };

  it('begin when a project decided at the start can open, and compound from then on', () => {
    const draws = 150;
    const ends: number[] = [];
    const listed: DataSet['projects'] = [
      {
        project_id: 'listed',
        area_code: 'A',
        service_type: 'residential',
        sector: 'local-authority',
        places: 4,
        stage: 'decided',
        planned_open: '2035-01-01',
        regional: false,
        status: 'illustrative',
        source: 'made up for a test',
      },
    ];
    const data = { ...homes(assumptions, 'local-authority'), projects: listed };
    const plan = planOf(data, plainScenario('2027-03-31'));
    eachMonth(plan, draws, ({ services }, _draw, month) => {
      if (month <= 18) expect(services.count).toBe(HOMES);
      if (month === 36) ends.push(services.count);
    });
    // A birth process of 18 months: see above.
    const expected = HOMES * (1 + AT / 12) ** 18;
    expect(Math.abs(mean(ends) - expected)).toBeLessThan(4 * Math.sqrt(sampleVariance(ends) / draws));
  });

  it('go by homes that authorities opened and never by homes that they bought', () => {
    // All for-profit homes are sold to the authority in the first years, with all their places; it had none of its own.
    const bought = { ...assumptions, home_exit_for_profit: 0.9, home_exit_change_of_owner: 1, sale_of_shares: 0 };
    const sold = { transfer_succeeds: 1, transfer_places_kept: 1, sale_to_authority: 1 };
    const data = { ...homes({ ...bought, ...sold }), timetable: ENDED };
    after(data, '2028-03-31', 3, ({ services, counters }) => {
      expect(total(counters.changedOwner)).toBeGreaterThan(0.95 * HOMES);
      expect(services.count).toBe(HOMES);
    });
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
