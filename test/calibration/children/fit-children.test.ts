import { describe, expect, it } from 'vitest';
import type { ChildrenInputs } from '../../../src/calibration/children/children-inputs.ts';
import { fitChildren } from '../../../src/calibration/children/fit-children.ts';
import type { ChildrenFit } from '../../../src/calibration/children/fit-children.ts';
import { startsOfArea } from '../../../src/calibration/children/flow-counts.ts';
import { quantileOf } from '../../../src/calibration/children/posterior-checks.ts';
import type { RateRow } from '../../../src/calibration/children/rate-rows.ts';
import type { AssumptionRow, ChildrenRow, FlowRow, StayRow } from '../../../src/domain/tables.ts';
import { AGE_BANDS, AGE_BAND_STARTS_MONTHS } from '../../../src/domain/vocabulary.ts';
import { negativeBinomialAt, poissonAt } from '../../../src/random/counts.ts';
import { gammaQuantile } from '../../../src/random/quantiles.ts';
import { entryAgeShares, stockPerEntryAYear } from '../../../src/simulation/stationary.ts';
import { survivalTables } from '../../../src/simulation/plan/children.ts';
import { fitLuck } from '../../../src/calibration/children/luck.ts';

const MADE_UP = { status: 'published', source: 'made up for a test' } as const;
const BAND_RATES = [0.015, 0.004, 0.003, 0.004, 0.003];
const SPREAD = 1.8;

const assumption = (id: string, central: number): AssumptionRow =>
  ({ id, central, low: central, high: central, distribution: 'fixed', unit: 'share', meaning: id }) as AssumptionRow;
/** Stays that fall by 2 % a month. */
const stays: StayRow[] = AGE_BANDS.flatMap((age_band) =>
  Array.from({ length: 217 }, (_, month) => ({
    age_band,
    month,
    still_looked_after: 0.98 ** month,
    status: 'estimated',
    source: 'made up',
  })),
);

interface MadeUp {
  readonly inputs: ChildrenInputs;
  /** Starts a child-year by area and band. */
  readonly rates: Float64Array;
  readonly codes: readonly string[];
}

/** A made-up country: areas of different size whose rates differ, starts of some years, stocks at the end. */
function country(
  seed: number,
  areas: number,
  years: number,
  options: { suppress?: number; bandsOf?: number } = {},
): MadeUp {
  const luck = fitLuck(seed, 'made-up country');
  const gamma = (shape: number): number => gammaQuantile(luck.uniform(), shape) / shape;
  const codes = Array.from({ length: areas }, (_, a) => `A${String(a).padStart(3, '0')}`);
  const rates = new Float64Array(areas * 5);
  const population: ChildrenInputs['population'][number][] = [];
  const flows: FlowRow[] = [];
  const children: ChildrenRow[] = [];
  const perEntry = stockPerEntryAYear(survivalTables(stays), entryAgeShares(0.5));
  codes.forEach((area_code, a) => {
    const size = 300 * 30 ** (a / Math.max(1, areas - 1));
    const area = gamma(8);
    BAND_RATES.forEach((rate, b) => (rates[a * 5 + b] = rate * area * gamma(30)));
    for (let mid_year = 2024 - years; mid_year < 2024; mid_year++)
      for (let age = 0; age < 18; age++)
        population.push({ mid_year, area_code, age, population: Math.round(size), ...MADE_UP });
    const child = AGE_BANDS.map(
      (_, b) => (Math.round(size) * (AGE_BAND_STARTS_MONTHS[b + 1]! - AGE_BAND_STARTS_MONTHS[b]!)) / 12,
    );
    for (let year = 2025 - years; year <= 2024; year++)
      AGE_BANDS.forEach((age_band, b) => {
        const count = negativeBinomialAt(luck.uniform(), child[b]! * rates[a * 5 + b]!, SPREAD);
        const hidden = count < (options.suppress ?? 0);
        flows.push({
          year_ending: `${year}-03-31`,
          area_code,
          age_band,
          measure: 'started',
          children: hidden ? undefined : count,
          children_low: hidden ? 0 : count,
          children_high: hidden ? options.suppress! - 1 : count,
          ...MADE_UP,
        });
      });
    AGE_BANDS.forEach((age_band, c) => {
      const stock = AGE_BANDS.reduce((sum, _, b) => sum + perEntry[c]![b]! * child[b]! * rates[a * 5 + b]!, 0);
      const count = poissonAt(luck.uniform(), stock);
      children.push({
        date: '2024-03-31',
        area_code,
        placement_type: 'all',
        age_band,
        children: count,
        children_low: count,
        children_high: count,
        ...MADE_UP,
      });
    });
  });
  const assumptions = [
    assumption('entry_newborn_share', 0.5),
    assumption('entries_unaccompanied', 100),
    assumption('unaccompanied_at_start', 0.1),
    assumption('unaccompanied_independent', 0.6),
    assumption('need_change', 0.02),
    assumption('need_change_down', 0.15),
  ];
  const inputs: ChildrenInputs = {
    file: 'children.csv',
    children,
    areas: [],
    flows,
    population,
    stays,
    needs: [],
    assumptions,
    assumptionsFromShipped: ['entries_unaccompanied', 'unaccompanied_at_start'],
    origins: { flows: 'named', population: 'named', stays: 'shipped', needs: 'shipped', assumptions: 'shipped' },
  };
  return { inputs, rates, codes };
}

