import { beforeAll, describe, expect, it } from 'vitest';
import { loadDataSet } from '../../src/data/data-set.ts';
import { orThrow } from '../../src/domain/errors.ts';
import { defaultGrid } from '../../src/measures/grid.ts';
import type { Grid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { THREE_AREAS } from '../data/temporary-folder.ts';
import { planOf, plainScenario } from '../simulation/small-country.ts';

/** Values by financial year of one area: those of a series of a measure with a reason, a provider's country, or neither. */
function yearly(
  grid: Grid,
  row: Float32Array,
  measure: string,
  area: string,
  part: { reason?: string; country?: string },
) {
  const run = grid.runs.find((r) => {
    const s = grid.series[r.series]!;
    return (
      s.measure === measure &&
      r.areaCode === area &&
      r.period === 'financial-year' &&
      s.serviceType === 'all' &&
      s.reason === (part.reason ?? 'all') &&
      s.providerCountry === (part.country ?? 'all')
    );
  });
  expect(run).toBeDefined();
  return [...row.subarray(run!.first, run!.first + run!.count)];
}

describe.each(['placements_would_need_approval', 'supplementary_applications'])('%s', (measure) => {
  let grid: Grid;
  const rows: Float32Array[] = [];
  beforeAll(async () => {
    const plan = planOf(orThrow(await loadDataSet(THREE_AREAS)), plainScenario('2034-03-31'));
    grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    const state = createState(plan);
    for (let draw = 0; draw < 6; draw++) {
      recorder.row = new Float32Array(grid.cells);
      runDraw(state, 1, draw, recorder);
      rows.push(recorder.row);
    }
  });

  it('is the sum of its reasons, and of its providers at home and outside, in every year and authority', () => {
    let seen = 0;
    for (const row of rows) {
      for (const area of ['T01', 'T02', 'T03']) {
        const total = yearly(grid, row, measure, area, {});
        const reasons = ['no-compliant-vacancy', 'vacancy-not-matched', 'sibling-or-specialist-need'].map((reason) =>
          yearly(grid, row, measure, area, { reason }),
        );
        const countries = ['own', 'outside'].map((country) => yearly(grid, row, measure, area, { country }));
        total.forEach((value, year) => {
          expect(reasons.reduce((sum, part) => sum + part[year]!, 0)).toBe(value);
          expect(countries.reduce((sum, part) => sum + part[year]!, 0)).toBe(value);
          seen += value;
        });
      }
    }
    expect(seen).toBeGreaterThan(0);
  });
});
