import { mean, sampleStandardDeviation } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Lever } from '../../src/assumptions/scenario/levers.ts';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { FOSTER, INDEPENDENT } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { buildPlan } from '../../src/simulation/plan/build-plan.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { Laws } from './laws.ts';
import { childKey } from './lives.ts';
import { pureCountry, withoutSpread } from './pure-country.ts';
import type { Parts } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let three: DataSet;
let base: DataSet;
beforeAll(async () => {
  three = orThrow(await loadDataSet(THREE_AREAS));
  base = await wales();
});

const HORIZON = '2030-03-31';
const transfer = (children_per_year: number, from = '2025-01-01'): Lever => ({
  national_transfer: { from, children_per_year },
});
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((s, v) => s + v, 0);

/** What a child brings and what its clocks say in the month in which it is first seen, and when it was last seen. */
interface Seen {
  readonly own: boolean;
  readonly brings: string;
  last: number;
}

/** Follows all children of one draw by who they are. */
class Everybody implements Recorder {
  readonly seen = new Map<number, Seen>();

  begin(state: State): void {
    this.look(state, -1);
  }

  endMonth(state: State): void {
    this.look(state, state.month);
  }

  private look({ children }: State, month: number): void {
    for (let c = 0; c < children.count; c += CHILD_ROW) {
      if (children.present[c] === 0) continue;
      const key = childKey(children.area[c]!, children.identity[c]!);
      const before = this.seen.get(key);
      if (before !== undefined) {
        before.last = month;
        continue;
      }
      const brings = [
        children.birth[c],
        children.entry[c],
        children.searchWord[c],
        children.frailty[c],
        children.needClass[c],
        children.need[c],
        children.leavesIn[c],
        children.changesIn[c],
        children.movesIn[c],
        children.uses[c],
      ];
      this.seen.set(key, { own: children.unaccompanied[c] === 1, brings: brings.join(' '), last: month });
    }
  }

  /** Children who are not unaccompanied, or those who are, with what they bring; and with when they were last there. */
  of(own: boolean, withLast: boolean): Map<number, string> {
    return new Map(
      [...this.seen]
        .filter(([, child]) => child.own === own)
        .map(([key, { brings, last }]) => [key, withLast ? `${brings} until ${last}` : brings] as const)
        .sort(([a], [b]) => a - b),
    );
  }
}

function everybody(plan: Plan, draw: number): Everybody {
  const found = new Everybody();
  runDraw(createState(plan), 1, draw, found);
  return found;
}

function figures(plan: Plan, draw: number): Float32Array {
  const grid = defaultGrid(plan);
  const recorder = new GridRecorder(plan, grid);
  recorder.row = new Float32Array(grid.cells);
  runDraw(createState(plan), 1, draw, recorder);
  return recorder.row;
}

/** A country of one authority in which nobody but unaccompanied children comes or is, unless told. */
const streamAlone = (assumptions: Record<string, number>, parts: Parts = {}): DataSet =>
  pureCountry(base, {
    children: [['other', '0', 0]],
    ...parts,
    assumptions: { entries_unaccompanied: 60, ...assumptions, ...parts.assumptions },
  });

describe('with unaccompanied children, all laws of children and places hold', () => {
  it('in every month, and they are 10 or more, stay to 18 and need foster care or supported accommodation', () => {
    const laws = new Laws();
    const state = createState(planOf(three, plainScenario(HORIZON, { levers: [transfer(30)] })));
    for (let draw = 0; draw < 4; draw++) {
      runDraw(state, 1, draw, laws);
      // 3 a year and 30 more stay for about a year: the laws had somebody to look at.
      expect(sum(state.counters.unaccompanied)).toBeGreaterThan(15);
    }
  });
});

