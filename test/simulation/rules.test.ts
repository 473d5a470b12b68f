import { beforeAll, describe, expect, it } from 'vitest';
import type { Lever, LeverInsideWhen } from '../../src/assumptions/scenario/levers.ts';
import { WHEN_MEASURES, whenMeasureKind } from '../../src/assumptions/scenario/when-measures.ts';
import { checkScenario } from '../../src/assumptions/scenario/check-scenario.ts';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { SERVICE_TYPES } from '../../src/domain/vocabulary.ts';
import { defaultGrid, eachCell } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { NEVER, RESIDENTIAL } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import type { Plan, RulePlan } from '../../src/simulation/plan/plan.ts';
import { ruleReader } from '../../src/simulation/rule-measures.ts';
import { createState } from '../../src/simulation/create-state.ts';
import type { State } from '../../src/simulation/state.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { Lives } from './lives.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let three: DataSet;
let base: DataSet;
beforeAll(async () => {
  three = orThrow(await loadDataSet(THREE_AREAS));
  base = await wales();
});

type When = Extract<Lever, { when: unknown }>['when'];
const rule = (then: LeverInsideWhen[], parts: Partial<When>): Partial<Scenario> => ({
  levers: [{ when: { measure: 'children_looked_after', above: 0, then, ...parts } as When }],
});
const planned = (parts: Partial<Scenario>, horizon = '2031-03-31', data = three): Plan =>
  planOf(data, plainScenario(horizon, parts));

/** Every figure of some draws but the firings themselves, as the bits that are written. */
function figures(plan: Plan, draws = 2): Uint32Array[] {
  const grid = defaultGrid(plan);
  const state = createState(plan);
  const recorder = new GridRecorder(plan, grid);
  const fired = grid.runs.find((run) => grid.series[run.series]!.measure === 'rules_fired')!;
  return Array.from({ length: draws }, (_, draw) => {
    recorder.row = new Float32Array(grid.cells);
    runDraw(state, 1, draw, recorder);
    recorder.row.fill(0, fired.first, fired.first + fired.count);
    return new Uint32Array(recorder.row.buffer);
  });
}
const same = (a: Uint32Array[], b: Uint32Array[]): boolean => a.every((row, d) => row.every((v, i) => v === b[d]![i]));

/** Every lever that can start anywhere, without its date. */
const LEVERS: [string, LeverInsideWhen][] = [
  ['carers', { carers: { area: 'T01', sector: 'local-authority', households: 30, months: 5 } }],
  ['conversion_support', { conversion_support: { convert_factor: 3, succeeds: 0.99 } }],
  ['prevention', { prevention: { entries_factor: 0.5, ramp_months: 7 } }],
  ['reunification', { reunification: { stay_factor: 0.6, ramp_months: 5 } }],
  ['guardianship', { guardianship: { exit_factor: 3 } }],
  ['workforce', { workforce: { staffed_share: 0.6 } }],
  ['kinship', { kinship: { share_factor: 1.7, ramp_months: 3 } }],
  ['national_transfer', { national_transfer: { children_per_year: 30 } }],
];
const NEW: [string, LeverInsideWhen][] = [
  ['places', { places: { area: 'T02', service_type: 'residential', sector: 'local-authority', places: 9, opens: 4 } }],
  ['places by stages', { places: { region: 'TR1', service_type: 'residential', sector: 'not-for-profit', places: 9 } }],
  ['approval_date', { approval_date: { service_type: 'residential' } }],
];

describe('a rule that never fires', () => {
  it('changes no byte, whatever levers it holds', () => {
    const region = three.areas.find((a) => a.level === 'region')!.area_code;
    const all = [...LEVERS, ...NEW].map(([, lever]) =>
      'places' in lever && lever.places.region !== undefined ? { places: { ...lever.places, region } } : lever,
    );
    const plain = figures(planned({}));
    expect(same(figures(planned(rule(all, { above: 1e9 }))), plain)).toBe(true);
    expect(same(figures(planned(rule(all, { for_months: 600 }))), plain)).toBe(true);
    expect(same(figures(planned(rule(all, { for_months: 40 }))), plain)).toBe(false);
  });
});

