import { beforeAll, describe, expect, it } from 'vitest';
import type { AssumptionRow, DataSet, PosteriorTable, ServiceRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { OPEN } from '../../src/simulation/constants.ts';
import { planHazards } from '../../src/simulation/plan/hazards.ts';
import { serviceHistories } from './histories.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

const HOMES = 120;
let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

/** A row of a fitted hazard without spread. */
function hazard(id: string, value: number): AssumptionRow {
  return {
    id,
    meaning: 'a fitted hazard',
    unit: 'per year',
    distribution: 'fixed',
    low: value,
    central: value,
    high: value,
    quantiles: '',
    strength: 'X',
    source: 'made up for a test',
  };
}

/** A country of homes of 2, 4 and 6 places in turn, with fitted hazards. */
function homes(
  hazards: Readonly<Record<string, number>>,
  assumptions: Readonly<Record<string, number>> = {},
  sector: Sector = 'for-profit',
  posterior?: PosteriorTable,
): DataSet {
  const services = Array.from({ length: HOMES }, (_, i): Partial<ServiceRow> & { service_id: string } => ({
    service_id: `home-${i}`,
    sector,
    owner_id: `owner-${i}`,
    places: [2, 4, 6][i % 3]!,
  }));
  const country = pureCountry(base, { services, assumptions });
  const rows = Object.entries(hazards).map(([id, value]) => hazard(id, value));
  return {
    ...country,
    assumptions: [...country.assumptions, ...rows],
    ...(posterior === undefined ? {} : { posterior }),
  };
}

/** Month in which each home gives notice, Infinity while it is open, draw after draw. */
function exits(data: DataSet, horizon: string, draws: number): number[][] {
  const found = Array.from({ length: draws }, () => new Array<number>(HOMES).fill(Infinity));
  eachMonth(planOf(data, plainScenario(horizon)), draws, ({ services, month }, draw) => {
    for (let s = 0; s < HOMES; s++)
      if (services.status[s] !== OPEN && found[draw]![s] === Infinity) found[draw]![s] = month;
  });
  return found;
}

describe('fitted hazards in the simulation', () => {
  it('that equal the shipped assumptions give the same path', () => {
    const shipped = { home_exit_for_profit: 0.08, home_exit_change_of_owner: 0.4, home_conversion: 0.02 };
    const rate = -Math.log1p(-0.08);
    const fitted = {
      'hazard.close.for-profit': 0.6 * rate,
      'hazard.transfer.for-profit': 0.4 * rate,
      'hazard.convert.for-profit': -Math.log1p(-0.02),
    };
    const horizon = plainScenario('2034-03-31');
    for (const draw of [1]) {
      const without = serviceHistories(planOf(homes({}, shipped), horizon), draw);
      expect(new Set(without.values()).size).toBeGreaterThan(20);
      expect(serviceHistories(planOf(homes(fitted), horizon), draw)).toEqual(without);
      // The shipped rows beside them are not read, whatever they say.
      const beside = { home_exit_for_profit: 0.5, home_exit_owner_size_1: 3, home_conversion: 0.4 };
      expect(serviceHistories(planOf(homes(fitted, beside), horizon), draw)).toEqual(without);
    }
  });

  it('of zero give no exits, whatever the shipped rows say', () => {
    const none = homes(
      { 'hazard.close.for-profit': 0, 'hazard.convert.for-profit': 0 },
      { home_exit_for_profit: 0.5, home_conversion: 0.5 },
    );
    expect(exits(none, '2034-03-31', 2).flat().filter(Number.isFinite)).toEqual([]);
  });

  it.each([0.05, 0.1])('of %s a year leave the share exp(-10 h) open after ten years', (h) => {
    const draws = 12;
    for (const sector of ['for-profit', 'local-authority'] as const) {
      const found = exits(homes({ [`hazard.close.${sector}`]: h }, {}, sector), '2034-03-31', draws).flat();
      const expected = Math.exp(-10 * h);
      const share = found.filter((month) => month === Infinity).length / found.length;
      // Four standard errors of a share of 1,440 homes, each with luck of its own.
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / found.length));
    }
  });

  it('of one year act in that year, and of one size on homes of that size', () => {
    const data = homes({ 'hazard.close.for-profit': 0, 'hazard.close.for-profit.3-4.2026': 2 });
    const found = exits(data, '2028-03-31', 4);
    const gone = found
      .flatMap((draw) => draw.map((month, s) => ({ month, s })))
      .filter(({ month }) => month < Infinity);
    // April 2024 is month 0; January to December 2026 are months 21 to 32.
    expect(gone.every(({ month, s }) => s % 3 === 1 && month >= 21 && month <= 32)).toBe(true);
    const share = gone.length / (4 * (HOMES / 3));
    const expected = 1 - Math.exp(-2);
    expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / 160));
  });

  it('read the most specific row: size and year, then size, then year, then the sector', () => {
    const stem = 'hazard.close.for-profit';
    const ids = ['other', stem, `${stem}.2025`, `${stem}.3-4`, `${stem}.3-4.2025`];
    const plan = planHazards(ids, 2024 * 12 + 3, 24)!;
    // 2024, 2025 and 2026: sizes 1-2, 3-4 and 5+ of for-profit homes, the third sector.
    const rows = [0, 1, 2].map((year) => Array.from(plan.rowAt.slice(year * 36 + 6, year * 36 + 9)));
    expect(rows).toEqual([
      [1, 3, 1],
      [2, 4, 2],
      [1, 3, 1],
    ]);
    expect(planHazards(['home_conversion'], 0, 12)).toBeUndefined();
  });

  it('come from one row of the posterior in each parameter set, and from its first row again after the last', () => {
    const ids = ['hazard.close.for-profit', 'home_conversion', 'hazard.convert.for-profit'];
    // Two parameter sets: in the first all homes close within a year or so, in the second none does.
    const posterior = { ids, sets: 2, values: Float64Array.of(5, 0, 0, 0, 0, 0) };
    const hazards = { 'hazard.close.for-profit': 1, 'hazard.convert.for-profit': 1 };
    const found = exits(homes(hazards, {}, 'for-profit', posterior), '2026-03-31', 8);
    const gone = found.map((draw) => draw.filter((month) => month < Infinity).length);
    // Draws 2k and 2k + 1 share parameter set k.
    expect(gone.map((n) => (n > HOMES / 2 ? 1 : n))).toEqual([1, 1, 0, 0, 1, 1, 0, 0]);
  });

  it('give way to a scenario that sets one of them', () => {
    const ids = ['hazard.close.for-profit'];
    const posterior = { ids, sets: 1, values: Float64Array.of(5) };
    const data = homes({ 'hazard.close.for-profit': 5 }, {}, 'for-profit', posterior);
    const plan = planOf(data, plainScenario('2026-03-31', { assumptions: { 'hazard.close.for-profit': 0 } }));
    expect(plan.posterior!.at).toHaveLength(0);
    let closed = 0;
    eachMonth(plan, 2, ({ services }) => {
      for (let s = 0; s < HOMES; s++) if (services.status[s] !== OPEN) closed++;
    });
    expect(closed).toBe(0);
  });
});
