import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { AGE_BANDS } from '../../src/domain/vocabulary.ts';
import { defaultGrid, eachCell, periodEnds } from '../../src/measures/grid.ts';
import type { Cell, CellRun, Grid } from '../../src/measures/grid.ts';
import { GridRecorder } from '../../src/measures/grid-recorder.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import type { Plan } from '../../src/simulation/plan/plan.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { pureCountry } from '../simulation/pure-country.ts';
import type { Parts } from '../simulation/pure-country.ts';
import { planOf, plainScenario, smallCountry } from '../simulation/small-country.ts';
import { Recount } from './recount.ts';

let base: DataSet;
beforeAll(async () => {
  base = orThrow(await loadShippedDataSet());
});

/** Areas that a run of cells is the sum of. */
function members(plan: Plan, run: CellRun): number[] {
  const { areaCodes, regionCodes, regionOf } = plan.geography;
  const all = areaCodes.map((_, a) => a);
  if (run.areaLevel === 'country') return all;
  if (run.areaLevel === 'authority') return [areaCodes.indexOf(run.areaCode)];
  return all.filter((a) => regionOf[a] === regionCodes.indexOf(run.areaCode));
}

describe('the figures of a draw', () => {
  let plan: Plan;
  let grid: Grid;
  let row: Float32Array;
  const recount = new Recount();
  beforeAll(() => {
    const size = {
      areas: 5,
      children: [7, 0, 3, 9, 1, 5],
      homes: [3, 4, 2, 6, 5, 1, 4, 3],
      households: [14, 9, 22, 6, 11],
    };
    const residential = { service_type: 'residential', provider_description: 'for-profit' } as const;
    plan = planOf(
      smallCountry(base, size),
      plainScenario('2028-03-31', {
        timetable: [{ milestone: 'placements need approval', ...residential, date: '2026-04-01' }],
        events: [{ close: { date: '2025-06-01', sector: 'for-profit', share: 0.3 } }],
      }),
    );
    grid = defaultGrid(plan);
    const recorder = new GridRecorder(plan, grid);
    row = new Float32Array(grid.cells);
    recorder.row = row;
    runDraw(createState(plan), 1, 0, {
      begin: (state) => {
        recount.begin(state);
        recorder.begin(state);
      },
      endMonth: (state) => {
        recount.endMonth(state);
        recorder.endMonth(state);
      },
    });
  });

  /** Name of a series in the recount; undefined when a dimension is split that the recount does not hold. */
  const nameOf = (run: CellRun): string | undefined => {
    const s = grid.series[run.series]!;
    if ([s.needClass, s.reason, s.providerCountry].some((d) => d !== 'all')) return undefined;
    const band = AGE_BANDS.indexOf(s.ageBand as (typeof AGE_BANDS)[number]);
    return `${s.measure} ${s.serviceType} ${s.sector} ${band < 0 ? 'all' : `band-${band}`}`;
  };

  it('are what a count of the rows gives, month by month, quarter by quarter and year by year, at every level', () => {
    const known = new Set(recount.months.flatMap((m) => Object.keys(m)));
    const seen = new Set<string>();
    let compared = 0;
    for (const run of grid.runs) {
      const name = nameOf(run);
      if (name === undefined || !known.has(name)) continue;
      const areas = members(plan, run);
      const total = (month: number): number =>
        areas.reduce((sum, a) => sum + (recount.months[month]![name]?.[a] ?? 0), 0);
      let from = 0;
      periodEnds(plan, run.period).forEach((end, k) => {
        let expected = total(end);
        if (grid.series[run.series]!.kind === 'flow') for (let m = from; m < end; m++) expected += total(m);
        from = end + 1;
        expect(row[run.first + k], `${name} ${run.areaCode} ${run.period} ${k}`).toBe(expected);
        compared++;
      });
      seen.add(`${run.areaLevel} ${name}`);
    }
    for (const measure of [
      'children_looked_after all all all',
      'children_started all all all',
      'children_ceased all all all',
    ])
      for (const level of ['country', 'region', 'authority']) expect(seen).toContain(`${level} ${measure}`);
    for (const name of known)
      expect(
        [...seen].some((s) => s.endsWith(` ${name}`)),
        name,
      ).toBe(true);
    expect(compared).toBeGreaterThan(1000);
  });

  const find = (level: string, code: string, series: number): CellRun | undefined =>
    grid.runs.find((r) => r.areaLevel === level && r.areaCode === code && r.series === series);

  it('add up over areas, and flows over time, in every series that is kept at several levels', () => {
    let checked = 0;
    const { countryCode, regionCodes, areaCodes } = plan.geography;
    const at = (run: CellRun, month: number): number => row[run.first + periodEnds(plan, run.period).indexOf(month)]!;
    const over = (run: CellRun, from: number, to: number): number =>
      periodEnds(plan, run.period).reduce((sum, m, k) => sum + (m > from && m <= to ? row[run.first + k]! : 0), 0);
    grid.series.forEach((s, series) => {
      if (s.kind === 'ratio') return;
      const country = find('country', countryCode, series);
      if (country === undefined) return;
      for (const [level, codes] of [
        ['region', regionCodes],
        ['authority', areaCodes],
      ] as const) {
        const parts = codes.map((code) => find(level, code, series)).filter((r) => r !== undefined);
        if (parts.length === 0) continue;
        expect(parts).toHaveLength(codes.length);
        for (const year of periodEnds(plan, 'financial-year')) {
          const value = (run: CellRun): number => (s.kind === 'stock' ? at(run, year) : over(run, year - 12, year));
          const sum = parts.reduce((total, run) => total + value(run), 0);
          // Matched headroom is not whole; the rest is exact.
          if (s.measure === 'headroom_matched') expect(sum).toBeCloseTo(value(country), 3);
          // Pounds in 32 bits: every part is rounded by at most 2^-24 of itself, and so is the whole.
          else if (s.unit.startsWith('gbp'))
            expect(Math.abs(sum - value(country))).toBeLessThanOrEqual(2 ** -23 * Math.max(1, sum));
          else expect(sum, `${s.measure} ${s.serviceType} ${s.sector} ${level} ${year}`).toBe(value(country));
          checked++;
        }
      }
    });
    expect(checked).toBeGreaterThan(200);
  });

  it('of shares lie from 0 to 1, of concentration from 0 to 10,000, and nothing is negative or missing', () => {
    const found: Cell[] = [];
    eachCell(plan, grid, (cell, at) => {
      const value = row[at]!;
      const { unit } = cell.series;
      const most = unit === 'share' ? 1 : unit === 'index' ? 10_000 : Infinity;
      if (!(value >= 0 && value <= most)) found.push(cell);
    });
    expect(found).toEqual([]);
    expect(new Set(grid.series.map((s) => s.unit))).toContain('share');
  });

  it('stand in cells of their own, one for each period, without a gap', () => {
    const cells = new Uint8Array(grid.cells);
    eachCell(plan, grid, (_cell, at) => cells[at]!++);
    expect(cells.every((n) => n === 1)).toBe(true);
  });
});

