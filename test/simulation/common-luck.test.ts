import { beforeAll, describe, expect, it } from 'vitest';
import { parameterValues } from '../../src/assumptions/sample.ts';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AssumptionRow, DataSet, ServiceRow } from '../../src/domain/tables.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import type { Recorder } from '../../src/simulation/recorder.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { Lives } from './lives.ts';
import { planOf, plainScenario, smallCountry } from './small-country.ts';

let data: DataSet;
beforeAll(async () => {
  data = orThrow(await loadDataSet(THREE_AREAS));
});

/** To after the date from which placements need approval, so that every rule of the timetable has been in force. */
const HORIZON = '2032-03-31';

/** Every figure of every draw, as the bits that are written. */
function figures(plan: Plan, draws = 4): Float32Array[] {
  const grid = defaultGrid(plan);
  const state = createState(plan);
  const recorder = new GridRecorder(plan, grid);
  return Array.from({ length: draws }, (_, draw) => {
    recorder.row = new Float32Array(grid.cells);
    runDraw(state, 1, draw, recorder);
    return recorder.row;
  });
}

const planned = (parts: Partial<Scenario> = {}, set = data): Plan => planOf(set, plainScenario(HORIZON, parts));

describe('a scenario that changes nothing changes no figure in any draw', () => {
  let same: Float32Array[];
  beforeAll(() => {
    same = figures(planned());
  });

  const from = '2025-01-01';
  const inert: [string, Partial<Scenario>][] = [
    ['a prevention lever of factor 1', { levers: [{ prevention: { from, ramp_months: 6, entries_factor: 1 } }] }],
    ['a reunification lever of factor 1', { levers: [{ reunification: { from, stay_factor: 1 } }] }],
    ['a kinship lever of factor 1', { levers: [{ kinship: { from, share_factor: 1 } }] }],
    ['a guardianship lever of factor 1', { levers: [{ guardianship: { from, exit_factor: 1 } }] }],
    ['a price shock of factor 1', { events: [{ price_shock: { from, months: 9, factor: 1, area: 'T01' } }] }],
    ['a shortage of staff of factor 1', { events: [{ staff_shortage: { from, months: 9, factor: 1 } }] }],
    ['conversion support of factor 1', { levers: [{ conversion_support: { from, convert_factor: 1 } }] }],
    ['a demand shock of factor 1', { events: [{ demand_shock: { from, months: 9, factor: 1 } }] }],
    ['a closure of a share of 0', { events: [{ close: { date: from, sector: 'for-profit', share: 0 } }] }],
    ['a conversion of a share of 0', { events: [{ convert: { date: from, share: 0 } }] }],
    ['a delay of a share of 0', { events: [{ delay_projects: { from, months: 9, share: 0 } }] }],
    [
      'a withdrawal of a share of 0',
      { events: [{ withdraw_from_area: { date: from, sector: 'for-profit', share: 0 } }] },
    ],
    [
      'a row of the timetable equal to the one in force',
      {
        timetable: [
          {
            milestone: 'placements need approval',
            service_type: 'residential',
            provider_description: 'for-profit',
            date: '2030-04-01',
          },
        ],
      },
    ],
    [
      'the date of approval that is in force',
      { levers: [{ approval_date: { service_type: 'foster', date: '2030-04-01' } }] },
    ],
    ['a spread equal to the one of the table', { assumptions: { notice: { low: 1, central: 6, high: 12 } } }],
    ['a correlation of rank 0', { correlations: [{ a: 'notice', b: 'entries', rank: 0 }] }],
    ['another name and title', { name: 'other', title: 'Other' }],
  ];
  it.each(inert)('%s', (_name, parts) => {
    const other = figures(planned(parts));
    other.forEach((row, draw) => expect(firstDifference(row, same[draw]!)).toBe(-1));
  });

  it('while a lever that does something changes figures from its month on and none before', () => {
    const plan = planned({ levers: [{ prevention: { from: '2028-04-01', entries_factor: 0.5 } }] });
    const [row] = figures(plan, 1);
    const grid = defaultGrid(plan);
    const changed = new Set<number>();
    const run = grid.runs.find(
      (r) => grid.series[r.series]!.measure === 'children_started' && r.areaLevel === 'country',
    )!;
    for (let k = 0; k < run.count; k++) if (row![run.first + k] !== same[0]![run.first + k]) changed.add(k);
    expect(Math.min(...changed)).toBeGreaterThanOrEqual(48);
    expect(changed.size).toBeGreaterThan(10);
  });

  it('while another seed changes nearly everything', () => {
    const plan = planned();
    const grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    recorder.row = new Float32Array(grid.cells);
    runDraw(createState(plan), 2, 0, recorder);
    expect(firstDifference(recorder.row, same[0]!)).toBeGreaterThanOrEqual(0);
  });
});

/** The fields that fix an assumption at a value, when there is one for its id. */
function fixedAt(values: Readonly<Record<string, number>>, id: string): Partial<AssumptionRow> {
  const value = values[id];
  if (value === undefined) return {};
  return { distribution: 'fixed', low: value, central: value, high: value, quantiles: '' };
}

function firstDifference(a: Float32Array, b: Float32Array): number {
  expect(a.length).toBe(b.length);
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}