describe('a rule that fires after 13 months', () => {
  it.each(LEVERS)('does to the byte what the lever %s does with the date of that month', (name, lever) => {
    const fields = Object.values(lever)[0] as object;
    const dated = { [name]: { ...fields, from: '2025-05-01' } } as unknown as Lever;
    const byDate = figures(planned({ levers: [dated] }));
    expect(same(figures(planned(rule([lever], { for_months: 13 }))), byDate)).toBe(true);
    expect(same(figures(planned({})), byDate)).toBe(false);
    // A date of its own that lies later holds; one that lies before is the firing.
    const later = { [name]: { ...fields, from: '2025-05-01' } } as unknown as LeverInsideWhen;
    expect(same(figures(planned(rule([later], { for_months: 2 }))), byDate)).toBe(true);
    expect(same(figures(planned(rule([later], { for_months: 60 }))), byDate)).toBe(false);
  });

  it.each(LEVERS)('and changes nothing when what it starts is inert: %s', (name, lever) => {
    const inert: Record<string, object> = {
      conversion_support: { convert_factor: 1 },
      prevention: { entries_factor: 1 },
      reunification: { stay_factor: 1 },
      guardianship: { exit_factor: 1 },
      kinship: { share_factor: 1 },
      national_transfer: { children_per_year: 0 },
    };
    if (inert[name] === undefined) return expect(Object.keys(lever)).toEqual([name]);
    const then = [{ [name]: inert[name] }] as unknown as LeverInsideWhen[];
    expect(same(figures(planned(rule(then, { for_months: 13, repeat: true }))), figures(planned({})))).toBe(true);
  });
});

describe('when a rule fires', () => {
  /** Months of the first firing and how often, at the end of some draws. */
  function firings(parts: Partial<When>, draws = 1, data?: DataSet): { first: number; times: number }[] {
    const plan = planned(rule([{ workforce: { staffed_share: 1 } }], parts), '2026-03-31', data);
    const state = createState(plan);
    return Array.from({ length: draws }, (_, draw) => {
      runDraw(state, 1, draw, { begin: () => undefined, endMonth: () => undefined });
      return { first: state.rules!.firstFired[0]!, times: state.counters.rulesFired.reduce((s, v) => s + v, 0) };
    });
  }

  it('it is once after as many ends of months as it asks for, and when it repeats, after as many more each time', () => {
    expect(firings({})).toEqual([{ first: 1, times: 1 }]);
    expect(firings({ for_months: 5 })).toEqual([{ first: 5, times: 1 }]);
    // 23 ends of months are seen before the last of 24 months: at 5, 10, 15 and 20.
    expect(firings({ for_months: 5, repeat: true })).toEqual([{ first: 5, times: 4 }]);
    expect(firings({ above: undefined, below: 0 })).toEqual([{ first: NEVER, times: 0 }]);
    expect(firings({ above: undefined, below: 1e9, repeat: true })).toEqual([{ first: 1, times: 23 }]);
  });

  it('it looks at what a month added for a flow, and at months in a row', () => {
    // 240 children enter a year: a month adds about 20, never 1,000; the total passes 400 after some 20 months.
    const data = pureCountry(base, { entries: { '0': 240 }, children: [['other', '0', 50]] });
    expect(firings({ measure: 'children_started', above: 60 }, 1, data)).toEqual([{ first: NEVER, times: 0 }]);
    const counts: number[] = [];
    eachMonth(planned({}, '2026-03-31', data), 1, ({ counters }) => counts.push(counters.started[0]!));
    const added = counts.map((v, m) => v - (counts[m - 1] ?? 0));
    const above = 20;
    let held = 0;
    const first = added.findIndex((v) => (held = v > above ? held + 1 : 0) >= 2) + 1;
    expect(firings({ measure: 'children_started', above, for_months: 2 }, 1, data)[0]!.first).toBe(first);
    expect(first).toBeGreaterThan(2);
  });

  it('it differs between draws, and a draw does not depend on those before it', () => {
    const parts = rule([{ reunification: { stay_factor: 0.5 } }, { prevention: { entries_factor: 0.5 } }], {
      measure: 'children_waiting',
      above: 3,
      for_months: 2,
      repeat: true,
    });
    const plan = planned(parts, '2028-03-31');
    const grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    const drawn = (state: State, draw: number): Float32Array => {
      recorder.row = new Float32Array(grid.cells);
      runDraw(state, 1, draw, recorder);
      return recorder.row;
    };
    const used = createState(plan);
    const firsts = [3, 0, 3, 1, 7].map((draw) => {
      const fresh = createState(plan);
      expect(drawn(used, draw)).toEqual(drawn(fresh, draw));
      return fresh.rules!.firstFired[0]!;
    });
    expect(new Set(firsts).size).toBeGreaterThan(1);
  });
});