const SETS = 300;
const made = country(1, 24, 3);
const fit = fitChildren(made.inputs, { sets: SETS, seed: 1 });
const cellsOf = (of: ChildrenFit): RateRow[] =>
  of.rates.filter((row) => row.area_code !== 'all' && row.age_band !== 'all');
const meanWidth = (of: ChildrenFit): number => {
  const rows = cellsOf(of);
  return rows.reduce((sum, row) => sum + Math.log(row.p975 / row.p025), 0) / rows.length;
};

describe('a fit of starts in areas whose rates are known', () => {
  it('covers the true rates as often as its intervals say', () => {
    const rows = cellsOf(fit);
    expect(rows).toHaveLength(120);
    const covered = (low: 'p10' | 'p025', high: 'p90' | 'p975'): number =>
      rows.filter((row, i) => row[low] <= made.rates[i]! && made.rates[i]! <= row[high]).length / rows.length;
    // 120 cells that share areas: as if 60 stood alone. Standard errors 0.05 and 0.03; three of them.
    expect(Math.abs(covered('p10', 'p90') - 0.8)).toBeLessThan(0.16);
    expect(Math.abs(covered('p025', 'p975') - 0.95)).toBeLessThan(0.085);
    // The spread of counts: 360 counts tell it to about a tenth; three standard errors.
    expect(Math.abs(quantileOf(fit.draws.entries_overdispersion, 0.5) - SPREAD)).toBeLessThan(0.4);
  });

  it('is nearer to the truth than counts over child-years are', () => {
    const rows = cellsOf(fit);
    const error = (value: (row: RateRow) => number): number =>
      rows.reduce((sum, row, i) => sum + (value(row) / made.rates[i]! - 1) ** 2, 0);
    expect(error((row) => row.rate)).toBeLessThan(0.8 * error((row) => row.raw_rate!));
  });

  it('leaves a large area where it was counted, and draws a small one to the others', () => {
    const leans = (row: RateRow, all: RateRow): number => (row.rate - row.raw_rate!) / (all.rate - row.raw_rate!);
    const whole = fit.rates.find((row) => row.area_code === 'all' && row.age_band === 'all')!;
    const ofArea = (code: string): RateRow =>
      fit.rates.find((row) => row.area_code === code && row.age_band === 'all')!;
    const [small, large] = [ofArea(made.codes[0]!), ofArea(made.codes.at(-1)!)];
    expect(Math.abs(large.rate / large.raw_rate! - 1)).toBeLessThan(0.05);
    expect(small.p975 / small.p025).toBeGreaterThan(2 * (large.p975 / large.p025) - 1);
    // Of areas together, the part of the way to the mean falls with their size.
    const rows = made.codes.map(ofArea);
    const part = (of: readonly RateRow[]): number =>
      of.reduce((s, row) => s + leans(row, whole) * (whole.rate - row.raw_rate!) ** 2, 0) /
      of.reduce((s, row) => s + (whole.rate - row.raw_rate!) ** 2, 0);
    expect(part(rows.slice(0, 8))).toBeGreaterThan(part(rows.slice(-8)));
    expect(part(rows.slice(-8))).toBeLessThan(0.15);
  });

  it('finds the stays that were true, and holds starts and stays together', () => {
    // The made-up stocks come from the table as it is: the stretch is 1 but for chance.
    const table = survivalTables(stays);
    const years = (tables: readonly Float64Array[]): number =>
      tables.reduce((sum, t) => sum + t.slice(0, 60).reduce((s, v) => s + v, 0), 0);
    expect(Math.abs(years(fit.survival) / years(table) - 1)).toBeLessThan(0.12);
    const { entries, stay_scale } = fit.draws;
    const logs = [Array.from(entries, Math.log), Array.from(stay_scale!, Math.log)];
    const mean = logs.map((l) => l.reduce((s, v) => s + v, 0) / SETS);
    const product = logs[0]!.reduce((s, v, d) => s + (v - mean[0]!) * (logs[1]![d]! - mean[1]!), 0);
    expect(product).toBeLessThan(0);
    expect(fit.checks.map((check) => check.r_hat).every((r) => r < 1.1)).toBe(true);
  });

  it('does not depend on the order of rows, and says the same for the same seed', () => {
    const small = country(2, 3, 1);
    const turned = {
      ...small.inputs,
      flows: [...small.inputs.flows].reverse(),
      children: [...small.inputs.children].reverse(),
    };
    const [one, other] = [small.inputs, turned].map((inputs) => fitChildren(inputs, { sets: 100, seed: 3 }));
    expect(other!.rates).toEqual(one!.rates);
    expect(other!.draws).toEqual(one!.draws);
  });
});