describe('a draw', () => {
  /** A country with a secure home, failing owners, and too few places at home and outside. */
  const scarce = (): DataSet => {
    const size = { areas: 4, children: [9, 8, 7, 6], homes: [4, 6, 5, 2, 3, 6], households: [12, 5, 9] };
    const small = smallCountry(data, size);
    const secure = { secure_referrals: 40, secure_places: 18, secure_welfare_places: 4, secure_other_demand: 0.4 };
    const often = { outside_capacity: 3, owner_failure: 0.15, home_openings_for_profit: 0.2, ...secure };
    return { ...small, assumptions: small.assumptions.map((row) => ({ ...row, ...fixedAt(often, row.id) })) };
  };

  it.each([
    ['three areas', (): DataSet => data],
    ['a country short of everything', scarce],
  ])('is the same whichever draws are run before it on the same state: %s', (_name, set) => {
    const plan = planned({}, set());
    const grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    const drawn = (state: State, draw: number): Float32Array => {
      recorder.row = new Float32Array(grid.cells);
      runDraw(state, 1, draw, recorder);
      return recorder.row;
    };
    const used = createState(plan);
    for (const draw of [3, 0, 3, 1]) {
      expect(firstDifference(drawn(used, draw), drawn(createState(plan), draw)), `draw ${draw}`).toBe(-1);
    }
  });

  it('shares its parameters with its twin and not with the next pair', () => {
    const plan = planned();
    const state = createState(plan);
    const parameters = [0, 1, 2].map((draw) => {
      runDraw(state, 1, draw, { begin: () => undefined, endMonth: () => undefined });
      return { ...state.parameters };
    });
    expect(parameters[1]).toEqual(parameters[0]);
    expect(parameters[2]).not.toEqual(parameters[0]);
  });
});

describe('one home more in one area', () => {
  const home: ServiceRow = {
    service_id: 'one-more',
    name: 'One more',
    service_type: 'residential',
    sector: 'not-for-profit',
    owner_id: 'newcomer',
    area_code: 'T03',
    places: 4,
    registered_for: 'general',
    regional: false,
    status: 'illustrative',
    evidence: 'made up',
    source: 'made up for a test',
  };
  /** The same set with the home in front, so that every service after it has another number. */
  const withHome = (): DataSet => ({ ...data, services: [home, ...data.services], digest: 'one more' });

  /** Thresholds at the start by service, and the words that openings in the other areas wait for. */
  function clocks(plan: Plan, draw: number): Map<string, number> {
    const found = new Map<string, number>();
    const recorder: Recorder = {
      begin: ({ services, openingThreshold, luck }) => {
        plan.services.ids.forEach((id, s) => {
          found.set(id, services.threshold[s]!);
          found.set(`${id} decides`, services.decisionMonth[s]! * 10 + services.decision[s]!);
        });
        for (let programme = 0; programme < 4; programme++)
          for (let a = 0; a < luck.areas; a++)
            found.set(`opening ${programme} ${a}`, openingThreshold[programme * luck.areas + a]!);
      },
      endMonth: () => undefined,
    };
    runDraw(createState(plan), 1, draw, recorder);
    return found;
  }

  it('leaves the clocks and decisions of every other service as they were', () => {
    for (let draw = 0; draw < 4; draw++) {
      const before = clocks(planned(), draw);
      const after = clocks(planned({}, withHome()), draw);
      expect(after.delete('one-more')).toBe(true);
      after.delete('one-more decides');
      expect(after).toEqual(before);
      expect(before.size).toBe(data.services.length * 2 + 12);
    }
  });

  it('leaves the children as they were: who comes, who they are, and when they leave', () => {
    const lives = (set: DataSet, draw: number): string[] => {
      const seen = new Lives();
      runDraw(createState(planned({}, set)), 1, draw, seen);
      return seen.all.map((c) => JSON.stringify(c)).sort();
    };
    for (let draw = 0; draw < 4; draw++) {
      const before = lives(data, draw);
      expect(lives(withHome(), draw)).toEqual(before);
      expect(before.length).toBeGreaterThan(300);
    }
  });

  it('while it does change where children live', () => {
    expect(figures(planned({}, withHome()), 1)[0]).not.toEqual(figures(planned(), 1)[0]);
  });
});

describe('one assumption more', () => {
  const extra: AssumptionRow = {
    id: 'something_new',
    meaning: 'a quantity that nothing reads yet',
    unit: 'share',
    distribution: 'beta',
    low: 0.1,
    central: 0.2,
    high: 0.4,
    quantiles: 'p10,p90',
    strength: 'X',
    source: 'made up for a test',
  };

  it('changes the value of no other in any parameter set', () => {
    for (const set of [0, 1, 17, 'central'] as const) {
      const before = parameterValues(data.assumptions, 1, set);
      const after = parameterValues([extra, ...data.assumptions], 1, set);
      expect(after.subarray(1)).toEqual(before);
      expect(after[0]).toBeGreaterThan(0);
    }
  });

  it('changes no figure of any draw', () => {
    const before = figures(planned(), 2);
    const after = figures(planned({}, { ...data, assumptions: [extra, ...data.assumptions] }), 2);
    after.forEach((row, draw) => expect(firstDifference(row, before[draw]!)).toBe(-1));
  });
});
