import type { Lever } from '../../src/assumptions/scenario/levers.ts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import type { DataSet, FundingRow, PriceRow } from '../../src/domain/tables.ts';
import { moneyFamily } from '../../src/measures/families/money.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { defaultGrid, eachCell } from '../../src/measures/grid.ts';
import { statusOf } from '../../src/measures/outcomes.ts';
import { FOR_PROFIT, FOSTER, LOCAL_AUTHORITY, NOT_FOR_PROFIT, RESIDENTIAL } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import { COST_SLOTS, costSlot } from '../../src/simulation/plan/money.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { MoneyRecount } from './money-recount.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import type { Parts } from './pure-country.ts';
import { planOf, plainScenario, randomScenario, randomSize, smallCountry, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const MADE_UP = { status: 'illustrative', source: 'made up for a test' } as const;
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((s, v) => s + v, 0);
const fund = (parts: Partial<FundingRow>): FundingRow => ({
  area_code: 'C',
  fund: 'F',
  year: 2025,
  ...MADE_UP,
  ...parts,
});
const price = (service_type: PriceRow['service_type'], sector: PriceRow['sector'], weekly_gbp: number): PriceRow => ({
  service_type,
  sector,
  weekly_gbp,
  price_date: '2024-10-01',
  ...MADE_UP,
});
/** Nothing moves a price: no growth, no scarcity, the prices of the table. */
const STEADY = {
  price_level_bought: 1,
  price_level_own: 1,
  price_growth: 0,
  own_cost_growth: 0,
  scarcity_elasticity: 0,
  foster_void_cost: 0,
};
const SIZE = { areas: 4, children: [4, 2, 6], homes: [4, 3, 5, 6, 2, 4, 3, 4], households: [12, 20, 9] };

/** Runs one draw and looks at the end of each month. */
function run(data: DataSet, scenario: Scenario, look: (state: State) => void, draw = 0): State {
  const state = createState(planOf(data, scenario));
  runDraw(state, 1, draw, { begin: () => undefined, endMonth: look });
  return state;
}

describe('by hand', () => {
  const home = (parts: object): Parts['services'] => [{ service_id: 'H', owner_id: 'O', places: 12, ...parts }];
  const tiny = (parts: Parts, prices: PriceRow[], funding: FundingRow[] = []): DataSet => ({
    ...pureCountry(base, { ...parts, assumptions: { ...STEADY, ...parts.assumptions } }),
    prices,
    funding,
  });
  const inApril = (data: DataSet, parts: Partial<Scenario> = {}): State =>
    run(data, plainScenario('2024-04-30', parts), () => undefined);

  it('twelve children for seven nights at 700 pounds a week cost 8,400 pounds: 36,000 in the 30 days of April', () => {
    const data = tiny({ children: [['kinship', '5-9', 12]] }, [price('kinship', 'all', 700)]);
    const { costRunning } = inApril(data).counters;
    expect((costRunning[0]! / 30) * 7).toBeCloseTo(8_400, 8);
    expect(costRunning[0]).toBeCloseTo(36_000, 8);
  });

  it('children in a for-profit home pay by the night, and nobody pays for its empty places', () => {
    const data = tiny(
      {
        children: [['residential', '10-15', 7]],
        services: home({}),
        assumptions: { placed_outside_share: 0, own_area_residential: 1 },
      },
      [price('residential', 'for-profit', 5_000), price('residential', 'local-authority', 3_000)],
    );
    expect(inApril(data).counters.costRunning[0]).toBeCloseTo((7 * 5_000 * 30) / 7, 6);
  });

  it('an authority pays for every staffed place of its home, five of twelve empty', () => {
    const data = tiny(
      {
        children: [['residential', '10-15', 7]],
        services: home({ sector: 'local-authority' }),
        assumptions: { placed_outside_share: 0, own_area_residential: 1 },
      },
      [price('residential', 'for-profit', 5_000), price('residential', 'local-authority', 3_000)],
    );
    expect(inApril(data).counters.costRunning[0]).toBeCloseTo((12 * 3_000 * 30) / 7, 6);
  });

  it('a price of 2019 is brought to 2024-25 by pay and by consumer prices in the shares of the assumption', () => {
    const data = tiny({ children: [['kinship', '5-9', 7]] }, [
      { ...price('kinship', 'all', 100), price_date: '2019-11-01' },
    ]);
    // An allowance moves with consumer prices alone: 80 in 2019-20, 100 in 2024-25.
    expect(inApril(data).counters.costRunning[0]).toBeCloseTo(100 * (100 / 80) * 30, 6);
    const homes = tiny(
      {
        children: [['residential', '10-15', 7]],
        services: home({}),
        assumptions: { placed_outside_share: 0, own_area_residential: 1, pay_share: 0.6 },
      },
      [{ ...price('residential', 'for-profit', 100), price_date: '2022-03-31' }],
    );
    // Pay stood at 85 and consumer prices at 84 in 2021-22.
    expect(inApril(homes).counters.costRunning[0]).toBeCloseTo(100 * 30 * (0.6 / 0.85 + 0.4 / 0.84), 6);
  });

  it('a fund pays a twelfth of a year each month until it ends', () => {
    const data = tiny(
      { children: [['kinship', '5-9', 1]] },
      [price('kinship', 'all', 700)],
      [
        fund({ revenue_gbp: 900_000, capital_gbp: 300_000, ends: '2024-09-30' }),
        fund({ area_code: 'A', fund: 'G', year: 2026, revenue_gbp: 120_000 }),
      ],
    );
    const grants: number[] = [];
    run(data, plainScenario('2026-03-31'), (s) => grants.push(s.counters.grants[0]!));
    expect(grants[5]).toBeCloseTo(600_000, 6);
    expect(grants[11]).toBeCloseTo(600_000, 6);
    // Money of 2025-26 at the prices of 2024-25: consumer prices stand at 103.
    expect(grants[23]).toBeCloseTo(600_000 + 120_000 / 1.03, 6);
  });

  it.each([
    [undefined, 5 * 300_000],
    [900_000, 900_000],
  ])(
    'a lever of five places with the capital %s costs %d pounds on the day it opens, and nothing before',
    (capital_gbp, pounds) => {
      const lever = {
        service_type: 'residential',
        sector: 'local-authority',
        places: 5,
        area: 'A',
        opens: '2024-06-01',
      } as const;
      const levers = [{ places: capital_gbp === undefined ? lever : { ...lever, capital_gbp } }];
      const data = tiny({ assumptions: { capital_per_place: 300_000 } }, [price('kinship', 'all', 700)]);
      const spent: number[] = [];
      run(data, plainScenario('2024-08-31', { levers }), (s) => spent.push(s.counters.costOnce[0]!));
      expect(spent).toEqual([0, 0, pounds, pounds, pounds]);
    },
  );
});

describe('laws', () => {
  it('gross cost is what a count of the rows gives, in every month of random scenarios in random countries', () => {
    const spent = { once: 0 };
    fc.assert(
      fc.property(randomSize, randomScenario, fc.integer({ min: 0, max: 1000 }), (size, scenario, seed) => {
        const data = smallCountry(base, size);
        const shock = { price_shock: { from: '2025-02-01', months: 7, factor: 1.4 } };
        const shocked = seed % 2 === 0 ? scenario : { ...scenario, events: [...scenario.events, shock] };
        const built = buildPlan(data, shocked);
        if (!built.ok) return;
        const state = createState(built.value);
        const recount = new MoneyRecount(data);
        runDraw(state, seed, seed % 8, recount);
        expect(recount.months).toBe(48);
        spent.once += recount.spentOnce;
      }),
      { numRuns: 25, endOnFailure: true },
    );
    expect(spent.once).toBeGreaterThan(0);
  }, 120_000);

  it('counts what only a rule opens: a secure home of a sector that has none at the start', () => {
    const rule = (then: Lever[]) => ({ when: { measure: 'children_started', above: 0, for_months: 1, then } }) as Lever;
    const places = { service_type: 'secure', sector: 'not-for-profit', places: 3 } as const;
    const data = smallCountry(base, SIZE);
    const pricedIn = (levers: Lever[]) => planOf(data, plainScenario('2026-03-31', { levers })).money.listed.length;
    expect(pricedIn([rule([{ places }])])).toBe(pricedIn([{ places: { ...places, opens: '2024-06-01' } }]));
    expect(pricedIn([rule([{ places }])])).toBe(pricedIn([]) + 1);
  });

  it('gross less grants is net, in every area and month, and gross is care and what is spent once', () => {
    const data = {
      ...smallCountry(base, SIZE),
      funding: [fund({ revenue_gbp: 1e6 }), fund({ area_code: 'A0', capital_gbp: 5e5 })],
    };
    const { source } = moneyFamily();
    run(data, plainScenario('2026-03-31'), (state) => {
      const totals = source.areas(state);
      const { costRunning, costOnce, grants } = state.counters;
      for (let a = 0; a < 4; a++) {
        const [gross, capital, grant, net] = totals.subarray(a * 4, a * 4 + 4) as unknown as [
          number,
          number,
          number,
          number,
        ];
        expect(gross - grant).toBe(net);
        expect([gross, capital, grant]).toEqual([costRunning[a]! + costOnce[a]!, costOnce[a], grants[a]]);
      }
    });
  });

  it('the kinds of cost add up to the whole', () => {
    // One home for certain, so that there is capital to part.
    const area = smallCountry(base, SIZE).areas.find((a) => a.level === 'authority')!.area_code;
    const levers: Scenario['levers'] = [
      { places: { area, service_type: 'residential', sector: 'local-authority', places: 4, opens: '2026-01-01' } },
    ];
    const { counters } = run(smallCountry(base, SIZE), plainScenario('2027-03-31', { levers }), () => undefined);
    expect(sum(counters.costOnce)).toBeGreaterThan(0);
    expect(sum(counters.cost) / sum(counters.costRunning)).toBeCloseTo(1, 12);
    expect(sum(counters.costCapital) / sum(counters.costOnce)).toBeCloseTo(1, 12);
  });

  it('constant prices and indices give a constant cost of a night', () => {
    const data = {
      ...smallCountry(base, SIZE),
      indices: base.indices.map((r) => ({ ...r, value: 100 })),
    };
    const weekly = base.prices.find((r) => r.service_type === 'residential' && r.sector === 'for-profit')!.weekly_gbp;
    let before = 0;
    let nightsOfAll = 0;
    run(data, plainScenario('2028-03-31', { assumptions: STEADY }), (state) => {
      const { cost, placed } = state.counters;
      let pounds = 0;
      let children = 0;
      for (let a = 0; a < 4; a++) {
        pounds += cost[a * COST_SLOTS + costSlot(RESIDENTIAL, FOR_PROFIT)]!;
        children += placed[(a * 4 + RESIDENTIAL) * 4 + FOR_PROFIT]!;
      }
      const days = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 28, 31][state.month % 12]! + (state.month === 46 ? 1 : 0);
      expect(pounds - before).toBeCloseTo((children * days * weekly) / 7, 5);
      before = pounds;
      nightsOfAll += children * days;
    });
    expect(nightsOfAll).toBeGreaterThan(1000);
  });

  it('without elasticity scarcity changes nothing, to the byte; with it, money alone', () => {
    const data = smallCountry(base, SIZE);
    const at = (elasticity: number, passThrough: number): State =>
      run(
        data,
        plainScenario('2028-03-31', {
          assumptions: { scarcity_elasticity: elasticity, price_pass_through: passThrough },
          events: [{ withdraw_from_area: { date: '2025-06-01', sector: 'for-profit', share: 0.7 } }],
        }),
        () => undefined,
      );
    const none = at(0, 1).counters;
    expect(at(0, 24).counters).toEqual(none);
    const some = at(1, 1).counters;
    expect(sum(some.costRunning)).not.toBe(sum(none.costRunning));
    expect(some.placed).toEqual(none.placed);
  });

  it('prices twice as high cost twice as much, to the byte', () => {
    const data = smallCountry(base, SIZE);
    const dear = { ...data, prices: data.prices.map((r) => ({ ...r, weekly_gbp: 2 * r.weekly_gbp })) };
    const scenario = plainScenario('2028-03-31');
    const once = run(data, scenario, () => undefined).counters;
    const twice = run(dear, scenario, () => undefined).counters;
    expect(Array.from(twice.cost)).toEqual(Array.from(once.cost, (v) => 2 * v));
    expect(sum(once.cost)).toBeGreaterThan(0);
  });

  it('a price shock multiplies what is bought, while it lasts and where it strikes, and nothing else', () => {
    const data = smallCountry(base, SIZE);
    const months = (events: Scenario['events']): Float64Array[] => {
      const list: Float64Array[] = [];
      run(data, plainScenario('2026-03-31', { events }), (s) => list.push(Float64Array.from(s.counters.cost)));
      return list;
    };
    const plain = months([]);
    const shocked = months([{ price_shock: { from: '2024-10-01', months: 6, factor: 2, area: 'A1' } }]);
    const spent = (list: Float64Array[], from: number, to: number, slot: number): number =>
      list[to]![slot]! - list[from]![slot]!;
    let compared = 0;
    for (let a = 0; a < 4; a++) {
      for (const [type, sector, bought] of [
        [RESIDENTIAL, FOR_PROFIT, true],
        [FOSTER, NOT_FOR_PROFIT, true],
        [RESIDENTIAL, LOCAL_AUTHORITY, false],
      ] as const) {
        const slot = a * COST_SLOTS + costSlot(type, sector);
        const inside = spent(plain, 5, 11, slot);
        if (inside === 0) continue;
        expect(spent(shocked, 5, 11, slot) / inside).toBeCloseTo(bought && a === 1 ? 2 : 1, 9);
        expect(spent(shocked, 11, 23, slot)).toBeCloseTo(spent(plain, 11, 23, slot), 3);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(6);
  });

  it('the whole of a grant for the country reaches its authorities', () => {
    const data = {
      ...smallCountry(base, SIZE),
      funding: [fund({ revenue_gbp: 1e6 }), fund({ area_code: 'R0', year: 2025, revenue_gbp: 2e5 })],
    };
    const { counters } = run(data, plainScenario('2026-03-31'), () => undefined);
    expect(sum(counters.grants)).toBeCloseTo(1.2e6, 4);
    // A region's money stays in it: areas 0 and 2.
    const shares = Array.from(counters.grants);
    expect(shares[0]! + shares[2]! - (shares[1]! + shares[3]!)).toBeGreaterThan(0);
  });
});

describe('what has no price', () => {
  it('is named by the plan and left out of the grid, never written as 0', () => {
    const data = smallCountry(base, SIZE);
    expect(planOf(data, plainScenario()).money.notPriced).toEqual(['parents', 'adoption', 'other']);
    const without = {
      ...data,
      prices: data.prices.filter((r) => r.service_type !== 'foster' || r.sector !== 'not-for-profit'),
    };
    const plan = planOf(without, plainScenario('2025-03-31'));
    expect(plan.money.notPriced).toContain('foster, not-for-profit');
    const grid = defaultGrid(plan);
    const reported = new Set(
      grid.runs
        .map((r) => grid.series[r.series]!)
        .filter((s) => s.measure === 'cost_gross')
        .map((s) => `${s.serviceType} ${s.sector}`),
    );
    expect(reported).toContain('foster for-profit');
    expect(reported).not.toContain('foster not-for-profit');
    expect(reported).not.toContain('parents all');
  });

  it('takes no cell of another figure: without any price all else is as it was', () => {
    const data = smallCountry(base, SIZE);
    const figures = (prices: PriceRow[]): Map<string, number> => {
      const plan = planOf({ ...data, prices }, plainScenario('2026-03-31'));
      const grid = defaultGrid(plan);
      const recorder = new GridRecorder(plan, grid);
      recorder.row = new Float32Array(grid.cells);
      runDraw(createState(plan), 1, 0, recorder);
      const found = new Map<string, number>();
      eachCell(plan, grid, ({ series, areaCode, period, date }, at) => {
        const { measure, serviceType, sector, ageBand, reason, providerCountry } = series;
        if (measure.startsWith('cost')) return;
        const name = [measure, serviceType, sector, ageBand, reason, providerCountry, areaCode, period, date].join(' ');
        found.set(name, recorder.row[at]!);
      });
      return found;
    };
    const priced = figures([...data.prices]);
    expect(figures([])).toEqual(priced);
    // Stocks of places are never 0 in this country: the first cells of the grid hold them.
    expect(priced.get('places_registered residential local-authority all all all C month 2024-04-30')).toBeGreaterThan(
      0,
    );
  });

  it('and what prices rest on shows in the status of every figure of money', () => {
    const plan = planOf(
      { ...base, prices: base.prices.map((r) => ({ ...r, status: 'illustrative' as const })) },
      plainScenario(),
    );
    expect(plan.money.status).toBe('illustrative');
    const { series } = defaultGrid(plan);
    const firm = { ...plan, placesStatus: 'published', childrenStatus: 'published' } as const;
    expect(
      statusOf(
        series.find((s) => s.measure === 'cost_gross')!,
        firm,
      ),
    ).toBe('illustrative');
    expect(
      statusOf(
        series.find((s) => s.measure === 'children_started')!,
        firm,
      ),
    ).toBe('estimated');
    expect(planOf(base, plainScenario()).money.status).toBe('estimated');
  });
});

describe('scarcity', () => {
  it('is 1 in the first year, rises when vacancies are withdrawn, and prices follow with a lag', () => {
    const events: Scenario['events'] = [
      { withdraw_from_area: { date: '2025-04-01', sector: 'for-profit', share: 0.8 } },
    ];
    const paid: number[] = [];
    const market: number[] = [];
    const state = run(
      base,
      plainScenario('2028-03-31', { events, assumptions: { scarcity_elasticity: 0.5, price_pass_through: 9 } }),
      (s) => {
        const { regions } = s.money;
        paid.push(sum(s.money.paid.subarray(regions, 2 * regions - 1)) / 7);
        market.push(sum(s.money.market.subarray(regions, 2 * regions - 1)) / 7);
      },
    );
    expect(market.slice(0, 12)).toEqual(new Array(12).fill(1));
    expect(market[23]).toBeGreaterThan(1.3);
    expect(paid[23]).toBeGreaterThan(1);
    expect(paid[23]).toBeLessThan(market[23]!);
    expect(sum(state.counters.scarcityBounded)).toBeGreaterThanOrEqual(0);
  });

  it('doubles the price of homes in two years, as one council saw, with an elasticity inside the range of the table', () => {
    // Monmouthshire: about 5,000 to 9,000-10,000 pounds a week in about two years. Here two years in which four in ten
    // for-profit places are no longer offered to the country's own children (councils reported such withdrawals).
    const events: Scenario['events'] = [
      { withdraw_from_area: { date: '2025-04-01', sector: 'for-profit', share: 0.4 } },
    ];
    const row = base.assumptions.find((r) => r.id === 'scarcity_elasticity')!;
    const rise = (elasticity: number): number => {
      const assumptions = { scarcity_elasticity: elasticity, price_growth: 0.035, price_pass_through: 9 };
      const rises: number[] = [];
      eachMonth(planOf(base, plainScenario('2027-03-31', { events, assumptions })), 4, (s, _draw, month) => {
        const { areaCodes, regionOf } = s.plan.geography;
        const at = s.money.regions + regionOf[areaCodes.indexOf('W06000021')]!;
        if (month === 36) rises.push(s.money.paid[at]! * 1.035 ** 2);
      });
      return sum(rises) / rises.length;
    };
    expect(rise(row.low!)).toBeLessThan(9_000 / 5_000);
    expect(rise(row.high!)).toBeGreaterThan(9_000 / 5_000);
  });
});
