import { beforeAll, describe, expect, it } from 'vitest';
import type { Scenario } from '../../src/assumptions/scenario/scenario.ts';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { AreaRow, ChildrenRow, DataSet, ServiceRow, TimetableRow } from '../../src/domain/tables.ts';
import { AGE_BANDS } from '../../src/domain/vocabulary.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { CLOSED, OPEN } from '../../src/simulation/constants.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createLuck, drawAreaWords, drawWords, PURPOSES, turnLuck } from '../../src/simulation/luck.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { hashOfService, serviceHistories } from './histories.ts';
import { Lives } from './lives.ts';
import { eachMonth, pureCountry, withoutSpread } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let three: DataSet;
let base: DataSet;
beforeAll(async () => {
  three = orThrow(await loadDataSet(THREE_AREAS));
  base = await wales();
});

const DRAWS = 3;
const HORIZON = '2032-03-31';
const MADE_UP = { status: 'illustrative', source: 'made up for a test' } as const;

function livesOf(plan: Plan, draw: number, areas?: readonly string[]): string[] {
  const lives = new Lives();
  runDraw(createState(plan), 1, draw, lives);
  return lives.all
    .map((c) => ({ ...c, area: plan.geography.areaCodes[c.area]! }))
    .filter((c) => areas === undefined || areas.includes(c.area))
    .map((c) => JSON.stringify(c))
    .sort();
}

/** Thresholds and decisions at the start by service, and what openings wait for by programme and area. */
function clocksOf(plan: Plan, draw: number): Map<string, number> {
  const found = new Map<string, number>();
  runDraw(createState(plan), 1, draw, {
    begin: ({ services, openingThreshold, luck, ownerHash }) => {
      plan.services.ids.forEach((id, s) => {
        found.set(id, services.threshold[s]!);
        found.set(`${id} decides`, services.decisionMonth[s]! * 10 + services.decision[s]!);
        found.set(`${id} owner`, ownerHash[services.owner[s]!]!);
      });
      plan.geography.areaCodes.forEach((code, a) => {
        for (let k = 0; k < 4; k++) found.set(`opening ${k} ${code}`, openingThreshold[k * luck.areas + a]!);
      });
    },
    endMonth: () => undefined,
  });
  return found;
}

/** A country of homes of all sectors and of agencies in which nobody searches and no rule looks at the state. */
function quietCountry(assumptions: Record<string, number> = {}): DataSet {
  const sectors = ['for-profit', 'local-authority', 'not-for-profit'] as const;
  const services = Array.from({ length: 45 }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `service-${i}`,
    service_type: i % 5 === 4 ? 'foster' : 'residential',
    sector: sectors[i % 3]!,
    owner_id: `owner-${i % 11}`,
    ...(i % 5 === 4 ? { households: 8 } : { places: 2 + (i % 3) }),
  }));
  return pureCountry(base, {
    services,
    children: [
      ['kinship', '1-4', 40],
      ['parents', '10-15', 40],
    ],
    entries: { '5-9': 30 },
    leavingPerMonth: 0.03,
    assumptions: {
      home_exit_for_profit: 0.12,
      home_exit_local_authority: 0.1,
      home_exit_not_for_profit: 0.15,
      home_exit_change_of_owner: 0.4,
      agency_exit_for_profit: 0.1,
      agency_exit_not_for_profit: 0.1,
      carer_leaving: 0.11,
      carer_approvals_local_authority: 0.1,
      carer_approvals_agencies: 0.1,
      ...assumptions,
    },
  });
}