describe('what is not known', () => {
  it('makes intervals wider, never narrower: suppressed cells are read as ranges', () => {
    const options = { sets: 200, seed: 4 };
    const open = fitChildren(country(5, 5, 2).inputs, options);
    const hidden = fitChildren(country(5, 5, 2, { suppress: 10 }).inputs, options);
    expect(meanWidth(hidden)).toBeGreaterThan(meanWidth(open));
    const exact = open.rates.find((row) => row.area_code === 'A000' && row.age_band === '5-9')!;
    const range = hidden.rates.find((row) => row.area_code === 'A000' && row.age_band === '5-9')!;
    expect([range.events_low, range.events_high! >= exact.events_high!]).toEqual([0, true]);
  });

  it('is drawn from the others in an area that begins, and an area that ended is left out', () => {
    const { inputs } = country(6, 4, 5);
    const of = (code: string, keep: (row: FlowRow) => boolean) => (row: FlowRow) => row.area_code !== code || keep(row);
    const flows = inputs.flows
      .filter(of('A000', (row) => row.year_ending === '2024-03-31'))
      .filter(of('A001', (row) => row.year_ending <= '2021-03-31'));
    const children = inputs.children.filter((row) => row.area_code !== 'A001');
    const found = fitChildren({ ...inputs, flows, children }, { sets: 100, seed: 1 });
    expect(found.ended).toEqual(['A001']);
    expect(found.codes).toEqual(['A000', 'A002', 'A003']);
  });

  it('is no end of authorities where the country alone has later starts', () => {
    const { inputs } = country(8, 3, 1);
    const area = (area_code: string, level: 'country' | 'authority'): ChildrenInputs['areas'][number] =>
      ({ area_code, level, name_en: area_code, name_cy: area_code }) as ChildrenInputs['areas'][number];
    const areas = [area('LAND', 'country'), ...['A000', 'A001', 'A002'].map((code) => area(code, 'authority'))];
    const children = inputs.children.map((row) => ({ ...row, date: '2018-03-31' }));
    const total = inputs.flows.reduce((sum, row) => sum + row.children!, 0);
    const flows = [
      {
        ...inputs.flows[0]!,
        area_code: 'LAND',
        age_band: 'all' as const,
        children: total,
        children_low: total,
        children_high: total,
      },
    ];
    const found = fitChildren({ ...inputs, areas, children, flows }, { sets: 100, seed: 1 });
    expect([found.ended, found.codes, found.date]).toEqual([[], ['A000', 'A001', 'A002'], '2024-03-31']);
  });

  it('leaves starts to stocks and stays where no starts are there, and is then far less sure of them', () => {
    const { inputs } = country(7, 4, 1);
    const [with_, without] = [inputs, { ...inputs, flows: [] }].map(
      (i) => fitChildren(i, { sets: 150, seed: 1 }).draws.entries,
    );
    const width = (draws: Float64Array): number => quantileOf(draws, 0.95) / quantileOf(draws, 0.05);
    expect(width(without!)).toBeGreaterThan(width(with_!));
    // The true starts lie inside.
    const truth = inputs.flows.reduce((s, row) => s + row.children!, 0);
    expect(quantileOf(without!, 0.005)).toBeLessThan(truth);
    expect(quantileOf(without!, 0.995)).toBeGreaterThan(truth);
  });

  it('is made narrower by a total, and a missing band stays unknown', () => {
    const row = (age_band: FlowRow['age_band'], low: number, high = low): FlowRow =>
      ({ age_band, children_low: low, children_high: high }) as FlowRow;
    expect(
      startsOfArea([row('all', 10), row('0', 4), row('1-4', 0, 4), row('5-9', 3), row('10-15', 1), row('16-17', 0, 4)]),
    ).toEqual([
      { bands: [0], low: 4, high: 4 },
      { bands: [1], low: 0, high: 2 },
      { bands: [2], low: 3, high: 3 },
      { bands: [3], low: 1, high: 1 },
      { bands: [4], low: 0, high: 2 },
    ]);
    expect(startsOfArea([row('all', 10), row('0', 4)])).toEqual([
      { bands: [0], low: 4, high: 4 },
      { bands: [1, 2, 3, 4], low: 6, high: 6 },
    ]);
    expect(startsOfArea([row('0', 0, 4)])).toEqual([{ bands: [0], low: 0, high: 4 }]);
  });
});
