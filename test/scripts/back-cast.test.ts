import { beforeAll, describe, expect, it } from 'vitest';
import { backCast, childrenOf2015, PUBLISHED } from '../../scripts/reality/back-cast.mjs';
import type { DataSet } from '../../src/domain/tables.ts';
import { planOf, plainScenario, wales } from '../simulation/small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

describe('the start of the back-cast', () => {
  const of = (types: readonly string[]): number =>
    childrenOf2015(base).reduce((sum, r) => sum + (types.includes(r.placement_type) ? r.children! : 0), 0);

  it('meets the totals published for 31 March 2015, but for the rounding of ages by authority', () => {
    const rows = childrenOf2015(base);
    const all = rows.reduce((sum, r) => sum + r.children!, 0);
    // Whole children of eight types: half a child each at most.
    expect(Math.abs(all - PUBLISHED.all[2015]!)).toBeLessThanOrEqual(4);
    expect(Math.abs(of(['residential']) - PUBLISHED.residential[2015]!)).toBeLessThanOrEqual(1);
    expect(Math.abs(of(['foster', 'kinship']) - PUBLISHED.foster[2015]!)).toBeLessThanOrEqual(2);
    for (const r of rows) expect(r.children).toBeGreaterThanOrEqual(0);
  });

  it('is estimated throughout, and no cell of it can be taken for a count', () => {
    expect(new Set(childrenOf2015(base).map((r) => r.status))).toEqual(new Set(['estimated']));
  });

  it('makes a plan from April 2015 on, with fewer homes and carers than in 2024 and starts of its own', () => {
    const set = backCast(base, 2150);
    const plan = planOf(set, plainScenario('2021-03-31'));
    expect(plan.months).toBe(72);
    const homes = (data: DataSet, sector: string): number =>
      data.services.filter((s) => s.service_type === 'residential' && s.sector === sector).length;
    // Published: 99 in 2012 and 222 in 2022.
    expect(homes(set, 'for-profit')).toBeGreaterThan(99);
    expect(homes(set, 'for-profit')).toBeLessThan(150);
    expect(set.assumptions.find((r) => r.id === 'entries')!.central).toBeCloseTo(2150, 9);
    expect(base.assumptions.find((r) => r.id === 'entries')!.central).not.toBe(2150);
  });
});