describe('one area more, in front of the others', () => {
  const area: AreaRow = {
    area_code: 'T00',
    level: 'authority',
    name_en: 'Dinas',
    name_cy: 'Dinas',
    region_code: 'R2',
    parent: 'R2',
  };
  const with_ = (parts: Partial<DataSet> = {}): DataSet => ({
    ...three,
    areas: [area, ...three.areas],
    digest: 'one more area',
    ...parts,
  });
  const service = (id: string, parts: Partial<ServiceRow>): ServiceRow => ({
    service_id: id,
    name: id,
    service_type: 'residential',
    sector: 'for-profit',
    owner_id: 'new-owner',
    area_code: 'T00',
    registered_for: 'general',
    regional: false,
    evidence: 'made up',
    ...MADE_UP,
    ...parts,
  });
  const children = (placement_type: ChildrenRow['placement_type']): ChildrenRow[] =>
    AGE_BANDS.map((age_band) => ({
      date: '2024-03-31',
      area_code: 'T00',
      placement_type,
      age_band,
      children: 9,
      children_low: 9,
      children_high: 9,
      ...MADE_UP,
    }));

  it('leaves every random word of every purpose, area and entity as it was, bit for bit', () => {
    const words = (plan: Plan): number[] => {
      const { areaHashes, areaCodes } = plan.geography;
      const luck = createLuck(areaCodes.length);
      const found: number[] = [];
      for (let draw = 0; draw < DRAWS; draw++) {
        turnLuck(luck, 1, draw, areaHashes);
        PURPOSES.forEach((_, purpose) => {
          for (const code of ['T01', 'T02', 'T03']) {
            for (const entity of [0, 1, 77, 0x80000003]) {
              drawAreaWords(luck, purpose, areaCodes.indexOf(code), entity, 2);
              found.push(...luck.words);
              drawWords(luck, purpose, entity, 5);
              found.push(...luck.words);
            }
          }
        });
      }
      return found;
    };
    const before = words(planOf(three, plainScenario(HORIZON)));
    expect(words(planOf(with_(), plainScenario(HORIZON)))).toEqual(before);
    expect(before.length).toBe(DRAWS * PURPOSES.length * 3 * 4 * 4);
    expect(new Set(before).size).toBeGreaterThan(before.length / 5);
  });

  it('with children, homes and carers leaves the clocks and decisions of all other services and areas as they were', () => {
    const more = with_({
      children: [...children('foster'), ...children('residential'), ...three.children],
      services: [
        service('new-home', { places: 6 }),
        service('new-agency', { service_type: 'foster', sector: 'not-for-profit', households: 30 }),
        ...three.services,
      ],
    });
    for (let draw = 0; draw < DRAWS; draw++) {
      const before = clocksOf(planOf(three, plainScenario(HORIZON)), draw);
      const after = clocksOf(planOf(more, plainScenario(HORIZON)), draw);
      for (const key of [...after.keys()]) if (key.startsWith('new-') || key.endsWith(' T00')) after.delete(key);
      expect(after).toEqual(before);
      expect(before.size).toBe(three.services.length * 3 + 12);
    }
  });

  it('without children or services leaves every figure of the others, of regions and of the country as it was', () => {
    const rows = (set: DataSet, draw: number): Map<string, number> => {
      const plan = planOf(set, plainScenario(HORIZON));
      const grid = defaultGrid(plan);
      const recorder = new GridRecorder(plan, grid);
      recorder.row = new Float32Array(grid.cells);
      runDraw(createState(plan), 1, draw, recorder);
      const found = new Map<string, number>();
      for (const run of grid.runs) {
        if (run.areaCode === 'T00') continue;
        for (let k = 0; k < run.count; k++)
          found.set(`${run.series} ${run.areaCode} ${run.period} ${k}`, recorder.row[run.first + k]!);
      }
      return found;
    };
    for (let draw = 0; draw < DRAWS; draw++) expect(rows(with_(), draw)).toEqual(rows(three, draw));
  });
});

describe('where nobody searches and no rule looks at the state, whole histories are untouched', () => {
  const months = '2034-03-31';
  const others = (found: Map<number, string>, without: readonly number[]): [number, string][] =>
    [...found].filter(([hash]) => !without.includes(hash)).sort(([a], [b]) => a - b);

  it('by one home more, for an owner of its own', () => {
    const data = quietCountry();
    const more = {
      ...data,
      services: [{ ...data.services[0]!, service_id: 'one-more', owner_id: 'newcomer', places: 9 }, ...data.services],
      digest: 'one home more',
    };
    for (let draw = 0; draw < DRAWS; draw++) {
      const before = serviceHistories(planOf(data, plainScenario(months)), draw);
      const after = serviceHistories(planOf(more, plainScenario(months)), draw);
      expect(others(after, [hashOfService('one-more')])).toEqual(others(before, []));
      expect(after.size).toBe(before.size + 1);
      // Something happened that could have been moved.
      expect([...before.values()].filter((h) => h.includes(` ${CLOSED},`)).length).toBeGreaterThan(5);
      expect(livesOf(planOf(more, plainScenario(months)), draw)).toEqual(
        livesOf(planOf(data, plainScenario(months)), draw),
      );
    }
  });

  it('by a scenario that opens homes and keeps children out of care', () => {
    const data = quietCountry();
    const scenario: Partial<Scenario> = {
      levers: [
        { places: { service_type: 'residential', sector: 'local-authority', places: 12, opens: '2025-06-01' } },
        { prevention: { from: '2026-01-01', entries_factor: 0.5 } },
      ],
    };
    for (let draw = 0; draw < DRAWS; draw++) {
      const before = serviceHistories(planOf(data, plainScenario(months)), draw);
      const after = serviceHistories(planOf(data, plainScenario(months, scenario)), draw);
      const added = [...after.keys()].filter((hash) => !before.has(hash));
      expect(added).toHaveLength(3);
      expect(others(after, added)).toEqual(others(before, []));
      // Whoever still comes is the same child with the same life.
      const all = new Set(livesOf(planOf(data, plainScenario(months)), draw));
      const fewer = livesOf(planOf(data, plainScenario(months, scenario)), draw);
      expect(fewer.filter((life) => !all.has(life))).toEqual([]);
      expect(fewer.length).toBeLessThan(all.size - 20);
    }
  });

  it('by another value of an assumption that does not touch them', () => {
    const data = quietCountry();
    const other = { ...data, assumptions: withoutSpread(data.assumptions, { home_exit_local_authority: 0.3 }) };
    for (let draw = 0; draw < DRAWS; draw++) {
      const own = data.services
        .filter((s) => s.sector === 'local-authority' && s.service_type === 'residential')
        .map((s) => hashOfService(s.service_id));
      const before = serviceHistories(planOf(data, plainScenario(months)), draw);
      const after = serviceHistories(planOf(other, plainScenario(months)), draw);
      expect(others(after, own)).toEqual(others(before, own));
      expect(after).not.toEqual(before);
    }
  });
});