describe('homes that a rule starts', () => {
  const homes = (parts: Partial<When>, opens?: number | string): Partial<Scenario> =>
    rule(
      [{ places: { area: 'T02', service_type: 'residential', sector: 'local-authority', places: 6, opens } }] as never,
      parts,
    );
  const opened = (parts: Partial<Scenario>): { month: number; hash: number; places: number }[] => {
    const found: { month: number; hash: number; places: number }[] = [];
    const plan = planned(parts, '2028-03-31');
    const state = createState(plan);
    runDraw(state, 1, 0, { begin: () => undefined, endMonth: () => undefined });
    const hashes = new Set(state.rules!.begun.map((b) => b.hash));
    for (let s = plan.services.ids.length; s < state.services.count; s++) {
      const { services } = state;
      if (hashes.has(services.hash[s]!))
        found.push({ month: services.opened[s]!, hash: services.hash[s]!, places: services.registered[s]! });
    }
    return found;
  };

  it('open that many months after it fires, or on the day, or in the month of a firing that comes later', () => {
    expect(opened(homes({ for_months: 6 }, 10)).map((h) => h.month)).toEqual([16, 16]);
    expect(opened(homes({ for_months: 6 }, '2025-08-10')).map((h) => h.month)).toEqual([16, 16]);
    expect(opened(homes({ for_months: 20 }, '2025-08-10')).map((h) => h.month)).toEqual([20, 20]);
    expect(opened(homes({ for_months: 6 }, 10)).reduce((sum, h) => sum + h.places, 0)).toBe(6);
  });

  it('go through the stages of a project otherwise, which take time and may end before they open', () => {
    const data = three.assumptions.map((row) => {
      const value = { project_delivery: 1, project_refused: 0, project_slippage: 0 }[row.id];
      return value === undefined
        ? row
        : { ...row, distribution: 'fixed' as const, low: value, central: value, high: value, quantiles: '' as const };
    });
    const sure = { ...three, assumptions: data };
    const plan = planned(homes({ for_months: 3 }), '2030-03-31', sure);
    const state = createState(plan);
    for (let draw = 0; draw < 6; draw++) {
      runDraw(state, 1, draw, { begin: () => undefined, endMonth: () => undefined });
      const expected =
        3 +
        Math.round(
          Math.round(plan.projectMonthsCentral) * (state.parameters.projectMonths / plan.projectMonthsCentral),
        );
      for (const begun of state.rules!.begun) expect(Math.abs(begun.month - expected)).toBeLessThanOrEqual(1);
    }
  });

  it('are others with each firing, and say who they are by what they are: a rule before them changes nothing', () => {
    const twice = opened(homes({ for_months: 6, repeat: true }, 0));
    expect(new Set(twice.map((h) => h.hash)).size).toBe(twice.length);
    expect(twice.length).toBe(2 * 7);
    const other = { when: { measure: 'hhi', above: 1e9, then: [{ kinship: { share_factor: 2 } }] } } as Lever;
    const after = { levers: [other, ...homes({ for_months: 6, repeat: true }, 0).levers!] };
    expect(opened(after)).toEqual(twice);
  });

  it('leave who comes, who they are and when they leave as they were, and the clocks of every other service', () => {
    const seen = (parts: Partial<Scenario>): [string[], number[]] => {
      const lives = new Lives();
      const plan = planned(parts, '2027-03-31');
      const state = createState(plan);
      runDraw(state, 1, 0, lives);
      return [
        lives.all.map((c) => JSON.stringify(c)).sort(),
        plan.services.ids.map((_, s) => (state.services.clockOrdinal[s] === 0 ? state.services.threshold[s]! : 0)),
      ];
    };
    const [children, clocks] = seen({});
    const [withRule, withClocks] = seen(homes({ for_months: 6, repeat: true }, 0));
    expect(withRule).toEqual(children);
    clocks.forEach((c, s) => {
      if (c !== 0 && withClocks[s] !== 0) expect(withClocks[s]).toBe(c);
    });
  });
});

