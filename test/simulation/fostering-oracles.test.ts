import { mean, sampleVariance } from 'simple-statistics';
import { beforeAll, describe, expect, it } from 'vitest';
import type { DataSet, ServiceRow } from '../../src/domain/tables.ts';
import type { Sector } from '../../src/domain/vocabulary.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import { CLOSED, FOR_PROFIT, FOSTER, LOCAL_AUTHORITY } from '../../src/simulation/constants.ts';
import { eachMonth, pureCountry } from './pure-country.ts';
import type { Parts } from './pure-country.ts';
import { planOf, plainScenario, wales } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = await wales();
});

/** Services of one sector, each of an agency of its own. */
function agencies(count: number, households: number, sector: Sector = 'for-profit'): Partial<ServiceRow>[] {
  return Array.from({ length: count }, (_, i) => ({
    service_id: `agency-${sector}-${i}`,
    service_type: 'foster',
    sector,
    owner_id: `owner-${sector}-${i}`,
    households,
  }));
}

function country(parts: Parts, timetable: DataSet['timetable'] = []): DataSet {
  return { ...pureCountry(base, parts), timetable };
}

/** Households of each service at the end of a month, over draws. */
function householdsAt(data: DataSet, horizon: string, atMonth: number, draws: number): number[] {
  const found: number[] = [];
  eachMonth(planOf(data, plainScenario(horizon)), draws, ({ services }, _draw, month) => {
    if (month !== atMonth) return;
    for (let s = 0; s < services.count; s++) if (services.type[s] === FOSTER) found.push(services.households[s]!);
  });
  return found;
}

describe('foster households', () => {
  it('of services without approvals are a closed cohort: binomial after t months', () => {
    const services = agencies(200, 20) as NonNullable<Parts['services']>;
    const found = householdsAt(country({ services, assumptions: { carer_leaving: 0.113 } }), '2027-03-31', 36, 20);
    const kept = (1 - 0.113) ** 3;
    // Four standard errors of the mean and of the variance of 4,000 binomial numbers.
    const variance = 20 * kept * (1 - kept);
    expect(Math.abs(mean(found) - 20 * kept)).toBeLessThan(4 * Math.sqrt(variance / found.length));
    expect(Math.abs(sampleVariance(found) - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / found.length));
  });

  it.each([
    ['local-authority', 'carer_approvals_local_authority'],
    ['not-for-profit', 'carer_approvals_agencies'],
    ['for-profit', 'carer_approvals_agencies'],
  ] as const)('of %s services grow in a month by a twelfth of the approvals less those who leave', (sector, id) => {
    const services = agencies(200, 20, sector) as NonNullable<Parts['services']>;
    const assumptions = { carer_leaving: 0.113, [id]: 0.16 };
    const found = householdsAt(country({ services, assumptions }), '2029-03-31', 60, 20);
    const expected = 20 * (0.887 ** (1 / 12) + 0.16 / 12) ** 60;
    expect(Math.abs(mean(found) - expected)).toBeLessThan(4 * Math.sqrt(sampleVariance(found) / found.length));
  });

  it('of a for-profit agency fall by 29 to 34 per cent in the three years after it may not approve carers', () => {
    // Reality check of oracles: England 11.3 % and Wales 13 % of households leave in a year.
    const services = agencies(200, 20) as NonNullable<Parts['services']>;
    const row = { milestone: 'growth ends', service_type: 'foster', provider_description: 'for-profit' } as const;
    for (const carer_leaving of [0.113, 0.13]) {
      const assumptions = { carer_leaving, carer_approvals_agencies: 0.095 };
      const data = country({ services, assumptions }, [{ ...row, date: '2026-04-01', source: 'made up' }]);
      let before = 0;
      let after = 0;
      eachMonth(planOf(data, plainScenario('2029-03-31')), 10, (state, _draw, month) => {
        const households = state.services.households.subarray(0, state.services.count).reduce((a, b) => a + b, 0);
        if (month === 24) before += households;
        if (month === 60) after += households;
      });
      // Of some 40,000 households: the standard error of the share is 0.0023. The bounds are those of the check.
      expect(1 - after / before).toBeGreaterThan(0.29);
      expect(1 - after / before).toBeLessThan(0.35);
    }
  });

  it('a higher chance of leaving takes every household away at the same time or sooner', () => {
    const services = agencies(50, 20) as NonNullable<Parts['services']>;
    const run = (carer_leaving: number): number[][] =>
      [12, 24, 36].map((month) =>
        householdsAt(country({ services, assumptions: { carer_leaving } }), '2027-03-31', month, 2),
      );
    const low = run(0.08).flat();
    const high = run(0.16).flat();
    expect(low.filter((n, i) => high[i]! > n)).toEqual([]);
    expect(low.filter((n, i) => high[i]! < n).length).toBeGreaterThan(100);
  });
});

describe('an agency that gives up', () => {
  it('hands a share of its carers, and of the children with them, to the authority after the delay', () => {
    const services = [
      ...agencies(40, 30),
      { service_id: 'authority', service_type: 'foster', sector: 'local-authority', households: 200 },
    ] as NonNullable<Parts['services']>;
    const data = country({
      children: [['foster', '5-9', 1500]],
      services,
      assumptions: {
        carers_transfer: 0.6,
        carers_transfer_months: 3,
        foster_places_per_household: 2,
        foster_unavailable: 0,
        placed_outside_share: 0,
        own_area_foster_local_authority: 1,
        own_area_foster_agency: 1,
      },
    });
    const close = {
      close: { date: '2024-06-01', sector: 'for-profit' as const, service_type: 'foster' as const, notice_months: 0 },
    };
    const draws = 5;
    let children = 0;
    let stayed = 0;
    let households = 0;
    const withAgency = new Set<number>();
    eachMonth(planOf(data, plainScenario('2025-03-31', { events: [close] })), draws, (state, _draw, month) => {
      const { services: rows, children: child } = state;
      if (month === 2) {
        withAgency.clear();
        for (let c = 0; c < child.count; c += CHILD_ROW) {
          if (child.service[c]! >= 0 && rows.sector[child.service[c]!] === FOR_PROFIT) withAgency.add(c);
        }
      }
      if (month === 5) {
        // The event is in month 2 (June); the carers move three months later.
        for (let s = 0; s < rows.count; s++) {
          if (rows.sector[s] === FOR_PROFIT) expect(rows.status[s]).not.toBe(CLOSED);
        }
      }
      if (month !== 6) return;
      for (let s = 0; s < rows.count; s++) {
        if (rows.sector[s] === FOR_PROFIT) expect(rows.status[s]).toBe(CLOSED);
        if (rows.sector[s] === LOCAL_AUTHORITY) households += rows.households[s]! - 200;
      }
      children += withAgency.size;
      for (const c of withAgency) if (child.moves[c] === 0 && child.placedSince[c]! < 0) stayed++;
    });
    // 1,200 carers a draw, each moves with a chance of 0.6: four standard errors.
    const carers = draws * 1200;
    expect(Math.abs(households / carers - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / carers));
    expect(children).toBeGreaterThan(1000);
    expect(Math.abs(stayed / children - 0.6)).toBeLessThan(4 * Math.sqrt(0.24 / children));
  });
});