describe('a raised hazard makes every exit earlier or leaves it, home by home and draw by draw', () => {
  /** Month in which each service of the start is no longer open, Infinity while it is. */
  function exits(data: DataSet): Map<string, number> {
    const plan = planOf(data, plainScenario('2034-03-31'));
    const found = new Map<string, number>();
    eachMonth(plan, 8, ({ services }, draw, month) => {
      plan.services.ids.forEach((id, s) => {
        const key = `${draw} ${id}`;
        if (services.status[s] !== OPEN && !found.has(key)) found.set(key, month);
      });
    });
    return found;
  }

  it.each([
    ['home_exit_for_profit', 0.12, 0.16],
    ['home_exit_local_authority', 0.1, 0.4],
    ['home_exit_not_for_profit', 0.15, 0.17],
    ['agency_exit_for_profit', 0.1, 0.3],
    ['agency_exit_not_for_profit', 0.1, 0.12],
    ['owner_failure', 0, 0.05],
  ])('%s from %f to %f', (id, low, high) => {
    const rescue = { owner_failure_rescued: 0 };
    const before = exits(quietCountry({ ...rescue, [id]: low }));
    const after = exits(quietCountry({ ...rescue, [id]: high }));
    const later = [...before].filter(([key, month]) => (after.get(key) ?? Infinity) > month);
    expect(later).toEqual([]);
    const earlier = [...after].filter(([key, month]) => month < (before.get(key) ?? Infinity));
    expect(earlier.length).toBeGreaterThan(3);
  });
});

describe('a policy that never comes into force', () => {
  const late = (
    milestone: TimetableRow['milestone'],
    provider: TimetableRow['provider_description'],
  ): TimetableRow => ({
    milestone,
    service_type: 'residential',
    provider_description: provider,
    date: '2090-04-01',
    source: 'made up for a test',
  });

  it.each([
    ['registration that ends after the horizon', late('registration ends', 'for-profit')],
    ['for-profit registration that ends after the horizon', late('for-profit registration ends', 'for-profit')],
    ['approval outside the country after the horizon', late('placements need approval', 'outside-private')],
  ])('%s is a difference of exactly zero in every cell of every draw', (_name, row) => {
    const without = { ...three, timetable: three.timetable.filter((r) => r.milestone !== row.milestone) };
    const figures = (set: DataSet): Float32Array[] => {
      const plan = planOf(set, plainScenario(HORIZON));
      const grid = defaultGrid(plan);
      const recorder = new GridRecorder(plan, grid);
      return Array.from({ length: DRAWS }, (_, draw) => {
        recorder.row = new Float32Array(grid.cells);
        runDraw(createState(plan), 1, draw, recorder);
        return recorder.row;
      });
    };
    const before = figures(without);
    const after = figures({ ...without, timetable: [...without.timetable, row] });
    after.forEach((values, draw) => {
      expect(values.findIndex((v, i) => !Object.is(v, before[draw]![i]))).toBe(-1);
      expect(values.some((v) => v > 0)).toBe(true);
    });
  });
});