describe('the example of the specification: places when compliant homes of a region are too full', () => {
  it('fires in the draws in which occupancy passes the number for three months, and adds the places', () => {
    const region = three.areas.find((a) => a.level === 'region')!.area_code;
    const then: LeverInsideWhen[] = [
      { places: { region, service_type: 'residential', sector: 'local-authority', places: 8, opens: 2 } },
    ];
    const plan = planned(rule(then, { measure: 'occupancy_compliant', region, above: 0.6, for_months: 3 }));
    const areas = plan.rules[0]!.areas;
    const reader = ruleReader(plan.rules[0]!);
    const state = createState(plan);
    let fired = 0;
    for (let draw = 0; draw < 6; draw++) {
      const over: boolean[] = [];
      runDraw(state, 1, draw, { begin: () => undefined, endMonth: (s) => over.push(reader.read(s) > 0.6) });
      const first = over.findIndex((_, m) => m >= 2 && over[m]! && over[m - 1]! && over[m - 2]!) + 1;
      const rules = state.rules!;
      expect(rules.firstFired[0]).toBe(first > 0 && first < plan.months ? first : NEVER);
      expect(rules.begun.reduce((sum, b) => sum + b.project.places, 0)).toBe(rules.fired[0]! * 8);
      for (const begun of rules.begun) expect(areas).toContain(begun.project.area);
      fired += rules.fired[0]!;
    }
    expect(fired).toBeGreaterThan(0);
  });
});

describe('a rule that sets the day of approval', () => {
  const applications = (parts: Partial<Scenario>): { perMonth: number[]; state: State } => {
    const plan = planned(parts, '2029-03-31');
    const state = createState(plan);
    const totals: number[] = [];
    runDraw(state, 1, 0, {
      begin: () => undefined,
      endMonth: ({ counters }) => totals.push(counters.applications.reduce((s, v) => s + v, 0)),
    });
    return { perMonth: totals.map((v, m) => v - (totals[m - 1] ?? 0)), state };
  };

  it('brings it forward: applications from then on and none before, and owners time their decisions by it', () => {
    const then: LeverInsideWhen[] = [{ approval_date: { service_type: 'residential' } }];
    const { perMonth, state } = applications(rule(then, { for_months: 15 }));
    expect(Math.max(...perMonth.slice(0, 15))).toBe(0);
    expect(perMonth.slice(15).reduce((s, v) => s + v, 0)).toBeGreaterThan(0);
    expect(state.policy.approvalMonth[RESIDENTIAL]).toBe(15);
    expect(state.plan.policy.approvalMonth[RESIDENTIAL]).toBe(72);
    const { services } = state;
    for (let s = 0; s < services.count; s++) {
      // The latest owners decide two years after the day.
      if (services.type[s] === RESIDENTIAL && services.decisionMonth[s]! < NEVER)
        expect(services.decisionMonth[s]).toBeLessThan(15 + 24);
    }
  });

  it('changes nothing once the day has come', () => {
    const early = { levers: [{ approval_date: { service_type: 'residential', date: '2025-01-01' } }] as Lever[] };
    const late = rule([{ approval_date: { service_type: 'residential', date: '2027-01-01' } }], { for_months: 15 });
    const both = { levers: [...early.levers, ...late.levers!] };
    expect(same(figures(planned(both, '2028-03-31'), 1), figures(planned(early, '2028-03-31'), 1))).toBe(true);
  });
});

