import { defaultGrid, eachCell } from '../../../src/measures/grid.ts';
import { GridRecorder } from '../../../src/measures/grid-recorder.ts';
import { expectedOutcomes } from '../../../src/measures/expected-outcomes.ts';
import type { OutcomeRow } from '../../../src/measures/outcomes.ts';
import { runDraw } from '../../../src/simulation/draw.ts';
import type { Plan } from '../../../src/simulation/plan/plan.ts';
import { createState } from '../../../src/simulation/create-state.ts';

/** How far the mean of the draws of one claimed figure is from its expected path, in standard errors of that mean. */
export interface Score {
  readonly name: string;
  readonly date: string;
  readonly expected: number;
  readonly mean: number;
  readonly z: number;
  /** Largest distance between two draws. */
  readonly range: number;
}

const keyOf = (row: { [K in keyof OutcomeRow]?: unknown }): string =>
  [
    row.measure,
    row.service_type,
    row.sector,
    row.age_band,
    row.need_class,
    row.reason,
    row.provider_country,
    row.area_level,
    row.area_code,
    row.period,
    row.date,
  ].join(' ');

/**
 * Runs draws of a plan and holds the mean of every claimed cell of the grid against its expected path. A cell in which
 * fewer than `least` draws differ from the commonest value has no error to speak of: it must then be near, not scored.
 */
export function scores(plan: Plan, draws: number, least = 20): { scored: Score[]; rare: Score[] } {
  const grid = defaultGrid(plan);
  const expected = new Map(expectedOutcomes(plan).map((row) => [keyOf(row), row.value]));
  const wanted: { at: number; name: string; date: string; expected: number }[] = [];
  eachCell(plan, grid, (cell, at) => {
    const s = cell.series;
    const name = {
      measure: s.measure,
      service_type: s.serviceType,
      sector: s.sector,
      age_band: s.ageBand,
      need_class: s.needClass,
      reason: s.reason,
      provider_country: s.providerCountry,
      area_level: cell.areaLevel,
      area_code: cell.areaCode,
      period: cell.period,
    };
    const value = expected.get(keyOf({ ...name, date: cell.date }));
    if (value !== undefined) wanted.push({ at, name: Object.values(name).join(' '), date: cell.date, expected: value });
  });
  const recorder = new GridRecorder(plan, grid);
  const state = createState(plan);
  const columns = wanted.map(() => new Float64Array(draws));
  recorder.row = new Float32Array(grid.cells);
  for (let draw = 0; draw < draws; draw++) {
    runDraw(state, 1, draw, recorder);
    wanted.forEach((cell, i) => (columns[i]![draw] = recorder.row[cell.at]!));
  }
  const scored: Score[] = [];
  const rare: Score[] = [];
  wanted.forEach(({ name, date, expected }, i) => {
    const values = columns[i]!;
    const mean = values.reduce((sum, v) => sum + v, 0) / draws;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (draws - 1);
    const counts = new Map<number, number>();
    for (const v of values) counts.set(v, (counts.get(v) ?? 0) + 1);
    const differ = draws - Math.max(...counts.values());
    const z = variance > 0 ? (mean - expected) / Math.sqrt(variance / draws) : 0;
    (differ >= least ? scored : rare).push({
      name,
      date,
      expected,
      mean,
      z,
      range: Math.max(...counts.keys()) - Math.min(...counts.keys()),
    });
  });
  return { scored, rare };
}