describe('who else comes, and with what luck and clocks, does not hang on them', () => {
  const fewer = (perYear: number): Partial<Scenario> => ({ assumptions: { entries_unaccompanied: perYear } });

  it('adding the stream leaves every other child as it was at first sight, bit for bit', () => {
    let others = 0;
    let own = 0;
    for (let draw = 0; draw < 3; draw++) {
      const without = everybody(planOf(three, plainScenario(HORIZON, fewer(0))), draw);
      const more = { ...fewer(40), levers: [transfer(20)] };
      const with_ = everybody(planOf(three, plainScenario(HORIZON, more)), draw);
      expect(with_.of(false, false)).toEqual(without.of(false, false));
      others += without.of(false, false).size;
      own += with_.of(true, false).size - without.of(true, false).size;
    }
    expect(others).toBeGreaterThan(3 * 250);
    // Three draws of six years with 40 a year, and of five and a quarter with 20 more: 1,035 with a deviation of about 41.
    expect(Math.abs(own - 1035)).toBeLessThan(4 * 41);
  });

  it('where nobody searches, 0 a year instead of many differs in them alone, to the last month of each life', () => {
    const data = streamAlone(
      { entries_overdispersion: 1.6, sibling_share: 0.45, stays_put_at_18: 0.3 },
      {
        children: [
          ['kinship', '1-4', 40],
          ['parents', '10-15', 40],
          ['other', '16-17', 40],
        ],
        entries: { '5-9': 30, '10-15': 80, '16-17': 60 },
        enterTo: 'parents',
        leavingPerMonth: 0.03,
      },
    );
    for (let draw = 0; draw < 3; draw++) {
      const none = everybody(planOf(data, plainScenario(HORIZON, fewer(0))), draw);
      const many = everybody(planOf(data, plainScenario(HORIZON, fewer(90))), draw);
      expect(many.of(false, true)).toEqual(none.of(false, true));
      expect(none.of(true, true).size).toBe(0);
      expect(many.of(true, true).size).toBeGreaterThan(400);
    }
  });

  it('prevention, reunification, kinship and a shock on entries move everybody else and not them', () => {
    const plain = planOf(three, plainScenario(HORIZON));
    const moved = planOf(
      three,
      plainScenario(HORIZON, {
        levers: [
          { prevention: { from: '2024-06-01', entries_factor: 0.5 } },
          { reunification: { from: '2024-06-01', stay_factor: 0.4 } },
          { kinship: { from: '2024-06-01', share_factor: 1.8 } },
        ],
        events: [{ demand_shock: { from: '2027-01-01', months: 6, factor: 2 } }],
      }),
    );
    const before = everybody(plain, 0);
    const after = everybody(moved, 0);
    expect(after.of(true, true)).toEqual(before.of(true, true));
    expect(after.of(false, true)).not.toEqual(before.of(false, true));
    expect(before.of(true, true).size).toBeGreaterThan(10);
  });
});