describe('what a rule looks at', () => {
  it('is what is recorded: every measure, by service type, for the country, every region and every authority', () => {
    const plan = planned({}, '2030-03-31');
    const { countryCode, regionCodes, areaCodes, regionOf } = plan.geography;
    const grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    recorder.row = new Float32Array(grid.cells);
    const scopes = new Map<string, Pick<RulePlan, 'areas' | 'level'>>([
      [countryCode, { level: 'country', areas: areaCodes.map((_, a) => a) }],
      ...regionCodes.map(
        (code, r) =>
          [
            code,
            { level: 'region' as const, areas: areaCodes.map((_, a) => a).filter((a) => regionOf[a] === r) },
          ] as const,
      ),
      ...areaCodes.map((code, a) => [code, { level: 'authority' as const, areas: [a] }] as const),
    ]);
    const watched = [...scopes].flatMap(([code, scope]) =>
      WHEN_MEASURES.flatMap((measure) =>
        [-1, 0, 1, 2, 3].flatMap((type) => {
          const kind = whenMeasureKind(measure);
          if (type >= 0 && !kind.types.includes(SERVICE_TYPES[type]!)) return [];
          if (type < 0 && kind.usual !== undefined) return [];
          const reader = ruleReader({ measure, type, ...scope });
          return [
            { key: `${measure} ${type < 0 ? 'all' : SERVICE_TYPES[type]!} ${code}`, reader, seen: [] as number[] },
          ];
        }),
      ),
    );
    runDraw(createState(plan), 1, 0, {
      begin: (state) => recorder.begin(state),
      endMonth: (state) => {
        recorder.endMonth(state);
        for (const w of watched) w.seen.push(w.reader.read(state));
      },
    });
    const byKey = new Map(watched.map((w) => [w.key, w]));
    const compared = new Set<string>();
    const months = { month: 1, quarter: 3, 'financial-year': 12 };
    const ordinal = new Map<string, number>();
    eachCell(plan, grid, (cell, at) => {
      const s = cell.series;
      if ([s.ageBand, s.needClass, s.reason, s.providerCountry, s.sector].some((d) => d !== 'all')) return;
      // Some measures are kept for one type alone, which a rule does not name.
      const w =
        byKey.get(`${s.measure} ${s.serviceType} ${cell.areaCode}`) ?? byKey.get(`${s.measure} all ${cell.areaCode}`);
      if (w === undefined) return;
      const named = byKey.has(`${s.measure} ${s.serviceType} ${cell.areaCode}`);
      // Where a measure has a total as well, the total is what a rule sees.
      const total = grid.series.some((o) => o.measure === s.measure && o.serviceType === 'all' && o !== s);
      if (!named && (whenMeasureKind(s.measure as never).types.length > 0 || (total && s.serviceType !== 'all')))
        return;
      const run = `${s.measure} ${s.serviceType} ${cell.areaCode} ${cell.period}`;
      const k = ordinal.get(run) ?? 0;
      ordinal.set(run, k + 1);
      const width = months[cell.period];
      const end = (k + 1) * width - 1;
      const value = w.reader.flow ? w.seen[end]! - (k === 0 ? 0 : w.seen[end - width]!) : w.seen[end]!;
      expect(Math.abs(Math.fround(value) - recorder.row[at]!), `${w.key} ${cell.date}`).toBeLessThanOrEqual(
        Math.abs(value) * 1e-6,
      );
      compared.add(s.measure);
    });
    // Occupancy is a ratio of two that are recorded; everything else is recorded itself.
    expect(WHEN_MEASURES.filter((m) => !compared.has(m))).toEqual(['occupancy', 'occupancy_compliant']);
  });
});

describe('a rule that asks for what is not there is refused', () => {
  const refusal = (when: object): string => {
    const then = [{ workforce: { staffed_share: 1 } }];
    const checked = checkScenario({ name: 'x', title: 'X', levers: [{ when: { then, ...when } }] }, three);
    return checked.ok ? 'accepted' : checked.problems.map((p) => `${p.column} ${p.value}: ${p.mend}`).join('; ');
  };
  it('a service type that the measure is not kept for, and a share over 1', () => {
    expect(refusal({ measure: 'children_started', above: 1, service_type: 'foster' })).toContain('service_type foster');
    expect(refusal({ measure: 'occupancy_compliant', above: 95 })).toContain('above 95: Write 0.95.');
    expect(refusal({ measure: 'occupancy_compliant', above: 0.95, service_type: 'foster' })).toBe('accepted');
    expect(refusal({ measure: 'over_20_miles', above: 1 })).toContain('over_20_miles');
  });
  it('new for-profit homes that would come after registration has ended', () => {
    const places = { area: 'T02', service_type: 'residential', sector: 'for-profit', places: 3, opens: '2027-01-01' };
    const scenario = plainScenario('2031-03-31', rule([{ places }] as never, {}));
    expect(() => planOf(three, scenario)).toThrow(/levers\[0\]\.when\.then\[0\]\.places\.sector/);
  });
});