it('the default grid of Wales to March 2036 has at most 50,000 cells a draw', () => {
  expect(defaultGrid(planOf(base, plainScenario())).cells).toBeLessThanOrEqual(50_000);
});

/** The first quarter's value of a series of one country in which nothing happens. */
function firstQuarter(parts: Parts, measure: string, serviceType = 'residential'): number {
  const plan = planOf(pureCountry(base, parts), plainScenario('2024-06-30'));
  const grid = defaultGrid(plan);
  const recorder = new GridRecorder(plan, grid);
  recorder.row = new Float32Array(grid.cells);
  runDraw(createState(plan), 1, 0, recorder);
  const run = grid.runs.find((r) => {
    const s = grid.series[r.series]!;
    return r.areaLevel === 'country' && s.measure === measure && s.serviceType === serviceType && s.sector === 'all';
  })!;
  return recorder.row[run.first + run.count - 1]!;
}

describe('concentration', () => {
  const shares = [25, 20, 15, 10, 8, 7, 6, 5, 4];
  const owners = (ids: readonly number[], places = shares): Parts['services'] =>
    places.map((n, i) => ({ service_id: `home-${i}`, owner_id: `owner-${ids[i]!}`, places: n }));
  const apart = shares.map((_, i) => i);

  it.each([
    ['nine owners', apart, 1540],
    ['the two smallest merged', apart.map((i) => (i === 8 ? 7 : i)), 1580],
    ['the two largest merged', apart.map((i) => (i === 1 ? 0 : i)), 2540],
  ])('hhi of %s', (_name, ids, expected) => {
    expect(firstQuarter({ services: owners(ids) }, 'hhi')).toBe(expected);
  });

  it('the share of the largest owner', () => {
    expect(firstQuarter({ services: owners(apart) }, 'largest_owner_share')).toBeCloseTo(0.25, 6);
    const merged = apart.map((i) => (i === 1 ? 0 : i));
    expect(firstQuarter({ services: owners(merged) }, 'largest_owner_share')).toBeCloseTo(0.45, 6);
  });

  it('all homes of an authority have one owner, whatever ids they carry, and a home of nobody known is an owner', () => {
    const services = [10, 10, 10, 10].map((places, i) => ({
      service_id: `home-${i}`,
      places,
      sector: i < 2 ? ('local-authority' as const) : ('for-profit' as const),
      ...(i < 2 ? { owner_id: `la-${i}` } : {}),
    }));
    // Shares of a half, a quarter and a quarter.
    expect(firstQuarter({ services }, 'hhi')).toBe(2500 + 625 + 625);
  });
});

describe('compliant places and what is short of them', () => {
  const services: Parts['services'] = [
    { service_id: 'own', sector: 'local-authority', places: 4 },
    { service_id: 'charity', sector: 'not-for-profit', owner_id: 'charity', places: 2 },
    { service_id: 'company', sector: 'for-profit', owner_id: 'company', places: 10 },
    { service_id: 'respite', sector: 'for-profit', owner_id: 'company', places: 9, registered_for: 'short-break' },
  ];
  const children: Parts['children'] = [['residential', '5-9', 11]];

  it('compliant_share counts authority and not-for-profit places, not_for_profit_share the latter alone', () => {
    expect(firstQuarter({ services }, 'compliant_share')).toBeCloseTo(6 / 16, 6);
    expect(firstQuarter({ services }, 'not_for_profit_share')).toBeCloseTo(2 / 16, 6);
  });

  it('shortfall_compliant is children who need the type less usable compliant places', () => {
    expect(firstQuarter({ services, children }, 'shortfall_compliant')).toBe(11 - 6);
    const enough = services!.map((s) => ({ ...s, sector: 'not-for-profit' as const }));
    expect(firstQuarter({ services: enough, children }, 'shortfall_compliant')).toBe(0);
  });

  it('n_minus_1_shortfall is what is short when the owner of most places is gone', () => {
    expect(firstQuarter({ services, children }, 'n_minus_1_shortfall')).toBe(11 - 6);
  });
});