describe('the lever national_transfer', () => {
  it.each([
    ['of 0 children a year', transfer(0)],
    ['that begins after the horizon', transfer(500, '2040-01-01')],
  ])('%s is a difference of exactly zero in every cell of every draw', (_name, lever) => {
    for (let draw = 0; draw < 3; draw++) {
      const before = figures(planOf(three, plainScenario(HORIZON)), draw);
      const after = figures(planOf(three, plainScenario(HORIZON, { levers: [lever] })), draw);
      expect(after.findIndex((v, i) => !Object.is(v, before[i]))).toBe(-1);
      expect(before.some((v) => v > 0)).toBe(true);
    }
  });

  it('brings so many a year, from its month on, by child population', () => {
    const scenario = plainScenario(HORIZON, { levers: [transfer(600, '2026-04-01')] });
    const data = { ...base, assumptions: withoutSpread(base.assumptions, { entries_overdispersion: 1 }) };
    const [plain, more] = [planOf(data, plainScenario(HORIZON)), planOf(data, scenario)];
    const started = (plan: Plan): { before: number; after: number[] } => {
      const found = { before: 0, after: [] as number[] };
      runDraw(createState(plan), 1, 0, {
        begin: () => undefined,
        endMonth: ({ counters, month }) => {
          if (month === 23) found.before = sum(counters.started);
          if (month === 71) found.after = Array.from(counters.started);
        },
      });
      return found;
    };
    const [without, with_] = [started(plain), started(more)];
    expect(with_.before).toBe(without.before);
    const extra = with_.after.map((n, a) => n - without.after[a]!);
    // Poisson: 2,400 in four years, deviation 49. The share of an area is that of the child population.
    expect(Math.abs(sum(extra) - 2400)).toBeLessThan(4 * 49);
    extra.forEach((n, a) => {
      const expected = 2400 * more.children.childShare[a]!;
      expect(Math.abs(n - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
    expect(sum(more.children.childShare)).toBeCloseTo(1, 12);
  });
});

describe('what they bring', () => {
  it('so many come a year, a solved share of them before 16, and the older go where the stock says', () => {
    // 200 at the start and 120 a year: 20 months each, so that 60.5 s + 12.5 (1 - s) = 20 and s = 7.5 / 48.
    const data = streamAlone(
      { entries_unaccompanied: 120, unaccompanied_at_start: 1, unaccompanied_independent: 0.5 },
      {
        children: [
          ['foster', '10-15', 57],
          ['foster', '16-17', 72],
          ['independent', '16-17', 71],
        ],
      },
    );
    const plan = planOf(data, plainScenario('2044-03-31'));
    expect(plan.children.unaccompaniedAtStart).toBe(200);
    expect(plan.children.othersYearly).toBe(0);
    let [came, younger, older, independent] = [0, 0, 0, 0];
    const stocks: number[] = [];
    const state = createState(plan);
    for (let draw = 0; draw < 40; draw++) {
      runDraw(state, 1, draw, {
        begin: () => undefined,
        endMonth: ({ children, counters, month }) => {
          for (let c = 0; c < children.count; c += CHILD_ROW) {
            if (children.present[c] === 0 || children.entry[c] !== month) continue;
            came++;
            const age = month - children.birth[c]!;
            if (age < 192) younger++;
            else older++;
            if (children.need[c] === INDEPENDENT) independent++;
            else expect(children.need[c]).toBe(FOSTER);
          }
          if (month === 239) stocks.push(counters.unaccompanied[0]!);
        },
      });
    }
    // Poisson over 40 draws of 20 years: 96,000 with a deviation of 310.
    expect(Math.abs(came - 96_000)).toBeLessThan(4 * 310);
    const share = 7.5 / 48;
    expect(Math.abs(younger / came - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / came));
    // In supported accommodation at the start: half of those of 16 and 17. Those who came before 16 stay in foster care.
    const at16 = plan.children.olderIndependentShare;
    expect(Math.abs(independent / older - at16)).toBeLessThan(4 * Math.sqrt((at16 * (1 - at16)) / older));
    expect(at16).toBeCloseTo(71 / (10 * (1 - share) * 12.5), 1);
    // The stock is Poisson: 200 with a deviation of 14 in one draw.
    expect(Math.abs(mean(stocks) - 200)).toBeLessThan((4 * 14.2) / Math.sqrt(stocks.length));
    expect(sampleStandardDeviation(stocks)).toBeGreaterThan(9);
  });

  it('their ages and times in care at the start are those of a steady stream: ageing and coming change no mean', () => {
    const plan = planOf(
      { ...base, population: [], assumptions: withoutSpread(base.assumptions) },
      plainScenario('2026-03-31'),
    );
    const of = ({ children }: State, month: number): number[] => {
      let [count, ages, elapsed, young] = [0, 0, 0, 0];
      for (let c = 0; c < children.count; c += CHILD_ROW) {
        if (children.present[c] === 0 || children.unaccompanied[c] === 0) continue;
        const age = month - children.birth[c]!;
        count++;
        ages += age;
        elapsed += month - children.entry[c]!;
        if (age < 192) young++;
      }
      return [count, ages / count, elapsed / count, young];
    };
    const change: number[][] = [];
    const state = createState(plan);
    for (let draw = 0; draw < 60; draw++) {
      let start: number[] = [];
      runDraw(state, 1, draw, {
        begin: (s) => (start = of(s, -1)),
        endMonth: (s) => {
          if (s.month === 23) change.push(of(s, 23).map((v, i) => v - start[i]!));
        },
      });
    }
    const smallest = [4, 0.25, 0.25, 2];
    ['children', 'age', 'months in care', 'under 16'].forEach((what, i) => {
      const values = change.map((row) => row[i]!);
      const error = sampleStandardDeviation(values) / Math.sqrt(values.length);
      // Small enough that a drift of 5 %, or of a month, would be seen.
      expect(error, what).toBeLessThan(smallest[i]!);
      expect(Math.abs(mean(values)), `${what}, error ${error}`).toBeLessThan(4 * error);
    });
  });

  it('at 18 they stay on with their carers as others do', () => {
    const data = streamAlone(
      { entries_unaccompanied: 120, stays_put_at_18: 0.99, stays_put_months: 30, foster_unavailable: 0 },
      {
        services: [
          {
            service_id: 'own',
            service_type: 'foster',
            sector: 'local-authority',
            owner_id: 'own',
            households: 2000,
          },
        ],
      },
    );
    const held = (stays: number): number => {
      const state = createState(planOf(data, plainScenario(HORIZON, { assumptions: { stays_put_at_18: stays } })));
      runDraw(state, 1, 0, { begin: () => undefined, endMonth: () => undefined });
      return state.heldPlaces.count;
    };
    expect(held(0.99)).toBeGreaterThan(200);
    expect(held(0)).toBe(0);
  });
});

describe('a data set that does not say how many are unaccompanied', () => {
  const own = ['entries_unaccompanied', 'unaccompanied_at_start'];
  const silent = (): DataSet => ({ ...three, assumptionsFromShipped: [...three.assumptionsFromShipped, ...own] });

  it('has none of them, at the start and later, and says so', () => {
    const built = buildPlan(silent(), plainScenario(HORIZON));
    if (!built.ok) throw new Error('refused');
    expect(built.repairs.map((r) => r.found)).toContain(
      'no row of its own for unaccompanied_at_start and entries_unaccompanied',
    );
    expect(everybody(built.value, 0).of(true, false).size).toBe(0);
    // With the rows there are some, and nothing is said.
    const given = buildPlan(three, plainScenario(HORIZON));
    if (!given.ok) throw new Error('refused');
    expect(given.repairs.map((r) => r.found).join()).not.toContain('unaccompanied');
    expect(everybody(given.value, 0).of(true, false).size).toBeGreaterThan(10);
  });

  it('has those of a national transfer, or of a scenario that says both', () => {
    const sizeWith = (parts: Partial<Scenario>): number =>
      everybody(planOf(silent(), plainScenario(HORIZON, parts)), 0).of(true, false).size;
    expect(sizeWith({ levers: [transfer(30)] })).toBeGreaterThan(80);
    expect(sizeWith({ assumptions: { unaccompanied_at_start: 0.05 } })).toBe(0);
    expect(sizeWith({ assumptions: { unaccompanied_at_start: 0.05, entries_unaccompanied: 6 } })).toBeGreaterThan(15);
  });
});

describe('counts of starts by age in flows.csv', () => {
  it('hold the unaccompanied, who are taken off the ages at which they come', () => {
    const data = pureCountry(base, {
      children: [
        ['foster', '16-17', 50],
        ['kinship', '5-9', 50],
      ],
      entries: { '5-9': 30, '10-15': 40, '16-17': 60 },
      leavingPerMonth: 0.02,
      assumptions: { entries_unaccompanied: 24, unaccompanied_at_start: 0.25 },
    });
    const { children } = planOf(data, plainScenario(HORIZON));
    // 25 at the start and 24 a year: 12.5 months each, so that all come at 16 and 17.
    expect(children.unaccompaniedAtStart).toBe(25);
    expect(Array.from(children.entriesPerYear)).toEqual([0, 0, 30, 40, 36]);
    expect(children.unaccompaniedYearly).toBe(24);
  });
});
