import { beforeAll, describe, expect, it } from 'vitest';
import { loadShippedDataSet } from '../../src/data/shipped.ts';
import { orThrow } from '../../src/domain/errors.ts';
import type { DataSet } from '../../src/domain/tables.ts';
import { ADULT_AGE_MONTHS } from '../../src/domain/vocabulary.ts';
import { CLOSED, FOR_PROFIT, FOSTER, RESIDENTIAL, SECURE, WAITING } from '../../src/simulation/constants.ts';
import { CHILD_ROW } from '../../src/simulation/child-rows.ts';
import type { Counters } from '../../src/simulation/counters.ts';
import { cohortsOf } from '../../src/simulation/counters.ts';
import { runDraw } from '../../src/simulation/draw.ts';
import { PLACE_COUNTS } from '../../src/simulation/place-counts.ts';
import type { State } from '../../src/simulation/state.ts';
import { createState } from '../../src/simulation/create-state.ts';
import { planOf, plainScenario, smallCountry } from './small-country.ts';

let base: DataSet;
beforeAll(async () => {
  base = orThrow(await loadShippedDataSet());
});

const STOCKS = [
  'places',
  'bornIn',
  'needingByClass',
  'placedByClass',
  'waitingByClass',
  'stepDownWaiting',
  'legacy',
  'heldFromAuthority',
  'heldFromRegion',
] as const satisfies readonly (keyof Counters)[];
type Stock = (typeof STOCKS)[number];

/** Counts every stock from the rows of services and children alone. */
function recount(state: State): Record<Stock, Float64Array> {
  const { services, children, plan, counters, month } = state;
  const { regionOf } = plan.geography;
  const counts = Object.fromEntries(STOCKS.map((name) => [name, new Float64Array(counters[name].length)])) as Record<
    Stock,
    Float64Array
  >;
  for (let s = 0; s < services.count; s++) {
    if (services.status[s] === CLOSED || services.serves[s] === 0) continue;
    const at = ((services.area[s]! * 4 + services.type[s]!) * 4 + services.sector[s]!) * PLACE_COUNTS;
    counts.places[at]! += services.registered[s]!;
    counts.places[at + 1]! += services.usable[s]!;
    counts.places[at + 2]! += services.otherCountry[s]! + services.held[s]!;
    counts.places[at + 3]! += services.households[s]!;
    counts.places[at + 4]! += services.occupied[s]!;
  }
  for (let c = 0; c < children.count; c += CHILD_ROW) {
    if (children.present[c] === 0) continue;
    const area = children.area[c]!;
    const hard = area * 3 + children.needClass[c]!;
    expect(month - children.birth[c]!).toBeLessThan(ADULT_AGE_MONTHS);
    counts.bornIn[area * cohortsOf(plan.months) + children.birth[c]! + ADULT_AGE_MONTHS]!++;
    if (children.need[c] === RESIDENTIAL) {
      counts.needingByClass[hard]!++;
      if (children.place[c] === WAITING) counts.waitingByClass[hard]!++;
    }
    const s = children.service[c]!;
    if (s < 0 || services.type[s]! >= SECURE) continue;
    const type = services.type[s]!;
    if (type === RESIDENTIAL) {
      counts.placedByClass[hard]!++;
      if (children.need[c] === FOSTER) counts.stepDownWaiting[area]!++;
    }
    const lies = services.area[s]!;
    if (services.sector[s] === FOR_PROFIT) {
      if (children.placedSince[c]! < state.policy.approvalMonth[type]!) counts.legacy[area * 2 + type]!++;
    } else if (lies !== area) {
      counts.heldFromAuthority[lies * 2 + type]!++;
      if (regionOf[lies] !== regionOf[area]) counts.heldFromRegion[lies * 2 + type]!++;
    }
  }
  return counts;
}

describe('running counts of stocks', () => {
  it.each([1, 2])(
    'are what a look at every service and every child gives, at the end of every month (seed %i)',
    (seed) => {
      const size = {
        areas: 5,
        children: [7, 0, 3, 9, 1, 5],
        homes: [3, 4, 2, 6, 5, 1, 4, 3],
        households: [14, 9, 22, 6, 11],
      };
      const approval = { milestone: 'placements need approval', provider_description: 'for-profit' } as const;
      const plan = planOf(
        smallCountry(base, size),
        plainScenario('2030-03-31', {
          timetable: [
            { ...approval, service_type: 'residential', date: '2026-04-01' },
            { ...approval, service_type: 'foster', date: '2026-10-01' },
          ],
          events: [
            { close: { date: '2025-06-01', sector: 'for-profit', share: 0.3 } },
            { convert: { date: '2026-06-01', sector: 'for-profit', share: 0.5 } },
          ],
        }),
      );
      const state = createState(plan);
      const seen = new Set<Stock>();
      const totals = { started: 0, ceased: 0 };
      const sum = (values: Float64Array): number => values.reduce((a, b) => a + b, 0);
      const compare = (): void => {
        const counts = recount(state);
        for (const name of STOCKS) {
          expect(state.counters[name], `${name} in month ${state.month}`).toEqual(counts[name]);
          if (sum(counts[name]) > 0) seen.add(name);
        }
        expect(sum(state.counters.startedByBand) - totals.started).toBe(sum(state.counters.started));
        expect(sum(state.counters.ceasedByBand)).toBe(sum(state.counters.ceased));
      };
      runDraw(state, seed, 0, {
        begin: () => {
          totals.started = sum(state.counters.startedByBand);
        },
        endMonth: compare,
      });
      expect([...seen].sort()).toEqual([...STOCKS].sort());
      // Every child of the start and every newcomer is counted once; months are at least those since the start or entry.
      expect(sum(state.counters.monthsInCare)).toBeGreaterThan(0);
    },
  );
});
