import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet } from '../../src/domain/tables.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { FOSTER, SPLIT, WAITING } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { Lives } from './lives.ts';
import { pureCountry } from './pure-country.ts';
import type { Parts } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const AGENCY = { service_id: 'own', service_type: 'foster', sector: 'local-authority', owner_id: 'own' } as const;
/** Households with a place each that is open to all, so that only their number decides who is placed. */
const OPEN_TO_ALL = {
  foster_places_per_household: 1,
  foster_unavailable: 0,
  matched_foster: 0.99,
  outside_capacity: 0,
};

/** Looks at the state at the end of each month of some draws of a country of one authority. */
function watch(parts: Parts, draws: number, look: (state: State) => void, horizon = '2027-03-31'): void {
  const state = createState(planOf(pureCountry(base, parts), plainScenario(horizon)));
  for (let draw = 0; draw < draws; draw++) runDraw(state, 1, draw, { begin: () => undefined, endMonth: look });
}

/** Rows of the children who came this month. */
function newcomers({ children, month }: State): number[] {
  const rows: number[] = [];
  for (let c = 0; c < children.count; c += CHILD_ROW) {
    if (children.present[c] === 1 && children.entry[c] === month) rows.push(c);
  }
  return rows;
}

describe('brothers and sisters', () => {
  const share = 0.4;
  const coming = (places: number): Parts => ({
    children: [['foster', '5-9', 0]],
    entries: { '5-9': 60 },
    enterTo: 'foster',
    leavingPerMonth: 0.05,
    services: [{ ...AGENCY, households: places }],
    assumptions: { ...OPEN_TO_ALL, sibling_share: share },
  });

  it('are the assumed share of those who come into foster care, where nobody finds a place', () => {
    let came = 0;
    let split = 0;
    watch(coming(0), 100, (state) => {
      came += newcomers(state).length;
      if (state.month === 35) split += state.counters.siblingsSplit[0]!;
    });
    // 18,000 children in pairs and more: the share has an error of about sqrt(2 x 0.4 x 0.6 / 18,000) = 0.005.
    expect(came).toBeGreaterThan(17_000);
    expect(Math.abs(split / came - share)).toBeLessThan(4 * 0.0055);
  });

  it('are never split where there is room for all in one service', () => {
    let placed = 0;
    watch(coming(500), 10, (state) => {
      expect(state.counters.siblingsSplit[0]).toBe(0);
      for (const c of newcomers(state)) if (state.children.place[c] === FOSTER) placed++;
    });
    expect(placed).toBeGreaterThan(1500);
  });

  it('are split, and then placed one by one as far as it goes, where there are fewer places than children', () => {
    let partly = 0;
    watch({ ...coming(1), leavingPerMonth: 0.4 }, 40, (state) => {
      const rows = newcomers(state).filter((c) => state.children.groupNext[c] === SPLIT);
      const placed = rows.filter((c) => state.children.place[c] !== WAITING).length;
      // One place in all: of those who came together at most one has it.
      expect(placed).toBeLessThanOrEqual(1);
      if (placed === 1) partly++;
    });
    expect(partly).toBeGreaterThan(5);
  });

  it('are not told apart from others when the share is 0', () => {
    watch({ ...coming(0), assumptions: { ...OPEN_TO_ALL, sibling_share: 0 } }, 10, (state) =>
      expect(state.counters.siblingsSplit[0]).toBe(0),
    );
  });
});

describe('the luck of a draw', () => {
  it('brings the same children for as long, whoever comes with whom', () => {
    const lives = (assumptions: Record<string, number>): string[] => {
      const seen = new Lives();
      const state = createState(planOf(base, plainScenario('2026-03-31', { assumptions })));
      runDraw(state, 1, 3, seen);
      return seen.all.map((life) => JSON.stringify(life)).sort();
    };
    const alone = lives({ sibling_share: 0, parent_and_child_share: 0 });
    expect(lives({ sibling_share: 0.6, parent_and_child_share: 0.3 })).toEqual(alone);
    expect(alone.length).toBeGreaterThan(10_000);
  });
});

describe('a child placed with a parent', () => {
  const withParent = (households: number, months = 6): Parts => ({
    children: [['foster', '0', 0]],
    entries: { '0': 24 },
    enterTo: 'foster',
    leavingPerMonth: 0.02,
    services: [{ ...AGENCY, households }],
    assumptions: { ...OPEN_TO_ALL, parent_and_child_share: 1, parent_and_child_months: months },
  });

  it('takes two places of one service while the parent is there, and one after', () => {
    let two = 0;
    let one = 0;
    watch(withParent(400), 5, ({ children, services, counters }) => {
      let used = 0;
      for (let c = 0; c < children.count; c += CHILD_ROW) {
        if (children.present[c] === 0 || children.service[c]! < 0) continue;
        used += children.uses[c]!;
        if (children.uses[c] === 2) two++;
        else one++;
      }
      expect(services.occupied[0]).toBe(used);
      // Children are counted as children, whatever places they take.
      expect(counters.placed.reduce((sum, n) => sum + n, 0)).toBe(counters.lookedAfter[FOSTER]);
    });
    expect(two).toBeGreaterThan(500);
    expect(one).toBeGreaterThan(500);
  });

  it('stays two for the assumed months on average', () => {
    // Those who come in the first month, watched for three years: six times the mean.
    let childMonths = 0;
    let came = 0;
    watch({ ...withParent(400), leavingPerMonth: 0 }, 20, (state) => {
      const { children } = state;
      for (let c = 0; c < children.count; c += CHILD_ROW) {
        if (children.present[c] === 0) continue;
        if (children.entry[c] === 0 && state.month === 0) came++;
        if (children.entry[c] === 0 && children.uses[c] === 2) childMonths++;
      }
    });
    // A wait of at least one month, rounded to whole ones, from an exponential law of mean 6: the sum of P(rounded > k) over
    // k, with P(more than k) = exp(-(k + 1/2) / 6) from k = 1 on, is 1 + exp(-1/4) / (1 - exp(-1/6)) = 6.07.
    const expected = 1 + Math.exp(-1.5 / 6) / (1 - Math.exp(-1 / 6));
    expect(came).toBeGreaterThan(20);
    expect(Math.abs(childMonths / came - expected)).toBeLessThan((4 * 6) / Math.sqrt(came));
  });

  it('waits while no service has two places, and is never put where there is one', () => {
    let waited = 0;
    watch(withParent(1, 100), 5, ({ children, services }) => {
      for (let c = 0; c < children.count; c += CHILD_ROW) {
        if (children.present[c] === 0 || children.uses[c] === 1) continue;
        expect(children.place[c]).toBe(WAITING);
        waited++;
      }
      expect(services.occupied[0]).toBeLessThanOrEqual(1);
    });
    expect(waited).toBeGreaterThan(100);
  });
});
