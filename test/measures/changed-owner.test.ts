import { expect, it } from 'vitest';
import { eachCell, defaultGrid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { pureCountry } from '../simulation/pure-country.ts';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';

it('places of register exits are those that closed and those that changed owner, by sector and year', async () => {
  const sectors = ['for-profit', 'not-for-profit', 'local-authority'] as const;
  const services = Array.from({ length: 90 }, (_, i) => ({
    service_id: `home-${i}`,
    sector: sectors[i % 3]!,
    places: 3 + (i % 3),
  }));
  const exits = { home_exit_for_profit: 0.5, home_exit_not_for_profit: 0.5, home_exit_local_authority: 0.5 };
  const data = pureCountry(await wales(), {
    services,
    assumptions: { ...exits, home_exit_change_of_owner: 0.5, notice: 0 },
  });
  const plan = planOf(data, plainScenario('2026-03-31'));
  const grid = defaultGrid(plan);
  const recorder = new GridRecorder(plan, grid);
  recorder.row = new Float32Array(grid.cells);
  const state = createState(plan);
  runDraw(state, 1, 0, recorder);
  const found: Record<string, number> = {};
  eachCell(plan, grid, ({ series, areaLevel, period }, at) => {
    if (areaLevel !== 'country' || period !== 'financial-year' || series.serviceType !== 'residential') return;
    const key = `${series.measure} ${series.sector}`;
    found[key] = (found[key] ?? 0) + recorder.row[at]!;
  });
  const { counters } = state;
  const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
  // Places tell the sectors apart: every for-profit home has three, every not-for-profit one four. An authority's all close.
  const changed = [found['places_changed_owner for-profit']!, found['places_changed_owner not-for-profit']!];
  expect(changed[0]! % 3).toBe(0);
  expect(changed[1]! % 4).toBe(0);
  expect(changed[0]! / 3 + changed[1]! / 4).toBe(sum(counters.changedOwner));
  expect(Math.min(...changed)).toBeGreaterThan(0);
  expect(found['exits_places all']).toBe(sum(counters.placesClosed));
  expect(found['exits_places local-authority']).toBeGreaterThan(0);
});
