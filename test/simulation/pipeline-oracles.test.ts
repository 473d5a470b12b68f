import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, ProjectRow } from '../../src/domain/tables.ts';
import type { ScenarioEvent } from '../../src/assumptions/scenario/events.ts';
import { NEVER } from '../../src/simulation/constants.ts';
import type { State } from '../../src/simulation/state.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

const PROJECTS = 1000;
const PLANNED = 24;

/** A country of planned homes that are all at one stage and were to open 24 months after the start. */
function planned(stage: ProjectRow['stage'], assumptions: Record<string, number>): DataSet {
  const data = pureCountry(base, { assumptions: { project_slippage: 0, ...assumptions } });
  const projects = Array.from({ length: PROJECTS }, (_, i): ProjectRow => ({
    project_id: `project-${i}`,
    area_code: 'A',
    service_type: 'residential',
    sector: 'local-authority',
    places: 3,
    stage,
    planned_open: '2026-04-30',
    regional: false,
    status: 'illustrative',
    source: 'made up',
  }));
  return { ...data, projects };
}

function first(data: DataSet, draws: number, look: (state: State) => void, events: ScenarioEvent[] = []): void {
  eachMonth(planOf(data, plainScenario('2030-03-31', { events })), draws, (state, _draw, month) => {
    if (month === 72) look(state);
  });
}

describe('projects', () => {
  it.each([
    ['decided', 0.7 * 0.8],
    ['bought', 0.7 ** (4 / 5) * 0.8],
    // Planning permission lies behind: half of the refusals, as chances multiply, and three steps are left.
    ['planning', 0.7 ** (3 / 5) * Math.sqrt(0.8)],
    ['building', 0.7 ** (2 / 5) * Math.sqrt(0.8)],
    ['registering', 0.7 ** (1 / 5)],
    ['staffed', 1],
  ] as const)('at the stage %s open with the chance of what is left', (stage, chance) => {
    let opened = 0;
    const draws = 10;
    first(planned(stage, { project_delivery: 0.7, project_refused: 0.2 }), draws, (state) => {
      const months = [...state.projectMonth];
      opened += months.filter((m) => m < NEVER).length;
      // Those that open do so on the planned day, and every one becomes a home.
      expect(new Set(months.filter((m) => m < NEVER))).toEqual(new Set([PLANNED]));
      expect(state.services.count).toBe(months.filter((m) => m < NEVER).length);
    });
    const all = draws * PROJECTS;
    expect(Math.abs(opened / all - chance)).toBeLessThanOrEqual(4 * Math.sqrt((chance * (1 - chance)) / all));
  });

  it('end at a step of their own: refused at planning or registering more often than elsewhere', () => {
    const ends = new Array<number>(6).fill(0);
    first(planned('decided', { project_delivery: 0.9, project_refused: 0.5 }), 10, (state) => {
      state.projectEndsAt.forEach((step) => ends[step]!++);
    });
    let left = ends.reduce((a, b) => a + b, 0);
    const goesOn = 0.9 ** (1 / 5);
    for (let step = 0; step < 5; step++) {
      const chance = 1 - goesOn * (step === 1 || step === 3 ? Math.sqrt(0.5) : 1);
      expect(Math.abs(ends[step]! / left - chance), `step ${step}`).toBeLessThan(
        4 * Math.sqrt((chance * (1 - chance)) / left),
      );
      left -= ends[step]!;
    }
  });

  it('slip by luck of their own around the planned time, and together when all take longer', () => {
    const sure = { project_delivery: 1, project_refused: 0 };
    const months: number[] = [];
    first(planned('decided', { ...sure, project_slippage: 0.3 }), 4, (state) => months.push(...state.projectMonth));
    // Four standard errors of a sum of five lognormal times, rounded to whole months.
    const spread = Math.sqrt(mean(months.map((m) => (m - PLANNED) ** 2)));
    expect(Math.abs(mean(months) - PLANNED)).toBeLessThan((4 * spread) / Math.sqrt(months.length) + 0.01);
    expect(spread).toBeGreaterThan(2);
  });

  it('take luck by the parts of the time: one step alone spreads more than four, and by how much is known', () => {
    const sure = { project_delivery: 1, project_refused: 0, registration_months: 0, project_slippage: 0.3 };
    const spread = (parts: readonly number[]): void => {
      const [bought, planning, building, staffed] = parts as [number, number, number, number];
      const assumptions = {
        ...sure,
        project_part_bought: bought,
        project_part_planning: planning,
        project_part_building: building,
        project_part_staffed: staffed,
      };
      const squares: number[] = [];
      first(planned('decided', assumptions), 4, (state) => {
        for (const m of state.projectMonth) squares.push((m - PLANNED) ** 2);
      });
      // Lognormal times with mean their part and variance part^2 (e^(sigma^2) - 1), rounded to whole months.
      const expected = PLANNED ** 2 * Math.expm1(0.09) * parts.reduce((sum, b) => sum + b * b, 0) + 1 / 12;
      const error = Math.sqrt(sampleVariance(squares) / squares.length);
      expect(Math.abs(mean(squares) - expected), parts.join(' ')).toBeLessThan(4 * error);
    };
    spread([1, 0, 0, 0]);
    spread([0.25, 0.25, 0.25, 0.25]);
    spread([0, 0.5, 0, 0.5]);
  });

  it('a delay reaches the projects of the area that it names and no others', () => {
    const data = planned('decided', { project_delivery: 1, project_refused: 0 });
    const delay = (area: string): ScenarioEvent[] => [{ delay_projects: { from: '2024-04-01', months: 7, area } }];
    first(data, 1, (state) => expect(new Set(state.projectMonth)).toEqual(new Set([PLANNED + 7])), delay('A'));
    const two = {
      ...data,
      areas: [
        ...data.areas,
        { area_code: 'B', level: 'authority' as const, name_en: 'B', name_cy: 'B', region_code: 'R', parent: 'R' },
      ],
      children: [...data.children, ...data.children.map((row) => ({ ...row, area_code: 'B' }))],
    };
    first(two, 1, (state) => expect(new Set(state.projectMonth)).toEqual(new Set([PLANNED])), delay('B'));
  });
});
